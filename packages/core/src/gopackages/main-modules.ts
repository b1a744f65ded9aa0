/** The modules that a go command works in. Source: cmd/go/internal/modload/init.go, loadModFile. */
import { isNobodysFile, type FileView } from "../evaluate/files/index.js";
import type { GoMod, GoWork, ReplaceLine } from "../syntax/gomod/index.js";
import { compareGoVersion, goLanguageVersion, goMinorVersion, parseGoMod, parseGoWork } from "../syntax/gomod/index.js";
import type { Origin } from "../text/index.js";
import { dirname } from "../workspace/index.js";
import type { Attempt } from "./attempt.js";
import { failure, ok, unknown } from "./attempt.js";
import { ancestors, join, resolvePath } from "./paths.js";

/** A file of the go.mod family with its text understood. */
interface ModuleFile<T> {
  /** absolute path in the view */
  readonly path: string;
  /** workspace path; null for a file written during the build */
  readonly source: string | null;
  readonly content: T;
}

export interface MainModule {
  readonly path: string;
  /** absolute directory of go.mod */
  readonly root: string;
  readonly file: ModuleFile<GoMod>;
  /** of the go line; go takes 1.16 when there is none */
  readonly goVersion: string;
}

export interface MainModules {
  /** one outside workspace mode; empty outside a module */
  readonly modules: readonly MainModule[];
  /** null outside workspace mode */
  readonly work: ModuleFile<GoWork> | null;
  /** the go line in force; null without one */
  readonly goLine: string | null;
  readonly replacements: Replacements;
}

/** First minor version of Go that reads go.work. */
const WORKSPACES_SINCE = 18;
/** First minor version that refuses a newer go line before it builds (fact o1). */
const STRICT_GO_LINE_SINCE = 21;
const GO_VERSION_WITHOUT_GO_LINE = "1.16";
const GO_VERSION_WITHOUT_WORK_LINE = "1.18";

/** `goWork` is GOWORK: "off", a path, or null (and "") to search. Outside any module the list is empty. */
export function findMainModules(view: FileView, directory: string, goWork: string | null, goVersion: string): Attempt<MainModules> {
  const workFile = findWorkFile(view, directory, goWork, goVersion);
  if (workFile !== null) return workspaceModules(view, workFile, goVersion);
  const file = findUpwards(view, directory, "go.mod");
  if (file.kind !== "ok") return file;
  if (file.value === null) return ok({ modules: [], work: null, goLine: null, replacements: new Replacements(null, []) });
  const module = readMainModule(view, file.value, goVersion);
  if (module.kind !== "ok") return module;
  const modules = [module.value];
  return ok({ modules, work: null, goLine: module.value.file.content.go?.version ?? null, replacements: new Replacements(null, modules) });
}

/** No base image and no program that is not understood is taken to write a go.work: a file that may be there is taken to be absent. */
function findWorkFile(view: FileView, directory: string, goWork: string | null, goVersion: string): string | null {
  if (goWork === "off" || (goMinorVersion(goVersion) ?? WORKSPACES_SINCE) < WORKSPACES_SINCE) return null;
  if (goWork !== null && goWork !== "") return resolvePath(directory, goWork);
  for (const ancestor of ancestors(directory)) {
    if (view.stat(join(ancestor, "go.work")).kind === "file") return join(ancestor, "go.work");
  }
  return null;
}

/** Whether a directory may belong to a module. Base images and the disks of those who build are taken to have no go.mod above a repository. */
export function mayBeInModule(view: FileView, directory: string): boolean {
  return [...ancestors(directory)].some((ancestor) =>
    ["go.mod", "go.work"].some((name) => {
      const fact = view.stat(join(ancestor, name));
      return fact.kind === "unknown" ? !isNobodysFile(fact.reason) : fact.kind !== "absent";
    }),
  );
}

function findUpwards(view: FileView, directory: string, name: string): Attempt<string | null> {
  for (const ancestor of ancestors(directory)) {
    const fact = view.stat(join(ancestor, name));
    if (fact.kind === "file") return ok(join(ancestor, name));
    if (fact.kind === "unknown") return unknown(fact.reason);
  }
  return ok(null);
}

function readModuleFile<T>(view: FileView, path: string, parse: (text: string) => T): Attempt<ModuleFile<T>> {
  const read = view.read(path);
  if (read === null) return failure(`open ${path}: no such file or directory`);
  if ("unknown" in read) return unknown(read.unknown);
  return ok({ path, source: read.source, content: parse(read.text) });
}

function readMainModule(view: FileView, path: string, goVersion: string): Attempt<MainModule> {
  const read = readModuleFile(view, path, parseGoMod);
  if (read.kind !== "ok") return read;
  const file = read.value;
  const { module, go, problems } = file.content;
  const at = (range: readonly [number, number] | undefined): Origin | null =>
    file.source === null || range === undefined ? null : { file: file.source, start: range[0], end: range[1] };
  if (go !== null && isTooNew(go.version, goVersion)) {
    return failure(`go.mod requires go >= ${go.version} (running go ${goVersion})`, "o1", at(go.range));
  }
  const problem = problems[0];
  if (problem !== undefined) return failure(`errors parsing ${path}: ${problem.message}`, "", at(problem.range));
  if (module === null) return failure(`error reading ${path}: missing module declaration`);
  return ok({ path: module.path, root: dirname(path), file, goVersion: go?.version ?? GO_VERSION_WITHOUT_GO_LINE });
}

/**
 * Whether a release refuses a go line (fact o1). `running` may be a minor version alone ("1.24"), which stands for any of its releases: what one of them
 * builds is not refused.
 */
export function isTooNew(required: string, running: string): boolean {
  if ((goMinorVersion(running) ?? 0) < STRICT_GO_LINE_SINCE) return false;
  if (running === goLanguageVersion(running)) return compareGoVersion(goLanguageVersion(required) ?? "", running) > 0;
  return compareGoVersion(required, running) > 0;
}

function workspaceModules(view: FileView, workPath: string, goVersion: string): Attempt<MainModules> {
  const read = readModuleFile(view, workPath, parseGoWork);
  if (read.kind !== "ok") return read;
  const work = read.value;
  const at = (range: readonly [number, number]): Origin | null =>
    work.source === null ? null : { file: work.source, start: range[0], end: range[1] };
  const problem = work.content.problems[0];
  if (problem !== undefined) return failure(`errors parsing ${workPath}: ${problem.message}`, "", at(problem.range));
  const go = work.content.go;
  if (go !== null && isTooNew(go.version, goVersion)) {
    return failure(`go.work requires go >= ${go.version} (running go ${goVersion})`, "o1", at(go.range));
  }
  const modules: MainModule[] = [];
  for (const use of work.content.use) {
    const root = resolvePath(dirname(workPath), use.path);
    const fact = view.stat(join(root, "go.mod"));
    if (fact.kind === "unknown") return unknown(fact.reason);
    if (fact.kind !== "file") {
      return failure(`cannot load module ${use.path} listed in go.work file: open ${join(root, "go.mod")}: no such file or directory`, "s2", at(use.range));
    }
    const module = readMainModule(view, join(root, "go.mod"), goVersion);
    if (module.kind !== "ok") return module;
    const { goVersion: required } = module.value;
    if (compareGoVersion(required, go?.version ?? GO_VERSION_WITHOUT_WORK_LINE) > 0 && compareGoVersion(required, `1.${STRICT_GO_LINE_SINCE}`) >= 0) {
      const text = `module ${use.path} listed in go.work file requires go >= ${required}, but go.work lists go ${go?.version ?? GO_VERSION_WITHOUT_WORK_LINE}`;
      if ((goMinorVersion(goVersion) ?? 0) >= STRICT_GO_LINE_SINCE) return failure(text, "s2", at(use.range));
    }
    modules.push(module.value);
  }
  return ok({ modules, work, goLine: go?.version ?? null, replacements: new Replacements(work, modules) });
}

export interface Replacement {
  /** absolute directory of the view, or a module version */
  readonly target: { readonly directory: string } | { readonly path: string; readonly version: string };
  readonly line: ReplaceLine;
  readonly at: Origin | null;
}

type ReplaceMap = ReadonlyMap<string, Replacement>;

/** `replace` lines in force: those of go.work win over those of the modules. Source: cmd/go/internal/modload/modfile.go, replacementFrom. */
export class Replacements {
  readonly #maps: readonly ReplaceMap[];
  readonly #paths: ReadonlySet<string>;

  constructor(work: ModuleFile<GoWork> | null, modules: readonly MainModule[]) {
    this.#maps = [replaceMap(work === null ? [] : [work]), replaceMap(modules.map((module) => module.file))];
    this.#paths = new Set(this.#maps.flatMap((map) => [...map.values()].map(({ line }) => line.old.path)));
  }

  /** Null when the version is not replaced. */
  of(path: string, version: string): Replacement | null {
    if (!this.#paths.has(path)) return null;
    for (const map of this.#maps) {
      const found = map.get(`${path}@${version}`) ?? map.get(`${path}@`);
      if (found !== undefined) return found;
    }
    return null;
  }
}

function replaceMap(files: readonly ModuleFile<{ readonly replace: readonly ReplaceLine[] }>[]): ReplaceMap {
  const map = new Map<string, Replacement>();
  for (const { path, source, content } of files) {
    for (const line of content.replace) {
      const target = line.new.version === "" ? { directory: resolvePath(dirname(path), line.new.path) } : line.new;
      const at = source === null ? null : { file: source, start: line.range[0], end: line.range[1] };
      map.set(`${line.old.path}@${line.old.version}`, { target, line, at });
    }
  }
  return map;
}
