import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-overridden-make-variable.js";
import { repository } from "./repository.js";

const image = (command: string): string => `FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY . .\nRUN ${command}\n`;
const go = 'build:\n\tgo build -ldflags "$(LDFLAGS)" -o app .\n';

testRule(rule, {
  projects: [
    repository("nobody gives it", { Makefile: `LDFLAGS += -s\n${go}`, Dockerfile: image("make build") }),
    repository("given by the environment: make adds to it", { Makefile: `LDFLAGS += -s\n${go}`, Dockerfile: image("LDFLAGS=-w make build") }),
    repository("override adds to it", { Makefile: `override LDFLAGS += -s\n${go}`, Dockerfile: image('make build LDFLAGS="-w"') }),
    repository("a plain default is there to be given", { Makefile: `LDFLAGS = -s\n${go}`, Dockerfile: image("make build LDFLAGS=-w") }),
    repository("given with what it adds", { Makefile: `LDFLAGS += -s\n${go}`, Dockerfile: image('make build LDFLAGS="-w -s"') }),
    repository("a variable that go does not get", { Makefile: `CFLAGS += -O2\n${go}`, Dockerfile: image("make build CFLAGS=-g") }),
    repository("nothing is added", { Makefile: `LDFLAGS += $(EXTRA)\n${go}`, Dockerfile: image("make build LDFLAGS=-w") }),
    repository("override without a caller that gives it", { Makefile: "override CGO_ENABLED = 0\nbuild:\n\tgo build -tags cgo$(CGO_ENABLED) -o app .\n", Dockerfile: image("make build") }),
    repository("override and export", { Makefile: "override export CGO_ENABLED = 0\nbuild:\n\tgo build -o app .\n", Dockerfile: image("make build CGO_ENABLED=1") }),
    repository(
      "the example of the page: the version is lost",
      { Makefile: 'VERSION = 1.2\nLDFLAGS += -X main.version=$(VERSION)\n~~~~~~~\nbuild:\n\tgo build -ldflags "$(LDFLAGS)" -o app .\n', Dockerfile: image('make build LDFLAGS="-s -w"') },
      {
        Makefile: [
          {
            messageId: "append",
            data: { name: "LDFLAGS", value: "-X main.version=$(VERSION)", given: "Dockerfile:4" },
            why: ["LDFLAGS is given (Dockerfile:4)", "the go command that misses it (Makefile:4)"],
            suggestions: [{ messageId: "overriding", output: 'VERSION = 1.2\noverride LDFLAGS += -X main.version=$(VERSION)\nbuild:\n\tgo build -ldflags "$(LDFLAGS)" -o app .\n' }],
          },
        ],
      },
    ),
    repository(
      "given by another make, through a further variable",
      {
        Makefile: "release:\n\t$(MAKE) -C cmd all GO_LDFLAGS=-s\n",
        "cmd/Makefile": 'GO_LDFLAGS += -X main.version=1\n~~~~~~~~~~\nFLAGS = -ldflags "$(GO_LDFLAGS)"\nall:\n\tgo build $(FLAGS) -o ../app ..\n',
        Dockerfile: image("make release"),
      },
      {
        "cmd/Makefile": [
          {
            messageId: "append",
            data: { name: "GO_LDFLAGS", value: "-X main.version=1", given: "Makefile:2" },
            suggestions: [{ messageId: "overriding", output: 'override GO_LDFLAGS += -X main.version=1\nFLAGS = -ldflags "$(GO_LDFLAGS)"\nall:\n\tgo build $(FLAGS) -o ../app ..\n' }],
          },
        ],
      },
    ),
    repository(
      "override takes what the command line gives, and exports nothing",
      { Makefile: "override CGO_ENABLED = 0\n         ~~~~~~~~~~~\nbuild:\n\tgo build -o app .\n", Dockerfile: image("make build CGO_ENABLED=1") },
      {
        Makefile: [
          {
            messageId: "override",
            data: { name: "CGO_ENABLED", value: "0" },
            suggestions: [{ messageId: "export", output: "override export CGO_ENABLED = 0\nbuild:\n\tgo build -o app .\n" }],
          },
        ],
      },
    ),
  ],
});
