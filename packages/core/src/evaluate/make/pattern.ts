/** `%` patterns. Source: GNU make 4.3, function.c (patsubst_expand_pat, pattern_matches), read.c (find_percent). */
import type { Traced } from "../../text/index.js";
import { carrier, concat, OPAQUE, slice, width } from "../../text/index.js";
import type { Answer } from "./values.js";
import { keyOf } from "./values.js";

export interface Pattern {
  /** before the `%`; the whole text without one */
  readonly prefix: Traced;
  /** after the `%`; null without one */
  readonly suffix: Traced | null;
}

/** Splits at the first `%` that no backslash quotes; the backslashes that quote are removed. */
export function parsePattern(text: Traced): Pattern {
  const source = carrier(text);
  const prefix: Traced[] = [];
  let start = 0;
  for (let at = source.indexOf("%"); at !== -1; at = source.indexOf("%", at + 1)) {
    let slashes = 0;
    while (at - slashes > start && source[at - slashes - 1] === "\\") slashes++;
    prefix.push(slice(text, start, at - slashes + (slashes >> 1)));
    if (slashes % 2 === 0) return { prefix: concat(...prefix), suffix: slice(text, at + 1) };
    start = at;
  }
  return { prefix: concat(...prefix, slice(text, start)), suffix: null };
}

export interface Match {
  readonly answer: Answer;
  /** what the `%` stands for, unless the answer is "no" or the stem is not known; null without `%` */
  readonly stem: Traced | null;
}

const NO: Match = { answer: "no", stem: null };
const MAYBE: Match = { answer: "maybe", stem: null };

/** Matches one word. Exact where the literal parts decide; "maybe" where something unknown does. */
export function matchPattern(pattern: Pattern, text: Traced): Match {
  const word = carrier(text);
  const prefix = carrier(pattern.prefix);
  const known = !word.includes(OPAQUE);
  if (known && pattern.suffix !== null && !word.startsWith(prefix) && !prefix.includes(OPAQUE)) return NO;
  if (pattern.suffix === null) {
    if (known && !prefix.includes(OPAQUE)) return word === prefix ? { answer: "yes", stem: null } : NO;
    return alike(prefix, word) ? MAYBE : NO;
  }
  const suffix = carrier(pattern.suffix);
  if (prefix.includes(OPAQUE) || suffix.includes(OPAQUE)) return matchUnknown(pattern.prefix, pattern.suffix, text);
  if (known && !word.endsWith(suffix)) return NO;
  const answers = [startsWith(word, prefix), endsWith(word, suffix)];
  if (answers.includes("no")) return NO;
  if (answers.includes("maybe")) return MAYBE;
  if (word.length < prefix.length + suffix.length) return known ? NO : MAYBE;
  return { answer: "yes", stem: slice(text, prefix.length, width(text) - suffix.length) };
}

/** The replacement with the stem in place of its `%`. What is not known in it is taken to hold none. */
export function substitute(replacement: Pattern, stem: Traced | null): Traced {
  if (replacement.suffix === null) return replacement.prefix;
  return stem === null ? replacement.prefix : concat(replacement.prefix, stem, replacement.suffix);
}

/** The same unknown text in the pattern and in the word matches itself. */
function matchUnknown(prefix: Traced, suffix: Traced, text: Traced): Match {
  const end = width(text) - width(suffix);
  if (end < width(prefix)) return MAYBE;
  const same = keyOf(slice(text, 0, width(prefix))) === keyOf(prefix) && keyOf(slice(text, end)) === keyOf(suffix);
  return same ? { answer: "yes", stem: slice(text, width(prefix), end) } : MAYBE;
}

function startsWith(text: string, start: string): Answer {
  for (let i = 0; i < start.length; i++) {
    if (text[i] === OPAQUE) return "maybe";
    if (text[i] !== start[i]) return "no";
  }
  return "yes";
}

function endsWith(text: string, end: string): Answer {
  for (let i = 1; i <= end.length; i++) {
    if (text.at(-i) === OPAQUE) return "maybe";
    if (text.at(-i) !== end.at(-i)) return "no";
  }
  return "yes";
}

/** Whether two texts with unknown parts may be the same, judged by what is before the first and after the last unknown. */
function alike(a: string, b: string): boolean {
  const ends = (x: string): readonly [string, string] => [x.slice(0, index(x.indexOf(OPAQUE), x.length)), x.slice(x.lastIndexOf(OPAQUE) + 1)];
  const [[headA, tailA], [headB, tailB]] = [ends(a), ends(b)];
  const head = Math.min(headA.length, headB.length);
  const tail = Math.min(tailA.length, tailB.length);
  return headA.slice(0, head) === headB.slice(0, head) && tailA.slice(tailA.length - tail) === tailB.slice(tailB.length - tail);
}

function index(found: number, otherwise: number): number {
  return found === -1 ? otherwise : found;
}
