/**
 * Lists of CMake: texts whose elements are divided by semicolons. Source: CMake 3.25, cmListFileArgument and cmSystemTools (cmExpandList).
 *
 * A {@link Word} of kind "gap" stands for any number of elements; its value is the text of that part of the list.
 */
import type { Piece, Traced, Word } from "../../text/index.js";
import { carrier, concat, concatAll, EMPTY, isEmpty, literal, literalOf, OPAQUE, shapeOf, unknownText, variants } from "../../text/index.js";
import { Cutter } from "../../syntax/makefile/index.js";
import { both, choose, whetherEmpty } from "../make/index.js";

/** The elements of a list. Empty ones do not count, unless `keepEmpty`. */
export function splitList(x: Traced, keepEmpty = false): readonly Word[] {
  if (isEmpty(x)) return [];
  const source = carrier(x);
  if (!source.includes(";")) return elementOf(x, keepEmpty);
  const cutter = new Cutter(x);
  const words: Word[] = [];
  let parts: Traced[] = [];
  let start = 0;
  let nesting = 0;
  const close = (end: number): void => {
    const element = parts.length === 0 ? cutter.cut(start, end) : concat(...parts, cutter.cut(start, end));
    if (!isEmpty(element)) words.push(...elementOf(element, keepEmpty));
    else if (keepEmpty) words.push({ kind: "word", value: EMPTY });
    parts = [];
  };
  for (let at = 0; at < source.length; at++) {
    const character = source[at];
    if (character === "[") nesting++;
    else if (character === "]") nesting--;
    else if (character === "\\" && source[at + 1] === ";") {
      parts.push(cutter.cut(start, at));
      start = ++at;
    } else if (character === ";" && nesting === 0) {
      close(at);
      start = at + 1;
    }
  }
  close(source.length);
  if (words.length <= MAX_ELEMENTS) return words;
  return [{ kind: "gap", value: unknownText({ code: "limit", text: `limit: a list of more than ${MAX_ELEMENTS} elements`, at: null }) }];
}

const MAX_ELEMENTS = 20_000;

/** One element as it is written, which something unknown or one of several texts may still divide. */
function elementOf(x: Traced, keepEmpty: boolean): readonly Word[] {
  if (x.pieces.every((piece) => piece.kind === "literal")) return [{ kind: "word", value: x }];
  const choices = x.pieces.some(mayDivide) ? variants(x) : null;
  if (choices !== null && choices.length > 1) {
    const rows = choices.map(({ value, when }) => ({ words: splitList(value, keepEmpty), when: when.reduce(both, "") }));
    const count = rows[0]?.words.length ?? 0;
    const sameCount = rows.every(({ words }) => words.length === count && words.every(({ kind }) => kind === "word"));
    if (!sameCount) return withCommonEnds(rows);
    return Array.from({ length: count }, (_, i): Word => ({ kind: "word", value: choose(rows.map(({ words, when }) => ({ when, value: (words[i] as Word).value }))) }));
  }
  const shape = shapeOf(x);
  const divides = x.pieces.some((piece) => piece.kind !== "literal" && (piece.kind === "oneOf" ? mayDivide(piece) : piece.shape.mayHaveBlanks));
  return [{ kind: divides || (shape.mayBeEmpty && !keepEmpty) ? "gap" : "word", value: x }];
}

interface Row {
  readonly words: readonly Word[];
  readonly when: string;
}

/** Elements that all the lists begin or end with are elements; what lies between is one of several lists. */
function withCommonEnds(rows: readonly Row[]): readonly Word[] {
  const lists = rows.map(({ words }) => words);
  const start = sharedCount(lists);
  const end = sharedCount(lists.map((words) => words.slice(start).toReversed()));
  const [first = []] = lists;
  const middle = choose(rows.map(({ words, when }) => ({ when, value: joinList(words.slice(start, words.length - end)) })));
  return [...first.slice(0, start), ...(isEmpty(middle) ? [] : [{ kind: "gap" as const, value: middle }]), ...first.slice(first.length - end)];
}

/** How many elements, from the first on, are the same in all lists, for certain. */
function sharedCount(lists: readonly (readonly Word[])[]): number {
  const [first = [], ...others] = lists;
  const isShared = ({ kind, value }: Word, i: number): boolean => {
    const text = literalOf(value);
    return kind === "word" && text !== null && others.every((words) => words[i]?.kind === "word" && literalOf(words[i].value) === text);
  };
  const count = first.findIndex((word, i) => !isShared(word, i));
  return count === -1 ? first.length : count;
}

/** Whether a choice may hold several elements, or none. */
function mayDivide(piece: Piece): boolean {
  return piece.kind === "oneOf" && piece.alternatives.some(({ value }) => isEmpty(value) || /[;[\]\\]/.test(carrier(value)) || value.pieces.some((inner) => inner.kind === "unknown" && inner.shape.mayHaveBlanks));
}

/** The elements as one text. Beside elements that may be none, the semicolon is there only where there are some. */
export function joinList(words: readonly Word[], separator = ";"): Traced {
  const between = literal(separator);
  const isKnown = (word: Word): boolean => word.kind === "word" || !shapeOf(word.value).mayBeEmpty;
  if (words.every(isKnown)) return concatAll(words.flatMap(({ value }, i) => (i === 0 ? [value] : [between, value])));
  let text: Traced = EMPTY;
  /** whether there is an element so far, for certain */
  let isSome = false;
  for (const [i, { kind, value }] of words.entries()) {
    const mayBeNone = kind === "gap" && shapeOf(value).mayBeEmpty;
    if (i === 0) text = value;
    else if (isSome) text = mayBeNone ? concat(text, whetherEmpty(value, (some) => concat(between, some), EMPTY)) : concat(text, between, value);
    else if (mayBeNone) text = whetherEmpty(text, (some) => concat(some, whetherEmpty(value, (more) => concat(between, more), EMPTY)), value);
    else text = concat(whetherEmpty(text, (some) => concat(some, between), EMPTY), value);
    isSome ||= !mayBeNone;
  }
  return text;
}

/** Whether every element is known to be one. */
export function isExact(words: readonly Word[]): boolean {
  return words.every(({ kind }) => kind === "word");
}

/** Whether some part of a text is not literal. */
export function hasOpaque(x: Traced): boolean {
  return carrier(x).includes(OPAQUE);
}
