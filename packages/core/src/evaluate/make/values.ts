/** Deciding about texts, and choosing among them. */
import type { Origin, Piece, Traced } from "../../text/index.js";
import { ANY_SHAPE, carrier, concat, concatAll, EMPTY, firstUnknown, isEmpty, literal, literalOf, MAX_ALTERNATIVES, oneOf, OPAQUE, originOf, print, shapeOf, unknownText, variants } from "../../text/index.js";
import type { Way, World } from "./world.js";
import { both } from "./world.js";

export type Answer = "yes" | "no" | "maybe";

/** Whether a text is not empty. Blanks beside something unknown do not count: they may be cut off where the text is read again. */
export function nonEmpty(x: Traced): Answer {
  if (isEmpty(x)) return "no";
  if (isLiteral(x)) return "yes";
  const rest = x.pieces.filter((piece) => piece.kind !== "literal" || piece.text.trim() !== "");
  return shapeOf({ pieces: rest }).mayBeEmpty ? "maybe" : "yes";
}

/** The text in the ways in which it is not empty. */
export function whereNonEmpty(x: Traced): Traced {
  const [piece, ...more] = x.pieces;
  if (piece === undefined || more.length > 0) return x;
  if (piece.kind === "unknown") return { pieces: [{ ...piece, shape: { ...piece.shape, mayBeEmpty: false } }] };
  if (piece.kind === "oneOf") {
    const rest = piece.alternatives.filter((alternative) => nonEmpty(alternative.value) !== "no");
    return rest.length === 0 ? x : oneOf(rest.map((alternative) => ({ ...alternative, value: whereNonEmpty(alternative.value) })), piece.origin);
  }
  return x;
}

/** One text out of several ways. An unknown that may be empty covers the way in which it is empty. */
export function choose(ways: readonly Way<Traced>[], origin: Origin | null = null): Traced {
  const covered = ways.some(({ value }) => value.pieces.length === 1 && value.pieces[0]?.kind === "unknown" && value.pieces[0].shape.mayBeEmpty);
  const rest = covered ? ways.filter(({ value }) => !isEmpty(value)) : ways;
  return oneOf(rest.map(({ when, value }) => ({ when, value })), origin);
}

/**
 * Applies a function to every choice of the alternatives in its arguments. Where there are too many, the alternatives stay pieces of the
 * arguments: the function must treat any piece that is not literal as unknown.
 */
export function perVariant(args: readonly Traced[], f: (...args: Traced[]) => Traced): Traced {
  const rows = rowsOf(args);
  return rows === null ? f(...args) : choose(rows.map((row) => ({ when: row.when, value: f(...row.args) })));
}

/** As {@link perVariant}, for what expands other texts: each choice is a way of its own, which may change the state or stop. */
export function perWay(world: World, args: readonly Traced[], f: (...args: Traced[]) => Traced): Traced {
  const rows = rowsOf(args);
  return rows === null ? f(...args) : choose(world.either(rows.map((row) => ({ when: row.when, run: () => f(...row.args) }))));
}

interface Row {
  readonly args: readonly Traced[];
  readonly when: string;
}

/** The choices; null when there is nothing to choose, or too much. */
function rowsOf(args: readonly Traced[]): readonly Row[] | null {
  if (!args.some((arg) => arg.pieces.some((piece) => piece.kind === "oneOf"))) return null;
  let rows: readonly Row[] = [{ args: [], when: "" }];
  for (const arg of args) {
    const choices = variants(arg);
    if (choices === null || rows.length * choices.length > MAX_ALTERNATIVES) return null;
    rows = rows.flatMap((row) => choices.map((choice) => ({ args: [...row.args, choice.value], when: choice.when.reduce(both, row.when) })));
  }
  return rows;
}

/** Whether two texts are the same. Blanks beside something unknown are not compared: their number may differ. */
export function sameText(a: Traced, b: Traced): Answer {
  const rows = variants(a);
  const columns = variants(b);
  if (rows === null || columns === null || rows.length * columns.length > 64) return "maybe";
  const answers = new Set(rows.flatMap((row) => columns.map((column) => same(row.value, column.value))));
  return answers.size === 1 ? ([...answers][0] as Answer) : "maybe";
}

function same(a: Traced, b: Traced): Answer {
  const left = literalOf(a);
  const right = literalOf(b);
  if (left !== null && right !== null) return left === right ? "yes" : "no";
  if (left !== null) return couldBe(b, left) ? "maybe" : "no";
  if (right !== null) return couldBe(a, right) ? "maybe" : "no";
  return startsAlike(a, b) ? "maybe" : "no";
}

/** Whether some choice of the unknowns gives `text`, up to the number of blanks. */
export function couldBe(x: Traced, text: string): boolean {
  if (text.length > MAX_COMPARED) return true;
  return skipBlanks(text, endsOf(x, text, skipBlanks(text, new Set([0])))).has(text.length);
}

/** Longer texts are not compared with unknown ones. */
const MAX_COMPARED = 2_000;

/** Where a match that starts at one of `starts` may end. Blanks of literals match any number of blanks. */
function endsOf(x: Traced, text: string, starts: ReadonlySet<number>): ReadonlySet<number> {
  return x.pieces.reduce((current, piece) => endsOfPiece(piece, text, current), starts);
}

function endsOfPiece(piece: Piece, text: string, starts: ReadonlySet<number>): ReadonlySet<number> {
  if (piece.kind === "oneOf") return new Set(piece.alternatives.flatMap(({ value }) => [...endsOf(value, text, starts)]));
  if (piece.kind === "unknown") {
    const ends = new Set<number>();
    for (const start of starts) {
      if (piece.shape.mayBeEmpty) ends.add(start);
      for (let end = start + 1; end <= text.length && (piece.shape.mayHaveBlanks || !isBlank(text[end - 1])); end++) ends.add(end);
    }
    return ends;
  }
  let current = starts;
  for (const [i, part] of piece.text.split(/\s+/).entries()) {
    if (i > 0) current = skipBlanks(text, current);
    current = new Set([...current].filter((start) => text.startsWith(part, start)).map((start) => start + part.length));
  }
  return current;
}

function skipBlanks(text: string, starts: ReadonlySet<number>): ReadonlySet<number> {
  const ends = new Set(starts);
  for (const start of starts) for (let end = start; isBlank(text[end]); ) ends.add(++end);
  return ends;
}

function isBlank(character: string | undefined): boolean {
  return character !== undefined && /\s/.test(character);
}

function startsAlike(a: Traced, b: Traced): boolean {
  const head = (x: Traced): string => (carrier(x).split(OPAQUE)[0] as string).trimStart();
  const [left, right] = [head(a), head(b)];
  const length = Math.min(left.length, right.length);
  return /\s/.test(left + right) || left.slice(0, length) === right.slice(0, length);
}

/** A text of which nothing is known but that it comes from `sources`. */
export function unknownFrom(sources: readonly Traced[], what: string, shape = ANY_SHAPE): Traced {
  const reason = sources.map(firstUnknown).find((found) => found !== null) ?? { code: "alternatives" as const, text: what, at: null };
  return unknownText(reason, shape);
}

/** Whether every piece is literal. */
export function isLiteral(x: Traced): boolean {
  return x.pieces.every((piece) => piece.kind === "literal");
}

/**
 * A key under which the same file name, or the same unknown one, is found again. Two unknowns count as the same text when they are unknown for
 * the same reason at the same place: where they were not, make would find no rule and build nothing.
 */
export function keyOf(x: Traced): string {
  return literalOf(x) ?? x.pieces.map(keyOfPiece).join("");
}

function keyOfPiece(piece: Piece): string {
  if (piece.kind === "literal") return piece.text;
  if (piece.kind === "unknown") return `${OPAQUE}${piece.reason.text}@${piece.reason.at?.file}:${piece.reason.at?.start}${OPAQUE}`;
  return `${OPAQUE}{${piece.alternatives.map((alternative) => keyOf(alternative.value)).join("|")}}${OPAQUE}`;
}

/** For messages: the text as make would print it, shortened. */
export function shown(x: Traced): string {
  const text = print(x).replace(/\s+/g, " ");
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** Words joined by single spaces. */
export function spaced(parts: readonly Traced[], space: Traced): Traced {
  return concatAll(parts.flatMap((part, i) => (i === 0 ? [part] : [space, part])));
}

/** "yes" before "maybe" before "no". */
export function strongest(answers: readonly Answer[]): Answer {
  return answers.includes("yes") ? "yes" : answers.includes("maybe") ? "maybe" : "no";
}

/** A value with another after it, and a blank between them where neither is empty. What is certain stays outside of choices. */
export function appended(old: Traced, added: Traced): Traced {
  const [before, after] = [nonEmpty(old), nonEmpty(added)];
  if (before === "no" || after === "no") return before === "no" ? added : old;
  // the blank belongs to what is added: it is written where that begins
  const at = originOf(added);
  const blank = literal(" ", at && { ...at, end: at.start });
  if (before === "yes") return concat(old, after === "yes" ? concat(blank, added) : whetherEmpty(added, (some) => concat(blank, some), EMPTY));
  if (after === "yes") return concat(whetherEmpty(old, (some) => concat(some, blank), EMPTY), added);
  return whetherEmpty(old, (some) => concat(some, whetherEmpty(added, (more) => concat(blank, more), EMPTY)), added);
}

/** A text that depends on whether another is empty. */
export function whetherEmpty(x: Traced, nonEmptyValue: (x: Traced) => Traced, emptyValue: Traced): Traced {
  return choose([
    { when: `${shown(x)} is not empty`, value: nonEmptyValue(whereNonEmpty(x)) },
    { when: `${shown(x)} is empty`, value: emptyValue },
  ]);
}
