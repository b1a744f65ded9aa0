import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-ineffective-netdns.js";
import { repository } from "./repository.js";

/** Looks up names. */
const server = (...head: readonly string[]): string => [...head, "package main", "", 'import "net/http"', "", 'func main() { http.ListenAndServe(":8080", nil) }', ""].join("\n");
const hello = (...head: readonly string[]): string => [...head, "package main", "", "func main() {}", ""].join("\n");
const MOD = "module example.com/app\n\ngo 1.24\n";
const MAKEFILE = "build:\n\tCGO_ENABLED=0 go build -o app .\n";
const WITH_CGO = "build:\n\tCGO_ENABLED=1 go build -o app .\n";
const SHIPPED = "FROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\n";
const data = (setting: string, programs = "example.com/app") => ({ setting, programs });

testRule(rule, {
  projects: [
    repository("libc's resolver is linked", { "main.go": server("//go:debug netdns=cgo"), Makefile: WITH_CGO }),
    repository("go's own, which every program with net has", { "main.go": server("//go:debug netdns=go+1"), Makefile: MAKEFILE }),
    repository("a debug level alone", { "main.go": server("//go:debug netdns=2"), Makefile: MAKEFILE }),
    repository("cgo or not is not known", { "main.go": server("//go:debug netdns=cgo"), Makefile: "build:\n\tgo build -o app .\n" }),
    repository("one of two builds follows it", { "main.go": server("//go:debug netdns=cgo"), Makefile: `${MAKEFILE}dynamic:\n\tCGO_ENABLED=1 go build -o app .\n` }),
    repository("macOS has its own without cgo", { "main.go": server("//go:debug netdns=cgo"), Makefile: "build:\n\tGOOS=darwin CGO_ENABLED=0 go build -o app .\n" }),
    repository("another setting", { "main.go": hello("//go:debug http2client=0"), Makefile: MAKEFILE }),
    repository("no net, and a line of go.mod, which tests heed as well", { "main.go": hello(), "go.mod": `${MOD}\ngodebug netdns=go\n`, Makefile: MAKEFILE }),
    repository("in an image whose program has libc's resolver", {
      "main.go": server(),
      Dockerfile: 'FROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=1 go build -o /app .\nFROM debian:bookworm-slim\nENV GODEBUG=netdns=cgo\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n',
    }),
    repository("the builder's own GODEBUG is for the go command", { "main.go": server(), Dockerfile: `FROM golang:1.24 AS build\nENV GODEBUG=netdns=cgo\n${SHIPPED.slice(SHIPPED.indexOf("WORKDIR"))}FROM scratch\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n` }),
    repository(
      "the example of the page: libc's resolver in a build without cgo",
      { "main.go": server("//go:debug netdns=cgo", "~~~~~~~~~~~~~~~~~~~~~"), Makefile: MAKEFILE },
      { "main.go": [{ messageId: "cgo", data: data("netdns=cgo"), why: ["built here (Makefile:2)", "CGO_ENABLED is 0 (Makefile:2)"] }] },
    ),
    repository(
      "a line of go.mod, and a debug level with it",
      { "main.go": server(), "go.mod": `${MOD}\ngodebug netdns=cgo+2\n        ~~~~~~~~~~~~\n`, Makefile: MAKEFILE },
      { "go.mod": [{ messageId: "cgo", data: data("netdns=cgo+2") }] },
    ),
    repository(
      "-tags netgo, although cgo is on",
      { "main.go": server("//go:debug netdns=cgo", "~~~~~~~~~~~~~~~~~~~~~"), Makefile: "build:\n\tCGO_ENABLED=1 go build -tags netgo -o app .\n" },
      { "main.go": [{ messageId: "cgo", data: data("netdns=cgo") }] },
    ),
    repository(
      "a whole project: ENV of the image that ships",
      {
        "main.go": server(),
        Dockerfile: `${SHIPPED}FROM gcr.io/distroless/static-debian12\nENV GODEBUG=http2client=0,netdns=cgo\n            ~~~~~~~~~~~~~~~~~~~~~~~~\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n`,
      },
      { Dockerfile: [{ messageId: "cgo", data: data("netdns=cgo", "/app"), why: ["ships here (Dockerfile:7)", "CGO_ENABLED is 0 (Dockerfile:4)"] }] },
    ),
    repository(
      "a resolver that there is not",
      { "main.go": server("//go:debug netdns=native", "~~~~~~~~~~~~~~~~~~~~~~~~"), Makefile: WITH_CGO },
      { "main.go": [{ messageId: "mode", data: data("netdns=native"), why: ["built here (Makefile:2)", "native is no resolver"] }] },
    ),
    repository(
      "a program without net",
      { "main.go": hello("//go:debug netdns=go", "~~~~~~~~~~~~~~~~~~~~"), Makefile: MAKEFILE },
      { "main.go": [{ messageId: "unlinked", data: data("netdns=go") }] },
    ),
    repository(
      "below the package clause",
      { "main.go": 'package main\n\n//go:debug netdns=go\n~~~~~~~~~~~~~~~~~~~~\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe("", nil) }\n', Makefile: MAKEFILE },
      { "main.go": [{ messageId: "below", data: data("netdns=go"), why: ["built here (Makefile:2)"] }] },
    ),
    repository(
      "in a package that main imports",
      { "main.go": 'package main\n\nimport _ "example.com/app/dns"\n\nfunc main() {}\n', "dns/dns.go": '//go:debug netdns=go\n~~~~~~~~~~~~~~~~~~~~\npackage dns\n\nimport _ "net"\n', Makefile: MAKEFILE },
      { "dns/dns.go": [{ messageId: "package", data: data("netdns=go") }] },
    ),
  ],
});
