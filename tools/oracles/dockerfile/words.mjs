import fc from "fast-check";
import { literal, literalOf } from "../../../packages/core/dist/text/index.js";
import { expandWord, expandWords } from "../../../packages/core/dist/syntax/dockerfile/index.js";
import { difference } from "../support/files.mjs";

export const ENVIRONMENT = {
  A: "value",
  EMPTY: "",
  BLANKS: " a b\tc ",
  PATH: "/usr/bin:/bin",
  STAR: "a*b",
  QUOTE: `'it"s\\`,
  DOLLAR: "$1 ${A}",
  VERSION: "v1.2.3-rc.1",
  UNICODE: "é😀é",
  HASH: "#x",
  1: "one",
};

const NAMES = [...Object.keys(ENVIRONMENT), "UNSET", "é", "*", "@", "-", "10"];
const OPERATORS = ["", "-", ":-", "+", ":+", "?", ":?", "#", "##", "%", "%%", "/", "//", "=", ":=", ":#", "^"];
const SMALL = ["a", "b", "v", "1", ".", "*", "?", "/", "\\*", "\\/", "\\}", "\\\\", "é", "😀", "", " ", "'*'", '"?"', "`*", "$0", "\\$1", "$$", "${A}", "$BLANKS", "#", "%"];
const PLAIN = ["a", " ", "\t", "x y", "'", '"', "\\", "`", "$", "{", "}", "<", "<<", "<<-", "<< ", "EOF", "\\ ", "\\$", "'a b'", '"a b"', '"$A"', "'$A'", "\u00a0", "\u0085", "=", ":", "/", "#", "😀"];

const pattern = fc.array(fc.constantFrom(...SMALL), { maxLength: 4 }).map((parts) => parts.join(""));
const substitution = fc.letrec((tie) => ({
  word: fc.oneof({ maxDepth: 2 }, pattern, tie("reference")),
  reference: fc.oneof(
    fc.constantFrom(...NAMES).map((name) => `$${name}`),
    fc.tuple(fc.constantFrom(...NAMES, "", "A.b"), fc.constantFrom(...OPERATORS), tie("word"), pattern).map(
      ([name, operator, word, replacement]) => `\${${name}${operator}${operator === "" ? "" : word}${operator.startsWith("/") ? `/${replacement}` : ""}}`,
    ),
  ),
})).reference;

/** Words that try what the lexer knows, and cut or doubled ones. */
const generated = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...PLAIN) }, { weight: 4, arbitrary: substitution }), { maxLength: 6 })
  .map((parts) => parts.join(""));

export function wordCases(texts, count, seed) {
  const env = Object.entries(ENVIRONMENT).map(([name, value]) => `${name}=${value}`);
  const all = [...texts, ...fc.sample(generated, { numRuns: count, seed })];
  return all.map((text, i) => ({ Text: text, Escape: i % 3 === 0 ? "`" : "\\", Env: env, KeepQuotes: i % 7 === 0 }));
}

/** Compares one word; calls `report` for each difference. */
export function compareWord(word, expected, report) {
  const check = (what, wanted, got) => {
    const found = difference(wanted, got);
    if (found !== null) report(`${JSON.stringify(word.Text)} (escape ${word.Escape}): ${what}: ${found}`);
  };
  const matched = new Set();
  const unmatched = new Set();
  const lookup = (name) => {
    const value = Object.hasOwn(ENVIRONMENT, name) ? ENVIRONMENT[name] : undefined;
    (value === undefined ? unmatched : matched).add(name);
    return value === undefined ? null : { value: literal(value), set: "yes" };
  };
  const written = literal(word.Text, { file: "f", start: 0, end: word.Text.length });
  const result = literalOf(expandWord(written, lookup, word.Escape, { keepQuotes: word.KeepQuotes }));
  check("refused", expected.Error !== "", result === null);
  if (expected.Error === "") {
    check("result", expected.Result, result);
    check("matched", expected.Matched ?? [], [...matched].sort(byBytes));
    check("unmatched", expected.Unmatched ?? [], [...unmatched].sort(byBytes));
  }
  if (word.KeepQuotes) return;
  const words = expandWords(written, lookup, word.Escape).map(({ kind, value }) => (kind === "word" ? literalOf(value) : null));
  if (expected.WordsError === "") check("words", expected.Words ?? [], words);
  else check("words refused", [null], words);
}

function byBytes(a, b) {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
