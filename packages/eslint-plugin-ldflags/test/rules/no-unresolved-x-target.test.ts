import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-unresolved-x-target.js";
import { HELLO, repository } from "./repository.js";

const MAIN = "example.com/app";
const VERSION = { "internal/version/version.go": 'package version\n\nvar Version = "dev"\n\nconst Commit = "none"\n\nvar Count = 1\n' };
const PRINTS = 'package main\n\nimport "example.com/app/internal/version"\n\nfunc main() { println(version.Version) }\n';
const LOGS = 'package main\n\nimport "example.com/log"\n\nfunc main() { log.Print() }\n';

testRule(rule, {
  projects: [
    repository(
      "the example of the page: a misspelt name",
      { Makefile: '\nbuild:\n\tgo build -ldflags "-X main.Version=1.2.3" -o app .\n\t                      ~~~~~~~~~~~~~~~~~~\n' },
      { Makefile: [{ messageId: "nearest", data: { target: "main.Version", reason: "the package main has no variable Version", nearest: "main.version", main: MAIN } }] },
    ),
    repository(
      "the import path of the main package, in a variable",
      { "main.go": HELLO, Makefile: 'VERSION := 1.2\nLDFLAGS = -s -X example.com/app.version=$(VERSION)\n                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\nbuild:\n\tgo build -ldflags "$(LDFLAGS)" -o app .\n' },
      { Makefile: [{ messageId: "nearest", data: { target: "example.com/app.version", reason: "the linker knows the main package as main, not by its import path", nearest: "main.version", main: MAIN } }] },
    ),
    repository(
      "a package that is not linked",
      {
        "main.go": HELLO,
        ...VERSION,
        Dockerfile: `
          FROM golang:1.24 AS build
          WORKDIR /src
          COPY . .
          RUN go build -ldflags="-X example.com/app/internal/version.Version=1.2" -o /app .
                                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
          `,
      },
      { Dockerfile: [{ messageId: "unresolved", data: { target: "example.com/app/internal/version.Version", reason: "the program has no package example.com/app/internal/version", nearest: "", main: MAIN } }] },
    ),
    repository(
      "the major version is missing",
      {
        "go.mod": "module example.com/app/v2\n\ngo 1.24\n",
        ...VERSION,
        "main.go": PRINTS.replace("app/internal", "app/v2/internal"),
        Makefile: "\nbuild:\n\tgo build -ldflags='-X example.com/app/internal/version.Version=1' -o app .\n\t                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n",
      },
      {
        Makefile: [
          {
            messageId: "nearest",
            data: { target: "example.com/app/internal/version.Version", reason: "the program has no package example.com/app/internal/version", nearest: "example.com/app/v2/internal/version.Version", main: "example.com/app/v2" },
          },
        ],
      },
    ),
    repository(
      "a constant",
      { ...VERSION, "main.go": PRINTS, Makefile: "\nbuild:\n\tgo build -ldflags '-X example.com/app/internal/version.Commit=abc' -o app .\n\t                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "unresolved", data: { target: "example.com/app/internal/version.Commit", reason: "example.com/app/internal/version.Commit is a constant", nearest: "", main: MAIN } }] },
    ),
    repository("the variable is there", { "main.go": HELLO, Makefile: 'build:\n\tgo build -ldflags "-X main.version=1.2.3" -o app .\n' }),
    repository("in a package that is linked", { ...VERSION, "main.go": PRINTS, Makefile: "build:\n\tgo build -ldflags '-X example.com/app/internal/version.Version=1' -o app .\n" }),
    repository("one variable of make for several programs, of which one has it", {
      "main.go": HELLO,
      "cmd/other/main.go": "package main\n\nfunc main() {}\n",
      Makefile: 'LDFLAGS = -X main.version=1\nbuild:\n\tgo build -ldflags "$(LDFLAGS)" -o app .\n\tgo build -ldflags "$(LDFLAGS)" -o other ./cmd/other\n',
    }),
    repository("a file that the build writes", { "main.go": HELLO, Makefile: "build:\n\tprintf 'package main\\n\\nvar commit string\\n' > commit.go\n\tgo build -ldflags '-X main.commit=abc' -o app .\n" }),
    repository("a file that a generator may write", { "main.go": HELLO, Makefile: "build:\n\t./generate\n\tgo build -ldflags '-X main.commit=abc' -o app .\n" }),
    repository("a package of a module without sources", {
      "go.mod": "module example.com/app\n\ngo 1.24\n\nrequire example.com/version v1.0.0\n",
      "main.go": 'package main\n\nimport "example.com/version"\n\nfunc main() { println(version.Version) }\n',
      Makefile: "build:\n\tgo build -ldflags '-X example.com/version.Version=1' -o app .\n",
    }),
    repository("a package that a module without sources may bring, before Go 1.17", {
      "go.mod": "module example.com/app/v2\n\ngo 1.16\n\nrequire example.com/log v1.0.0\n",
      "main.go": LOGS,
      Makefile: "build:\n\tgo build -ldflags '-X example.com/app/version.Version=1' -o app .\n",
    }),
    repository("a package of a module that is listed for another one", {
      "go.mod": "module example.com/app/v2\n\ngo 1.24\n\nrequire example.com/log v1.0.0\n\nrequire example.com/app v1.9.0 // indirect\n",
      "main.go": LOGS,
      Makefile: "build:\n\tgo build -ldflags '-X example.com/app/version.Version=1' -o app .\n",
    }),
    repository(
      "a package that no module of go.mod has, and go.mod lists them all",
      {
        "go.mod": "module example.com/app/v2\n\ngo 1.24\n\nrequire example.com/log v1.0.0\n",
        "main.go": LOGS,
        "version/version.go": 'package version\n\nvar Version = "dev"\n',
        "use.go": 'package main\n\nimport "example.com/app/v2/version"\n\nfunc use() { println(version.Version) }\n',
        Makefile: "\nbuild:\n\tgo build -ldflags '-X example.com/app/version.Version=1' -o app .\n\t                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n",
      },
      {
        Makefile: [
          {
            messageId: "nearest",
            data: { target: "example.com/app/version.Version", reason: "the program has no package example.com/app/version", nearest: "example.com/app/v2/version.Version", main: `${MAIN}/v2` },
          },
        ],
      },
    ),
    repository("a value of another -X that is dropped", { "main.go": HELLO, Makefile: "build:\n\tgo build -ldflags '-X main.version=1' -ldflags '-X main.version=2' -o app .\n" }),
  ],
});
