/** Evaluations that only tell something: their result holds for as long as what they read is as it was. */
import type { EmptyReferences } from "./empty-references.js";
import type { FileFact, FileView, FileWatch } from "./files/view.js";
import type { MachineFiles } from "./machine.js";

export interface Observation<T> {
  readonly result: T;
  /** Whether it would give the same result now, in which case what it noted is noted again; null when it did more than read, so that its result is no substitute for it. */
  readonly again: (() => boolean) | null;
}

/** What an evaluation may read of a machine besides its files, and whether it did anything. */
export interface Moment {
  readonly packages: number;
  readonly packagesComplete: boolean;
  /** effects and builds recorded so far */
  readonly recorded: number;
  /** see {@link MachineOptions} */
  readonly setting: string;
}

interface Observed {
  readonly files: MachineFiles;
  readonly emptyReferences: EmptyReferences;
  readonly moment: () => Moment;
}

export function observe<T>({ files, emptyReferences, moment }: Observed, run: () => T): Observation<T> {
  const before = { moment: moment(), version: files.version };
  const read = new FileReads();
  const { result, told } = files.watched(read, () => emptyReferences.heard(run));
  const after = moment();
  const didNothing = files.version === before.version && after.recorded === before.moment.recorded && isSameMachine(before.moment, after);
  if (!didNothing || read.areTooMany) return { result, again: null };
  return { result, again: () => isSameMachine(before.moment, moment()) && (files.version === before.version || read.areTrueIn(files)) && emptyReferences.tellAgain(told) };
}

function isSameMachine(a: Moment, b: Moment): boolean {
  return a.packages === b.packages && a.packagesComplete === b.packagesComplete && a.setting === b.setting;
}

/** Answers of a file system that a script saw. */
class FileReads implements FileWatch {
  readonly #facts = new Map<string, FileFact>();
  readonly #lists = new Map<string, ReturnType<FileView["list"]>>();
  readonly #texts = new Map<string, ReturnType<FileView["read"]>>();
  #all = false;

  get areTooMany(): boolean {
    return this.#all || this.#facts.size + this.#lists.size + this.#texts.size > MAX_READS;
  }

  looked(path: string, fact: FileFact): void {
    this.#facts.set(path, fact);
  }

  listed(path: string, list: ReturnType<FileView["list"]>): void {
    this.#lists.set(path, list);
  }

  read(path: string, text: ReturnType<FileView["read"]>): void {
    this.#texts.set(path, text);
  }

  lookedAtAll(): void {
    this.#all = true;
  }

  areTrueIn(files: FileView): boolean {
    return (
      all(this.#facts, (path, fact) => isEqual(files.stat(path), fact)) &&
      all(this.#lists, (path, list) => isEqual(files.list(path), list)) &&
      all(this.#texts, (path, text) => isEqual(files.read(path), text))
    );
  }
}

/** More are as good as everything. */
const MAX_READS = 4_000;

/** Of plain data: places count. */
export function isEqual(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === "object" && typeof b === "object" && JSON.stringify(a) === JSON.stringify(b));
}

function all<T>(map: ReadonlyMap<string, T>, holds: (key: string, value: T) => boolean): boolean {
  for (const [key, value] of map) if (!holds(key, value)) return false;
  return true;
}
