import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-unknown-build-tag.js";
import { HELLO, repository } from "./repository.js";

testRule(rule, {
  projects: [
    repository("a tag of the standard library", { Makefile: "build:\n\tgo build -tags netgo,osusergo,timetzdata -o app .\n" }),
    repository("a tag that a file asks for", { "sqlite.go": "//go:build sqlite\n\npackage main\n", Makefile: "build:\n\tgo build -tags sqlite -o app .\n" }),
    repository("a tag that leaves a file out", { "ui.go": "//go:build !noui\n\npackage main\n", Makefile: "build:\n\tgo build -tags=noui -o app .\n" }),
    repository("in the old form, in a package of its own", {
      "main.go": 'package main\n\nimport _ "example.com/app/db"\n\nfunc main() {}\n',
      "db/db.go": "package db\n",
      "db/pg.go": "// +build postgres\n\npackage db\n",
      Makefile: "build:\n\tgo build -tags postgres -o app .\n",
    }),
    repository("a tag of a #cgo line", { "main.go": 'package main\n\n// #cgo static LDFLAGS: -static\nimport "C"\n\nfunc main() {}\n', Makefile: "build:\n\tCGO_ENABLED=1 go build -tags static -o app .\n" }),
    repository("a tag of tests", { "e2e_test.go": "//go:build e2e\n\npackage main\n", Makefile: "build:\n\tgo build -tags e2e -o app .\n" }),
    repository("a module without sources may ask for it", {
      "go.mod": "module example.com/app\n\ngo 1.24\n\nrequire example.com/db v1.0.0\n",
      "main.go": 'package main\n\nimport _ "example.com/db"\n\nfunc main() {}\n',
      Makefile: "build:\n\tgo build -tags postgres -o app .\n",
    }),
    repository("one text for two programs, of which one asks", {
      "main.go": HELLO,
      "cmd/other/main.go": "package main\n\nfunc main() {}\n",
      "cmd/other/ui.go": "//go:build ui\n\npackage main\n",
      Makefile: "TAGS = -tags=ui\nbuild:\n\tgo build $(TAGS) -o app .\n\tgo build $(TAGS) -o other ./cmd/other\n",
    }),
    repository("a file that may be written", { Makefile: "build:\n\t./generate\n\tgo build -tags=generated -o app .\n" }),
    repository("tags of go's own", { Makefile: "build:\n\tgo build -tags=linux,cgo,go1.18 -o app .\n" }),
    repository(
      "the example of the page: a slip",
      { "sqlite.go": "//go:build sqlite\n\npackage main\n", Makefile: "\nbuild:\n\tgo build -tags sqllite -o app .\n\t         ~~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "unread", data: { tag: "sqllite" }, why: ["built here (Makefile:2)"] }] },
    ),
    repository(
      "one of several, in a variable",
      { Makefile: "TAGS = -tags=netgo,static_build\n       ~~~~~~~~~~~~~~~~~~~~~~~~\nbuild:\n\tCGO_ENABLED=0 go build $(TAGS) -o app .\n" },
      { Makefile: [{ messageId: "unread", data: { tag: "static_build" } }] },
    ),
    repository(
      "the flag twice in one word",
      {
        Dockerfile: `
          FROM golang:1.24
          WORKDIR /src
          COPY . .
          RUN go build -tags=-tags=netgo -o /app .
                       ~~~~~~~~~~~~~~~~~
          `,
      },
      { Dockerfile: [{ messageId: "malformed", data: { tag: "-tags=netgo" } }] },
    ),
    repository(
      "quotation marks that reach go",
      { Makefile: "\nbuild:\n\tgo build -tags='\"netgo\"' -o app .\n\t         ~~~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "malformed", data: { tag: '"netgo"' } }] },
    ),
  ],
});
