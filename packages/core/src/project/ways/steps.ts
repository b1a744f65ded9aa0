/** The steps of a traced value, from where its parts are written to the go command. */
import type { EmptyReference, LostIn } from "../../evaluate/index.js";
import type { Origin, Piece, Traced, Via } from "../../text/index.js";
import type { BuildInvocation } from "../model.js";
import type { WayStep } from "./model.js";
import type { Places } from "./places.js";

/** Empty references that stand in the values of others, as far as they are followed. */
const MAX_DEPTH = 10;

export function stepsOf(value: Traced, invocation: BuildInvocation, places: Places): readonly WayStep[] {
  return value.pieces.flatMap((piece) => [...pieceSteps(piece, invocation, places), ...emptySteps(piece, invocation, places)]);
}

function pieceSteps(piece: Piece, invocation: BuildInvocation, places: Places): readonly WayStep[] {
  const through = viaSteps(piece.via, invocation, places);
  switch (piece.kind) {
    case "literal": {
      if (piece.text.trim() === "") return [];
      const shown = JSON.stringify(piece.text);
      return [piece.origin === null ? { kind: "written", text: shown, at: null } : places.written(shown, piece.origin), ...through];
    }
    case "unknown":
      return [{ kind: "unknown", text: `not known: ${piece.reason.text}`, at: piece.reason.at ?? piece.origin }, ...through];
    case "oneOf":
      return [...piece.alternatives.flatMap(({ when, value }): readonly WayStep[] => [{ kind: "choice", text: `when ${when === "" ? "nothing else holds" : when}`, at: piece.origin }, ...stepsOf(value, invocation, places)]), ...through];
  }
}

/** The references that brought a part here, innermost first. */
function viaSteps(via: Via | null, invocation: BuildInvocation, places: Places): readonly WayStep[] {
  return via === null ? [] : [places.step(via.text, via.at, invocation), ...viaSteps(via.outer, invocation, places)];
}

/** A reference right behind a text that gives nothing. */
function emptySteps(piece: Piece, invocation: BuildInvocation, places: Places): readonly WayStep[] {
  if (piece.kind !== "literal" || piece.origin === null || piece.origin.end - piece.origin.start !== piece.text.length) return [];
  return emptyAt(piece.origin, invocation, places);
}

/** What stands behind a place and gives nothing, but for quotes and the `=` of a flag. */
export function emptyAt({ file, end }: Origin, invocation: BuildInvocation, places: Places): readonly WayStep[] {
  const text = places.textOf(file);
  let at = end;
  while (/["'\\=]/.test(text[at] ?? "")) at++;
  const reference = invocation.emptyReferences.startingAt(file, at);
  return reference === null ? [] : nothing(reference, invocation, places, 0);
}

function nothing(reference: EmptyReference, invocation: BuildInvocation, places: Places, depth: number): readonly WayStep[] {
  const { cause, text, name, at } = reference;
  const empty = (why: string): WayStep => ({ kind: "empty", text: `${text} is empty: ${why}`, at });
  switch (cause.kind) {
    case "command":
      return [empty(`${cause.why}, so that the command prints nothing`)];
    case "undefined":
      return [empty("nothing sets it here"), ...(cause.lost === null ? [] : [{ kind: "dropped" as const, text: `${name} is set here, but ${LOST[cause.lost.lostIn]}`, at: cause.lost.at }])];
    case "value": {
      if (cause.written === null) return [empty("so is its value")];
      const inner = depth > MAX_DEPTH ? [] : invocation.emptyReferences.within(cause.written, reference);
      return [empty("so is its value"), ...(inner.length === 0 ? [{ kind: "written" as const, text: `${name} is given nothing here`, at: cause.written }] : inner.flatMap((next) => nothing(next, invocation, places, depth + 1)))];
    }
  }
}

export const LOST: Readonly<Record<LostIn | "words", string>> = {
  shell: "it is not exported",
  prefix: "for one other command only",
  run: "in the shell of an earlier RUN, which has ended",
  line: "in the shell of an earlier recipe line, which has ended",
  make: "a variable of make that is not exported does not reach commands",
  override: "what `override` says is not exported",
  configure: "cmake reads it when it configures, and the commands of the build do not see it",
  words: "the words of the command are expanded before it is set",
};
