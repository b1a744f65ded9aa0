import type { Reason } from "../../text/index.js";
import { literalOf } from "../../text/index.js";
import { dirname, join, normalize } from "../../workspace/index.js";
import type { Change, ChangeLog, Disturbance } from "./changes.js";
import type { DirectoryState, Found } from "./directory-state.js";
import { stateAfter } from "./state-after.js";
import type { FileFact, FileView } from "./view.js";

type ReadResult = ReturnType<FileView["read"]>;

/** Symbolic links that a walk follows before it gives up, as Linux does (ELOOP). */
const MAX_LINKS = 40;

/** A view that knows the symbolic links of its directories: writes and lookups through `/bin` and `/usr/bin` then meet. */
export interface LinkedView extends FileView {
  /** target of the link at exactly this path; null when there is none */
  readLink(path: string): string | null;
  /** false when {@link readLink} gives null for everything directly in a directory */
  mayHoldLink(directory: string): boolean;
}

export interface ArtifactView extends FileView {
  artifacts(): readonly { readonly path: string; readonly ids: readonly string[] }[];
}

/** A file system at one moment: changes over a base. Never changes; answers are remembered. */
export class StageView implements LinkedView, ArtifactView {
  readonly #resolved = new Map<string, string | null>();
  /** of paths without links */
  readonly #states = new Map<string, DirectoryState>();
  /** copies from a machine to itself ask each earlier moment: without memory, twice as often for every copy */
  #artifacts: ReturnType<ArtifactView["artifacts"]> | null = null;

  constructor(
    private readonly base: FileView,
    private readonly log: ChangeLog,
    private readonly time: number,
  ) {}

  stat(path: string): FileFact {
    return this.#find(path).fact;
  }

  read(path: string): ReadResult {
    const { fact, read } = this.#find(path);
    switch (fact.kind) {
      case "absent":
        return null;
      case "unknown":
        return { unknown: fact.reason };
      case "file":
        return read();
      default:
        return { unknown: fileReason(`${path} is a ${fact.kind}`) };
    }
  }

  list(path: string): ReturnType<FileView["list"]> {
    const directory = this.resolve(path);
    return directory === null ? null : this.#listAt(directory);
  }

  #listAt(directory: string): ReturnType<FileView["list"]> {
    return this.#stateAt(directory).list(() => this.#makeList(directory));
  }

  #makeList(directory: string): ReturnType<FileView["list"]> {
    const fact = this.#at(directory).fact;
    const isThere = fact.kind === "directory";
    if (fact.kind === "unknown" && !this.#isOnlyDoubtful(directory)) return { names: [], complete: false };
    if (fact.kind !== "unknown" && !isThere) return null;

    const candidates = new Set<string>(this.log.childrenOf(directory, this.time));
    let mayBeAny = false;
    const take = (list: ReturnType<FileView["list"]>): void => {
      for (const name of [...(list?.names ?? []), ...(list?.doubtful ?? [])]) candidates.add(name);
      if (list?.complete === false && list.doubtful === undefined) mayBeAny = true;
    };
    const emptied = this.#listChanges(directory, take);
    if (!emptied.hidden) take(this.base.list(directory));
    const disturbance = this.log.lastDisturbance(directory, this.time);
    if (disturbance !== null && disturbance.time > emptied.time) mayBeAny = true;

    const names: string[] = [];
    const doubtful: string[] = [];
    for (const name of candidates) {
      const child = this.#at(directory === "/" ? `/${name}` : `${directory}/${name}`).fact;
      if (child.kind === "unknown" || (child.kind !== "absent" && !isThere)) doubtful.push(name);
      else if (child.kind !== "absent") names.push(name);
    }
    names.sort();
    if (mayBeAny) return { names, complete: false };
    return isThere && doubtful.length === 0 ? { names, complete: true } : { names, complete: false, doubtful: doubtful.sort() };
  }

  /** Whether all that may be at a path is known, so that only some of the ways in which the build can go have it. */
  #isOnlyDoubtful(path: string): boolean {
    if (this.log.lastDisturbance(path, this.time) !== null || this.base.stat(path).kind === "unknown") return false;
    return [...this.log.affecting(path, this.time)].every(({ change, rest }) => (change.kind !== "copy" && change.kind !== "mount") || change.source.stat(rest === "" ? change.path : join(change.path, rest)).kind !== "unknown");
  }

  stateOf(directory: string): DirectoryState | null {
    const resolved = this.resolve(directory);
    return resolved === null || (this.#followsLinks && this.#holdsLinks(resolved)) ? null : this.#stateAt(resolved);
  }

  #stateAt(directory: string): DirectoryState {
    let state = this.#states.get(directory);
    if (state === undefined) this.#states.set(directory, (state = stateAfter(this.log, this.time, this.base, directory)));
    return state;
  }

  #holdsLinks(directory: string): boolean {
    return this.#stateAt(directory).holdsLinks(() => this.mayHoldLink(directory));
  }

  mayHoldLink(directory: string): boolean {
    if (this.log.hasLinkIn(directory) || mayHoldLink(this.base, directory)) return true;
    return [...this.log.affecting(directory, this.time)].some(({ change, rest }) => (change.kind === "copy" || change.kind === "mount") && mayHoldLink(change.source, rest === "" ? change.path : join(change.path, rest)));
  }

  get #followsLinks(): boolean {
    return this.log.hasLinks || "readLink" in this.base;
  }

  readLink(path: string): string | null {
    for (const { change, rest } of this.log.affecting(path, this.time)) {
      if (change.kind === "link" && rest === "") return change.target;
      if (change.kind === "copy" || change.kind === "mount") {
        const at = rest === "" ? change.path : join(change.path, rest);
        // A link to nowhere is absent there, and may lead somewhere here.
        const target = linkIn(change.source, at);
        if (target !== null || change.kind === "mount" || change.source.stat(at).kind !== "absent") return target;
        continue;
      }
      if (change.certainty === "must" && (rest === "" || change.kind === "remove")) return null;
    }
    return linkIn(this.base, path);
  }

  artifacts(): ReturnType<ArtifactView["artifacts"]> {
    return (this.#artifacts ??= this.#listArtifacts());
  }

  #listArtifacts(): ReturnType<ArtifactView["artifacts"]> {
    const found = new Map<string, readonly string[]>();
    const look = (path: string): void => {
      if (found.has(path)) return;
      const fact = this.stat(path);
      const ids = fact.kind === "file" || fact.kind === "unknown" ? (fact.artifacts ?? []) : [];
      if (ids.length > 0) found.set(path, ids);
    };
    for (const { path } of artifactsIn(this.base)) look(path);
    for (const { path, change } of this.log.all(this.time)) {
      if (change.kind === "write" && change.artifacts.length > 0) look(path);
      if (change.kind !== "copy" && change.kind !== "mount") continue;
      const source = change.path === "/" ? "" : change.path;
      for (const artifact of artifactsIn(change.source)) {
        if (artifact.path === source) look(path);
        else if (artifact.path.startsWith(`${source}/`)) look(join(path, artifact.path.slice(source.length)));
      }
    }
    return [...found].map(([path, ids]) => ({ path, ids })).sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** The path without symbolic links; `last`: whether the last element is followed too. Null when links go round in circles. */
  resolve(path: string, last = true): string | null {
    const whole = normalize(path.startsWith("/") ? path : `/${path}`);
    if (!this.#followsLinks) return whole;
    const key = last ? whole : `${whole}/`;
    let resolved = this.#resolved.get(key);
    if (resolved === undefined) this.#resolved.set(key, (resolved = this.#resolve(whole, last)));
    return resolved;
  }

  /** A path as long as its directory, where that is known to hold no link: most do. */
  #resolve(path: string, last: boolean): string | null {
    if (path === "/") return path;
    const parent = this.resolve(dirname(path));
    if (parent !== null && !this.#holdsLinks(parent)) return parent === "/" ? path : `${parent}${path.slice(path.lastIndexOf("/"))}`;
    return this.#walk(path, last);
  }

  #walk(path: string, last: boolean): string | null {
    let rest = elements(path);
    let at = "/";
    for (let links = 0; rest.length > 0; ) {
      const [name = "", ...more] = rest;
      const next = at === "/" ? `/${name}` : `${at}/${name}`;
      const target = more.length > 0 || last ? this.readLink(next) : null;
      rest = more;
      if (target === null) {
        at = next;
        continue;
      }
      if (++links > MAX_LINKS) return null;
      rest = [...elements(normalize(target.startsWith("/") ? target : join(at, target))), ...rest];
      at = "/";
    }
    return at;
  }

  #find(path: string): Found {
    const resolved = this.resolve(path);
    return resolved === null ? ABSENT : this.#at(resolved);
  }

  /** Of a path without links. */
  #at(path: string): Found {
    return this.#stateAt(dirname(path)).found(path, () => this.#lookUp(path));
  }

  #lookUp(path: string): Found {
    const disturbance = this.log.lastDisturbance(path, this.time);
    const possible: Found[] = [];
    for (const { change, rest } of this.log.affecting(path, this.time)) {
      const found = foundIn(change, rest);
      if (found === null) continue;
      const fact = disturbance !== null && disturbance.time > change.time ? disturbed(found, disturbance) : found;
      possible.push(fact);
      // Where it is not known whether the source has it, what was there before may still be.
      const settles = change.certainty === "must" && (change.kind !== "copy" || found.fact.kind !== "unknown");
      if (settles) return combine(possible);
    }
    const fact = this.base.stat(path);
    const base: Found = { fact, read: () => this.base.read(path) };
    possible.push(disturbance === null ? base : disturbed(base, disturbance));
    return combine(possible);
  }

  /** Lists of what was copied into a directory; `hidden`: what was there before is gone for certain, since `time`. */
  #listChanges(directory: string, take: (list: ReturnType<FileView["list"]>) => void): { readonly hidden: boolean; readonly time: number } {
    for (const { change, rest } of this.log.affecting(directory, this.time)) {
      if (change.kind === "copy" || change.kind === "mount") take(change.source.list(rest === "" ? change.path : join(change.path, rest)));
      if (change.kind === "mount" || ((change.kind === "remove" || change.kind === "write") && change.certainty === "must")) return { hidden: true, time: change.time };
    }
    return { hidden: false, time: 0 };
  }
}

const ABSENT: Found = { fact: { kind: "absent" }, read: () => null };

/** What a change says about a path; null when it says nothing. */
function foundIn(change: Change, rest: string): Found | null {
  switch (change.kind) {
    case "write": {
      if (rest !== "") return ABSENT;
      const { content, artifacts, from } = change;
      return { fact: { kind: "file", source: null, artifacts, content, from }, read: () => textOf(content, from) };
    }
    case "directory":
      return rest === "" ? { fact: { kind: "directory" }, read: () => null } : null;
    case "link":
      return rest === "" ? { fact: { kind: "symlink", target: change.target }, read: () => null } : null;
    case "remove":
      return ABSENT;
    case "mount":
      return foundInView(change.source, rest === "" ? change.path : join(change.path, rest), null);
    case "copy": {
      const found = foundInView(change.source, rest === "" ? change.path : join(change.path, rest), change.from);
      // A directory is laid over the one that was there: what it does not have stays.
      return found.fact.kind === "absent" ? null : found;
    }
  }
}

function foundInView(source: FileView, path: string, from: string | null): Found {
  const fact = source.stat(path);
  return { fact: fact.kind === "file" && from !== null ? { ...fact, from } : fact, read: () => source.read(path) };
}

function textOf(content: Extract<FileFact, { kind: "file" }>["content"], from: string): ReadResult {
  const text = content === null ? null : literalOf(content);
  return text === null ? { unknown: fileReason(`the text of a file written by ${from}`) } : { text, source: null };
}

/** Something may have been written there. What comes from the repository is taken to stay as it is; files stay, but what they hold is not known. */
function disturbed(found: Found, { why, at }: Disturbance): Found {
  const { fact } = found;
  const reason: Reason = { code: "file", text: why, at };
  switch (fact.kind) {
    case "absent":
      return { fact: { kind: "unknown", reason }, read: () => ({ unknown: reason }) };
    case "file":
      return fact.source !== null ? found : { fact: { ...fact, content: null }, read: () => ({ unknown: reason }) };
    default:
      return found;
  }
}

/** One fact for several that are possible, newest first. */
function combine(possible: readonly Found[]): Found {
  const [first, ...rest] = possible as readonly [Found, ...Found[]];
  if (rest.length === 0) return first;
  const facts = possible.map(({ fact }) => fact);
  if (facts.every(({ kind }) => kind === "absent")) return ABSENT;
  if (facts.every(({ kind }) => kind === "directory")) return first;
  const artifacts = [...new Set(facts.flatMap((fact) => (fact.kind === "file" || fact.kind === "unknown" ? (fact.artifacts ?? []) : [])))];
  const files = facts.filter((fact) => fact.kind === "file");
  const [file] = files;
  if (file !== undefined && files.length === facts.length) {
    const same = files.every(({ source, content }) => source === file.source && content === file.content);
    const unknown: ReadResult = { unknown: fileReason(`a file written in different ways (${[...new Set(files.map(({ from }) => from))].join(", ")})`) };
    return { fact: { ...file, artifacts, source: same ? file.source : null, content: same ? file.content : null }, read: same ? first.read : () => unknown };
  }
  const doubtful = facts.find((fact) => fact.kind === "unknown");
  const reason = doubtful?.reason ?? fileReason("there only in some of the ways in which the build can go");
  return { fact: { kind: "unknown", reason, artifacts }, read: () => ({ unknown: reason }) };
}

function fileReason(text: string): Reason {
  return { code: "file", text, at: null };
}

function linkIn(view: FileView, path: string): string | null {
  return "readLink" in view ? (view as LinkedView).readLink(path) : null;
}

function mayHoldLink(view: FileView, directory: string): boolean {
  return "mayHoldLink" in view && (view as LinkedView).mayHoldLink(directory);
}

function artifactsIn(view: FileView): ReturnType<ArtifactView["artifacts"]> {
  return "artifacts" in view ? (view as ArtifactView).artifacts() : [];
}

function elements(path: string): readonly string[] {
  return path.split("/").filter((element) => element !== "");
}
