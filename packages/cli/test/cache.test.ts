import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BROKEN } from "./support.js";

const BIN = join(import.meta.dirname, "../dist/bin.js");
const DAY = ["--as-of", "2025-06-01"];

/** A program whose import decides how it is linked. */
const FILES: Readonly<Record<string, string>> = {
  ...BROKEN,
  "main.go": 'package main\n\nimport "example.com/api/server"\n\nfunc main() { server.Run() }\n',
  "server/server.go": 'package server\n\nimport "net/http"\n\nfunc Run() { http.ListenAndServe(":8080", nil) }\n',
};

let base: string;
let repository: string;
let cache: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "go-indep-lint-cache-"));
  repository = join(base, "repository");
  cache = join(base, "cache");
  mkdirSync(join(repository, ".git"), { recursive: true });
  for (const [path, text] of Object.entries(FILES)) write(path, text);
});
afterEach(() => {
  rmSync(base, { recursive: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(repository, path)), { recursive: true });
  writeFileSync(join(repository, path), text);
}

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const environment = (): NodeJS.ProcessEnv => ({ ...process.env, HOME: base, XDG_CACHE_HOME: cache, LocalAppData: cache });

/** Each run is a process of its own: what one keeps, only a file tells the next. */
function run(...argv: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...argv], { cwd: repository, env: environment(), encoding: "utf8" });
  return { code: status, out: stdout, err: stderr };
}

function filesIn(directory: string): readonly string[] {
  return existsSync(directory) ? readdirSync(directory, { recursive: true, encoding: "utf8" }).filter((name) => statSync(join(directory, name)).isFile()) : [];
}

/** Whether the index is as it was written: its first line has the digest of all others. */
function isWhole(): boolean {
  const text = readFileSync(join(cache, "index"), "utf8");
  const end = text.indexOf("\n");
  return end > 0 && text.slice(0, end).endsWith(createHash("sha256").update(text.slice(end + 1)).digest("base64"));
}

describe("--cache", () => {
  test("changes no result, and is off by default", () => {
    const plain = run(...DAY);
    expect(plain.code).toBe(1);
    expect(filesIn(base).filter((name) => !name.startsWith("repository"))).toEqual([]);
    expect(run("--cache", ...DAY)).toEqual(plain);
    expect(run("--cache", ...DAY)).toEqual(plain);
    expect([...filesIn(repository)].sort(), "nothing is written into the repository").toEqual(Object.keys(FILES).sort());
  });

  test.skipIf(process.platform !== "linux")("is in the user's cache directory, one file for each repository", () => {
    run("explain", "--cache", ...DAY);
    expect(filesIn(cache).join()).toMatch(/^go-indep-lint\/[0-9a-f]{16}\.index$/);
    const other = join(base, "other");
    cpSync(repository, other, { recursive: true });
    run("explain", other, "--cache", ...DAY);
    expect(filesIn(cache)).toHaveLength(2);
  });

  test("is in the file or directory that is named", () => {
    run("--cache-location", "../here/index", ...DAY);
    expect(filesIn(join(base, "here"))).toEqual(["index"]);
    run("--cache-location", "../there/", ...DAY);
    expect(filesIn(join(base, "there")).join()).toMatch(/^[0-9a-f]{16}\.index$/);
    run("--cache-location", "../there", ...DAY);
    expect(filesIn(join(base, "there"))).toHaveLength(1);
  });

  test("notices what has changed", () => {
    const broken = run("--cache", ...DAY);
    expect(broken.out).toContain("no-missing-interpreter");
    write("server/server.go", 'package server\n\nimport "nets"\n\nfunc Run() {}\n'.replace("nets", "sort"));
    expect(run("--cache", ...DAY)).toEqual(run(...DAY));
    write("server/dial.go", 'package server\n\nimport "net"\n\nvar _ = net.Dial\n');
    const again = run("--cache", ...DAY);
    expect(again).toEqual(run(...DAY));
    expect(again.out).toContain("no-missing-interpreter");
  });

  test("that is damaged is ignored and replaced", () => {
    const location = ["--cache-location", join(cache, "index")];
    const plain = run(...location, ...DAY);
    const text = readFileSync(join(cache, "index"), "utf8");
    for (const damaged of [text.slice(0, text.length >> 1), text.replaceAll("net/http", "net/mail"), ""]) {
      writeFileSync(join(cache, "index"), damaged);
      expect(run(...location, ...DAY)).toEqual(plain);
      expect(isWhole()).toBe(true);
    }
  });

  test("that cannot be written is told, and changes neither result nor exit code", () => {
    const plain = run(...DAY);
    const { out, code, err } = run("--cache-location", "go.mod/index", ...DAY);
    expect([out, code]).toEqual([plain.out, plain.code]);
    expect(err).toMatch(/^go-indep-lint: the cache could not be written: E(?:EXIST|NOTDIR).*\n$/);
  });

  test("is whole whenever a run is killed", { timeout: 120_000 }, async () => {
    const location = ["--cache-location", join(cache, "index")];
    const plain = run(...DAY);
    const started = Date.now();
    run(...location, ...DAY);
    const duration = Date.now() - started;
    for (let i = 0; i < 12; i++) {
      // another time of a file makes every run write
      utimesSync(join(repository, "main.go"), i, i);
      const child = spawn(process.execPath, [BIN, ...location, ...DAY], { cwd: repository, env: environment(), stdio: "ignore" });
      const ended = new Promise((resolve) => child.once("exit", resolve));
      await new Promise((resolve) => setTimeout(resolve, duration * (0.4 + 0.06 * i)));
      child.kill("SIGKILL");
      await ended;
      expect(isWhole()).toBe(true);
    }
    expect(run(...location, ...DAY)).toEqual(plain);
  });
});
