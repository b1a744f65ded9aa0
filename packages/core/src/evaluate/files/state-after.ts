/** States of directories after the changes of a build. */
import { literalOf } from "../../text/index.js";
import { join } from "../../workspace/index.js";
import type { Change, ChangeLog } from "./changes.js";
import { DirectoryState } from "./directory-state.js";
import type { FileView } from "./view.js";

/** More are not gone through. */
const MAX_CHANGES = 16;

/** The state of a directory (a path without links) at a moment. */
export function stateAfter(log: ChangeLog, time: number, base: FileView, directory: string): DirectoryState {
  const before = (): DirectoryState => base.stateOf?.(directory) ?? log.firstState(directory);
  const last = log.lastMoment(directory, time);
  return last === 0 ? before() : log.stateSince(directory, last, () => afterAll(log, last, before(), directory) ?? new DirectoryState());
}

/** Null when what happened cannot be told in words, or is too much: the state then belongs to this file system alone. */
function afterAll(log: ChangeLog, time: number, before: DirectoryState, directory: string): DirectoryState | null {
  const changes = log.changesIn(directory, time);
  const disturbance = log.lastDisturbance(directory, time);
  if (changes === null || changes.length > MAX_CHANGES) return null;
  let state = before;
  const disturb = (): void => {
    if (disturbance !== null) state = state.after(JSON.stringify(["disturbed", disturbance.why, disturbance.at]));
  };
  let isDisturbed = disturbance === null;
  for (const { change, rest, name } of changes) {
    if (!isDisturbed && disturbance !== null && disturbance.time < change.time) {
      disturb();
      isDisturbed = true;
    }
    // those of the directories above say nothing of what they hold
    if (change.kind === "directory" && rest !== "") continue;
    const next = afterChange(state, change, rest, name);
    if (next === null) return null;
    state = next;
  }
  if (!isDisturbed) disturb();
  const names = log.childrenOf(directory, time);
  return names.length === 0 ? state : state.after(JSON.stringify(["names", ...[...names].sort()]));
}

/** @param name of what is changed in the directory; null when it, or one above it, is changed itself. Null when the change cannot be told in words. */
function afterChange(state: DirectoryState, change: Change, rest: string, name: string | null): DirectoryState | null {
  const { kind, certainty } = change;
  switch (kind) {
    case "directory":
    case "remove":
      return state.after(JSON.stringify([kind, certainty, name]));
    case "link":
      return null;
    case "write": {
      const text = change.content === null ? null : literalOf(change.content);
      if (name === null || (change.content !== null && text === null)) return null;
      return state.after(JSON.stringify([kind, certainty, name, change.artifacts, change.from, text]));
    }
    case "copy":
    case "mount": {
      if (name !== null) return null;
      const source = change.source.stateOf?.(rest === "" ? change.path : join(change.path, rest)) ?? null;
      return source === null ? null : state.after(JSON.stringify([kind, certainty, kind === "copy" ? change.from : ""]), source);
    }
  }
}
