import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-likely-missing-ca-certificates.js";
import { HELLO, repository, SERVER, shipped } from "./repository.js";

const CLIENT = 'package main\n\nimport (\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\tresponse, err := http.Get(os.Args[1])\n\tprintln(response, err)\n}\n';
const AUTOCERT = 'package main\n\nimport "golang.org/x/crypto/acme/autocert"\n\nfunc main() { println(autocert.HostWhitelist("x") != nil) }\n';

const COPY = "Copy a bundle: COPY --from=<build stage> /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/.";
const APT = "Install ca-certificates (RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates).";

testRule(rule, {
  projects: [
    repository(
      "the example of the page: a client of a server that is an argument",
      { "main.go": CLIENT, Dockerfile: shipped("scratch", { reported: true }) },
      { Dockerfile: [{ messageId: "missing", data: { artifact: "/app", image: "scratch", remedy: COPY }, why: ["built here (Dockerfile:4)", "http.Get(os.Args[1]) (main.go:9)", "no CA bundle where Go looks for one", "scratch"] }] },
    ),
    repository(
      "debian-slim has no bundle",
      { "main.go": CLIENT, Dockerfile: shipped("debian:bookworm-slim", { reported: true }) },
      { Dockerfile: [{ messageId: "missing", data: { artifact: "/app", image: "debian:bookworm-slim", remedy: APT } }] },
    ),
    repository(
      "a client of a service on the internet",
      {
        "go.mod": "module example.com/app\n\ngo 1.24\n\nrequire golang.org/x/crypto v0.30.0\n",
        "main.go": AUTOCERT,
        "vendor/modules.txt": "# golang.org/x/crypto v0.30.0\n## explicit; go 1.20\ngolang.org/x/crypto/acme/autocert\n",
        "vendor/golang.org/x/crypto/acme/autocert/autocert.go": 'package autocert\n\nimport "crypto/tls"\n\nfunc HostWhitelist(hosts ...string) *tls.Config { return nil }\n',
        Dockerfile: shipped("scratch", { reported: true }),
      },
      { Dockerfile: [{ messageId: "missing", data: { artifact: "/app", image: "scratch", remedy: COPY }, why: ["built here (Dockerfile:4)", "import of golang.org/x/crypto/acme/autocert (main.go:3)", "no CA bundle where Go looks for one", "scratch"] }] },
    ),
    repository(
      "another package verifies nothing, if it is asked to",
      { "main.go": CLIENT.replace('"os"', '"os"\n\n\t_ "example.com/app/cli"'), "cli/cli.go": 'package cli\n\nimport "crypto/tls"\n\nvar Config = tls.Config{InsecureSkipVerify: true}\n', Dockerfile: shipped("scratch", { reported: true }) },
      { Dockerfile: [{ messageId: "missing", data: { artifact: "/app", image: "scratch", remedy: COPY } }] },
    ),
    repository("a server alone", { "main.go": SERVER, Dockerfile: shipped("scratch") }),
    repository("no TLS at all", { "main.go": HELLO, Dockerfile: shipped("scratch") }),
    repository("plain http", { "main.go": CLIENT.replace("os.Args[1]", '"http://localhost:8080/healthz"').replace('\n\t"os"', ""), Dockerfile: shipped("scratch") }),
    repository("proof is the other rule's", { "main.go": CLIENT.replace("os.Args[1]", '"https://api.github.com/"').replace('\n\t"os"', ""), Dockerfile: shipped("scratch") }),
    repository("roots of its own", { "main.go": CLIENT, "roots.go": 'package main\n\nimport "crypto/x509"\n\nvar roots = x509.NewCertPool()\n', Dockerfile: shipped("scratch") }),
    repository("a bundle is copied", { "main.go": CLIENT, Dockerfile: shipped("scratch", { before: "COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/\n" }) }),
    repository("a bundle is installed", { "main.go": CLIENT, Dockerfile: shipped("debian:bookworm-slim", { before: "RUN apt-get update && apt-get install -y ca-certificates\n" }) }),
    repository("alpine has one", { "main.go": CLIENT, Dockerfile: shipped("alpine:3.22") }),
    repository("distroless has one", { "main.go": CLIENT, Dockerfile: shipped("gcr.io/distroless/static-debian12") }),
    repository("a file that the repository does not have", { "main.go": CLIENT, Dockerfile: shipped("scratch", { before: "COPY generated/ca-certificates.crt /etc/ssl/certs/\n" }) }),
    repository("an image that is not known", { "main.go": CLIENT, Dockerfile: shipped("registry.corp/base:1") }),
  ],
});
