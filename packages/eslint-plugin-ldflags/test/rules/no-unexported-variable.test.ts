import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-unexported-variable.js";
import { repository } from "./repository.js";

const IMAGE = "FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY . .\nRUN make build\n";
const go = "build:\n\tgo build -o app .\n";
/** By its name no build that a person starts. */
const inImages = "vendor-build:\n\tgo build -o app .\n";

testRule(rule, {
  projects: [
    repository("exported", { Makefile: `export CGO_ENABLED = 0\n${go}`, Dockerfile: IMAGE }),
    repository("exported later", { Makefile: `CGO_ENABLED = 0\n${go}export CGO_ENABLED\n`, Dockerfile: IMAGE }),
    repository("all variables are exported", { Makefile: `CGO_ENABLED = 0\n.EXPORT_ALL_VARIABLES:\n${go}`, Dockerfile: IMAGE }),
    repository("fact q1: the environment has it, so make passes its own value on", { Makefile: `CGO_ENABLED = 0\n${inImages}`, Dockerfile: IMAGE.replace("WORKDIR", "ENV CGO_ENABLED=1\nWORKDIR").replace("build", "vendor-build") }),
    repository("fact q3: the command line of make exports it", { Makefile: `CGO_ENABLED = 1\n${inImages}`, Dockerfile: IMAGE.replace("build", "vendor-build CGO_ENABLED=0") }),
    repository("written in front of go", { Makefile: "CGO_ENABLED = 0\nbuild:\n\tCGO_ENABLED=$(CGO_ENABLED) go build -o app .\n", Dockerfile: IMAGE }),
    repository("a name for files, which says what go takes anyway", { Makefile: "GOOS ?= linux\nbuild:\n\tgo build -o bin/$(GOOS)/app .\n", Dockerfile: IMAGE }),
    repository("meant for images", { Makefile: "CGO_ENABLED ?= 0\nimage:\n\tdocker build --build-arg CGO_ENABLED=$(CGO_ENABLED) .\nlocal:\n\tgo build -o app .\n" }),
    repository("exported for one target", { Makefile: "build: export CGO_ENABLED = 0\nbuild:\n\tgo build -o app .\n", Dockerfile: IMAGE }),
    repository("an own variable that no shell reads", { Makefile: `VERSION = 1\n${go}`, Dockerfile: IMAGE }),
    repository(
      "the example of the page",
      { Makefile: "CGO_ENABLED = 0\n~~~~~~~~~~~\nbuild:\n\tgo build -o app .\n", Dockerfile: IMAGE },
      {
        Makefile: [
          {
            messageId: "variable",
            data: { name: "CGO_ENABLED", value: "0", entries: " In: Dockerfile, make build." },
            why: ["the go command that does not see it (Makefile:3)"],
            suggestions: [{ messageId: "export", output: "export CGO_ENABLED = 0\nbuild:\n\tgo build -o app .\n" }],
          },
        ],
      },
    ),
    repository(
      "a default that go takes no notice of, where nobody knows the machine",
      { Makefile: "CGO_ENABLED ?= 0\n~~~~~~~~~~~\nbuild:\n\tgo build -o app .\n" },
      { Makefile: [{ messageId: "variable", data: { name: "CGO_ENABLED", value: "0" }, suggestions: [{ messageId: "export", output: "export CGO_ENABLED ?= 0\nbuild:\n\tgo build -o app .\n" }] }] },
    ),
    repository(
      "in an included file, and lost on the way to a sub-make",
      { "make/go.mk": "GOOS := windows\n~~~~\n", Makefile: "include make/go.mk\nbuild:\n\t$(MAKE) -C cmd\n", "cmd/Makefile": "all:\n\tgo build -o ../app.exe ..\n", Dockerfile: IMAGE },
      { "make/go.mk": [{ messageId: "variable", data: { name: "GOOS", value: "windows" }, suggestions: [{ messageId: "export", output: "export GOOS := windows\n" }] }] },
    ),
    repository(
      "read by the shell of a recipe for -X",
      { Makefile: 'VERSION = 1.2\n~~~~~~~\nbuild:\n\tgo build -ldflags "-X main.version=$$VERSION" -o app .\n', Dockerfile: IMAGE },
      {
        Makefile: [
          {
            messageId: "value",
            data: { name: "VERSION", reference: "$VERSION", place: "Makefile:3", target: "main.version", instead: "nothing" },
            suggestions: [{ messageId: "export", output: 'export VERSION = 1.2\nbuild:\n\tgo build -ldflags "-X main.version=$$VERSION" -o app .\n' }],
          },
        ],
      },
    ),
    repository(
      "read by a sub-make for -X",
      {
        Makefile: "VERSION := 1.2\n~~~~~~~\nbuild:\n\tmake -C cmd\n",
        "cmd/Makefile": 'LDFLAGS = -X main.version=$(VERSION)\nall:\n\tgo build -ldflags "$(LDFLAGS)" -o ../app ..\n',
        Dockerfile: IMAGE,
      },
      {
        Makefile: [
          {
            messageId: "value",
            data: { name: "VERSION", reference: "$(VERSION)", place: "cmd/Makefile:1", target: "main.version", instead: "nothing" },
            suggestions: [{ messageId: "export", output: "export VERSION := 1.2\nbuild:\n\tmake -C cmd\n" }],
          },
        ],
      },
    ),
  ],
});
