import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-unknown-build.js";
import { repository } from "./repository.js";

const DOCKERFILE = 'FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nENTRYPOINT ["/app"]\n';
const GO_MOD = "module example.com/app\n\ngo 1.24\n\nrequire example.org/lib v1.2.3\n";
const DRAWN_MOD = "\nmodule example.com/app\n\ngo 1.24\n\nrequire example.org/lib v1.2.3\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n";
const MAIN = 'package main\n\nimport "example.org/lib"\n\nfunc main() { lib.Run() }\n';
const VENDOR = { "vendor/modules.txt": "# example.org/lib v1.2.3\n## explicit\nexample.org/lib\n", "vendor/example.org/lib/lib.go": "package lib\n\nfunc Run() {}\n" };
const LIB = { module: "example.org/lib v1.2.3", programs: "example.com/app" };

testRule(rule, {
  projects: [
    repository("the standard library alone", { Dockerfile: DOCKERFILE }),
    repository("a vendored module", { Dockerfile: DOCKERFILE, "go.mod": GO_MOD, "main.go": MAIN, ...VENDOR }),
    repository("cgo is off: whatever the module has, the program is static", { Dockerfile: DOCKERFILE.replace("RUN", "RUN CGO_ENABLED=0"), "go.mod": GO_MOD, "main.go": MAIN }),
    repository("a module that is required and not imported", { Dockerfile: DOCKERFILE, "go.mod": GO_MOD }),
    repository("net makes it dynamic, whatever the module has", { Dockerfile: DOCKERFILE, "go.mod": GO_MOD, "main.go": MAIN.replace("import", 'import _ "net"\nimport') }),
    repository("a command that is not understood is told where it is written", { Dockerfile: DOCKERFILE.replace("RUN", "RUN mage generate\nRUN") }),
    repository("flags that are not known are another matter", { Makefile: "build:\n\tgo build $(FLAGS) -o app .\n" }),
    repository("an image for development", { "hack/Dockerfile": DOCKERFILE, Dockerfile: "FROM scratch\n", "go.mod": GO_MOD, "main.go": MAIN }),
    repository("the example of the page: a module without sources", { Dockerfile: DOCKERFILE, "go.mod": DRAWN_MOD, "main.go": MAIN }, { "go.mod": [{ messageId: "module", data: LIB }] }),
    repository(
      "one module in two programs is one finding",
      { Makefile: "build:\n\tCGO_ENABLED=1 go build ./cmd/...\n", "go.mod": DRAWN_MOD, "cmd/a/main.go": MAIN, "cmd/b/main.go": MAIN },
      { "go.mod": [{ messageId: "module", data: { ...LIB, programs: "example.com/app/cmd/a, example.com/app/cmd/b" } }] },
    ),
    repository(
      "each module without sources",
      {
        Dockerfile: DOCKERFILE,
        "go.mod": "\nmodule example.com/app\n\ngo 1.24\n\nrequire (\n\texample.org/lib v1.2.3\n\t~~~~~~~~~~~~~~~~~~~~~~\n\texample.org/other v0.1.0\n\t~~~~~~~~~~~~~~~~~~~~~~~~\n)\n",
        "main.go": MAIN.replace("import", 'import _ "example.org/other/deep"\nimport'),
      },
      { "go.mod": [{ messageId: "module", data: LIB }, { messageId: "module", data: { ...LIB, module: "example.org/other v0.1.0" } }] },
    ),
  ],
});
