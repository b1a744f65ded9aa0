import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-unguarded-cgo.js";
import { repository } from "./repository.js";

const MAIN = 'package main\n\nimport "example.com/app/native"\n\nfunc main() { println(native.One()) }\n';
const NATIVE = '// int one() { return 1; }\nimport "C"\n\nfunc One() int { return int(C.one()) }\n';
const CGO = `package native\n\n${NATIVE}`;
const STUB = "//go:build !cgo\n\npackage native\n\nfunc One() int { panic(\"without cgo\") }\n";
const MAKEFILE = "build:\n\tCGO_ENABLED=0 go build -o app .\n";
const data = (name: string, programs = "example.com/app") => ({ name, programs });

testRule(rule, {
  projects: [
    repository("a file for builds without cgo", { "main.go": MAIN, "native/native.go": CGO, "native/stub.go": STUB, Makefile: MAKEFILE }),
    repository("cgo is on", { "main.go": MAIN, "native/native.go": CGO, Makefile: "build:\n\tCGO_ENABLED=1 go build -o app .\n" }),
    repository("cgo or not is not known", { "main.go": MAIN, "native/native.go": CGO, Makefile: "build:\n\tgo build -o app .\n" }),
    repository("the import is in a file for builds with cgo", { "main.go": "package main\n\nfunc main() {}\n", "with.go": `//go:build cgo\n\n${MAIN.replace("func main", "func with")}`, "native/native.go": CGO, Makefile: MAKEFILE }),
    repository("what only cgo brings is not called", { "main.go": MAIN.replace("native.One()", "native.Name"), "native/native.go": CGO, "native/name.go": 'package native\n\nconst Name = "n"\n', Makefile: MAKEFILE }),
    repository("a function of that name in a file that is left", { "main.go": MAIN, "native/native.go": CGO, "native/one.go": "package native\n\nvar One = func() int { return 0 }\n", Makefile: MAKEFILE }),
    repository("another reason to leave the package out", { "main.go": MAIN, "native/native_windows.go": "package native\n\nfunc One() int { return 1 }\n", Makefile: MAKEFILE }),
    repository("a program that is not built", { "main.go": "package main\n\nfunc main() {}\n", "cmd/native/main.go": MAIN, "native/native.go": CGO, Makefile: MAKEFILE }),
    repository(
      "the example of the page: nothing is left of the package",
      { "main.go": MAIN.replace('native"\n', 'native"\n       ~~~~~~~~~~~~~~~~~~~~~~~~\n'), "native/native.go": CGO, Makefile: MAKEFILE },
      { "main.go": [{ messageId: "import", data: data("example.com/app/native", "the program"), why: ["built here (Makefile:2)", "CGO_ENABLED is 0 (Makefile:2)"] }] },
    ),
    repository(
      "a whole project: an image without a C compiler",
      { "main.go": MAIN.replace('native"\n', 'native"\n       ~~~~~~~~~~~~~~~~~~~~~~~~\n'), "native/native.go": CGO, Dockerfile: 'FROM golang:1.24-alpine AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n' },
      { "main.go": [{ messageId: "import", data: data("example.com/app/native", "the program") }] },
    ),
    repository(
      "a package of another module",
      {
        "go.mod": "module example.com/app\n\ngo 1.24\n\nrequire example.com/c v1.0.0\n",
        "main.go": 'package main\n\nimport _ "example.com/c"\n         ~~~~~~~~~~~~~~~\n\nfunc main() {}\n',
        "vendor/modules.txt": "# example.com/c v1.0.0\n## explicit; go 1.24\nexample.com/c\n",
        "vendor/example.com/c/c.go": 'package c\n\nimport "C"\n',
        Makefile: MAKEFILE,
      },
      { "main.go": [{ messageId: "import", data: data("example.com/c", "the program") }] },
    ),
    repository(
      "between two packages",
      {
        "main.go": 'package main\n\nimport "example.com/app/use"\n\nfunc main() { use.It() }\n',
        "use/use.go": 'package use\n\nimport "example.com/app/native"\n       ~~~~~~~~~~~~~~~~~~~~~~~~\n\nfunc It() { native.One() }\n',
        "native/native.go": CGO,
        Makefile: MAKEFILE,
      },
      { "use/use.go": [{ messageId: "import", data: data("example.com/app/native", "the program") }] },
    ),
    repository(
      "a file is left, without the function that is called",
      { "main.go": MAIN.replace("}\n", "}\n                      ~~~~~~~~~~\n"), "native/native.go": CGO, "native/name.go": "package native\n\nconst Name = 1\n", Makefile: MAKEFILE },
      { "main.go": [{ messageId: "undefined", data: data("native.One"), why: ["built here (Makefile:2)", "CGO_ENABLED is 0 (Makefile:2)"] }] },
    ),
    repository(
      "under another name",
      { "main.go": 'package main\n\nimport n "example.com/app/native"\n\nfunc main() {\n\tn.One()\n\t~~~~~\n}\n', "native/native.go": CGO, "native/doc.go": "// Package native is documented.\npackage native\n", Makefile: MAKEFILE },
      { "main.go": [{ messageId: "undefined", data: data("n.One") }] },
    ),
  ],
});
