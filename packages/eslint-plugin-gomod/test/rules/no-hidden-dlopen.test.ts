import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-hidden-dlopen.js";
import { repository } from "./repository.js";

const MAKEFILE = "build:\n\tCGO_ENABLED=0 go build -o app .\n";
const mod = (...lines: readonly string[]): string => ["module example.com/app", "", "go 1.24", "", ...lines, ""].join("\n");
const uses = (path: string): string => `package main\n\nimport _ "${path}"\n\nfunc main() {}\n`;
/** As purego does it. */
const LOADER = '//go:build linux && !cgo\n\npackage dl\n\n//go:cgo_import_dynamic purego_dlopen dlopen "libdl.so.2"\n//go:cgo_import_dynamic _ _ "libc.so.6"\n';
const VENDORED = { "vendor/modules.txt": "# example.com/dl v1.0.0\n## explicit; go 1.24\nexample.com/dl\n", "vendor/example.com/dl/dl.go": "package dl\n", "vendor/example.com/dl/linux.go": LOADER };
const UNKNOWN = "the loader of glibc";

testRule(rule, {
  projects: [
    repository("a dependency that loads nothing", { "go.mod": mod("require example.com/dl v1.0.0"), "main.go": uses("example.com/dl"), ...VENDORED, "vendor/example.com/dl/linux.go": "package dl\n", Makefile: MAKEFILE }),
    repository("cgo is on: nothing is hidden", { "go.mod": mod("require example.com/dl v1.0.0"), "main.go": uses("example.com/dl"), ...VENDORED, Makefile: "build:\n\tCGO_ENABLED=1 go build -o app .\n" }),
    repository("cgo or not is not known", { "go.mod": mod("require github.com/ebitengine/purego v0.8.0"), "main.go": uses("github.com/ebitengine/purego"), Makefile: "build:\n\tgo build -o app .\n" }),
    repository("another system", { "go.mod": mod("require github.com/ebitengine/purego v0.8.0"), "main.go": uses("github.com/ebitengine/purego"), Makefile: "build:\n\tGOOS=windows CGO_ENABLED=0 go build -o app.exe .\n" }),
    repository("an architecture on which it was not measured", { "go.mod": mod("require github.com/ebitengine/purego v0.8.0"), "main.go": uses("github.com/ebitengine/purego"), Makefile: "build:\n\tGOARCH=386 CGO_ENABLED=0 go build -o app .\n" }),
    repository("required, and not linked", { "go.mod": mod("require github.com/ebitengine/purego v0.8.0 // indirect"), "main.go": "package main\n\nfunc main() {}\n", Makefile: MAKEFILE }),
    repository("a package of that module which is not known to load anything", { "go.mod": mod("require github.com/ebitengine/purego v0.8.0"), "main.go": uses("github.com/ebitengine/purego/other"), Makefile: MAKEFILE }),
    repository("a module that loads libraries with cgo only", { "go.mod": mod("require github.com/miekg/pkcs11 v1.1.2"), "main.go": uses("github.com/miekg/pkcs11"), Makefile: MAKEFILE }),
    repository("nothing builds it", { "go.mod": mod("require github.com/ebitengine/purego v0.8.0"), "main.go": uses("github.com/ebitengine/purego") }),
    repository(
      "the example of the page: purego, without its sources",
      { "go.mod": mod("require github.com/ebitengine/purego v0.8.0", "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"), "main.go": uses("github.com/ebitengine/purego"), Makefile: MAKEFILE },
      {
        "go.mod": [
          {
            messageId: "dynamic",
            data: { loader: "github.com/ebitengine/purego", programs: "example.com/app", libraries: "libdl.so.2, libpthread.so.0, libc.so.6", interpreter: UNKNOWN },
            why: [
              "built here, with cgo off (Makefile:2)",
              "CGO_ENABLED is 0 (Makefile:2)",
              "example.com/app imports github.com/ebitengine/purego (main.go:3)",
              "github.com/ebitengine/purego is dynamic although it has no cgo (build+readelf v0.11.3, 2026-11-23)",
            ],
          },
        ],
      },
    ),
    repository(
      "a vendored module",
      { "go.mod": mod("require (", "\texample.com/dl v1.0.0 // indirect", "\t~~~~~~~~~~~~~~~~~~~~~", ")"), "main.go": uses("example.com/dl"), ...VENDORED, Makefile: MAKEFILE },
      { "go.mod": [{ messageId: "dynamic", data: { loader: "example.com/dl", programs: "example.com/app", libraries: "libdl.so.2, libc.so.6", interpreter: UNKNOWN } }] },
    ),
    repository(
      "a package of the program's own",
      {
        "main.go": uses("example.com/app/dl"),
        "dl/dl.go": "package dl\n",
        "dl/linux.go": LOADER.replace('"libdl.so.2"\n', '"libdl.so.2"\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n'),
        Makefile: MAKEFILE,
      },
      { "dl/linux.go": [{ messageId: "dynamic", data: { loader: "example.com/app/dl", programs: "example.com/app", libraries: "libdl.so.2, libc.so.6", interpreter: UNKNOWN } }] },
    ),
    repository(
      "for two programs, in a whole project",
      {
        "go.mod": mod("require example.com/dl v1.0.0", "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"),
        "main.go": "package main\n\nfunc main() {}\n",
        "cmd/a/main.go": uses("example.com/dl"),
        "cmd/b/main.go": uses("example.com/dl"),
        ...VENDORED,
        Dockerfile: 'FROM golang:1.24 AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\nRUN go build -o /a ./cmd/a && go build -o /b ./cmd/b\nFROM debian:bookworm-slim\nCOPY --from=build /a /b /\nENTRYPOINT ["/a"]\n',
      },
      { "go.mod": [{ messageId: "dynamic", data: { loader: "example.com/dl", programs: "example.com/app/cmd/a, example.com/app/cmd/b", libraries: "libdl.so.2, libc.so.6", interpreter: "/lib64/ld-linux-x86-64.so.2" } }] },
    ),
    repository(
      "on arm64",
      { "go.mod": mod("require example.com/dl v1.0.0", "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"), "main.go": uses("example.com/dl"), ...VENDORED, Makefile: "build:\n\tGOARCH=arm64 CGO_ENABLED=0 go build -o app .\n" },
      { "go.mod": [{ messageId: "dynamic", data: { loader: "example.com/dl", programs: "example.com/app", libraries: "libdl.so.2, libc.so.6", interpreter: UNKNOWN } }] },
    ),
    repository(
      "a PIE, which is dynamic anyway",
      { "go.mod": mod("require example.com/dl v1.0.0", "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"), "main.go": uses("example.com/dl"), ...VENDORED, Makefile: "build:\n\tCGO_ENABLED=0 go build -buildmode=pie -o app .\n" },
      { "go.mod": [{ messageId: "dynamic", data: { loader: "example.com/dl", programs: "example.com/app", libraries: "libdl.so.2, libc.so.6", interpreter: UNKNOWN } }] },
    ),
  ],
});
