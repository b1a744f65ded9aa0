import type { Origin, Traced } from "../../text/index.js";
import { dirname } from "../../workspace/index.js";
import type { Certainty } from "../model.js";
import { type DirectoryState, stateIn } from "./directory-state.js";
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
  /** disturbances of each path directly in a directory */
  readonly #disturbedIn = new Map<string, (readonly Disturbance[])[]>();
  /** names at or below which something was changed, with the time of the first change */
  readonly #children = new Map<string, Map<string, number>>();
  /** when something happened at a path, and directly below it */
  readonly #times = new Map<string, { readonly at: number[]; readonly below: number[] }>();
  readonly #firstStates = new Map<string, DirectoryState>();
  /** the last one of each directory: who asked at an earlier moment has what it was given */
  readonly #states = new Map<string, { readonly moment: number; readonly state: DirectoryState }>();
  readonly #inOrder: Entry[] = [];
  #time = 0;
  #hasLinks = false;
  /** directories in which links were made */
  readonly #linked = new Set<string>();

  /** The moment after the last change. */
  get now(): number {
    return this.#time;
  }

  /** Whether there may be symbolic links. */
  get hasLinks(): boolean {
    return this.#hasLinks;
  }

  /** Whether a link was ever made directly in a directory. */
  hasLinkIn(directory: string): boolean {
    return this.#linked.has(directory);
  }

  add(path: string, body: ChangeBody): Change {
    const change = { ...body, time: ++this.#time, lostAfter: Number.POSITIVE_INFINITY } as Change;
    push(this.#changes, path, change);
    this.#inOrder.push({ path, entry: change });
    this.#happened(path, change.time);
    if (change.kind === "link") this.#linked.add(dirname(path));
    // What is copied from another file system may be links.
    if (change.kind === "link" || ((change.kind === "copy" || change.kind === "mount") && "readLink" in change.source)) this.#hasLinks = true;
    for (let child = path; child !== "/"; ) {
      const slash = child.lastIndexOf("/");
      const parent = slash === 0 ? "/" : child.slice(0, slash);
      const names = this.#children.get(parent);
      const name = child.slice(slash + 1);
      if (names?.has(name) === true) break;
      if (names === undefined) this.#children.set(parent, new Map([[name, change.time]]));
      else names.set(name, change.time);
      // its name is there to be listed, although nothing happened at it
      if (child !== path) this.#timesOf(parent).below.push(change.time);
      child = parent;
    }
    return change;
  }

  disturb(directory: string, why: string, at: Origin | null): void {
    const disturbance = { time: ++this.#time, why, at, lostAfter: Number.POSITIVE_INFINITY };
    push(this.#disturbances, directory, disturbance);
    const all = this.#disturbances.get(directory);
    if (directory !== "/" && all?.length === 1) push(this.#disturbedIn, dirname(directory), all);
    this.#inOrder.push({ path: directory, entry: disturbance });
    this.#happened(directory, disturbance.time);
  }

  /** What was changed below a directory since a moment is seen no more. */
  loseSince(directory: string, since: number): void {
    const end = this.#time++;
    const lost = new Set<string>();
    for (let i = this.#inOrder.length - 1; i >= 0; i--) {
      const { path, entry } = this.#inOrder[i] as Entry;
      if (entry.time < since) break;
      if (path === directory || path.startsWith(directory === "/" ? "/" : `${directory}/`)) {
        entry.lostAfter = Math.min(entry.lostAfter, end);
        lost.add(path);
      }
    }
    for (const path of lost) this.#happened(path, end + 1);
  }

  #happened(path: string, time: number): void {
    this.#timesOf(path).at.push(time);
    if (path !== "/") this.#timesOf(dirname(path)).below.push(time);
  }

  #timesOf(path: string): { readonly at: number[]; readonly below: number[] } {
    let times = this.#times.get(path);
    if (times === undefined) this.#times.set(path, (times = { at: [], below: [] }));
    return times;
  }

  /** The last moment up to `time` at which something happened that answers about a directory or what is directly in it may depend on; 0 when nothing did. */
  lastMoment(directory: string, time: number): number {
    let last = lastOf(this.#times.get(directory)?.below, time);
    for (const { key } of levels(directory)) last = Math.max(last, lastOf(this.#times.get(key)?.at, time));
    return last;
  }

  /** Names in a directory at or below which something was changed up to a moment. */
  childrenOf(directory: string, time: number): readonly string[] {
    return [...(this.#children.get(directory) ?? [])].flatMap(([name, since]) => (since <= time ? [name] : []));
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

  /**
   * Changes of a directory, of those above it and of what is directly in it up to a moment, oldest first: with the rest of the path to the directory,
   * and the name in it. Null when something in it was disturbed, which is no change.
   */
  changesIn(directory: string, time: number): readonly { readonly change: Change; readonly rest: string; readonly name: string | null }[] | null {
    for (const disturbances of this.#disturbedIn.get(directory) ?? []) if (seen(disturbances, lastAt(disturbances, time), time) >= 0) return null;
    const found: { readonly change: Change; readonly rest: string; readonly name: string | null }[] = [...this.affecting(directory, time)].map((one) => ({ ...one, name: null }));
    for (const name of lastOf(this.#times.get(directory)?.below, time) === 0 ? [] : this.childrenOf(directory, time)) {
      const list = this.#changes.get(directory === "/" ? `/${name}` : `${directory}/${name}`);
      if (list === undefined) continue;
      for (let index = seen(list, lastAt(list, time), time); index >= 0; index = seen(list, index - 1, time)) found.push({ change: list[index] as Change, rest: "", name });
    }
    return found.sort((a, b) => a.change.time - b.change.time);
  }

  /** What stands for a directory before the first change, of a base that does not tell. */
  firstState(directory: string): DirectoryState {
    return stateIn(this.#firstStates, directory);
  }

  /** The state of a directory since its {@link lastMoment}, which `make` finds out once for all moments up to the next change. */
  stateSince(directory: string, moment: number, make: () => DirectoryState): DirectoryState {
    const kept = this.#states.get(directory);
    if (kept?.moment === moment) return kept.state;
    const state = make();
    if (kept === undefined || kept.moment < moment) this.#states.set(directory, { moment, state });
    return state;
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

/** The last of ascending moments that is not later than another; 0 when there is none. */
function lastOf(moments: readonly number[] | undefined, time: number): number {
  let i = (moments?.length ?? 0) - 1;
  while (i >= 0 && (moments?.[i] as number) > time) i--;
  return moments?.[i] ?? 0;
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
