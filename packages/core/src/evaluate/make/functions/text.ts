/** Functions of make for text: each is exact on what is known and unknown where something unknown decides. Source: function.c. */
import { Cutter } from "../../../syntax/makefile/index.js";
import type { Traced, Word } from "../../../text/index.js";
import { carrier, concat, concatAll, EMPTY, isEmpty, literal, literalOf, OPAQUE, originOf, shapeOf, splitBlanks, unknownText, width, WORD_SHAPE } from "../../../text/index.js";
import type { Pattern } from "../pattern.js";
import { matchPattern, parsePattern, substitute } from "../pattern.js";
import { choose, isLiteral, keyOf, nonEmpty, perVariant, shown, unknownFrom } from "../values.js";
import { gap, listOf, mapWords, word } from "../words.js";
import { MakeStop } from "../world.js";

export function strip(x: Traced): Traced {
  return perVariant([x], (text) => listOf(splitBlanks(text).map((item) => (item.kind === "gap" ? gap(stripped(item.value)) : item))));
}

/** What is only blanks strips to nothing. */
function stripped(x: Traced): Traced {
  return {
    pieces: x.pieces.map((piece) => (piece.kind === "unknown" && piece.shape.mayHaveBlanks ? { ...piece, shape: { mayBeEmpty: true, mayHaveBlanks: true } } : piece)),
  };
}

export function subst(from: Traced, to: Traced, x: Traced): Traced {
  return perVariant([from, to, x], (search, replacement, text) => {
    const pattern = literalOf(search);
    if (pattern === null) return unknownFrom([search], "search text");
    if (pattern === "") return concat(text, replacement);
    const source = carrier(text);
    if (!isLiteral(text) && pattern.length > 1 && mayStraddle(source, pattern)) return unknownFrom([text], "text");
    const cutter = new Cutter(text);
    const parts: Traced[] = [];
    let start = 0;
    for (let at = source.indexOf(pattern); at !== -1; at = source.indexOf(pattern, start)) {
      parts.push(cutter.cut(start, at), replacement);
      start = at + pattern.length;
    }
    return reshaped(start === 0 ? text : concatAll([...parts, cutter.cut(start)]), pattern, replacement);
  });
}

/** Whether an occurrence may reach from a literal into an unknown piece. */
function mayStraddle(source: string, pattern: string): boolean {
  const literals = source.split(OPAQUE);
  return literals.some((text, i) => {
    for (let length = 1; length < pattern.length; length++) {
      if (i < literals.length - 1 && text.endsWith(pattern.slice(0, length))) return true;
      if (i > 0 && text.startsWith(pattern.slice(-length))) return true;
    }
    return i > 0 && i < literals.length - 1 && text.length < pattern.length && pattern.includes(text);
  });
}

function reshaped(x: Traced, pattern: string, replacement: Traced): Traced {
  const to = shapeOf(replacement);
  return {
    pieces: x.pieces.map((piece) => {
      if (piece.kind !== "unknown") return piece;
      const shape = {
        mayBeEmpty: piece.shape.mayBeEmpty || (to.mayBeEmpty && pattern !== ""),
        mayHaveBlanks: piece.shape.mayHaveBlanks || to.mayHaveBlanks,
      };
      return { ...piece, shape };
    }),
  };
}

export function patsubst(pattern: Traced, to: Traced, x: Traced): Traced {
  return perVariant([pattern, to, x], (search, replacement, text) => patsubstWith(parsePattern(search), parsePattern(replacement), text));
}

/** `$(x:from=to)`: without `%` in `from` both are suffixes. Source: expand.c, variable_expand_string. */
export function substitutionReference(x: Traced, from: Traced, to: Traced): Traced {
  return perVariant([from, to, x], (search, replacement, text) => {
    const pattern = parsePattern(search);
    if (pattern.suffix !== null) return patsubstWith(pattern, parsePattern(replacement), text);
    return patsubstWith({ prefix: EMPTY, suffix: pattern.prefix }, { prefix: EMPTY, suffix: replacement }, text);
  });
}

function patsubstWith(pattern: Pattern, replacement: Pattern, text: Traced): Traced {
  const { prefix, suffix } = pattern;
  const repeated = splitBlanks(text).some((item) => keyOf(item.value).includes(keyOf(prefix)));
  if (!isEmpty(text) && !(isLiteral(prefix) && isLiteral(suffix ?? EMPTY)) && !repeated) return unknownFrom([prefix, suffix ?? EMPTY], "pattern");
  // without `%` nothing but the words themselves changes
  if (suffix === null && isLiteral(text) && isLiteral(prefix)) return replaceWords(prefix, replacement, text);
  return mapWords(
    text,
    (item) => {
      const match = matchPattern(pattern, item);
      if (match.answer === "no") return [word(item)];
      if (match.answer === "yes") return splitAgain(substitute(replacement, pattern.suffix === null ? null : match.stem));
      return [gap(unknownFrom([item, pattern.prefix, pattern.suffix ?? EMPTY], "words"))];
    },
    (item) => unknownFrom([item], "words"),
  );
}

/** The words that are `search` become the replacement; blanks stay as they are. */
function replaceWords(search: Traced, replacement: Pattern, text: Traced): Traced {
  const from = literalOf(search);
  const source = carrier(text);
  const cutter = new Cutter(text);
  const parts: Traced[] = [];
  let start = 0;
  for (const { index, 0: found } of source.matchAll(/[^ \t\n\r\f\v]+/g)) {
    if (found !== from) continue;
    parts.push(cutter.cut(start, index), substitute(replacement, null));
    start = index + found.length;
  }
  return start === 0 ? text : concatAll([...parts, cutter.cut(start)]);
}

function splitAgain(x: Traced): readonly Word[] {
  if (width(x) === 0) return [];
  return shapeOf(x).mayHaveBlanks || shapeOf(x).mayBeEmpty ? (isLiteral(x) ? [word(x)] : [gap(x)]) : [word(x)];
}

export function filter(patterns: Traced, x: Traced, out: boolean): Traced {
  return perVariant([patterns, x], (list, text) => {
    const parsed = splitBlanks(list).map((item) => ({ unsure: item.kind === "gap", pattern: parsePattern(item.value) }));
    const matched = (item: Traced): "yes" | "no" | "maybe" => {
      const answers = parsed.map(({ unsure, pattern }) => (unsure ? "maybe" : matchPattern(pattern, item).answer));
      return answers.includes("yes") ? "yes" : answers.includes("maybe") ? "maybe" : "no";
    };
    const keep = out ? "no" : "yes";
    const words = splitBlanks(text);
    if (words.length * parsed.length > MAX_MATCHES) return unknownText({ code: "limit", text: `limit: more than ${MAX_MATCHES} words to compare`, at: originOf(text) });
    const maybes = words.filter((item) => item.kind === "word" && matched(item.value) === "maybe").length;
    return listOf(
      words.flatMap((item): readonly Word[] => {
        if (item.kind === "gap") return parsed.length === 0 ? (out ? [item] : []) : [gap(unknownFrom([item.value], "words"))];
        const answer = matched(item.value);
        if (answer === keep) return [item];
        if (answer !== "maybe") return [];
        if (maybes > 3 || !isLiteral(item.value)) return [gap(unknownFrom([item.value, list], "words"))];
        return [gap(maybeWord(item.value, list, out))];
      }),
    );
  });
}

/** Words times patterns of one `$(filter)`. */
const MAX_MATCHES = 1_000_000;

function maybeWord(item: Traced, list: Traced, out: boolean): Traced {
  const is = `${shown(item)} is among ${shown(list)}`;
  const not = `${shown(item)} is not among ${shown(list)}`;
  return choose([
    { when: out ? not : is, value: item },
    { when: out ? is : not, value: EMPTY },
  ]);
}

export function findstring(search: Traced, x: Traced): Traced {
  return perVariant([search, x], (needle, text) => {
    const find = literalOf(needle);
    if (find === "") return EMPTY;
    if (find === null) return unknownFrom([needle], "search text");
    if (carrier(text).includes(find)) return needle;
    if (isLiteral(text)) return EMPTY;
    return choose([
      { when: `${shown(text)} contains ${find}`, value: needle },
      { when: `${shown(text)} does not contain ${find}`, value: EMPTY },
    ]);
  });
}

export function sort(x: Traced): Traced {
  return perVariant([x], (text) => {
    const words = splitBlanks(text);
    if (!isLiteral(text) && (words.length > 1 || words[0]?.kind === "gap")) return unknownFrom([text], "words");
    const byText = new Map(words.map((item) => [carrier(item.value), item]));
    return listOf([...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item));
  });
}

export function words(x: Traced): Traced {
  return perVariant([x], (text) => {
    const items = splitBlanks(text);
    return items.some((item) => item.kind === "gap") ? unknownFrom([text], "words", WORD_SHAPE) : literal(String(items.length));
  });
}

export function nthWord(n: Traced, x: Traced): Traced {
  return perVariant([n, x], (count, text) => {
    const index = number(count, "word", "first");
    if (index === null) return unknownFrom([count], "number");
    if (index === 0) throw new MakeStop("first argument to 'word' function must be greater than 0", null);
    return pick(text, index, index);
  });
}

export function wordlist(from: Traced, to: Traced, x: Traced): Traced {
  return perVariant([from, to, x], (start, end, text) => {
    const first = number(start, "wordlist", "first");
    const last = number(end, "wordlist", "second");
    if (first === null || last === null) return unknownFrom([start, end], "number");
    if (first < 1) throw new MakeStop(`invalid first argument to 'wordlist' function: '${first}'`, null);
    return pick(text, first, last);
  });
}

/** Words `first` to `last`, counted from 1, as they stand in the text. */
function pick(text: Traced, first: number, last: number): Traced {
  if (last < first) return EMPTY;
  const items = splitBlanks(text);
  const unsure = items.findIndex((item) => item.kind === "gap");
  if (unsure !== -1 && unsure < last) return unknownFrom([text], "words");
  return listOf(items.slice(first - 1, last));
}

export function firstword(x: Traced): Traced {
  return perVariant([x], (text) => end(splitBlanks(text)[0], text));
}

export function lastword(x: Traced): Traced {
  return perVariant([x], (text) => end(splitBlanks(text).at(-1), text));
}

function end(item: Word | undefined, text: Traced): Traced {
  if (item === undefined) return EMPTY;
  if (item.kind === "word") return item.value;
  return unknownFrom([item.value], "words", { mayBeEmpty: nonEmpty(text) !== "yes" || shapeOf(text).mayHaveBlanks, mayHaveBlanks: false });
}

export function join(a: Traced, b: Traced): Traced {
  return perVariant([a, b], (left, right) => {
    const first = splitBlanks(left);
    const second = splitBlanks(right);
    if ([...first, ...second].some((item) => item.kind === "gap")) return unknownFrom([left, right], "words");
    const length = Math.max(first.length, second.length);
    return listOf(Array.from({ length }, (_, i) => word(concat(first[i]?.value ?? EMPTY, second[i]?.value ?? EMPTY))));
  });
}

export function addprefix(prefix: Traced, x: Traced): Traced {
  return affix(prefix, x, (item, affixed) => concat(affixed, item));
}

export function addsuffix(suffix: Traced, x: Traced): Traced {
  return affix(suffix, x, (item, affixed) => concat(item, affixed));
}

function affix(text: Traced, x: Traced, put: (word: Traced, affix: Traced) => Traced): Traced {
  return perVariant([text, x], (added, list) =>
    mapWords(
      list,
      (item) => [shapeOf(added).mayHaveBlanks && !isLiteral(added) ? gap(put(item, added)) : word(put(item, added))],
      (item) => unknownFrom([item], "words"),
    ),
  );
}

function number(x: Traced, name: string, which: string): number | null {
  const text = literalOf(x);
  if (text === null) return null;
  if (!/^\s*\d+\s*$/.test(text)) throw new MakeStop(`non-numeric ${which} argument to '${name}' function: '${text}'`, null);
  return Number(text);
}
