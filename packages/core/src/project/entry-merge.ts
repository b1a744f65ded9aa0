import { OPAQUE, print, type Traced } from "../text/index.js";
import type { FileView } from "../evaluate/files/index.js";
import type { Caller, DockerfileEntry } from "./model.js";

/** An image build, and what was built for it on the machine that starts it. */
export interface CalledEntry {
  readonly entry: DockerfileEntry;
  /** absolute paths in the repository */
  readonly artifacts: readonly { readonly path: string; readonly ids: readonly string[] }[];
  /** where the context is when it is no directory of the repository; null when it is one */
  readonly files: FileView | null;
}

/** Callers whose names are part of an id. */
const NAMED_CALLERS = 2;

/**
 * Callers that ask for the same build are one entry that names them all. Arguments whose value is not known are the same whatever the reason is: nothing
 * follows from it. Entries that differ only in what they pass get numbers.
 */
export function mergeCallers(called: readonly CalledEntry[]): readonly CalledEntry[] {
  const byForm = new Map<string, CalledEntry[]>();
  for (const each of called) {
    const key = formOf(each.entry);
    const same = byForm.get(key);
    if (same === undefined) byForm.set(key, [each]);
    else same.push(each);
  }
  const counts = new Map<string, number>();
  return [...byForm.values()].map((same) => {
    const { entry, artifacts, files } = merged(same);
    const id = `${entry.id} by ${entry.callers.length === 0 ? "the settings" : callerNames(entry.callers)}`;
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return { entry: { ...entry, id: count === 1 ? id : `${id}~${count}` }, artifacts, files };
  });
}

function merged(same: readonly CalledEntry[]): CalledEntry {
  const [{ entry, files }] = same as readonly [CalledEntry, ...CalledEntry[]];
  const callers = new Map<string, Caller>();
  for (const caller of same.flatMap((each) => each.entry.callers)) {
    const place = `${caller.at.file}:${caller.at.start}`;
    callers.set(place, { ...caller, pushes: caller.pushes || callers.get(place)?.pushes === true });
  }
  const artifacts = new Map<string, readonly string[]>();
  for (const { path, ids } of same.flatMap((each) => each.artifacts)) artifacts.set(path, [...new Set([...(artifacts.get(path) ?? []), ...ids])]);
  const platformIsAssumed = same.every((each) => each.entry.platformIsAssumed === true);
  return { entry: { ...entry, platformIsAssumed, callers: [...callers.values()] }, artifacts: [...artifacts].map(([path, ids]) => ({ path, ids })), files };
}

function formOf({ id, context, buildArgs, buildArgsComplete, namedContexts, makesImage }: DockerfileEntry): string {
  const texts = (values: ReadonlyMap<string, Traced>): readonly unknown[] => [...values].map(([name, value]) => [name, withoutReasons(value)]).sort();
  return JSON.stringify([id, context, buildArgsComplete, makesImage, texts(buildArgs), texts(namedContexts)]);
}

function withoutReasons({ pieces }: Traced): string {
  return pieces.map((piece) => (piece.kind === "unknown" ? OPAQUE : print({ pieces: [piece] }))).join("");
}

function callerNames(callers: readonly Caller[]): string {
  const files = [...new Set(callers.map(({ at }) => at.file))];
  const named = files.slice(0, NAMED_CALLERS).join(", ");
  return files.length > NAMED_CALLERS ? `${named} and ${files.length - NAMED_CALLERS} more` : named;
}
