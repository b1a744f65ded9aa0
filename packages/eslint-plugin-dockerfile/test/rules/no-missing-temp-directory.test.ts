import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-missing-temp-directory.js";
import { repository, shipped } from "./repository.js";

function calls(call: string, results = "f, _"): string {
  return `package main\n\nimport "os"\n\nvar _ = os.Args\n\nfunc main() {\n\t${results} := ${call}\n\tprintln(f)\n}\n`;
}

function remedy(directory: string): string {
  return `Make the directory (WORKDIR ${directory} makes it, and VOLUME ${directory} too), or ship in gcr.io/distroless/static, which has one.`;
}

const CREATE = calls('os.CreateTemp("", "x")');

testRule(rule, {
  projects: [
    repository(
      "the example of the page: scratch has no /tmp",
      { "main.go": CREATE, Dockerfile: shipped("scratch", { reported: true }) },
      { Dockerfile: [{ messageId: "missing", data: { artifact: "/app", subject: "/tmp", image: "scratch", remedy: remedy("/tmp") }, why: ["built here (Dockerfile:4)", 'os.CreateTemp("", "x") (main.go:8)', "/tmp is not in the image", "scratch"] }] },
    ),
    repository(
      "a directory of os.TempDir",
      { "main.go": calls('os.MkdirTemp(os.TempDir(), "x")'), Dockerfile: shipped("scratch", { reported: true }) },
      { Dockerfile: [{ messageId: "missing", data: { artifact: "/app", subject: "/tmp", image: "scratch", remedy: remedy("/tmp") } }] },
    ),
    repository(
      "TMPDIR names another",
      { "main.go": CREATE, Dockerfile: shipped("scratch", { before: "ENV TMPDIR=/work\n", reported: true }) },
      { Dockerfile: [{ messageId: "missing", data: { artifact: "/app", subject: "/work", image: "scratch", remedy: remedy("/work") } }] },
    ),
    repository("the error is looked at", { "main.go": calls('os.CreateTemp("", "x")', "f, err").replace("println(f)", "println(f, err)"), Dockerfile: shipped("scratch") }),
    repository("a directory of the program's own", { "main.go": calls('os.CreateTemp("/data", "x")'), Dockerfile: shipped("scratch") }),
    repository("WORKDIR makes it", { "main.go": CREATE, Dockerfile: shipped("scratch", { before: "WORKDIR /tmp\n" }) }),
    repository("VOLUME makes it", { "main.go": CREATE, Dockerfile: shipped("scratch", { before: 'VOLUME ["/data", "/tmp"]\n' }) }),
    repository("it is copied", { "main.go": CREATE, Dockerfile: shipped("scratch", { before: "COPY --from=build /tmp /tmp\n" }) }),
    repository("TMPDIR is there", { "main.go": CREATE, Dockerfile: shipped("scratch", { before: "ENV TMPDIR=/work\nWORKDIR /work\n" }) }),
    repository("distroless has one", { "main.go": CREATE, Dockerfile: shipped("gcr.io/distroless/static-debian12") }),
    repository("alpine has one", { "main.go": CREATE, Dockerfile: shipped("alpine:3.22") }),
    repository("a server alone", { Dockerfile: shipped("scratch") }),
  ],
});
