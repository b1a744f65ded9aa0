import { describe, expect, it } from "vitest";
import { workspaceHeaders } from "../../src/gopackages/index.js";
import type { GoHeader } from "../../src/syntax/go/index.js";
import type { Workspace } from "../../src/workspace/index.js";
import { load, memoryWorkspace, type RecordingWorkspace } from "./support.js";

describe("headers of files", () => {
  it("are read from the beginning of a file, once", () => {
    const workspace = memoryWorkspace({ "a.go": `package a\n\nimport "fmt"\n\n${"var x = 1 // filler\n".repeat(1000)}` });
    const headers = workspaceHeaders(workspace);
    expect((headers.goHeader("a.go") as GoHeader).imports.map(({ path }) => path)).toEqual(["fmt"]);
    headers.goHeader("a.go");
    expect(workspace.reads).toEqual(["head a.go"]);
  });

  it("are read whole when they are longer than that", () => {
    const license = `/*\n${"A long licence, in words that take more than one byte each: ü\n".repeat(200)}*/\n`;
    const workspace = memoryWorkspace({ "a.go": `${license}package a\n\nimport "fmt"\n` });
    expect((workspaceHeaders(workspace).goHeader("a.go") as GoHeader).imports.map(({ path }) => path)).toEqual(["fmt"]);
    expect(workspace.reads).toEqual(["head a.go", "read a.go"]);
  });

  it("of other languages end at the first code", () => {
    const comment = `/* ${"words ".repeat(2000)}*/\n`;
    const workspace = memoryWorkspace({ "a.c": `${comment}//go:build linux\n\nint x;\n`, "big.c": `int x;\n${"int y;\n".repeat(100_000)}` });
    const headers = workspaceHeaders(workspace);
    expect(headers.buildLines("a.c")).toMatchObject({ buildConstraint: { text: "linux" } });
    expect(headers.buildLines("big.c")).toMatchObject({ buildConstraint: null });
    expect(workspace.reads).toEqual(["head a.c", "head a.c", "head big.c"]);
  });

  it("of files that are gone are unknown", () => {
    expect(workspaceHeaders(memoryWorkspace({})).goHeader("a.go")).toEqual({ unknown: { code: "file", text: "a.go is gone", at: null } });
  });
});

describe("headers that are kept between runs", () => {
  /** A workspace in which answers are kept as JSON. */
  function keeping(files: Readonly<Record<string, string>>, stored: Map<string, string>): RecordingWorkspace {
    const key = (...parts: readonly string[]): string => parts.join(" ");
    return {
      ...memoryWorkspace(files),
      fingerprint: (path) => `text ${files[path] ?? ""}`,
      kept: {
        get: (...parts): unknown => JSON.parse(stored.get(key(...parts)) ?? "null"),
        set: (path, question, fingerprint, answer) => void stored.set(key(path, question, fingerprint), JSON.stringify(answer)),
      },
    };
  }

  const CGO = `// Copyright

//go:build linux && cgo

// +build linux

// Package a does nothing.
package a

//go:debug a=b

/*
#cgo linux,amd64 LDFLAGS: -lfoo "-L\${SRCDIR}/x y"
#cgo CFLAGS: -DX;rm
#include <x.h>
*/
import "C"

import (
	"fmt"
	. "os"
	_ "embed"
	net2 "net/http"
	\`io\`
)

//go:cgo_import_dynamic puts puts "libc.so.6"
`;
  const FILES = {
    "a.go": CGO,
    "plain.go": 'package plain\n\nimport "fmt"\n\nfunc f() {}\n',
    "empty.go": "package empty",
    "escaped.go": 'package escaped\n\nimport "a\\x2fb"\n',
    "wrong.go": 'package wrong\nimport "a b"\nimport x\n',
    "nothing.go": "",
    "twice.go": "//go:build a\n//go:build b\n\npackage twice\n",
    "x.c": "//go:build linux\n\nint x;\n",
    "y.s": "TEXT x\n",
    "z.S": "// +build amd64 arm64\n// +build linux\n\nTEXT z\n",
  };
  type Asked = readonly [question: "goHeader" | "buildLines" | "dynamicImports", file: keyof typeof FILES];
  const QUESTIONS = (Object.keys(FILES) as (keyof typeof FILES)[]).flatMap((file): readonly Asked[] =>
    file.endsWith(".go") ? [["goHeader", file], ["dynamicImports", file]] : [["buildLines", file]],
  );

  it("are what the files tell", () => {
    const stored = new Map<string, string>();
    const told = (workspace: Workspace): unknown => QUESTIONS.map(([question, file]) => [file, workspaceHeaders(workspace)[question](file)]);
    const plain = told(memoryWorkspace(FILES));
    const first = keeping(FILES, stored);
    expect(told(first)).toEqual(plain);
    const second = keeping(FILES, stored);
    expect(told(second)).toEqual(plain);
    expect(second.reads).toEqual(["head escaped.go", "head nothing.go"]);
  });

  it("are found again when they were damaged, whatever is in their place", () => {
    const stored = new Map<string, string>();
    const plain = new Map(QUESTIONS.map(([question, file]) => [`${question} ${file}`, workspaceHeaders(keeping(FILES, stored))[question](file)]));
    for (const [key, json] of [...stored]) {
      const data = JSON.parse(json) as readonly unknown[];
      const damaged = [null, 1, "x", {}, [[]], [1], ...data.map((_, i) => data.map((item, j) => (i === j ? { x: 1 } : item))), ...data.map((_, i) => data.toSpliced(i, 1, [[{}]]))];
      for (const wrong of damaged) {
        stored.set(key, JSON.stringify(wrong));
        for (const [question, file] of QUESTIONS) {
          expect(workspaceHeaders(keeping(FILES, stored))[question](file), `${key}: ${JSON.stringify(wrong)}`).toEqual(plain.get(`${question} ${file}`));
        }
      }
    }
  });

  it("of unreadable files are not kept", () => {
    const stored = new Map<string, string>();
    expect(workspaceHeaders(keeping({}, stored)).goHeader("a.go")).toMatchObject({ unknown: { text: "a.go is gone" } });
    expect(stored).toEqual(new Map());
  });
});

describe("reading", () => {
  const files = {
    "go.mod": "module example.com/app\n\ngo 1.22\n",
    "main.go": 'package main\n\nimport _ "example.com/app/used"\n\nfunc main() {}\n',
    "main_test.go": "package main\n",
    "used/used.go": "package used\n",
    "used/used_windows.go": "package used\n",
    "unused/unused.go": "package unused\n",
  };

  it("is limited to files that are built", () => {
    const workspace = memoryWorkspace(files);
    expect(load(workspace, ".").closures).toHaveLength(1);
    expect(workspace.reads.filter((read) => read.endsWith(".go"))).toEqual(["head main.go", "head used/used.go"]);
  });
});
