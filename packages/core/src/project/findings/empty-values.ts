/** -X values that are empty, or lack a part, because a reference in them expanded to nothing. */
import type { EmptyReference } from "../../evaluate/index.js";
import type { VariableAssignment } from "../../gobuild/model.js";
import { isEmpty, literalOf, originOf, print, type Evidence, type Origin, type Piece } from "../../text/index.js";
import type { BuildInvocation } from "../model.js";
import { hop, type Detection } from "./detector.js";

export interface EmptyValue {
  readonly invocation: BuildInvocation;
  /** "main.version" */
  readonly target: string;
  /** what is set instead, for people: "nothing", `"v"` */
  readonly instead: string;
  /** nothing is left of the value */
  readonly isWhole: boolean;
  /** the reference that has no value */
  readonly reference: EmptyReference;
  /** from the -X to the reference, both included, and the command */
  readonly evidence: Evidence;
}

/** References nested in values of references. */
const MAX_DEPTH = 16;

/** Every -X of a build whose value provably lacks something that somebody meant to be there. What is written as empty is meant to be. */
export function emptyValues(input: Detection): readonly EmptyValue[] {
  return input.invocations.filter(({ when }) => when.length === 0).flatMap((invocation) => invocation.command.settings.linker.variables.flatMap((assignment) => emptyValue(assignment, invocation, input)));
}

function emptyValue(assignment: VariableAssignment, invocation: BuildInvocation, input: Detection): readonly EmptyValue[] {
  const target = literalOf(assignment.target);
  const name = originOf(assignment.target);
  if (assignment.dropped || target === null || name === null || isIneffective(target, invocation)) return [];
  const ends: readonly Origin[] = [{ ...name, end: name.end + 1 }, ...assignment.value.pieces.flatMap(exactOrigin)];
  const isWhole = isEmpty(assignment.value);
  const { emptyReferences: log } = invocation;
  return ends.flatMap((before) => referenceBehind(before, log, input) ?? []).slice(0, 1).flatMap((outer): readonly EmptyValue[] => {
    const ways = waysToNothing(outer, log, input, 0);
    const way = ways[0] ?? [];
    const reference = way.at(-1);
    // where a part of the value may be meant to be empty, all of it may be
    if (reference === undefined || ways.some((each) => each.at(-1)?.cause.kind === "value")) return [];
    const evidence = [
      ...way.toReversed().map(({ text, at }) => hop(`${text} is empty`, at)),
      hop(`-X ${target}=${print(assignment.value)}`, assignment.at, "q6"),
      hop("linked here", invocation.at),
    ];
    return [{ invocation, target, instead: isWhole ? "nothing" : `"${print(assignment.value)}" alone`, isWhole, reference, evidence }];
  });
}

/** What the linker does not find is another finding. */
function isIneffective(target: string, { linkage }: BuildInvocation): boolean {
  return linkage.variables.some((variable) => variable.target === target && variable.status.kind === "known" && variable.status.value === "ineffective");
}

function exactOrigin(piece: Piece): readonly Origin[] {
  if (piece.kind !== "literal" || piece.origin === null) return [];
  return piece.origin.end - piece.origin.start === piece.text.length ? [piece.origin] : [];
}

type Log = BuildInvocation["emptyReferences"];

/** The empty reference that follows a text where it is written, but for quotes. */
function referenceBehind({ file, end }: Origin, log: Log, { session }: Detection): EmptyReference | null {
  const content = session.workspace.read(file);
  if (content.kind !== "text") return null;
  let at = end;
  while (/["'\\]/.test(content.text[at] ?? "")) at++;
  return log.startingAt(file, at);
}

/** The references that lead to nothing, outermost first; the last of each way has no value of its own, or an empty one. */
function waysToNothing(reference: EmptyReference, log: Log, input: Detection, depth: number): readonly (readonly EmptyReference[])[] {
  const { cause } = reference;
  if (cause.kind !== "value" || cause.written === null || depth > MAX_DEPTH) return [[reference]];
  const behind = referenceBehind(cause.written, log, input);
  const inside = log.within(cause.written, reference);
  const inner = inside.length > 0 || behind === null || behind.at.start === reference.at.start ? inside : [behind];
  if (inner.length === 0) return [[reference]];
  return inner.flatMap((next) => waysToNothing(next, log, input, depth + 1).map((way) => [reference, ...way]));
}
