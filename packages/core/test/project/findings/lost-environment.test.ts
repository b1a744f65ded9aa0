import { describe, expect, test } from "vitest";
import { found, project, type Files } from "../support.js";

const RULE = "go-ldflags/no-lost-environment";

/** Findings of the rule as `messageId file: text`. */
function lost(files: Files): readonly string[] {
  const analyzed = project(files);
  const texts = found(analyzed, files);
  return analyzed.findings.flatMap(({ rule, messageId }, i) => (rule === RULE ? [`${messageId} ${(texts[i] ?? "").slice(RULE.length + 1)}`] : []));
}

const docker = (...lines: readonly string[]): Files => ({ Dockerfile: ["FROM golang:1.24-bookworm AS build", "WORKDIR /src", "COPY . .", ...lines, ""].join("\n") });

describe("an assignment that go does not see", () => {
  test.each([
    ["CGO_ENABLED=0 && go build -o /app .", "shell Dockerfile: CGO_ENABLED=0"],
    ["CGO_ENABLED=0; go build -o /app .", "shell Dockerfile: CGO_ENABLED=0"],
    ["set -eux; \\\n    GOARCH='arm64'; \\\n    go build -o /app .", "shell Dockerfile: GOARCH='arm64'"],
    ["CGO_ENABLED=0 cd /src && go build -o /app .", "prefix Dockerfile: CGO_ENABLED=0"],
    ["GOOS=windows mkdir -p /out && go build -o /out/app.exe .", "prefix Dockerfile: GOOS=windows"],
    ["GOFLAGS=-tags=netgo : && go build -o /app .", "prefix Dockerfile: GOFLAGS=-tags=netgo"],
    ["GOAMD64=v3; go build -o /app .", "shell Dockerfile: GOAMD64=v3"],
    ["CC=clang; go build -o /app .", "shell Dockerfile: CC=clang"],
    ['GOFLAGS="-ldflags=-s"; go build -o /app .', 'shell Dockerfile: GOFLAGS="-ldflags=-s"'],
    ["GOOS=windows; go build -o app-$GOOS .", "shell Dockerfile: GOOS=windows"],
    ["CGO_ENABLED=0 && sh -c 'go build -o /app .'", "shell Dockerfile: CGO_ENABLED=0"],
    ['GOOS=windows && echo "for $GOOS" && go build -o /app .', "shell Dockerfile: GOOS=windows"],
    ['GOOS=windows; printf "for %s\\n" "$GOOS" >&2; go build -o /app .', "shell Dockerfile: GOOS=windows"],
  ])("in a RUN: %s", (run, expected) => {
    expect(lost(docker(`RUN ${run}`))).toEqual([expected]);
  });

  test("in an earlier RUN", () => {
    expect(lost(docker("RUN export CGO_ENABLED=0", "RUN go build -o /app ."))).toEqual(["run Dockerfile: CGO_ENABLED=0"]);
    expect(lost(docker("RUN export CGO_ENABLED=0 GOOS=linux && go mod download", "RUN go build -o /app ."))).toEqual(["run Dockerfile: CGO_ENABLED=0"]);
    expect(lost(docker("RUN set -a; GOARCH=arm64; echo ready", "RUN go build -o /app ."))).toEqual(["run Dockerfile: GOARCH=arm64"]);
    expect(lost(docker("RUN CGO_ENABLED=0", "RUN go build -o /app ."))).toEqual(["shell Dockerfile: CGO_ENABLED=0"]);
  });

  test("on an earlier line of a recipe", () => {
    expect(lost({ Makefile: "build:\n\texport GOOS=windows\n\tgo build -o app.exe .\n" })).toEqual(["line Makefile: GOOS=windows"]);
    expect(lost({ Makefile: "build:\n\tGOOS=windows\n\tgo build -o app.exe .\n" })).toEqual(["shell Makefile: GOOS=windows"]);
  });

  test("in front of make, or in a script that make starts", () => {
    expect(lost({ ...docker("RUN CGO_ENABLED=0; make build"), Makefile: "build:\n\tgo build -o /app .\n" })).toEqual(["shell Dockerfile: CGO_ENABLED=0"]);
    expect(lost({ Makefile: "build:\n\t./build.sh go\n", "build.sh": "#!/bin/sh\nGOOS=windows\ngo build -o app.exe .\n" })).toEqual(["shell build.sh: GOOS=windows"]);
  });

  test("is one finding for several programs", () => {
    const analyzed = project({ ...docker("RUN CGO_ENABLED=0; go build -o /a . && go build -o /b ./cmd/b"), "cmd/b/main.go": 'package main\n\nimport _ "net"\n\nfunc main() {}\n' });
    expect(analyzed.findings.map(({ rule, data }) => [rule, data])).toEqual([[RULE, { name: "CGO_ENABLED", value: "0", command: "" }]]);
  });

  test("names the command that alone saw it", () => {
    const analyzed = project(docker("RUN CGO_ENABLED=0 cd /src && go build -o /app ."));
    expect(analyzed.findings.map(({ data }) => data)).toEqual([{ name: "CGO_ENABLED", value: "0", command: "cd /src" }]);
  });
});

describe("nothing is lost", () => {
  test.each([
    ["in front of the command", "CGO_ENABLED=0 go build -o /app ."],
    ["exported", "export CGO_ENABLED=0 && go build -o /app ."],
    ["exported afterwards", "CGO_ENABLED=0; export CGO_ENABLED; go build -o /app ."],
    ["set -a", "set -a; CGO_ENABLED=0; go build -o /app ."],
    ["passed on", "GOOS=windows; GOOS=$GOOS go build -o /app ."],
    ["the default all the same", "GOOS=linux; GOARCH=amd64; GOAMD64=v1; go build -o /app-$GOOS-$GOARCH ."],
    ["a value that is not known", "GOARCH=$(cat arch); go build -o /app ."],
    ["a value that go refuses", "GOARCH=$(uname -m); go build -o /app ."],
    ["used for something else", 'CC=clang; ./configure --cc="$CC"; go build -o /app .'],
    ["used in a substitution", "GOOS=windows; name=$(echo app-$GOOS); go build -o /app ."],
    ["printed into a file", "GOOS=windows; echo $GOOS > /os; go build -o /app ."],
    ["printed into a file by all of a group", "{ GOOS=windows; echo $GOOS; go build -o /app .; } > /log"],
    ["printed for the next command", "GOOS=windows; echo $GOOS | tee /os; go build -o /app ."],
    ["told to the pipeline that reads the log", 'GOOS=windows; echo "::set-output name=os::$GOOS"; go build -o /app .'],
    ["made part of a variable", "GOOS=windows; printf -v name app-%s $GOOS; go build -o /app ."],
    ["assigned again", "CGO_ENABLED=0; CGO_ENABLED=1; go build -o /app ."],
    ["unset", "CGO_ENABLED=0; unset CGO_ENABLED; go build -o /app ."],
    ["replaced by env", "CGO_ENABLED=0; env CGO_ENABLED=1 go build -o /app ."],
    ["replaced by the command line", "GOFLAGS=-tags=netgo; go build -tags osusergo -o /app ."],
    ["a command that wants it", "CGO_ENABLED=0 go generate ./... && go build -o /app ."],
    ["behind the build", "go build -o /app . && GOOS=windows"],
    ["only in some ways", 'if [ -n "$STATIC" ]; then CGO_ENABLED=0; fi; go build -o /app .'],
    ["a C compiler where no C code is compiled", "CC=clang; go build -o /app ./hello"],
    ["a test", "CGO_ENABLED=0; go test ./..."],
  ])("%s", (_, run) => {
    expect(lost({ ...docker(`RUN ${run}`), "hello/main.go": "package main\n\nfunc main() {}\n" })).toEqual([]);
  });

  test("of a variable that the environment has: it stays exported", () => {
    expect(lost(docker("ENV CGO_ENABLED=1", "RUN CGO_ENABLED=0; go build -o /app ."))).toEqual([]);
    expect(lost(docker("ARG GOARCH=amd64", "RUN GOARCH=arm64 && go build -o /app ."))).toEqual([]);
  });

  test("of what a RUN exports for its own build", () => {
    expect(lost(docker("RUN export GOOS=windows && go build -o /app.exe .", "RUN go build -o /app ."))).toEqual([]);
    expect(lost(docker("RUN export GOOS=windows && ./build.sh", "RUN go build -o /app ."))).toEqual([]);
  });

  test("where ENV says it again", () => {
    expect(lost(docker("RUN export CGO_ENABLED=0", "ENV CGO_ENABLED=0", "RUN go build -o /app ."))).toEqual([]);
  });

  test("on one line of a recipe, nor with .ONESHELL", () => {
    expect(lost({ Makefile: "build:\n\texport GOOS=windows; \\\n\tgo build -o app.exe .\n" })).toEqual([]);
    expect(lost({ Makefile: ".ONESHELL:\nbuild:\n\texport GOOS=windows\n\tgo build -o app.exe .\n" })).toEqual([]);
  });

  test("where the Makefile sets the variable itself", () => {
    expect(lost({ ...docker("RUN GOOS=windows; make build"), Makefile: "export GOOS = linux\nbuild:\n\tgo build -o /app .\n" })).toEqual([]);
  });
});
