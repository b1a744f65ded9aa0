import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-unknown-build.js";
import { repository } from "./repository.js";

testRule(rule, {
  projects: [
    repository("everything is understood", { Makefile: "build:\n\tgo build -o app .\n" }),
    repository("programs that build nothing", { Makefile: "build:\n\tmkdir -p bin\n\tgo build -o bin/app .\n\tcp README.md bin\n" }),
    repository("a script of the repository", { "build.sh": "#!/bin/sh\ngo build -o app .\n", Makefile: "build:\n\t./build.sh\n" }),
    repository("make calls itself", { Makefile: "all:\n\t$(MAKE) build\nbuild:\n\tgo build -o app .\n" }),
    repository("flags that are not known", { Makefile: "build:\n\tgo build $(FLAGS) -o app .\n" }),
    repository("no build at all", { Makefile: "site:\n\tmage site\n" }),
    repository("what lies in a Dockerfile is told there", { Dockerfile: "FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN mage build\nRUN go build -o /app .\n" }),
    repository(
      "the example of the page: a program that nobody can read",
      { Makefile: "\nbuild:\n\tmage generate\n\t~~~~~~~~~~~~~\n\tgo build -o app .\n" },
      { Makefile: [{ messageId: "build", data: { reason: "`mage` is not understood" } }] },
    ),
    repository(
      "a program that go runs",
      { Makefile: "\nbuild:\n\tgo run ./gen\n\t~~~~~~~~~~~~\n\tgo build -o app .\n" },
      { Makefile: [{ messageId: "build", data: { reason: "what `go run ./gen` does" } }] },
    ),
    repository(
      "in a script",
      { "build.sh": "#!/bin/sh\nbazel build //...\n~~~~~~~~~~~~~~~~~\ngo build -o app .\n", Makefile: "build: go.mod\n\t./build.sh $(GO)\n" },
      { "build.sh": [{ messageId: "build", data: { reason: "`bazel` is not understood" } }] },
    ),
  ],
});
