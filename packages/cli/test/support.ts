import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { main } from "../src/index.js";

/** A repository whose binary cannot start: the variable is not exported, so that cgo is on. */
export const BROKEN: Readonly<Record<string, string>> = {
  "go.mod": "module example.com/api\n\ngo 1.24\n",
  "main.go": 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n',
  Makefile: "CGO_ENABLED = 0\n\nbuild:\n\tgo build -o bin/api .\n",
  Dockerfile: 'FROM golang:1.24-bookworm AS build\nWORKDIR /src\nCOPY . .\nRUN make build\n\nFROM gcr.io/distroless/static-debian12\nCOPY --from=build /src/bin/api /api\nENTRYPOINT ["/api"]\n',
};

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in a repository made of these files. */
export async function run(files: Readonly<Record<string, string | Uint8Array>>, ...argv: readonly string[]): Promise<Run> {
  const cwd = mkdtempSync(join(tmpdir(), "go-indep-lint-test-"));
  try {
    mkdirSync(join(cwd, ".git"));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true });
      writeFileSync(join(cwd, path), text);
    }
    let [out, err] = ["", ""];
    const code = await main(argv, { cwd, colours: false, out: (text) => void (out += text), err: (text) => void (err += text) });
    return { code, out, err };
  } finally {
    rmSync(cwd, { recursive: true });
  }
}
