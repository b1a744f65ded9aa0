import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-missing-context-path.js";
import { repository } from "./repository.js";

function image(...instructions: readonly string[]): string {
  return `FROM golang:1.24 AS build\nWORKDIR /src\n${instructions.map((line) => `${line}\n`).join("")}RUN go build -o /app .\n\nFROM debian:bookworm-slim\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n`;
}

const CALLED = { "ci/image.sh": "#!/bin/sh\ndocker build -t app .\n" };
const REPLACED = "module example.com/app\n\ngo 1.24\n\nrequire example.com/lib v0.0.0\n\nreplace example.com/lib => ./lib\n";
const LIB = { "lib/go.mod": "module example.com/lib\n\ngo 1.24\n", "lib/lib.go": "package lib\n" };
const WHERE = { context: "the root of the repository", ignored: "" };

testRule(rule, {
  projects: [
    repository("what is there", { ...CALLED, Dockerfile: image("COPY go.mod main.go ./") }),
    repository("what a build makes", { ...CALLED, "web/package.json": '{ "scripts": { "build": "vite build --outDir dist" } }', Dockerfile: image("COPY . .", "COPY web/dist ./dist") }),
    repository("what git leaves out is made", { ...CALLED, ".gitignore": "config.yaml\n", Dockerfile: image("COPY . .", "COPY config.yaml /etc/") }),
    repository("a pattern of it", { ...CALLED, ".gitignore": "*.pem\n", Dockerfile: image("COPY . .", "COPY certs/ca.pem /etc/") }),
    repository("a wildcard", { ...CALLED, Dockerfile: image("COPY . .", "COPY conf* /etc/") }),
    repository("a name that a build argument gives", { ...CALLED, Dockerfile: image("ARG CONF=default.yaml", "COPY . .", "COPY $CONF /etc/") }),
    repository("another context, as far as anybody knows", { "sub/Dockerfile": image("COPY . .", "COPY default.yaml /etc/"), "other/default.yaml": "" }),
    repository("an image for tests", { ...CALLED, "test/Dockerfile": image("COPY . .", "COPY default.yaml /etc/"), Dockerfile: image("COPY . .") }),
    repository("download behind the copy", { ...CALLED, ...LIB, "go.mod": REPLACED, Dockerfile: image("COPY go.mod ./", "COPY lib lib", "RUN go mod download", "COPY . .") }),
    repository("a replacement that nothing requires", { ...CALLED, ...LIB, "go.mod": REPLACED.replace("require example.com/lib v0.0.0\n\n", ""), Dockerfile: image("COPY go.mod ./", "RUN go mod download", "COPY . .") }),
    repository("a go.work above the module, which replaces it otherwise", {
      ...CALLED,
      ...LIB,
      "app/go.mod": REPLACED.replace("./lib", "../lib"),
      "other/go.mod": LIB["lib/go.mod"],
      "go.work": "go 1.24\n\nuse ./app\n\nreplace example.com/lib => ./other\n",
      Dockerfile: image("COPY go.work ./", "COPY other other", "COPY app/go.mod app/", "RUN cd app && go mod download", "COPY . ."),
    }),
    repository("download that may fail", { ...CALLED, ...LIB, "go.mod": REPLACED, Dockerfile: image("COPY go.mod ./", "RUN go mod download || true", "COPY . .") }),
    repository(
      "the example of the page",
      { ...CALLED, Dockerfile: image("COPY . .", "COPY config/default.yaml /etc/app.yaml", "     ~~~~~~~~~~~~~~~~~~~") },
      { Dockerfile: [{ messageId: "missing", data: { ...WHERE, path: "config/default.yaml" }, why: ["built here (ci/image.sh:2)"] }] },
    ),
    repository(
      "no caller, and other files of the context are there",
      { Dockerfile: image("COPY go.mod main.go ./", "COPY config/default.yaml /etc/app.yaml", "     ~~~~~~~~~~~~~~~~~~~") },
      { Dockerfile: [{ messageId: "missing", data: { ...WHERE, path: "config/default.yaml" } }] },
    ),
    repository(
      ".dockerignore leaves it out",
      { ...CALLED, "config/default.yaml": "", ".dockerignore": "config\n", Dockerfile: image("COPY . .", "COPY config/default.yaml /etc/app.yaml", "     ~~~~~~~~~~~~~~~~~~~") },
      { Dockerfile: [{ messageId: "ignored", data: { ...WHERE, path: "config/default.yaml", ignored: ".dockerignore" } }] },
    ),
    repository(
      "an early download needs what replace lines lead to",
      { ...CALLED, ...LIB, "go.mod": REPLACED, Dockerfile: image("COPY go.mod ./", "RUN go mod download", "    ~~~~~~~~~~~~~~~", "COPY . .") },
      { Dockerfile: [{ messageId: "download", data: { path: "lib", text: "example.com/lib@v0.0.0 (replaced by ./lib)" }, why: ["go.mod leads there (go.mod:7)"] }] },
    ),
  ],
});
