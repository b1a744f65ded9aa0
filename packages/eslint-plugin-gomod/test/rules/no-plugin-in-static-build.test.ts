import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-plugin-in-static-build.js";
import { repository } from "./repository.js";

const OPENS = 'package main\n\nimport (\n\t"os"\n\t"plugin"\n)\n\nfunc main() {\n\tif _, err := plugin.Open(os.Args[1]); err != nil {\n\t\tpanic(err)\n\t}\n}\n';
const DRAWN = OPENS.replace("plugin.Open(os.Args[1]); err != nil {\n", `plugin.Open(os.Args[1]); err != nil {\n${" ".repeat(0)}\t             ~~~~~~~~~~~~~~~~~~~~~~~\n`);
const NO_CGO = "build:\n\tCGO_ENABLED=0 go build -o app .\n";
const PROGRAM = { programs: "example.com/app" };

testRule(rule, {
  projects: [
    repository("cgo is on", { "main.go": OPENS, Makefile: "build:\n\tCGO_ENABLED=1 go build -o app .\n" }),
    repository("cgo or not is not known", { "main.go": OPENS, Makefile: "build:\n\tgo build -o app .\n" }),
    repository("a variant without plugins beside the real one", { "main.go": OPENS, Makefile: `${NO_CGO}dynamic:\n\tCGO_ENABLED=1 go build -o app .\n` }),
    repository("another system, on which there are no plugins", { "main.go": OPENS, Makefile: "build:\n\tGOOS=windows CGO_ENABLED=0 go build -o app.exe .\n" }),
    repository("the file is for builds with cgo", { "main.go": "package main\n\nfunc main() {}\n", "plugins.go": `//go:build cgo\n\n${OPENS.replace("func main", "func load")}`, Makefile: NO_CGO }),
    repository("the package is imported, and nothing is opened", { "main.go": 'package main\n\nimport "plugin"\n\nvar loaded *plugin.Plugin\n\nfunc main() { println(loaded) }\n', Makefile: NO_CGO }),
    repository("a package of its own that is called plugin", { "main.go": 'package main\n\nimport "example.com/app/plugin"\n\nfunc main() { plugin.Open("x") }\n', "plugin/plugin.go": "package plugin\n\nfunc Open(string) {}\n", Makefile: NO_CGO }),
    repository("the example of the page: built without cgo", { "main.go": DRAWN, Makefile: NO_CGO }, { "main.go": [{ messageId: "stub", data: PROGRAM, why: ["built here (Makefile:2)", "CGO_ENABLED is 0 (Makefile:2)"] }] }),
    repository(
      "a whole project: an image without a C compiler",
      { "main.go": DRAWN, Dockerfile: 'FROM golang:1.24-alpine AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nFROM alpine:3.21\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n' },
      { "main.go": [{ messageId: "stub", data: PROGRAM }] },
    ),
    repository(
      "in a package, under another name",
      {
        "main.go": 'package main\n\nimport "example.com/app/load"\n\nfunc main() { load.All() }\n',
        "load/load.go": 'package load\n\nimport goplugin "plugin"\n\nfunc All() {\n\tgoplugin.Open("a.so")\n\t~~~~~~~~~~~~~~~~~~~~~\n}\n',
        Makefile: NO_CGO,
      },
      { "load/load.go": [{ messageId: "stub", data: PROGRAM }] },
    ),
    repository(
      "linked statically, with glibc",
      { "main.go": DRAWN, Makefile: "build:\n\tCGO_ENABLED=1 go build -ldflags '-extldflags -static' -o app .\n" },
      { "main.go": [{ messageId: "static", data: PROGRAM }] },
    ),
    repository(
      "linked statically, on Alpine",
      { "main.go": DRAWN, Dockerfile: "FROM golang:1.24-alpine\nRUN apk add --no-cache build-base\nWORKDIR /src\nCOPY . .\nRUN go build -ldflags='-linkmode external -extldflags -static' -o /app .\n" },
      { "main.go": [{ messageId: "static", data: PROGRAM }] },
    ),
    repository(
      "for two programs at once",
      {
        "main.go": "package main\n\nfunc main() {}\n",
        "cmd/a/main.go": 'package main\n\nimport "example.com/app/load"\n\nfunc main() { load.All() }\n',
        "cmd/b/main.go": 'package main\n\nimport "example.com/app/load"\n\nfunc main() { load.All() }\n',
        "load/load.go": 'package load\n\nimport "plugin"\n\nfunc All() {\n\tplugin.Open("a.so")\n\t~~~~~~~~~~~~~~~~~~~\n}\n',
        Makefile: "build:\n\tCGO_ENABLED=0 go build -o bin/ ./cmd/...\n",
      },
      { "load/load.go": [{ messageId: "stub", data: { programs: "example.com/app/cmd/a, example.com/app/cmd/b" } }] },
    ),
  ],
});
