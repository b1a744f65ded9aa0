import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-unlisted-cgo-module.js";
import { repository } from "./repository.js";

const mod = (...lines: readonly string[]): string => ["module example.com/app", "", "go 1.24", "", ...lines, ""].join("\n");
const uses = (path: string): string => `package main\n\nimport _ "${path}"\n\nfunc main() {}\n`;
const MAKEFILE = "build:\n\tCGO_ENABLED=1 go build -o app .\n";
const VENDORED = {
  "main.go": uses("example.com/c"),
  "vendor/modules.txt": "# example.com/c v1.0.0\n## explicit; go 1.24\nexample.com/c\n",
  "vendor/example.com/c/c.go": 'package c\n\n// #cgo LDFLAGS: -lz -lm\n// #cgo pkg-config: libpng\nimport "C"\n',
};
const SQLITE = { "main.go": uses("github.com/mattn/go-sqlite3"), Makefile: MAKEFILE };
const REQUIRE = "require github.com/mattn/go-sqlite3 v1.14.24";
const allow = (...patterns: readonly string[]) => [{ allow: patterns }];
const C = { module: "example.com/c", programs: "example.com/app", needs: "libc and -lz, libpng" };

testRule(rule, {
  projects: [
    { ...repository("listed", { "go.mod": mod(REQUIRE), ...SQLITE }), options: allow("github.com/mattn/go-sqlite3") },
    { ...repository("listed by a pattern", { "go.mod": mod("require example.com/c v1.0.0"), ...VENDORED, Makefile: MAKEFILE }), options: allow("other.example/*", "example.com/*") },
    repository("cgo is off", { "go.mod": mod(REQUIRE), ...SQLITE, Makefile: "build:\n\tCGO_ENABLED=0 go build -o app .\n" }),
    repository("cgo or not is not known", { "go.mod": mod(REQUIRE), ...SQLITE, Makefile: "build:\n\tgo build -o app .\n" }),
    repository("required, and not linked", { "go.mod": mod(REQUIRE), Makefile: MAKEFILE }),
    repository("a module in Go", { "go.mod": mod("require example.com/c v1.0.0"), ...VENDORED, "vendor/example.com/c/c.go": "package c\n", Makefile: MAKEFILE }),
    repository("C code of the program itself", { "main.go": 'package main\n\n// int one() { return 1; }\nimport "C"\n\nfunc main() { C.one() }\n', Makefile: MAKEFILE }),
    repository("net, which is of the standard library", { Makefile: MAKEFILE }),
    repository(
      "the example of the page: a module without its sources",
      { "go.mod": mod(REQUIRE, "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"), ...SQLITE },
      { "go.mod": [{ messageId: "unlisted", data: { module: "github.com/mattn/go-sqlite3", programs: "example.com/app", needs: "libc" } }] },
    ),
    repository(
      "a vendored one, with the libraries that it asks for",
      { "go.mod": mod("require example.com/c v1.0.0", "~~~~~~~~~~~~~~~~~~~~~~~~~~~~"), ...VENDORED, Makefile: MAKEFILE },
      { "go.mod": [{ messageId: "unlisted", data: C, why: ["built here, with cgo on (Makefile:2)", "example.com/app imports example.com/c (main.go:3)"] }] },
    ),
    { ...repository("another one is listed", { "go.mod": mod("require example.com/c v1.0.0", "~~~~~~~~~~~~~~~~~~~~~~~~~~~~"), ...VENDORED, Makefile: MAKEFILE }, { "go.mod": [{ messageId: "unlisted", data: C }] }), options: allow("example.com/cc", "example-com/*") },
    repository(
      "an indirect one, in a block",
      {
        "go.mod": mod("require (", "\texample.com/b v1.0.0", "\texample.com/c v1.0.0 // indirect", "\t~~~~~~~~~~~~~~~~~~~~", ")"),
        ...VENDORED,
        "main.go": uses("example.com/b"),
        "vendor/modules.txt": "# example.com/b v1.0.0\n## explicit; go 1.24\nexample.com/b\n# example.com/c v1.0.0\n## explicit; go 1.24\nexample.com/c\n",
        "vendor/example.com/b/b.go": 'package b\n\nimport _ "example.com/c"\n',
        Makefile: MAKEFILE,
      },
      { "go.mod": [{ messageId: "unlisted", data: C }] },
    ),
    repository(
      "two at once",
      {
        "go.mod": mod("require (", "\texample.com/b v1.0.0", "\t~~~~~~~~~~~~~~~~~~~~", "\texample.com/c v1.0.0", "\t~~~~~~~~~~~~~~~~~~~~", ")"),
        ...VENDORED,
        "main.go": 'package main\n\nimport (\n\t_ "example.com/b"\n\t_ "example.com/c"\n)\n\nfunc main() {}\n',
        "vendor/modules.txt": "# example.com/b v1.0.0\n## explicit; go 1.24\nexample.com/b\n# example.com/c v1.0.0\n## explicit; go 1.24\nexample.com/c\n",
        "vendor/example.com/b/b.go": 'package b\n\nimport "C"\n',
        Makefile: MAKEFILE,
      },
      { "go.mod": [{ messageId: "unlisted", data: { ...C, module: "example.com/b", needs: "libc" } }, { messageId: "unlisted", data: C }] },
    ),
    repository(
      "a whole project: in an image",
      { "go.mod": mod("require example.com/c v1.0.0", "~~~~~~~~~~~~~~~~~~~~~~~~~~~~"), ...VENDORED, "vendor/example.com/c/c.go": 'package c\n\nimport "C"\n', Dockerfile: 'FROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nFROM debian:bookworm-slim\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n' },
      { "go.mod": [{ messageId: "unlisted", data: { ...C, needs: "libc" } }] },
    ),
  ],
});
