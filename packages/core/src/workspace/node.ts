import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { LIMITS } from "../limits.js";
import type { Reason } from "../text/index.js";
import type { KeptTree } from "./kept-tree.js";
import { dataDirectory, MODULE_TABLE_FILE } from "./node-data.js";
import type { NodeIndex } from "./node-index.js";
import { describe, isMissing, isSystemError } from "./node-errors.js";
import { decode, unreadable, wholeCharacters } from "./node-text.js";
import { overlay } from "./overlay.js";
import { basename, dirname, normalize } from "./paths.js";
import { MODULE_CACHE, MODULE_TABLE } from "./port.js";
import type { DirectoryEntry, FileContent, KeptValues, Workspace } from "./port.js";
import { TextCache } from "./text-cache.js";

export interface NodeWorkspaceOptions {
  /** directory of the Go module cache, shown under {@link MODULE_CACHE}; null or nothing: none is shown */
  readonly moduleCache?: string | null;
  /** whether the table of modules is shown under {@link MODULE_TABLE}; default true */
  readonly moduleTable?: boolean;
  /** texts of open editors by workspace path, which hide what is on disk */
  readonly overlay?: ReadonlyMap<string, string>;
  /** where lists of directories and answers about files are kept between runs; null or nothing: nowhere. It is written by its own `save`. */
  readonly index?: NodeIndex | null;
}

/**
 * A directory on disk. Every call looks at the disk, so that changes are seen; texts are kept while their files do not change.
 *
 * @param root absolute path of the directory
 */
export function nodeWorkspace(root: string, options: NodeWorkspaceOptions = {}): Workspace {
  const treeAt = (directory: string, holdsModules: boolean): DiskTree => new DiskTree(directory, holdsModules, options.index?.tree(path.resolve(directory)) ?? null);
  const repository = treeAt(root, false);
  const moduleCache = options.moduleCache == null ? null : treeAt(options.moduleCache, true);
  let table: DiskTree | undefined;
  const at = <T>(path: string, f: (tree: DiskTree, path: string) => T, none: T): T => {
    const clean = normalize(path);
    if (clean === MODULE_TABLE) return options.moduleTable === false ? none : f((table ??= new DiskTree(dataDirectory(), false, null)), MODULE_TABLE_FILE);
    if (clean !== MODULE_CACHE && !clean.startsWith(`${MODULE_CACHE}/`)) return f(repository, clean);
    return moduleCache === null ? none : f(moduleCache, clean.slice(MODULE_CACHE.length + 1));
  };
  const disk: Workspace = {
    read: (path) => at<FileContent>(path, (tree, own) => tree.read(own), { kind: "absent" }),
    readHead: (path, length) => at<FileContent>(path, (tree, own) => tree.readHead(own, length), { kind: "absent" }),
    list: (path) => at<readonly DirectoryEntry[] | null>(path, (tree, own) => tree.list(own), null),
    stat: (path) => at<"file" | "directory" | "absent">(path, (tree, own) => tree.stat(own), "absent"),
    fingerprint: (path) => at(path, (tree, own) => tree.fingerprint(own), ""),
    kept: options.index == null ? null : keptValues(at),
  };
  return [...(options.overlay ?? [])].reduce((workspace, [path, text]) => overlay(workspace, path, text), disk);
}

function keptValues(at: <T>(path: string, f: (tree: DiskTree, path: string) => T, none: T) => T): KeptValues {
  return {
    get: (path, question, fingerprint) => at<unknown>(path, ({ kept }, own) => kept?.answer(own, question, fingerprint), undefined),
    set(path, question, fingerprint, answer) {
      at(path, ({ kept }, own) => kept?.setAnswer(own, question, fingerprint, answer), undefined);
    },
  };
}

/** The go command writes a version of a module once and never changes it. */
function isImmutable(path: string): boolean {
  return path.split("/").some((element) => element.includes("@"));
}

/** Coarsest clock of a file system (FAT): a file that changed within it may change again under the same time. */
const CLOCK_MILLISECONDS = 2000;

type Entry =
  | { readonly kind: "file" | "directory"; readonly real: string; readonly size: number; readonly changedAt: number; readonly identity: () => string }
  | { readonly kind: "absent" }
  | { readonly kind: "unreadable"; readonly reason: Reason };

/** How to open a file that is no link, without waiting for a pipe; null where that cannot be asked for (Windows). */
const NO_LINKS = "O_NOFOLLOW" in fs.constants ? fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK : null;

const STAT_OPTIONS = { bigint: true, throwIfNoEntry: false } as const;

/** of normalized paths */
const LEAVES_ROOT = /^(?:\/|\.\.(?:\/|$))/;

const ABSENT: Entry = { kind: "absent" };

/** A directory of the disk that nothing leads out of. */
class DiskTree {
  readonly kept: KeptTree | null;
  readonly #root: string;
  readonly #holdsModules: boolean;
  /** names of files and directories by directory, of modules whose lists are kept */
  readonly #listed = new Map<string, ReadonlySet<string>>();
  /** see {@link DiskTree.#moduleDigest} */
  readonly #digests = new Map<string, string | null>();
  readonly #immutable = new Map<string, Entry>();
  readonly #texts = new TextCache();
  readonly #observed = new Map<string, { readonly identity: string; readonly fingerprint: string; readonly settled: boolean }>();
  /** see {@link DiskTree.#placeOf} */
  readonly #places = new Map<string, string | null>();
  /** what heads are read into */
  #head = Buffer.alloc(8192);
  #realRoot: string | null = null;

  /** @param holdsModules whether it is a module cache */
  constructor(root: string, holdsModules: boolean, kept: KeptTree | null) {
    this.kept = kept;
    this.#root = path.resolve(root);
    this.#holdsModules = holdsModules;
  }

  read(own: string): FileContent {
    const entry = this.#entry(own);
    if (entry.kind !== "file") return noText(entry);
    // three bytes of UTF-8 are one unit at least
    if (entry.size > 3 * LIMITS.fileLength) return unreadable("limit", `limit: file longer than ${LIMITS.fileLength} characters`);
    const fingerprint = this.#fingerprintOf(own, entry);
    const kept = this.#texts.get(own, fingerprint);
    if (kept !== null) return { kind: "text", text: kept };
    const content = attempt(() => decode(fs.readFileSync(entry.real)));
    if (content.kind === "text") this.#texts.set(own, fingerprint, content.text);
    return content;
  }

  readHead(own: string, length: number): FileContent {
    const known = this.#readHeadInPlace(own, length);
    if (known !== null) return known;
    const entry = this.#entry(own);
    if (entry.kind !== "file") return noText(entry);
    if (entry.size <= length) return this.read(own);
    return attempt(() => {
      const file = fs.openSync(entry.real, "r");
      try {
        return decode(this.#readBytes(file, length));
      } finally {
        fs.closeSync(file);
      }
    });
  }

  /**
   * Heads are read by the ten thousand: of a file in a directory that is known, the only question left is whether it is a link. Null when it is,
   * or when anything else is not as in most files.
   */
  #readHeadInPlace(own: string, length: number): FileContent | null {
    if (NO_LINKS === null || own.includes("\0")) return null;
    const [directory, name] = [dirname(own), basename(own)];
    const place = this.#placeOf(directory);
    if (place === null) return null;
    try {
      const file = fs.openSync(`${place}/${name}`, NO_LINKS);
      try {
        const bytes = this.#readBytes(file, length);
        return bytes.length === 0 ? null : decode(bytes);
      } finally {
        fs.closeSync(file);
      }
    } catch (error) {
      if (isSystemError(error)) return null;
      throw error;
    }
  }

  /** Valid until the next call. */
  #readBytes(file: number, length: number): Buffer {
    if (this.#head.length < length) this.#head = Buffer.alloc(length);
    return this.#head.subarray(0, wholeCharacters(this.#head, fs.readSync(file, this.#head, 0, length, 0)));
  }

  list(own: string): readonly DirectoryEntry[] | null {
    const inModule = this.#keptList(own);
    if (inModule !== null) return inModule;
    const entry = this.#entry(own);
    this.#keepPlace(own, entry);
    if (entry.kind !== "directory") return null;
    const fingerprint = this.kept === null ? "" : (this.#moduleDigest(own) ?? this.#fingerprintOf(own, entry));
    const known = this.kept?.list(own, fingerprint) ?? null;
    if (known !== null) return known;
    try {
      const list = listDirectory(entry.real);
      this.kept?.setList(own, fingerprint, list);
      return list;
    } catch (error) {
      if (isMissing(error) || isSystemError(error)) return null;
      throw error;
    }
  }

  stat(own: string): "file" | "directory" | "absent" {
    const { kind } = this.#entry(own);
    return kind === "unreadable" ? "absent" : kind;
  }

  fingerprint(own: string): string {
    const digest = this.#moduleDigest(own);
    if (digest !== null && this.#isListed(own)) return digest;
    const entry = this.#entry(own);
    if (entry.kind === "absent") return "";
    if (digest !== null && entry.kind !== "unreadable") return digest;
    return entry.kind === "unreadable" ? `unreadable: ${entry.reason.text}` : this.#fingerprintOf(own, entry);
  }

  /** The list of a directory inside of a module, which nobody has to look at again. */
  #keptList(own: string): readonly DirectoryEntry[] | null {
    const digest = this.#moduleDigest(own);
    return digest === null ? null : (this.kept?.list(own, digest) ?? null);
  }

  /** Whether the list of a directory inside of a module has a file or directory. */
  #isListed(own: string): boolean {
    const directory = dirname(own);
    let names = this.#listed.get(directory);
    if (names === undefined) {
      const list = this.#keptList(directory) ?? [];
      names = new Set(list.flatMap(({ name, kind }) => (kind === "file" || kind === "directory" ? [name] : [])));
      this.#listed.set(directory, names);
    }
    return names.has(basename(own));
  }

  /**
   * What the go command has computed from the content of the module that a path of the module cache is in, so that a version which was published
   * anew is another one. Null without an index, which alone needs it, outside of modules, and where go left no digest.
   * Source: cmd/go/internal/modfetch, downloadZip.
   */
  #moduleDigest(own: string): string | null {
    if (this.kept === null || !this.#holdsModules) return null;
    const [module, modulePath, version] = /^(?!cache\/)([^@]+)@([^/]+)/.exec(own) ?? [];
    if (module === undefined) return null;
    let digest = this.#digests.get(module);
    if (digest === undefined) {
      const content = this.read(`cache/download/${modulePath}/@v/${version}.ziphash`);
      digest = content.kind === "text" && content.text !== "" && this.#entry(module).kind === "directory" ? content.text : null;
      this.#digests.set(module, digest);
    }
    return digest;
  }

  #entry(own: string): Entry {
    const kept = this.#immutable.get(own);
    if (kept !== undefined) return kept;
    const entry = this.#look(own);
    if (entry.kind !== "absent" && this.#holdsModules && isImmutable(own)) this.#immutable.set(own, entry);
    return entry;
  }

  #look(own: string): Entry {
    if (LEAVES_ROOT.test(own)) return { kind: "unreadable", reason: { code: "file", text: "a path outside the repository", at: null } };
    if (own.includes("\0")) return ABSENT;
    try {
      this.#realRoot ??= fs.realpathSync.native(this.#root);
      const full = own === "" ? this.#realRoot : `${this.#realRoot}/${own}`;
      const { stats, real } = this.#follow(own, full);
      if (stats === undefined) return ABSENT;
      if (real !== this.#realRoot && !real.startsWith(this.#realRoot + (this.#realRoot.endsWith(path.sep) ? "" : path.sep))) {
        return { kind: "unreadable", reason: { code: "file", text: "a symbolic link that leads out of the repository", at: null } };
      }
      if (!stats.isFile() && !stats.isDirectory()) return { kind: "unreadable", reason: { code: "file", text: "neither a file nor a directory", at: null } };
      return {
        kind: stats.isFile() ? "file" : "directory",
        real,
        size: Number(stats.size),
        changedAt: Number(stats.mtimeMs > stats.ctimeMs ? stats.mtimeMs : stats.ctimeMs),
        identity: () => [stats.isFile() ? "f" : "d", stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs, real === full ? "" : real].join(":"),
      };
    } catch (error) {
      if (isMissing(error)) return ABSENT;
      if (isSystemError(error)) return { kind: "unreadable", reason: { code: "file", text: describe(error), at: null } };
      throw error;
    }
  }

  /** What is at a path, and where that really is. */
  #follow(own: string, full: string): { readonly stats: fs.BigIntStats | undefined; readonly real: string } {
    const [directory, name] = [dirname(own), basename(own)];
    const place = own === "" ? null : this.#placeOf(directory);
    if (place !== null) {
      const real = place.endsWith("/") ? place + name : `${place}/${name}`;
      const stats = fs.lstatSync(real, STAT_OPTIONS);
      if (stats?.isSymbolicLink() !== true) return { stats, real };
    }
    const stats = fs.statSync(full, STAT_OPTIONS);
    return { stats, real: stats === undefined || own === "" ? full : fs.realpathSync.native(full) };
  }

  /**
   * Where a directory really is; null for what is no directory that may be read. Resolving costs more than all else: what was found is believed
   * until the caller comes to rest. Whoever puts a link in the place of a directory meanwhile could do so between our look and our reading, too.
   */
  #placeOf(own: string): string | null {
    const known = this.#places.get(own);
    if (known !== undefined) return known;
    const entry = this.#entry(own);
    return this.#keepPlace(own, entry);
  }

  #keepPlace(own: string, entry: Entry): string | null {
    const place = entry.kind === "directory" ? entry.real : null;
    if (this.#places.size === 0) queueMicrotask(() => this.#places.clear());
    this.#places.set(own, place);
    return place;
  }

  /**
   * The times of a file tell its changes, except for those within the tick of the clock in which it was looked at. For as long as that may be,
   * what is in it counts too.
   */
  #fingerprintOf(own: string, entry: Extract<Entry, { kind: "file" | "directory" }>): string {
    const before = this.#observed.get(own);
    const identity = entry.identity();
    if (before?.identity === identity && before.settled) return before.fingerprint;
    const settled = Date.now() - entry.changedAt > CLOCK_MILLISECONDS;
    if (settled && before === undefined) return identity;
    const needsContent = !settled || before?.identity === identity;
    const fingerprint = needsContent ? `${identity}:${contentDigest(entry)}` : identity;
    this.#observed.set(own, { identity, fingerprint, settled });
    return fingerprint;
  }
}

function contentDigest({ kind, real }: { readonly kind: "file" | "directory"; readonly real: string }): string {
  try {
    if (kind === "directory") return JSON.stringify(listDirectory(real));
    return createHash("sha256").update(fs.readFileSync(real)).digest("base64");
  } catch (error) {
    if (isMissing(error) || isSystemError(error)) return describe(error);
    throw error;
  }
}

function listDirectory(real: string): readonly DirectoryEntry[] {
  return fs
    .readdirSync(real, { withFileTypes: true })
    .map((entry): DirectoryEntry => ({ name: entry.name, kind: kindOf(entry) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function kindOf(entry: fs.Dirent): DirectoryEntry["kind"] {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "directory";
  return entry.isSymbolicLink() ? "symlink" : "other";
}

function noText(entry: Entry): FileContent {
  return entry.kind === "absent" || entry.kind === "unreadable" ? entry : unreadable("file", `a ${entry.kind}`);
}

function attempt(read: () => FileContent): FileContent {
  try {
    return read();
  } catch (error) {
    if (isMissing(error)) return { kind: "absent" };
    if (isSystemError(error)) return unreadable("file", describe(error));
    throw error;
  }
}
