import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-rejected-cgo-flag.js";
import { repository } from "./repository.js";

const go = (directive: string, mark = ""): string => `package main\n\n// ${directive}\n${mark}// int one() { return 1; }\nimport "C"\n\nfunc main() { println(C.one()) }\n`;
const MAKEFILE = "build:\n\tCGO_ENABLED=1 go build -o app .\n";
const remedy = (variable: string): string => `Remove it, or have whoever builds pass it by CGO_${variable}.`;

testRule(rule, {
  projects: [
    repository(
      "the example of the page: -no-pie",
      { "main.go": go("#cgo LDFLAGS: -no-pie", "                 ~~~~~~~\n"), Makefile: MAKEFILE },
      { "main.go": [{ messageId: "rejected", data: { variable: "LDFLAGS", flag: "-no-pie", remedy: remedy("LDFLAGS") }, why: ["built here (Makefile:2)"] }] },
    ),
    repository(
      "whether or not it is known that cgo is on: without it nothing is built",
      { "main.go": go("#cgo CFLAGS: -O2 -fplugin=x.so", "                    ~~~~~~~~~~~~~\n"), Makefile: "build:\n\tgo build -o app .\n" },
      { "main.go": [{ messageId: "rejected", data: { variable: "CFLAGS", flag: "-fplugin=x.so", remedy: remedy("CFLAGS") } }] },
    ),
    repository(
      "in a package that the program links, in an image",
      {
        "main.go": 'package main\n\nimport "example.com/app/native"\n\nfunc main() { native.One() }\n',
        "native/native.go": 'package native\n\n// #cgo linux LDFLAGS: -lm -Wl,--version-script=x.map\n                           ~~~~~~~~~~~~~~~~~~~~~~~~~~\n// int one() { return 1; }\nimport "C"\n\nfunc One() int { return int(C.one()) }\n',
        Dockerfile: "FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n",
      },
      { "native/native.go": [{ messageId: "rejected", data: { variable: "LDFLAGS", flag: "-Wl,--version-script=x.map", remedy: remedy("LDFLAGS") } }] },
    ),
    repository(
      "a flag of a newer release than that of the image",
      { "main.go": go("#cgo LDFLAGS: -Wl,--push-state -lm", "                 ~~~~~~~~~~~~~~~~\n"), "go.mod": "module example.com/app\n\ngo 1.22\n", Dockerfile: "FROM golang:1.23\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n" },
      { "main.go": [{ messageId: "rejected", data: { variable: "LDFLAGS", flag: "-Wl,--push-state", remedy: remedy("LDFLAGS") } }] },
    ),
    repository("the same with that release", { "main.go": go("#cgo LDFLAGS: -Wl,--push-state -lm"), Dockerfile: "FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n" }),
    repository("the same on a machine whose release may be that", { "main.go": go("#cgo LDFLAGS: -Wl,--push-state -lm"), "go.mod": "module example.com/app\n\ngo 1.22\n", Makefile: MAKEFILE }),
    repository("an import library, which only newer releases take", { "main.go": go("#cgo LDFLAGS: ${SRCDIR}/x.lib"), Makefile: "build:\n\tGOOS=windows CGO_ENABLED=1 CC=x86_64-w64-mingw32-gcc go build -o app.exe .\n" }),
    repository("flags that go accepts", { "main.go": go("#cgo LDFLAGS: -lm -L/usr/local/lib -Wl,-rpath,/opt/lib"), Makefile: MAKEFILE }),
    repository("allowed by whoever builds", { "main.go": go("#cgo LDFLAGS: -no-pie"), Makefile: "build:\n\tCGO_ENABLED=1 CGO_LDFLAGS_ALLOW='-no-pie' go build -o app .\n" }),
    repository("for another system", { "main.go": go("#cgo windows LDFLAGS: -no-pie"), Makefile: MAKEFILE }),
    repository("cgo is off and the file is left out", { "main.go": "package main\n\nfunc main() {}\n", "c.go": go("#cgo LDFLAGS: -no-pie").replace("func main", "func other"), Makefile: "build:\n\tCGO_ENABLED=0 go build -o app .\n" }),
    repository("a package that is not linked", { "main.go": "package main\n\nfunc main() {}\n", "native/native.go": go("#cgo LDFLAGS: -no-pie").replace("package main", "package native").replace("func main", "func One"), Makefile: MAKEFILE }),
    repository("nobody builds it", { "main.go": go("#cgo LDFLAGS: -no-pie") }),
    repository("no directive", { "main.go": go("LDFLAGS: -no-pie"), Makefile: MAKEFILE }),
  ],
});
