import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-cgo-resolver-surprise.js";
import { repository } from "./repository.js";

/** Builds and ships a server; what is not a flag of the build is in the image. */
function image({ from = "golang:1.24-bookworm", build = "CGO_ENABLED=1 go build -o /app .", runtime = "debian:bookworm-slim", lines = [] as readonly string[] }): string {
  return [`FROM ${from} AS build`, "WORKDIR /src", "COPY . .", `RUN ${build}`, `FROM ${runtime}`, ...lines, "COPY --from=build /app /app", 'ENTRYPOINT ["/app"]', ""].join("\n");
}
const PURE = { build: "CGO_ENABLED=0 go build -o /app .", runtime: "gcr.io/distroless/static-debian12" };
const data = (subject: string) => ({ subject, programs: "/app" });
const OLD = { from: "golang:1.18-bullseye", runtime: "debian:bookworm-slim" };
const OLD_MOD = { "go.mod": "module example.com/app\n\ngo 1.18\n" };
const STATIC = "go build -tags osusergo,netcgo -ldflags '-linkmode external -extldflags -static' -o /app .";

testRule(rule, {
  projects: [
    repository("plain images", { Dockerfile: image({}) }),
    repository("sources that Go does itself", { "nsswitch.conf": "hosts: files mdns4_minimal [NOTFOUND=return] dns myhostname\n", Dockerfile: image({ lines: ["COPY nsswitch.conf /etc/nsswitch.conf"] }) }),
    repository("an old piece of advice, which does no harm", { Dockerfile: image({ ...PURE, runtime: "alpine:3.21", lines: ["RUN echo 'hosts: files dns' > /etc/nsswitch.conf"] }) }),
    repository("no options for the resolver", { Dockerfile: image({ lines: ["ENV RES_OPTIONS="] }) }),
    repository("a variable of the builder", { Dockerfile: image({}).replace("WORKDIR", "ENV RES_OPTIONS=timeout:1\nWORKDIR") }),
    repository("a program without net", { "main.go": "package main\n\nfunc main() {}\n", Dockerfile: image({ lines: ["ENV RES_OPTIONS=timeout:1"] }) }),
    repository("another line of nsswitch.conf", { "nsswitch.conf": "passwd: files systemd\nhosts: files dns # resolve\n", Dockerfile: image({ lines: ["COPY nsswitch.conf /etc/nsswitch.conf"] }) }),
    repository("static, with a glibc that has its modules in itself", { Dockerfile: image({ build: STATIC, runtime: "debian:bookworm-slim" }) }),
    repository("an old static glibc, and Go's resolver is the only one", { ...OLD_MOD, Dockerfile: image({ ...OLD, build: STATIC.replace("netcgo", "netgo"), lines: [] }) }),
    repository(
      "the example of the page: options that only libc reads",
      { Dockerfile: image({ lines: ["ENV RES_OPTIONS=timeout:1", "                ~~~~~~~~~"] }) },
      { Dockerfile: [{ messageId: "libc", data: data("RES_OPTIONS=timeout:1"), why: ["ships here (Dockerfile:7)", "built here (Dockerfile:4)", "Go leaves what it does not know to libc"] }] },
    ),
    repository("a search domain, in a program that does not read it", { Dockerfile: image({ ...PURE, lines: ["ENV LOCALDOMAIN=corp.example", "                ~~~~~~~~~~~~"] }) }, { Dockerfile: [{ messageId: "ignored", data: data("LOCALDOMAIN=corp.example") }] }),
    repository("aliases of hosts", { Dockerfile: image({ lines: ["ENV HOSTALIASES=/etc/host.aliases", "                ~~~~~~~~~~~~~~~~~"] }) }, { Dockerfile: [{ messageId: "libc", data: data("HOSTALIASES=/etc/host.aliases") }] }),
    repository(
      "a whole project: a source that Go does not know",
      {
        "etc/nsswitch.conf": "passwd: files\nhosts: files resolve [!UNAVAIL=return] dns\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n",
        Dockerfile: image({ lines: ["COPY etc/nsswitch.conf /etc/nsswitch.conf"] }).replace("/app /app\n", "/app /app\n~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"),
      },
      {
        "etc/nsswitch.conf": [{ messageId: "libc", data: data("resolve in the hosts line of /etc/nsswitch.conf") }],
        // No preset lints that file: it is shown in the Dockerfile, too.
        Dockerfile: [{ messageId: "libc", data: { ...data("resolve in the hosts line of /etc/nsswitch.conf"), entries: " At: etc/nsswitch.conf:2:1." } }],
      },
    ),
    repository(
      "written by the image, and Go's resolver is the only one",
      { Dockerfile: image({ ...PURE, runtime: "alpine:3.21", lines: ["RUN echo 'hosts: files ldap dns' > /etc/nsswitch.conf"] }).replace("/app /app\n", "/app /app\n~~~~~~~~~~~~~~~~~~~~~~~~~~~\n") },
      { Dockerfile: [{ messageId: "ignored", data: data("ldap in the hosts line of /etc/nsswitch.conf") }] },
    ),
    repository(
      "an old static glibc that looks up names",
      { ...OLD_MOD, Dockerfile: image({ ...OLD, build: STATIC }).replace("/app /app\n", "/app /app\n~~~~~~~~~~~~~~~~~~~~~~~~~~~\n") },
      { Dockerfile: [{ messageId: "static", data: data("glibc 2.31") }] },
    ),
  ],
});
