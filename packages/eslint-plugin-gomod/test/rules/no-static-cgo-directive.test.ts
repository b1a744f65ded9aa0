import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-static-cgo-directive.js";
import { repository } from "./repository.js";

const go = (directive: string, mark = ""): string => `package main\n\n// ${directive}\n${mark}// int one() { return 1; }\nimport "C"\n\nfunc main() { println(C.one()) }\n`;
const MAKEFILE = "build:\n\tCGO_ENABLED=1 go build -o app .\n";
const data = (flag: string) => ({ flag, package: "example.com/app" });

testRule(rule, {
  projects: [
    repository("libraries by name, and of the package itself", { "main.go": go("#cgo LDFLAGS: -L${SRCDIR}/lib -lz -lm ${SRCDIR}/lib/libx.a"), Makefile: MAKEFILE }),
    repository("parts of the compiler, which leave the program dynamic", { "main.go": go("#cgo LDFLAGS: -static-libgcc -static-libstdc++ -Wl,-Bstatic -lz -Wl,-Bdynamic"), Makefile: MAKEFILE }),
    repository("an rpath beside the program", { "main.go": go("#cgo LDFLAGS: -Wl,-rpath,$ORIGIN/../lib"), Makefile: MAKEFILE }),
    repository("for another system", { "main.go": go("#cgo darwin LDFLAGS: -L/opt/homebrew/lib"), Makefile: MAKEFILE }),
    repository("flags of the compiler", { "main.go": go("#cgo CFLAGS: -I/opt/include -DL=-L/opt/lib"), Makefile: MAKEFILE }),
    repository("cgo is off", { "main.go": "package main\n\nfunc main() {}\n", "c.go": go("#cgo LDFLAGS: -static").replace("func main", "func other"), Makefile: "build:\n\tCGO_ENABLED=0 go build -o app .\n" }),
    repository("nothing builds it", { "main.go": go("#cgo LDFLAGS: -static") }),
    repository("another module, which is for others to change", {
      "main.go": 'package main\n\nimport "example.com/c"\n\nfunc main() { c.F() }\n',
      "go.mod": "module example.com/app\n\ngo 1.24\n\nrequire example.com/c v1.0.0\n",
      "vendor/modules.txt": "# example.com/c v1.0.0\n## explicit; go 1.24\nexample.com/c\n",
      "vendor/example.com/c/c.go": 'package c\n\n// #cgo LDFLAGS: -static\nimport "C"\n\nfunc F() {}\n',
      Makefile: MAKEFILE,
    }),
    repository(
      "the example of the page: static for whoever imports it",
      { "main.go": go("#cgo LDFLAGS: -lm -static", "                     ~~~~~~~\n"), Makefile: MAKEFILE },
      { "main.go": [{ messageId: "static", data: data("-static"), why: ["example.com/app links example.com/app (Makefile:2)"] }] },
    ),
    repository("two dashes", { "main.go": go("#cgo linux LDFLAGS: --static", "                       ~~~~~~~~\n"), Makefile: MAKEFILE }, { "main.go": [{ messageId: "static", data: data("--static") }] }),
    repository("a directory of the builder", { "main.go": go("#cgo LDFLAGS: -L/opt/sdk/lib -lsdk", "                 ~~~~~~~~~~~~~~\n"), Makefile: MAKEFILE }, { "main.go": [{ messageId: "path", data: data("-L/opt/sdk/lib") }] }),
    repository("in two words", { "main.go": go("#cgo LDFLAGS: -L /opt/sdk/lib -lsdk", "                    ~~~~~~~~~~~~\n"), Makefile: MAKEFILE }, { "main.go": [{ messageId: "path", data: data("/opt/sdk/lib") }] }),
    repository("an archive of the builder", { "main.go": go("#cgo LDFLAGS: /usr/local/lib/libx.a", "                 ~~~~~~~~~~~~~~~~~~~~~\n"), Makefile: MAKEFILE }, { "main.go": [{ messageId: "path", data: data("/usr/local/lib/libx.a") }] }),
    repository(
      "an rpath of the builder, in three forms",
      { "main.go": go("#cgo LDFLAGS: -Wl,-rpath,/opt/lib -Wl,-rpath -Wl,/opt/b -Wl,-R/opt/c", "                 ~~~~~~~~~~~~~~~~~~~            ~~~~~~~~~~ ~~~~~~~~~~~~\n"), Makefile: MAKEFILE },
      { "main.go": [{ messageId: "rpath", data: data("-Wl,-rpath,/opt/lib") }, { messageId: "rpath", data: data("-Wl,/opt/b") }, { messageId: "rpath", data: data("-Wl,-R/opt/c") }] },
    ),
    repository(
      "a whole project: an rpath to where the package was when it was built",
      {
        "main.go": 'package main\n\nimport "example.com/app/sdk"\n\nfunc main() { sdk.One() }\n',
        "sdk/sdk.go": 'package sdk\n\n// #cgo LDFLAGS: -L${SRCDIR} -lsdk -Wl,-rpath,${SRCDIR}\n                                   ~~~~~~~~~~~~~~~~~~~~\n// int one();\nimport "C"\n\nfunc One() int { return int(C.one()) }\n',
        Dockerfile: 'FROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nFROM debian:bookworm-slim\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n',
      },
      { "sdk/sdk.go": [{ messageId: "rpath", data: { flag: "-Wl,-rpath,${SRCDIR}", package: "example.com/app/sdk" } }] },
    ),
  ],
});
