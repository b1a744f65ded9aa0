/**
 * Text that remembers where it was written.
 *
 * A value during evaluation is a rope of pieces. A piece is literal text, an unknown with a shape, or one of several alternatives; each
 * carries its origin and the references (`$(LDFLAGS)`, `${VERSION}`, `$1`) through which it came.
 *
 * The law, property-tested for every operator: for each concrete choice `c` of the unknowns, `op(c)` is one of the concretisations of `op(x)`.
 */
import type { Origin } from "./origin.js";
import { span } from "./origin.js";
import type { Hop, Reason } from "./verdict.js";

/** What is known about a text that is not known. */
export interface Shape {
  /** it may be the empty string */
  readonly mayBeEmpty: boolean;
  /** it may contain blanks (space, tab, newline), so that it may split into several words */
  readonly mayHaveBlanks: boolean;
}

export const ANY_SHAPE: Shape = { mayBeEmpty: true, mayHaveBlanks: true };
export const WORD_SHAPE: Shape = { mayBeEmpty: false, mayHaveBlanks: false };

/** The reference that pulled a piece in, innermost first: `$(LDFLAGS)` at Makefile:31, itself pulled in by `outer`. */
export interface Via {
  readonly text: string;
  readonly at: Origin;
  readonly outer: Via | null;
}

export interface LiteralPiece {
  readonly kind: "literal";
  readonly text: string;
  /** when its length equals that of `text`, character i of the text is character i of the origin */
  readonly origin: Origin | null;
  readonly via: Via | null;
}

export interface UnknownPiece {
  readonly kind: "unknown";
  readonly reason: Reason;
  readonly shape: Shape;
  readonly origin: Origin | null;
  readonly via: Via | null;
}

export interface Alternative {
  readonly value: Traced;
  /** the condition that chose it, for people: "TARGETARCH is arm64" */
  readonly when: string;
}

export interface OneOfPiece {
  readonly kind: "oneOf";
  readonly alternatives: readonly Alternative[];
  readonly origin: Origin | null;
  readonly via: Via | null;
}

export type Piece = LiteralPiece | UnknownPiece | OneOfPiece;

/** Pieces without empty literals; neighbouring literals are merged when their origins and references continue each other. */
export interface Traced {
  readonly pieces: readonly Piece[];
}

/** The character that stands for a piece that is not literal in {@link carrier}; a private-use code point. */
export const OPAQUE = "\uE000";

export const EMPTY: Traced = { pieces: [] };

export function literal(text: string, origin: Origin | null = null): Traced {
  return text === "" ? EMPTY : { pieces: [{ kind: "literal", text, origin, via: null }] };
}

export function unknownText(reason: Reason, shape: Shape = ANY_SHAPE, origin: Origin | null = reason.at): Traced {
  return { pieces: [{ kind: "unknown", reason, shape, origin, via: null }] };
}

/**
 * Alternatives that are the same text count once, with their conditions joined by "or"; one alternative is that alternative. An alternative that is
 * nothing but a choice itself gives its own alternatives. More than {@link MAX_ALTERNATIVES} variants widen to unknown.
 */
export function oneOf(alternatives: readonly Alternative[], origin: Origin | null = null): Traced {
  const distinct = new Map<string, Alternative>();
  for (const alternative of alternatives.flatMap(flatten)) {
    const key = identity(alternative.value);
    const known = distinct.get(key);
    distinct.set(key, known === undefined ? alternative : { value: known.value, when: either(known.when, alternative.when) });
  }
  const [first, ...rest] = distinct.values();
  if (first === undefined) throw new RangeError("oneOf needs at least one alternative");
  if (rest.length === 0) return first.value;
  const all = [...distinct.values()];
  if (all.reduce((sum, alternative) => sum + variantCount(alternative.value), 0) > MAX_ALTERNATIVES) {
    const shapes = all.map((alternative) => shapeOf(alternative.value));
    const shape = { mayBeEmpty: shapes.some((s) => s.mayBeEmpty), mayHaveBlanks: shapes.some((s) => s.mayHaveBlanks) };
    return unknownText({ code: "limit", text: `more than ${MAX_ALTERNATIVES} alternatives`, at: origin }, shape);
  }
  return factored(all, origin);
}

/** What all alternatives begin and end with stands outside of the choice, so that it is known whatever is chosen. */
function factored(alternatives: readonly Alternative[], origin: Origin | null): Traced {
  const [first] = alternatives;
  if (first === undefined) return EMPTY;
  const shared = sharedWidth(alternatives.map(({ value }) => value), false);
  const start = cutsQuotes(slice(first.value, 0, shared)) ? 0 : shared;
  const rests = alternatives.map(({ when, value }) => ({ when, value: slice(value, start) }));
  const sharedEnd = sharedWidth(rests.map(({ value }) => value), true);
  const end = cutsQuotes(slice(first.value, width(first.value) - sharedEnd)) ? 0 : sharedEnd;
  const middle = rests.map(({ when, value }) => ({ when, value: slice(value, 0, width(value) - end) }));
  return concat(slice(first.value, 0, start), { pieces: [{ kind: "oneOf", alternatives: middle, origin, via: null }] }, slice(first.value, width(first.value) - end));
}

/** Quotes stay together: a shell reads `{"a|"b} c"` as a quote that opens behind the choice. */
function cutsQuotes(text: Traced): boolean {
  const written = carrier(text);
  return ['"', "'"].some((quote) => written.split(quote).length % 2 === 0);
}

/** Units of the carrier that all texts have in common at their start, or at their end. */
function sharedWidth(texts: readonly Traced[], fromEnd: boolean): number {
  const [first = [], ...others] = texts.map(({ pieces }) => (fromEnd ? pieces.toReversed() : pieces));
  let shared = 0;
  for (const [i, piece] of first.entries()) {
    const units = Math.min(...others.map((pieces) => sharedUnits(piece, pieces[i], fromEnd)));
    shared += units;
    // Later pieces are in step only when these are shared as a whole.
    if (units < widthOf(piece) || others.some((pieces) => widthOf(pieces[i] as Piece) > units)) break;
  }
  return shared;
}

function sharedUnits(a: Piece, b: Piece | undefined, fromEnd: boolean): number {
  if (b === undefined) return 0;
  if (a.kind !== "literal" || b.kind !== "literal") return identity({ pieces: [a] }) === identity({ pieces: [b] }) ? widthOf(a) : 0;
  const limit = Math.min(a.text.length, b.text.length);
  let units = 0;
  while (units < limit && (fromEnd ? a.text.at(-1 - units) === b.text.at(-1 - units) : a.text[units] === b.text[units])) units++;
  if (units === a.text.length && units === b.text.length) return units;
  // Words stay whole: `one` and `none` are two words, not one with two beginnings.
  while (units > 0 && !/[ \t\n]/.test((fromEnd ? a.text.at(-units) : a.text[units - 1]) ?? "")) units--;
  return units;
}

/** Bound of alternatives kept in one piece and of variants enumerated from one text. */
export const MAX_ALTERNATIVES = 16;

/** Conditions that were joined by "or" are for people, who do not read more than this. */
const MAX_CONDITION_LENGTH = 200;

export function concat(...parts: readonly Traced[]): Traced {
  return concatAll(parts);
}

/** As {@link concat}, for lists that may be too long for the arguments of a call. */
export function concatAll(parts: readonly Traced[]): Traced {
  const pieces: Piece[] = [];
  for (const part of parts) for (const piece of part.pieces) push(pieces, piece);
  return { pieces };
}

/** Concatenation with `separator` between the parts. */
export function join(parts: readonly Traced[], separator: Traced): Traced {
  return concat(...parts.flatMap((part, i) => (i === 0 ? [part] : [separator, part])));
}

/** The logical text in which every piece that is not literal is one {@link OPAQUE} character: what a parser is given; its offsets address {@link slice}. */
export function carrier(x: Traced): string {
  return x.pieces.map((piece) => (piece.kind === "literal" ? piece.text : OPAQUE)).join("");
}

/** The part between two offsets of the {@link carrier}. Literal pieces keep exact origins. */
export function slice(x: Traced, start: number, end: number = Number.POSITIVE_INFINITY): Traced {
  const pieces: Piece[] = [];
  let at = 0;
  for (const piece of x.pieces) {
    const length = widthOf(piece);
    const from = Math.max(start, at) - at;
    const to = Math.min(end, at + length) - at;
    if (from < to) push(pieces, piece.kind === "literal" ? sliceLiteral(piece, from, to) : piece);
    at += length;
    if (at >= end) break;
  }
  return { pieces };
}

/** Length of the {@link carrier}. */
export function width(x: Traced): number {
  return x.pieces.reduce((sum, piece) => sum + widthOf(piece), 0);
}

/** The piece at an offset of the carrier and where it starts. */
export function pieceAt(x: Traced, offset: number): { readonly piece: Piece; readonly start: number } | null {
  let at = 0;
  for (const piece of x.pieces) {
    const length = widthOf(piece);
    if (offset < at + length) return { piece, start: at };
    at += length;
  }
  return null;
}

/**
 * The place where the text was written: from its first to its last piece. Of a text that references pulled in as a whole it is the place behind
 * them; what a further reference pulled in stands where that reference does. Null when nothing has an origin.
 */
export function originOf(x: Traced): Origin | null {
  const chains = x.pieces.flatMap((piece) => (piece.origin === null ? [] : [referencesOf(piece)]));
  const shared = sharedReferences(chains);
  let whole: Origin | null = null;
  for (const chain of chains) {
    const at = chain[shared];
    if (at !== undefined) whole = whole === null ? at : span(whole, at);
  }
  return whole;
}

/** The places of the references that pulled a piece in, outermost first, and then its own. */
function referencesOf({ via, origin }: Piece): readonly Origin[] {
  const places = origin === null ? [] : [origin];
  for (let at = via; at !== null; at = at.outer) places.unshift(at.at);
  return places;
}

/** How many references, from the outermost one on, pulled in all pieces. */
function sharedReferences(chains: readonly (readonly Origin[])[]): number {
  const [first = [], ...others] = chains;
  let shared = 0;
  while (shared < first.length - 1 && others.every((chain) => shared < chain.length - 1 && sameOrigin(chain[shared], first[shared]))) shared++;
  return shared;
}

function sameOrigin(a: Origin | undefined, b: Origin | undefined): boolean {
  return a?.file === b?.file && a?.start === b?.start && a?.end === b?.end;
}

/** The place where the text stands: what a reference pulled in stands where the outermost reference does. Null when nothing has a place. */
export function placeOf(x: Traced): Origin | null {
  let whole: Origin | null = null;
  for (const piece of x.pieces) {
    let at = piece.origin;
    for (let via = piece.via; via !== null; via = via.outer) at = via.at;
    if (at !== null) whole = whole === null ? at : span(whole, at);
  }
  return whole;
}

/** The exact text when every piece is literal, else null. */
export function literalOf(x: Traced): string | null {
  let text = "";
  for (const piece of x.pieces) {
    if (piece.kind !== "literal") return null;
    text += piece.text;
  }
  return text;
}

export function isEmpty(x: Traced): boolean {
  return x.pieces.length === 0;
}

/** The first reason found inside, depth first; null when nothing in it is unknown. */
export function firstUnknown(x: Traced): Reason | null {
  for (const piece of x.pieces) {
    if (piece.kind === "unknown") return piece.reason;
    if (piece.kind === "oneOf") {
      for (const alternative of piece.alternatives) {
        const reason = firstUnknown(alternative.value);
        if (reason !== null) return reason;
      }
    }
  }
  return null;
}

/** What can be said about the text without choosing its unknowns. */
export function shapeOf(x: Traced): Shape {
  let mayBeEmpty = true;
  let mayHaveBlanks = false;
  for (const piece of x.pieces) {
    const shape = shapeOfPiece(piece);
    mayBeEmpty &&= shape.mayBeEmpty;
    mayHaveBlanks ||= shape.mayHaveBlanks;
  }
  return { mayBeEmpty, mayHaveBlanks };
}

/** Marks every piece as pulled in by a reference. */
export function throughReference(x: Traced, text: string, at: Origin): Traced {
  return through(x, { text, at, outer: null });
}

export interface Variant {
  /** without `oneOf` pieces */
  readonly value: Traced;
  /** conditions under which it is the value; empty when unconditional */
  readonly when: readonly string[];
}

/**
 * Every choice of the alternatives, as texts of literals and unknowns.
 *
 * Alternatives are taken as independent of each other: an over-approximation that the law allows. Null when there are more than `limit`.
 */
export function variants(x: Traced, limit: number = MAX_ALTERNATIVES): readonly Variant[] | null {
  let found: Variant[] = [{ value: EMPTY, when: [] }];
  for (const piece of x.pieces) {
    const choices = piece.kind === "oneOf" ? choicesOf(piece, limit) : [{ value: { pieces: [piece] }, when: [] }];
    if (choices === null || found.length * choices.length > limit) return null;
    found = found.flatMap((prefix) =>
      choices.map((choice) => ({ value: concat(prefix.value, choice.value), when: [...prefix.when, ...choice.when] })),
    );
  }
  return found;
}

/** All texts it can be, when they are finitely many and at most `limit`; else null. */
export function concretisations(x: Traced, limit: number = MAX_ALTERNATIVES): readonly string[] | null {
  const all = variants(x, limit);
  if (all === null) return null;
  const texts = new Set<string>();
  for (const variant of all) {
    const text = literalOf(variant.value);
    if (text === null) return null;
    texts.add(text);
  }
  return [...texts];
}

/** Whether it is `text`: "maybe" when some of its concretisations are and some are not, or when that cannot be told. */
export function equals(x: Traced, text: string): "yes" | "no" | "maybe" {
  const all = concretisations(x);
  if (all !== null) {
    if (!all.includes(text)) return "no";
    return all.length === 1 ? "yes" : "maybe";
  }
  return couldBe(x, text) ? "maybe" : "no";
}

/**
 * Applies a function of plain strings to texts: this is how the text functions of make, the shell and CMake are lifted. Each combination of alternatives is
 * exact where it is known, else unknown with the given shape. The result is traced to the first argument that has an origin.
 */
export function lift(f: (...texts: string[]) => string, args: readonly Traced[], shape: Shape = ANY_SHAPE): Traced {
  let rows: readonly LiftedRow[] = [{ texts: [], unknown: null, when: [] }];
  for (const arg of args) {
    const choices = variants(arg);
    if (choices === null || rows.length * choices.length > MAX_ALTERNATIVES) {
      return unknownText(firstUnknown(arg) ?? { code: "limit", text: `more than ${MAX_ALTERNATIVES} alternatives`, at: originOf(arg) }, shape);
    }
    rows = rows.flatMap((row) =>
      choices.map((choice) => ({
        texts: [...row.texts, literalOf(choice.value) ?? ""],
        unknown: row.unknown ?? firstUnknown(choice.value),
        when: [...row.when, ...choice.when],
      })),
    );
  }
  const source = args.flatMap((arg) => arg.pieces).find((piece) => piece.origin !== null);
  const result = (row: LiftedRow): Traced => {
    if (row.unknown !== null) return unknownText(row.unknown, shape);
    const value = literal(f(...row.texts), source?.origin ?? null);
    return source === undefined || source.via === null ? value : through(value, source.via);
  };
  return oneOf(rows.map((row) => ({ value: result(row), when: row.when.join(", ") })));
}

interface LiftedRow {
  readonly texts: readonly string[];
  /** why the result is not known; the texts mean nothing then */
  readonly unknown: Reason | null;
  readonly when: readonly string[];
}

/**
 * A word of a split text, or a gap: zero or more words that are not known, with the text that hides them: split at blanks it gives them. Where quotes
 * made words that the blanks do not tell, the text is unknown.
 */
export interface Word {
  readonly kind: "word" | "gap";
  readonly value: Traced;
  /** of a gap: the words of each of the ways, where these are known */
  readonly ways?: readonly WordsWay[];
}

export interface WordsWay {
  readonly words: readonly Word[];
  /** the condition that leads there, for people */
  readonly when: string;
}

/**
 * Splits at blanks (space, tab, newline). A piece that may contain blanks makes the word it touches a gap; a piece that may be empty and stands alone is a gap too, because it may be no word at all.
 */
export function splitBlanks(x: Traced): readonly Word[] {
  const words: Word[] = [];
  let current: Piece[] = [];
  const flush = (): void => {
    if (current.length === 0) return;
    const value = { pieces: current };
    const shape = shapeOf(value);
    words.push({ kind: shape.mayHaveBlanks || shape.mayBeEmpty ? "gap" : "word", value });
    current = [];
  };
  for (const piece of x.pieces) {
    if (piece.kind !== "literal") {
      push(current, piece);
      continue;
    }
    let start = 0;
    for (const blank of piece.text.matchAll(/[ \t\n]+/g)) {
      if (blank.index > start) push(current, sliceLiteral(piece, start, blank.index));
      flush();
      start = blank.index + blank[0].length;
    }
    if (start < piece.text.length) push(current, sliceLiteral(piece, start, piece.text.length));
  }
  flush();
  return words;
}

/** For people: unknowns as `<why>`, alternatives as `{a|b}`. */
export function print(x: Traced): string {
  return x.pieces
    .map((piece) => {
      if (piece.kind === "literal") return piece.text;
      if (piece.kind === "unknown") return `<${piece.reason.text}>`;
      return `{${piece.alternatives.map((alternative) => print(alternative.value)).join("|")}}`;
    })
    .join("");
}

/** The way of a text: for each piece where it was written and the references that pulled it in, outermost last. Repeated places count once. */
export function hops(x: Traced): readonly Hop[] {
  const found: Hop[] = [];
  const seen = new Set<string>();
  const add = (hop: Hop): void => {
    const key = `${hop.at?.file}:${hop.at?.start}:${hop.at?.end}`;
    if (hop.at === null || seen.has(key)) return;
    seen.add(key);
    found.push(hop);
  };
  const visit = (value: Traced): void => {
    for (const piece of value.pieces) {
      if (piece.kind === "literal") add({ fact: "", text: piece.text.trim(), at: piece.origin });
      else if (piece.kind === "unknown") add({ fact: "", text: piece.reason.text, at: piece.reason.at ?? piece.origin });
      else for (const alternative of piece.alternatives) visit(alternative.value);
      for (let via = piece.via; via !== null; via = via.outer) add({ fact: "", text: via.text, at: via.at });
    }
  };
  visit(x);
  return found;
}

function widthOf(piece: Piece): number {
  return piece.kind === "literal" ? piece.text.length : OPAQUE.length;
}

function sliceLiteral(piece: LiteralPiece, from: number, to: number): LiteralPiece {
  if (from === 0 && to === piece.text.length) return piece;
  const { origin } = piece;
  const exact = origin !== null && origin.end - origin.start === piece.text.length;
  return {
    ...piece,
    text: piece.text.slice(from, to),
    origin: exact ? { file: origin.file, start: origin.start + from, end: origin.start + to } : origin,
  };
}

function push(pieces: Piece[], piece: Piece): void {
  if (piece.kind === "literal") {
    if (piece.text === "") return;
    const last = pieces.at(-1);
    if (last?.kind === "literal" && last.via === piece.via && continues(last, piece)) {
      pieces[pieces.length - 1] = { ...last, text: last.text + piece.text, origin: last.origin && piece.origin && span(last.origin, piece.origin) };
      return;
    }
  }
  pieces.push(piece);
}

/** Only literals that are verbatim and adjacent in one file, or both without origin, may merge: otherwise offsets would stop being exact. */
function continues(left: LiteralPiece, right: LiteralPiece): boolean {
  if (left.origin === null || right.origin === null) return left.origin === right.origin;
  return (
    left.origin.file === right.origin.file &&
    left.origin.end === right.origin.start &&
    left.origin.end - left.origin.start === left.text.length &&
    right.origin.end - right.origin.start === right.text.length
  );
}

/** Every piece came through its own references first, then through `outer`; a reference that repeats the one before it (a loop) counts once. */
function through(x: Traced, outer: Via): Traced {
  // pieces that share a chain go on sharing one
  const chains = new Map<Via | null, Via>();
  return {
    pieces: x.pieces.map((piece) => {
      const via = chains.get(piece.via) ?? append(piece.via, outer);
      chains.set(piece.via, via);
      return { ...piece, via };
    }),
  };
}

function append(chain: Via | null, outer: Via): Via {
  const inner: Via[] = [];
  for (let via = chain; via !== null; via = via.outer) inner.push(via);
  const last = inner.at(-1);
  if (chain !== null && outer.outer === null && last?.text === outer.text && isSame(last.at, outer.at)) return chain;
  return inner.reduceRight((rest, via) => ({ ...via, outer: rest }), outer);
}

function isSame(left: Origin, right: Origin): boolean {
  return left.file === right.file && left.start === right.start && left.end === right.end;
}

/** An alternative that is one choice is taken apart, so that choices of choices stay as flat as they are written. */
function flatten(alternative: Alternative): readonly Alternative[] {
  const [piece, ...more] = alternative.value.pieces;
  if (piece?.kind !== "oneOf" || more.length > 0) return [alternative];
  return piece.alternatives.map((inner) => ({
    value: piece.via === null ? inner.value : through(inner.value, piece.via),
    when: [alternative.when, inner.when].filter((when) => when !== "").join(", "),
  }));
}

function either(left: string, right: string): string {
  if (left === right || left === "" || right === "") return left === right ? left : "";
  return left.split(" or ").includes(right) || left.length > MAX_CONDITION_LENGTH ? left : `${left} or ${right}`;
}

/** How many variants a text has, but at most one more than the bound. */
function variantCount(x: Traced): number {
  let count = 1;
  for (const piece of x.pieces) {
    if (piece.kind !== "oneOf") continue;
    count *= piece.alternatives.reduce((sum, alternative) => sum + variantCount(alternative.value), 0);
    if (count > MAX_ALTERNATIVES) return MAX_ALTERNATIVES + 1;
  }
  return count;
}

function choicesOf(piece: OneOfPiece, limit: number): readonly Variant[] | null {
  const choices: Variant[] = [];
  for (const alternative of piece.alternatives) {
    const inner = variants(alternative.value, limit);
    if (inner === null) return null;
    for (const variant of inner) {
      const value = piece.via === null ? variant.value : through(variant.value, piece.via);
      choices.push({ value, when: alternative.when === "" ? variant.when : [alternative.when, ...variant.when] });
    }
  }
  return choices;
}

function shapeOfPiece(piece: Piece): Shape {
  switch (piece.kind) {
    case "literal":
      return { mayBeEmpty: false, mayHaveBlanks: /[ \t\n]/.test(piece.text) };
    case "unknown":
      return piece.shape;
    case "oneOf": {
      const shapes = piece.alternatives.map((alternative) => shapeOf(alternative.value));
      return { mayBeEmpty: shapes.some((s) => s.mayBeEmpty), mayHaveBlanks: shapes.some((s) => s.mayHaveBlanks) };
    }
  }
}

/** Whether some choice of the unknowns gives `text`: literals must occur in order, unknowns fill the rest as their shapes allow. */
function couldBe(x: Traced, text: string): boolean {
  return ends(x, text, new Set([0])).has(text.length);
}

/** Where a match of the text may end that starts at one of `starts`. Sets, not backtracking: many unknowns in a row stay cheap. */
function ends(x: Traced, text: string, starts: ReadonlySet<number>): ReadonlySet<number> {
  let current = starts;
  for (const piece of x.pieces) {
    const next = new Set<number>();
    if (piece.kind === "oneOf") {
      for (const alternative of piece.alternatives) for (const end of ends(alternative.value, text, current)) next.add(end);
    } else if (piece.kind === "literal") {
      for (const start of current) if (text.startsWith(piece.text, start)) next.add(start + piece.text.length);
    } else {
      for (const start of current) {
        if (piece.shape.mayBeEmpty) next.add(start);
        for (let end = start + 1; end <= text.length && (piece.shape.mayHaveBlanks || !isBlank(text[end - 1])); end++) next.add(end);
      }
    }
    current = next;
  }
  return current;
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t" || character === "\n";
}

/** A key under which two texts with the same concretisations and reasons are the same. */
function identity(x: Traced): string {
  return JSON.stringify(structure(x));
}

function structure(x: Traced): readonly unknown[] {
  const parts: unknown[] = [];
  for (const piece of x.pieces) {
    const last = parts.at(-1);
    if (piece.kind === "literal" && typeof last === "string") parts[parts.length - 1] = last + piece.text;
    else if (piece.kind === "literal") parts.push(piece.text);
    else if (piece.kind === "unknown") parts.push([piece.reason.code, piece.reason.text, piece.shape.mayBeEmpty, piece.shape.mayHaveBlanks]);
    else parts.push(piece.alternatives.map((alternative) => structure(alternative.value)));
  }
  return parts;
}
