import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-unknown-godebug.js";
import { repository } from "./repository.js";

const main = (...head: readonly string[]): string => [...head, "package main", "", "func main() {}", ""].join("\n");
const image = (tag: string): string => `FROM golang:${tag}\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\n`;
const mod = (go: string, ...lines: readonly string[]): string => ["module example.com/app", "", `go ${go}`, ...lines, ""].join("\n");
const MAKEFILE = "build:\n\tgo build -o app .\n";
const DEFAULTS = { go: "1.24.3", meant: "" };

testRule(rule, {
  projects: [
    repository("settings that the release has", { "main.go": main("//go:debug netdns=go", "//go:debug default=go1.22"), "go.mod": mod("1.24", "", "godebug (", "\tpanicnil=1", "\tdefault=go1.21", ")"), Dockerfile: image("1.24") }),
    repository("a release that does not check: //go:debug came with Go 1.21", { "main.go": main("//go:debug nosuch=1"), "go.mod": mod("1.20"), Dockerfile: image("1.20") }),
    repository("a setting that a newer Go has, on a machine whose Go is not known", { "main.go": main("//go:debug containermaxprocs=0"), Makefile: MAKEFILE }),
    repository("a setting that the newest Go has removed, on a machine whose Go may be older", { "main.go": main("//go:debug asynctimerchan=1"), Makefile: MAKEFILE }),
    repository("below the package clause it is a comment", { "main.go": "package main\n\n//go:debug nosuch=1\n\nfunc main() {}\n", Dockerfile: image("1.24") }),
    repository("another directive, and a comment", { "main.go": main("//go:debugger nosuch=1", "// go:debug nosuch=1"), Dockerfile: image("1.24") }),
    repository("in a test", { "main.go": main(), "main_test.go": "//go:debug nosuch=1\npackage main\n", Dockerfile: image("1.24") }),
    repository("go.work decides: godebug lines of its modules are not looked at", { "main.go": main(), "go.mod": mod("1.24", "godebug nosuch=1"), "go.work": "go 1.24\n\nuse .\n", Dockerfile: image("1.24") }),
    repository("godebug lines of a dependency", {
      "main.go": 'package main\n\nimport "example.com/lib"\n\nfunc main() { lib.F() }\n',
      "go.mod": mod("1.24", "require example.com/lib v0.0.0", "replace example.com/lib => ./lib"),
      "lib/go.mod": "module example.com/lib\n\ngo 1.24\n\ngodebug nosuch=1\n",
      "lib/lib.go": "package lib\n\nfunc F() {}\n",
      Dockerfile: image("1.24"),
    }),
    repository("a file that this build leaves out", { "main.go": main(), "windows.go": "//go:debug nosuch=1\n//go:build windows\n\npackage main\n", Dockerfile: image("1.24") }),
    repository(
      "the example of the page: a name that is a slip away",
      { "main.go": main("//go:debug netdsn=go", "~~~~~~~~~~~~~~~~~~~~"), Dockerfile: image("1.24") },
      {
        "main.go": [
          {
            messageId: "unknown",
            data: { ...DEFAULTS, key: "netdsn", text: 'unknown //go:debug setting "netdsn"', meant: " Is netdns meant?" },
            why: ["built here (Dockerfile:4)", "golang:1.24 is Go 1.24.3 on debian:bookworm on 2025-06-01"],
            suggestions: [{ messageId: "rename", output: main("//go:debug netdns=go") }],
          },
        ],
      },
    ),
    repository(
      "a name that no release has, whatever builds",
      { "main.go": main("//go:debug nosuch=1", "~~~~~~~~~~~~~~~~~~~"), Makefile: MAKEFILE },
      { "main.go": [{ messageId: "unknown", data: { ...DEFAULTS, key: "nosuch", go: "1.24", text: 'unknown //go:debug setting "nosuch"' }, why: ["built here (Makefile:2)", "go 1.24 of go.mod"] }] },
    ),
    repository(
      "a setting of a newer release than the image has",
      { "main.go": main("//go:debug containermaxprocs=0", "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"), Dockerfile: image("1.24") },
      { "main.go": [{ messageId: "unknown", data: { ...DEFAULTS, key: "containermaxprocs", text: 'unknown //go:debug setting "containermaxprocs"' } }] },
    ),
    repository(
      "in a package that is linked",
      {
        "main.go": 'package main\n\nimport _ "example.com/app/lib"\n\nfunc main() {}\n',
        "lib/lib.go": "//go:debug nosuch=1\n~~~~~~~~~~~~~~~~~~~\npackage lib\n",
        Dockerfile: image("1.24"),
      },
      { "lib/lib.go": [{ messageId: "unknown", data: { ...DEFAULTS, key: "nosuch", text: 'unknown //go:debug setting "nosuch"' } }] },
    ),
    repository(
      "go.mod, in a block",
      { "main.go": main(), "go.mod": mod("1.24", "", "godebug (", "\tpanicnil=1", "\tnosuch=1", "\t~~~~~~~~", ")"), Dockerfile: image("1.24") },
      { "go.mod": [{ messageId: "unknown", data: { ...DEFAULTS, key: "nosuch", text: 'unknown godebug "nosuch"' } }] },
    ),
    repository(
      "go.work",
      { "main.go": main(), "go.work": "go 1.24\n\ngodebug tlskyber=1\n        ~~~~~~~~~~\n\nuse .\n", Dockerfile: image("1.24") },
      { "go.work": [{ messageId: "unknown", data: { ...DEFAULTS, key: "tlskyber", text: 'unknown godebug "tlskyber"' } }] },
    ),
    repository(
      "a setting that was removed, set to what it stood for",
      { "main.go": main("//go:debug asynctimerchan=1", "~~~~~~~~~~~~~~~~~~~~~~~~~~~"), "go.mod": mod("1.27"), Makefile: MAKEFILE },
      { "main.go": [{ messageId: "removed", data: { ...DEFAULTS, setting: "asynctimerchan=1", release: "1.27", go: "1.27", text: 'removed GODEBUG "asynctimerchan" set to old value "1"' } }] },
    ),
    repository("a setting that was removed, set to what has become the rule", { "main.go": main("//go:debug asynctimerchan=0"), "go.mod": mod("1.27"), Makefile: MAKEFILE }),
    repository(
      "a comma",
      { "main.go": main("//go:debug netdns=go,panicnil=1", "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"), Dockerfile: image("1.24") },
      { "main.go": [{ messageId: "malformed", data: { ...DEFAULTS, setting: "netdns=go,panicnil=1", text: "value contains comma" } }] },
    ),
    repository(
      "no value, and a key for the second time",
      { "main.go": main("//go:debug netdns", "~~~~~~~~~~~~~~~~~", "//go:debug panicnil=1", "//go:debug panicnil=0", "~~~~~~~~~~~~~~~~~~~~~"), Makefile: MAKEFILE },
      { "main.go": [{ messageId: "malformed", data: { ...DEFAULTS, setting: "netdns", text: "missing key=value" } }, { messageId: "malformed", data: { ...DEFAULTS, setting: "panicnil=0", text: "repeated //go:debug for panicnil" } }] },
    ),
    repository(
      "defaults of a release that is newer than the toolchain",
      { "main.go": main("//go:debug default=go1.26", "~~~~~~~~~~~~~~~~~~~~~~~~~"), Dockerfile: image("1.24") },
      { "main.go": [{ messageId: "malformed", data: { ...DEFAULTS, setting: "default=go1.26", text: "default=go1.26 too new (toolchain is go1.24.3)" } }] },
    ),
    repository(
      "godebug lines and an older Go than 1.23",
      { "main.go": main(), "go.mod": mod("1.21", "", "godebug netdns=go", "        ~~~~~~~~~"), Dockerfile: image("1.22") },
      { "go.mod": [{ messageId: "line", data: { ...DEFAULTS, go: "1.22.12", setting: "netdns=go", text: "unknown directive: godebug" } }] },
    ),
  ],
});
