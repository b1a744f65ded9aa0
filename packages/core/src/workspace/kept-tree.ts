/** What earlier runs found in the files and directories below one directory. */
import { basename, dirname } from "./paths.js";
import type { DirectoryEntry, PlainData } from "./port.js";

/** Directories that this many runs with something new to keep did not ask for are forgotten. */
const KEPT_RUNS = 16;

interface KeptDirectory {
  /** of the list */
  fingerprint: string;
  /** names, each after the first letter of its kind */
  list: readonly string[];
  /** by name: fingerprint, then questions and answers in turns */
  readonly files: Map<string, readonly unknown[]>;
}

/** A directory as it is written, not looked at so far. */
interface UnreadDirectory {
  readonly unusedRuns: number;
  readonly json: string;
}

const KINDS: ReadonlyMap<string, DirectoryEntry["kind"]> = new Map([
  ["f", "file"],
  ["d", "directory"],
  ["l", "symlink"],
  ["o", "other"],
]);

/**
 * Fingerprints are compared and nothing else: what they are made of is the matter of who asks. Written, each directory is a line, which is parsed
 * when somebody asks for the directory: most of what is parsed here would survive the next collections of garbage for nothing.
 */
export class KeptTree {
  readonly #unread = new Map<string, UnreadDirectory>();
  readonly #directories = new Map<string, KeptDirectory>();
  #isChanged = false;

  /** @param line one of {@link KeptTree.toLines}; what is not is passed over */
  addLine(line: string): void {
    const afterRuns = line.indexOf("\t");
    const afterPath = line.indexOf("\t", afterRuns + 1);
    if (afterPath < 0) return;
    const path = parsed(line.slice(afterRuns + 1, afterPath));
    if (typeof path === "string") this.#unread.set(path, { unusedRuns: Number(line.slice(0, afterRuns)), json: line.slice(afterPath + 1) });
  }

  /** Whether there is anything that neither the lines it was given have, nor what was saved. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  markSaved(): void {
    this.#isChanged = false;
  }

  /** What the directory held when its fingerprint was this; null when that is not kept. */
  list(path: string, fingerprint: string): readonly DirectoryEntry[] | null {
    const directory = this.#find(path);
    if (directory?.fingerprint !== fingerprint) return null;
    return directory.list.map((entry) => ({ name: entry.slice(1), kind: KINDS.get(entry.charAt(0)) ?? "other" }));
  }

  setList(path: string, fingerprint: string, entries: readonly DirectoryEntry[]): void {
    const directory = this.#make(path);
    directory.fingerprint = fingerprint;
    directory.list = entries.map(({ name, kind }) => kind.charAt(0) + name);
    const names = new Set(entries.map(({ name }) => name));
    for (const name of directory.files.keys()) if (!names.has(name)) directory.files.delete(name);
  }

  answer(path: string, question: string, fingerprint: string): unknown {
    const file = this.#find(dirname(path))?.files.get(basename(path));
    if (file === undefined || file[0] !== fingerprint) return undefined;
    for (let i = 1; i < file.length; i += 2) if (file[i] === question) return file[i + 1];
    return undefined;
  }

  setAnswer(path: string, question: string, fingerprint: string, answer: PlainData): void {
    const { files } = this.#make(dirname(path));
    const [before, ...answers] = files.get(basename(path)) ?? [];
    const others = before !== fingerprint ? [] : answers.filter((_, i) => answers[i - (i % 2)] !== question);
    files.set(basename(path), [fingerprint, ...others, question, answer]);
  }

  /** Each without a line break. */
  toLines(): readonly string[] {
    const line = (runs: number, path: string, json: string): string => `${runs}\t${JSON.stringify(path)}\t${json}`;
    const used = [...this.#directories].map(([path, { fingerprint, list, files }]) => line(0, path, JSON.stringify([fingerprint, list, ...files])));
    const unused = [...this.#unread].filter(([, { unusedRuns }]) => unusedRuns < KEPT_RUNS).map(([path, { unusedRuns, json }]) => line(unusedRuns + 1, path, json));
    return [...used, ...unused];
  }

  #find(path: string): KeptDirectory | null {
    const known = this.#directories.get(path);
    if (known !== undefined) return known;
    const unread = this.#unread.get(path);
    if (unread === undefined) return null;
    this.#unread.delete(path);
    const directory = readDirectory(parsed(unread.json));
    if (directory !== null) this.#directories.set(path, directory);
    return directory;
  }

  #make(path: string): KeptDirectory {
    this.#isChanged = true;
    let directory = this.#find(path);
    if (directory === null) this.#directories.set(path, (directory = { fingerprint: "", list: [], files: new Map() }));
    return directory;
  }
}

function readDirectory(data: unknown): KeptDirectory | null {
  if (!isList(data)) return null;
  const [fingerprint, list] = data;
  if (typeof fingerprint !== "string" || !isList(list) || !list.every((entry) => typeof entry === "string")) return null;
  const files = new Map<string, readonly unknown[]>();
  for (let i = 2; i < data.length; i++) {
    const file = data[i];
    if (isList(file) && typeof file[0] === "string" && isList(file[1])) files.set(file[0], file[1]);
  }
  return { fingerprint, list, files };
}

/** Undefined for what is no JSON. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
