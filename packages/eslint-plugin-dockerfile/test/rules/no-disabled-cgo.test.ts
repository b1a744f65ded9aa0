import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-disabled-cgo.js";
import { repository } from "./repository.js";

const MODULE = "module example.com/app\n\ngo 1.24\n\nrequire github.com/mattn/go-sqlite3 v1.14.22\n";
const SQLITE = 'package main\n\nimport (\n\t"database/sql"\n\n\t_ "github.com/mattn/go-sqlite3"\n)\n\nfunc main() { sql.Open("sqlite3", ":memory:") }\n';
const NATIVE = {
  "main.go": 'package main\n\nimport "example.com/app/native"\n\nfunc main() { native.One() }\n',
  "native/native.go": 'package native\n\n// int one() { return 1; }\nimport "C"\n\nfunc One() int { return int(C.one()) }\n',
};
const SHIP = '\nFROM alpine:3.22\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n';
const MAIN = "example.com/app";
const DRIVER = "github.com/mattn/go-sqlite3";

testRule(rule, {
  projects: [
    repository(
      "the example of the page: a stub, because no C compiler is installed",
      {
        "go.mod": MODULE,
        "main.go": SQLITE,
        Dockerfile: `FROM golang:1.24-alpine3.22 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n    ~~~~~~~~~~~~~~~~~~\n${SHIP}`,
      },
      { Dockerfile: [{ messageId: "stub", data: { main: MAIN, module: DRIVER } }] },
    ),
    repository(
      "a stub, because cgo is turned off",
      {
        "go.mod": MODULE,
        "main.go": SQLITE,
        Dockerfile: `FROM golang:1.24-bookworm AS build\nENV CGO_ENABLED=0\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n    ~~~~~~~~~~~~~~~~~~\n${SHIP}`,
      },
      { Dockerfile: [{ messageId: "stub", data: { main: MAIN, module: DRIVER } }] },
    ),
    repository(
      "a package that has nothing but cgo files",
      { ...NATIVE, Dockerfile: "FROM golang:1.24-alpine3.22\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n    ~~~~~~~~~~~~~~~~~~\n" },
      {
        Dockerfile: [
          {
            messageId: "excluded",
            data: { main: "the program", text: "package example.com/app imports example.com/app/native: build constraints exclude all Go files in /src/native" },
          },
        ],
      },
    ),
    repository(
      "the same in a Makefile",
      { ...NATIVE, Makefile: "\nbuild:\n\tCGO_ENABLED=0 go build -o app .\n\t~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "excluded", data: { main: "the program", text: "package example.com/app imports example.com/app/native: build constraints exclude all Go files in native" } }] },
    ),
    repository("cgo is on", { "go.mod": MODULE, "main.go": SQLITE, Dockerfile: `FROM golang:1.24-alpine3.22 AS build\nRUN apk add --no-cache gcc musl-dev\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=1 go build -o /app .\n${SHIP}` }),
    repository("another driver is linked too", {
      "go.mod": `${MODULE}require github.com/lib/pq v1.10.9\n`,
      "main.go": SQLITE.replace('"github.com/mattn', '"github.com/lib/pq"\n\t_ "github.com/mattn'),
      Dockerfile: `FROM golang:1.24-alpine3.22 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n${SHIP}`,
    }),
    repository("a stub that does not ship", { "go.mod": MODULE, "main.go": SQLITE, Makefile: "build:\n\tCGO_ENABLED=0 go build -o app .\n" }),
    repository("a package with a stub of its own", { ...NATIVE, "native/stub.go": "//go:build !cgo\n\npackage native\n\nfunc One() int { return 1 }\n", Dockerfile: "FROM golang:1.24-alpine3.22\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n" }),
    repository("a machine whose compilers are not known", { ...NATIVE, Makefile: "build:\n\tgo build -o app .\n" }),
    repository("a package that other constraints exclude", { ...NATIVE, "native/native.go": "//go:build special\n\npackage native\n\nfunc One() int { return 1 }\n", Makefile: "build:\n\tCGO_ENABLED=0 go build -o app .\n" }),
    repository("a program that nobody builds without cgo", { ...NATIVE, Dockerfile: "FROM golang:1.24-bookworm\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n" }),
  ],
});
