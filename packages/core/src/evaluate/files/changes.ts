import type { Origin, Traced } from "../../text/index.js";
import type { Certainty } from "../model.js";
import type { FileView } from "./view.js";

/** What happened to a path and, through it, to what lies below. Times are counted from 1 within one file system. */
export type Change = { readonly time: number; readonly certainty: Certainty; lostAfter: number } & (
  | { readonly kind: "write"; readonly content: Traced | null; readonly artifacts: readonly string[]; readonly from: string }
  | { readonly kind: "directory" }
  | { readonly kind: "link"; readonly target: string }
  | { readonly kind: "remove" }
  /** a file or directory of another view, put over what was there */
  | { readonly kind: "copy"; readonly source: FileView; readonly path: string; readonly from: string }
  /** a file or directory of another view, instead of what was there */
  | { readonly kind: "mount"; readonly source: FileView; readonly path: string }
);

interface Entry {
  readonly path: string;
  readonly entry: Change | Disturbance;
}

export type ChangeBody = Change extends infer C ? (C extends Change ? Omit<C, "time" | "lostAfter"> : never) : never;

export interface Disturbance {
  readonly time: number;
  readonly why: string;
  readonly at: Origin | null;
  lostAfter: number;
}

/**
 * What `go env -w` and `xx-go --wrap` write; the go command reads it whatever the shell. A program that is not understood is taken not to touch it:
 * nothing but those does. Source: cmd/go, `go env GOENV`.
 */
export const GO_ENVIRONMENT_FILE = "/root/.config/go/env";

/** Changes by the path at which they were made, so that a lookup sees only those of the path and of the directories above it. */
export class ChangeLog {
  readonly #changes = new Map<string, Change[]>();
  readonly #disturbances = new Map<string, Disturbance[]>();
  readonly #children = new Map<string, Set<string>>();
  readonly #inOrder: Entry[] = [];
  #time = 0;
  #links = 0;

  /** The moment after the last change. */
  get now(): number {
    return this.#time;
  }

  /** Whether there may be symbolic links. */
  get hasLinks(): boolean {
    return this.#links > 0;
  }

  add(path: string, body: ChangeBody): Change {
    const change = { ...body, time: ++this.#time, lostAfter: Number.POSITIVE_INFINITY } as Change;
    push(this.#changes, path, change);
    this.#inOrder.push({ path, entry: change });
    // What is copied from another file system may be links.
    if (change.kind === "link" || ((change.kind === "copy" || change.kind === "mount") && "readLink" in change.source)) this.#links++;
    for (let child = path; child !== "/"; ) {
      const slash = child.lastIndexOf("/");
      const parent = slash === 0 ? "/" : child.slice(0, slash);
      const names = this.#children.get(parent);
      const name = child.slice(slash + 1);
      if (names === undefined) this.#children.set(parent, new Set([name]));
      else if (names.has(name)) break;
      else names.add(name);
      child = parent;
    }
    return change;
  }

  disturb(directory: string, why: string, at: Origin | null): void {
    const disturbance = { time: ++this.#time, why, at, lostAfter: Number.POSITIVE_INFINITY };
    push(this.#disturbances, directory, disturbance);
    this.#inOrder.push({ path: directory, entry: disturbance });
  }

  /** What was changed below a directory since a moment is seen no more. */
  loseSince(directory: string, since: number): void {
    const end = this.#time++;
    for (let i = this.#inOrder.length - 1; i >= 0; i--) {
      const { path, entry } = this.#inOrder[i] as Entry;
      if (entry.time < since) break;
      if (path === directory || path.startsWith(directory === "/" ? "/" : `${directory}/`)) entry.lostAfter = Math.min(entry.lostAfter, end);
    }
  }

  /** Names below a directory at which something was ever changed. */
  childrenOf(directory: string): Iterable<string> {
    return this.#children.get(directory) ?? [];
  }

  /** Changes of a path and the directories above it up to a moment, newest first, each with the rest of the path below it ("" for itself). */
  *affecting(path: string, time: number): Generator<{ readonly change: Change; readonly rest: string }> {
    const heads: { readonly list: readonly Change[]; readonly rest: string; index: number }[] = [];
    for (const { key, rest } of levels(path)) {
      const list = this.#changes.get(key);
      if (list === undefined) continue;
      const index = seen(list, lastAt(list, time), time);
      if (index >= 0) heads.push({ list, rest, index });
    }
    for (;;) {
      let newest: (typeof heads)[number] | null = null;
      for (const head of heads) {
        if (head.index >= 0 && (newest === null || timeOf(head) > timeOf(newest))) newest = head;
      }
      if (newest === null) return;
      yield { change: newest.list[newest.index] as Change, rest: newest.rest };
      newest.index = seen(newest.list, newest.index - 1, time);
    }
  }

  /** The newest disturbance of a path or a directory above it up to a moment. */
  lastDisturbance(path: string, time: number): Disturbance | null {
    if (path === GO_ENVIRONMENT_FILE) return null;
    let newest: Disturbance | null = null;
    for (const { key } of levels(path)) {
      const list = this.#disturbances.get(key);
      if (list === undefined) continue;
      const found = list[seen(list, lastAt(list, time), time)];
      if (found !== undefined && (newest === null || found.time > newest.time)) newest = found;
    }
    return newest;
  }

  /** Every change up to a moment that is not lost, oldest first. */
  *all(time: number): Generator<{ readonly path: string; readonly change: Change }> {
    for (const { path, entry } of this.#inOrder) {
      if (entry.time > time) return;
      if ("kind" in entry && entry.lostAfter >= time) yield { path, change: entry };
    }
  }
}

function* levels(path: string): Generator<{ readonly key: string; readonly rest: string }> {
  yield { key: path, rest: "" };
  for (let slash = path.lastIndexOf("/"); slash > 0; slash = path.lastIndexOf("/", slash - 1)) yield { key: path.slice(0, slash), rest: path.slice(slash + 1) };
  if (path !== "/") yield { key: "/", rest: path.slice(1) };
}

/** Index of the last entry not later than a moment; -1 when there is none. */
function lastAt(list: readonly { readonly time: number }[], time: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as { readonly time: number }).time <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** From an index downwards, the first entry that is still seen at a moment. */
function seen(list: readonly { readonly lostAfter: number }[], index: number, time: number): number {
  while (index >= 0 && (list[index] as { readonly lostAfter: number }).lostAfter < time) index--;
  return index;
}

function timeOf(head: { readonly list: readonly Change[]; readonly index: number }): number {
  return (head.list[head.index] as Change).time;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
