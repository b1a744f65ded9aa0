/** The line of a make rule, or of a target-specific variable. Source: read.c, eval ("This line describes some target files"). */
import type { Range, Traced } from "../../text/index.js";
import { EMPTY } from "../../text/index.js";
import type { Assignment, Modifier } from "./ast.js";
import type { Line } from "./line.js";
import { isBlank } from "./line.js";
import { findUnquoted, nextToken, parseAssignmentHead, parseDefinition } from "./scan.js";

export interface RuleHead {
  readonly targets: Traced;
  readonly targetsRange: Range;
  readonly grouped: boolean;
  readonly doubleColon: boolean;
  /** offset in the line after the colon or colons */
  readonly tail: number;
}

/** Targets and colon; null when the line has no colon outside of references. */
export function parseRuleHead(line: Line): RuleHead | null {
  const { text } = line;
  const colon = findUnquoted(text, ":").at;
  if (colon === -1) return null;
  const grouped = text[colon - 1] === "&";
  const doubleColon = text[colon + 1] === ":";
  const start = nextToken(text, 0);
  const end = trimEnd(text, start, grouped ? colon - 1 : colon);
  return {
    targets: line.slice(start, end),
    targetsRange: line.range(start, end),
    grouped,
    doubleColon,
    tail: colon + (doubleColon ? 2 : 1),
  };
}

export interface Prerequisites {
  readonly targetPattern: Traced | null;
  readonly prerequisites: Traced;
  readonly orderOnly: Traced;
}

/** `%.o: %.c | dir`, as far as it can be told without expansion. */
export function parsePrerequisites(line: Line, from: number): Prerequisites {
  const { text } = line;
  const trimmed = (start: number, end: number): Traced => {
    const first = Math.min(end, nextToken(text, start));
    const last = trimEnd(text, first, end);
    return last > first ? line.slice(first, last) : EMPTY;
  };
  const colon = findUnquoted(text, ":", from).at;
  const start = colon === -1 ? from : colon + 1;
  const pipe = findUnquoted(text, "|", start).at;
  return {
    targetPattern: colon === -1 ? null : trimmed(from, colon),
    prerequisites: trimmed(start, pipe === -1 ? text.length : pipe),
    orderOnly: pipe === -1 ? EMPTY : trimmed(pipe + 1, text.length),
  };
}

/** An assignment from `from` to the end of the line; null when there is none (or it is a `define`, which no target can have). */
export function parseAssignment(line: Line, from: number): Assignment | null {
  const head = parseAssignmentHead(line, from);
  if (head === null || head.kind !== "assignment") return null;
  return assignmentAt(line, head.at, head.modifiers);
}

export function assignmentAt(line: Line, at: number, modifiers: readonly Modifier[]): Assignment {
  const definition = parseDefinition(line.text, at);
  if (definition === null) throw new RangeError("no assignment here");
  const nameRange = line.range(...definition.name);
  const valueRange = line.range(definition.value, line.text.length);
  return {
    type: "Assignment",
    range: [modifiers[0]?.range[0] ?? nameRange[0], Math.max(valueRange[1], line.range(...definition.operatorRange)[1])],
    modifiers,
    name: line.slice(...definition.name),
    nameRange,
    operator: definition.operator,
    operatorRange: line.range(...definition.operatorRange),
    value: line.slice(definition.value),
    valueRange,
  };
}

export function trimEnd(text: string, from: number, end: number): number {
  while (end > from && (isBlank(text[end - 1]) || text[end - 1] === "\n")) end--;
  return end;
}
