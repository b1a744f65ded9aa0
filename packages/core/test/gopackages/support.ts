/** Repositories made of text, and programs in them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FileView } from "../../src/evaluate/files/view.js";
import type { BuildContext, LoadResult } from "../../src/gopackages/index.js";
import { loadPackages, ModuleCache, openModuleTable, PackageStore, workspaceHeaders } from "../../src/gopackages/index.js";
import type { Reason } from "../../src/text/index.js";
import type { DirectoryEntry, Workspace } from "../../src/workspace/index.js";
import { MODULE_CACHE, normalize } from "../../src/workspace/index.js";

export type Files = Readonly<Record<string, string>>;

/** The files of an archive in the format of golang.org/x/tools/txtar. */
function parseArchive(text: string): Files {
  const [, ...parts] = text.split(/^-- (.*) --\n/m);
  return Object.fromEntries(Array.from({ length: parts.length / 2 }, (_, i) => [parts[2 * i] as string, parts[2 * i + 1] as string]));
}

/** A file of `fixtures/`. */
export function fixture(name: string): Files {
  return parseArchive(readFileSync(join(import.meta.dirname, "fixtures", `${name}.txtar`), "utf8"));
}

/** What the workspace was asked to read, in order. */
export interface RecordingWorkspace extends Workspace {
  readonly reads: string[];
}

export function memoryWorkspace(files: Files): RecordingWorkspace {
  const directories = new Map<string, Map<string, DirectoryEntry["kind"]>>([["", new Map()]]);
  for (const path of Object.keys(files)) {
    const elements = path.split("/");
    elements.forEach((name, i) => {
      const parent = elements.slice(0, i).join("/");
      if (!directories.has(parent)) directories.set(parent, new Map());
      directories.get(parent)?.set(name, i === elements.length - 1 ? "file" : "directory");
    });
  }
  const reads: string[] = [];
  const read = (path: string): ReturnType<Workspace["read"]> => {
    const text = files[path];
    return text === undefined ? { kind: "absent" } : { kind: "text", text };
  };
  return {
    reads,
    read: (path) => (reads.push(`read ${path}`), read(path)),
    readHead(path, length) {
      reads.push(`head ${path}`);
      const content = read(path);
      return content.kind === "text" ? { kind: "text", text: Buffer.from(content.text).subarray(0, length).toString() } : content;
    },
    list(path) {
      const entries = directories.get(path);
      return entries === undefined ? null : [...entries].map(([name, kind]) => ({ name, kind })).sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    stat: (path) => (files[path] !== undefined ? "file" : directories.has(path) ? "directory" : "absent"),
    fingerprint: () => "",
  };
}

/** A workspace at `mount`; nothing else is there. Directories in `incomplete`, and what is not there below them, may hold more than is known. */
function viewOf(workspace: Workspace, mount = "/src", incomplete: readonly string[] = []): FileView {
  const own = (path: string): string | null => (path === mount ? "" : path.startsWith(`${mount}/`) ? path.slice(mount.length + 1) : null);
  const mayAppear = (path: string): boolean => incomplete.some((directory) => path.startsWith(`${directory}/`));
  const unknown: Reason = { code: "file", text: "it may be written during the build", at: null };
  return {
    stat(path) {
      const inside = own(path);
      const kind = inside === null ? (mount.startsWith(path) ? "directory" : "absent") : workspace.stat(inside);
      if (kind === "absent" && mayAppear(path)) return { kind: "unknown", reason: unknown };
      return kind === "file" ? { kind, source: inside, artifacts: [], content: null, from: "repository" } : { kind };
    },
    list(path) {
      const inside = own(path);
      const entries = inside === null ? null : workspace.list(inside);
      if (entries === null) return mayAppear(path) ? { names: [], complete: false } : null;
      return { names: entries.map(({ name }) => name), complete: !incomplete.includes(path) };
    },
    read(path) {
      const inside = own(path);
      const content = inside === null ? null : workspace.read(inside);
      if (content?.kind === "text") return { text: content.text, source: inside };
      return mayAppear(path) ? { unknown } : null;
    },
  };
}

const LINUX: BuildContext = { goos: "linux", goarch: "amd64", cgo: true, tags: [], goVersion: "1.26.3", mod: null, race: false };

/** Files of a module version in the module cache: its go.mod, and its sources when there are any besides. */
export function cached(module: string, version: string, files: Files): Files {
  const escape = (text: string): string => text.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
  const placed: Record<string, string> = {
    [`${MODULE_CACHE}/cache/download/${escape(module)}/@v/${escape(version)}.mod`]: files["go.mod"] ?? `module ${module}\n`,
  };
  for (const [path, text] of Object.entries(files)) {
    if (Object.keys(files).length > 1 || path !== "go.mod") placed[`${MODULE_CACHE}/${escape(module)}@${escape(version)}/${path}`] = text;
  }
  return placed;
}

export interface Question {
  /** relative to the repository, which is at /src */
  readonly directory?: string;
  readonly context?: Partial<BuildContext>;
  readonly goWork?: string | null;
  readonly go111Module?: string | null;
  readonly incomplete?: readonly string[];
  readonly noCache?: boolean;
  /** whether versions between those of the table of modules count; default false */
  readonly between?: boolean;
}

export function load(files: Files | RecordingWorkspace, patterns: string, { directory = "", context = {}, goWork = null, go111Module = null, incomplete = [], noCache = false, between = false }: Question = {}): LoadResult {
  const workspace = isWorkspace(files) ? files : memoryWorkspace(files);
  return loadPackages({
    view: viewOf(workspace, "/src", incomplete),
    directory: normalize(`/src/${directory}`),
    patterns: patterns.split(" "),
    context: { ...LINUX, ...context },
    goWork,
    go111Module,
    moduleCache: noCache ? null : new ModuleCache(workspace),
    moduleTable: openModuleTable(workspace, between),
    store: new PackageStore(workspaceHeaders(workspace)),
  });
}

function isWorkspace(files: Files | RecordingWorkspace): files is RecordingWorkspace {
  return typeof files["readHead"] === "function";
}

/** Import paths of each program's packages that are not of the standard library, by main package. */
export function linked(result: LoadResult): Readonly<Record<string, readonly string[]>> {
  const entries = result.closures.map((closure) => [
    closure.main.importPath,
    [...closure.packages.values()].filter(({ source }) => source !== "std").map(({ importPath }) => importPath),
  ]);
  return Object.fromEntries(entries) as Record<string, readonly string[]>;
}

export function mains(result: LoadResult): readonly string[] {
  return result.closures.map((closure) => closure.main.importPath);
}
