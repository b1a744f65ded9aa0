import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-missing-ca-certificates.js";
import { repository, SERVER, shipped } from "./repository.js";

const CLIENT = 'package main\n\nimport "net/http"\n\nfunc main() {\n\tresponse, err := http.Get("https://api.github.com/zen")\n\tprintln(response, err)\n}\n';

testRule(rule, {
  projects: [
    repository(
      "the example of the page: scratch",
      { "main.go": CLIENT, Dockerfile: shipped("scratch", { reported: true }) },
      {
        Dockerfile: [
          {
            messageId: "missing",
            data: { artifact: "/app", image: "scratch", remedy: "Copy a bundle: COPY --from=<build stage> /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/." },
            why: ["built here (Dockerfile:4)", 'http.Get("https://api.github.com/zen") (main.go:6)', "no CA bundle where Go looks for one", "scratch"],
          },
        ],
      },
    ),
    repository(
      "debian-slim has none either",
      { "main.go": CLIENT, Dockerfile: shipped("debian:bookworm-slim", { reported: true }) },
      { Dockerfile: [{ messageId: "missing", data: { artifact: "/app", image: "debian:bookworm-slim", remedy: "Install ca-certificates (RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates)." } }] },
    ),
    repository(
      "in a package that the program links, on Ubuntu",
      {
        "main.go": 'package main\n\nimport "example.com/app/update"\n\nfunc main() { update.Check() }\n',
        "update/update.go": CLIENT.replace("package main", "package update").replace("func main", "func Check").replace("http.Get", "http.Head"),
        Dockerfile: shipped("ubuntu:24.04", { reported: true }),
      },
      { Dockerfile: [{ messageId: "missing", data: { artifact: "/app", image: "ubuntu:24.04", remedy: "Install ca-certificates (RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates)." } }] },
    ),
    repository("the bundle is copied", { "main.go": CLIENT, Dockerfile: shipped("scratch", { before: "COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/\n" }) }),
    repository("it is installed", { "main.go": CLIENT, Dockerfile: shipped("debian:bookworm-slim", { before: "RUN apt-get update && apt-get install -y ca-certificates\n" }) }),
    repository("alpine and distroless have one", { "main.go": CLIENT, Dockerfile: shipped("alpine:3.22"), "cmd/Dockerfile": shipped("gcr.io/distroless/static-debian12") }),
    repository("SSL_CERT_FILE names a bundle that is there", { "main.go": CLIENT, "roots.pem": "", Dockerfile: shipped("scratch", { before: "COPY roots.pem /roots.pem\nENV SSL_CERT_FILE=/roots.pem\n" }) }),
    repository("a server", { "main.go": SERVER, Dockerfile: shipped("scratch") }),
    repository("a host of a private network", { "main.go": CLIENT.replace("api.github.com", "billing.svc.cluster.local"), Dockerfile: shipped("scratch") }),
    repository("plain http", { "main.go": CLIENT.replace("https:", "http:"), Dockerfile: shipped("scratch") }),
    repository("an address from configuration", { "main.go": CLIENT.replace('"https://api.github.com/zen"', "address").replace("func main", 'var address = ""\n\nfunc main'), Dockerfile: shipped("scratch") }),
    repository("roots of its own", { "main.go": CLIENT, "tls.go": 'package main\n\nimport "crypto/tls"\n\nvar insecure = tls.Config{InsecureSkipVerify: true}\n', Dockerfile: shipped("scratch") }),
  ],
});
