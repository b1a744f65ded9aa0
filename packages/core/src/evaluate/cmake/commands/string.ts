/** `string(…)`. Source: CMake 3.25, cmStringCommand.cxx. */
import type { Traced, Word } from "../../../text/index.js";
import { concat, EMPTY, lift, literal, literalOf, unknownText } from "../../../text/index.js";
import { choose, MakeStop, unknownFrom } from "../../make/index.js";
import { textAt, valueAt, type Call, type Handler } from "../call.js";
import { configured } from "../configure-text.js";
import { joinList, splitList } from "../lists.js";
import { setMatches } from "../matches.js";
import { Regex, TooHard, type Match } from "../../regex/index.js";
import { replaceAll, replaceLiteral } from "../replace.js";
import { compareVersions, decide, ordered } from "../truth.js";

export const string: Handler = (call) => {
  const { cmake, args } = call;
  const operation = textAt(args, 0);
  const run = operation === null ? undefined : OPERATIONS[operation];
  if (run !== undefined) run(call, args.slice(1));
  else if (operation !== null && HASHES.test(operation)) output(call, args.slice(1), 0, unknownText({ code: "command-output", text: `the ${operation} of a text`, at: call.at }, { mayBeEmpty: false, mayHaveBlanks: false }));
  else if (operation === null) cmake.disturb({ code: "not-understood", text: "a string operation that is not known", at: call.at });
  else throw new MakeStop(`string does not know '${operation}'`, call.at);
  return undefined;
};

const HASHES = /^(?:MD5|SHA\d+|SHA3_\d+)$/;

type Operation = (call: Call, rest: readonly Word[]) => void;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  APPEND: (call, rest) => edge(call, rest, (old, added) => concat(old, added)),
  PREPEND: (call, rest) => edge(call, rest, (old, added) => concat(added, old)),
  CONCAT: (call, rest) => output(call, rest, 0, together(rest.slice(1))),
  JOIN: (call, rest) => output(call, rest, 1, together(rest.slice(2), rest[0]?.value ?? EMPTY)),
  TOLOWER: (call, rest) => output(call, rest, 1, lift((text) => text.toLowerCase(), [rest[0]?.value ?? EMPTY])),
  TOUPPER: (call, rest) => output(call, rest, 1, lift((text) => text.toUpperCase(), [rest[0]?.value ?? EMPTY])),
  LENGTH: (call, rest) => output(call, rest, 1, lift((text) => String(byteLength(text)), [rest[0]?.value ?? EMPTY], { mayBeEmpty: false, mayHaveBlanks: false })),
  STRIP: (call, rest) => output(call, rest, 1, stripped(rest[0]?.value ?? EMPTY)),
  SUBSTRING: (call, rest) => {
    const [begin, length] = [textAt(rest, 1), textAt(rest, 2)].map(Number) as [number, number];
    output(call, rest, 3, lift((text) => text.slice(begin, length < 0 ? undefined : begin + length), [rest[0]?.value ?? EMPTY]));
  },
  REPEAT: (call, rest) => output(call, rest, 2, lift((text, count) => (text.length * Number(count) > MAX_REPEATED ? "" : text.repeat(Number(count))), [rest[0]?.value ?? EMPTY, rest[1]?.value ?? EMPTY])),
  FIND: (call, rest) => output(call, rest, 2, lift((text, wanted) => String(textAt(rest, 3) === "REVERSE" ? text.lastIndexOf(wanted) : text.indexOf(wanted)), [rest[0]?.value ?? EMPTY, rest[1]?.value ?? EMPTY], { mayBeEmpty: false, mayHaveBlanks: false })),
  REPLACE: (call, rest) => output(call, rest, 2, replaceLiteral(rest[0]?.value ?? EMPTY, rest[1]?.value ?? EMPTY, together(rest.slice(3)))),
  REGEX: (call, rest) => regex(call, textAt(rest, 0) ?? "", rest.slice(1)),
  COMPARE: (call, rest) => compare(call, textAt(rest, 0) ?? "", rest.slice(1)),
  CONFIGURE: (call, rest) => output(call, rest, 1, configured(call.cmake, rest[0]?.value ?? EMPTY, { atOnly: rest.slice(2).some(({ value }) => literalOf(value) === "@ONLY"), escapeQuotes: false })),
  MAKE_C_IDENTIFIER: (call, rest) => output(call, rest, 1, lift((text) => text.replace(/^(?=\d)/, "_").replace(/\W/g, "_"), [rest[0]?.value ?? EMPTY])),
  GENEX_STRIP: (call, rest) => output(call, rest, 1, lift((text) => (text.includes("$<") ? text.replace(/\$<[^<>]*>/g, "") : text), [rest[0]?.value ?? EMPTY])),
  ASCII: (call, rest) => output(call, rest, rest.length - 1, literal(String.fromCharCode(...rest.slice(0, -1).map(({ value }) => Number(literalOf(value)))))),
  HEX: (call, rest) => output(call, rest, 1, lift((text) => [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, "0")).join(""), [rest[0]?.value ?? EMPTY])),
  TIMESTAMP: (call, rest) => output(call, rest, 0, unknownText({ code: "command-output", text: "the time of the configuration", at: call.at })),
  RANDOM: (call, rest) => output(call, rest, rest.length - 1, unknownText({ code: "command-output", text: "a random text", at: call.at }, { mayBeEmpty: false, mayHaveBlanks: false })),
  UUID: (call, rest) => output(call, rest, 0, unknownText({ code: "command-output", text: "a UUID", at: call.at }, { mayBeEmpty: false, mayHaveBlanks: false })),
  JSON: (call, rest) => {
    output(call, rest, 0, unknownText({ code: "not-understood", text: "a part of a JSON text", at: call.at }));
    if (textAt(rest, 1) === "ERROR_VARIABLE") output(call, rest, 2, unknownText({ code: "not-understood", text: "an error of a JSON text", at: call.at }));
  },
};

const MAX_REPEATED = 1 << 20;

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function output({ cmake, at }: Call, rest: readonly Word[], index: number, value: Traced): void {
  const name = textAt(rest, index);
  if (name !== null) cmake.set(name, value);
  else if (rest.some(({ kind, value: word }) => kind === "gap" || literalOf(word) === null)) cmake.disturb({ code: "not-understood", text: "a variable whose name is not known is set", at });
  else throw new MakeStop("string needs the name of a variable", at);
}

function edge(call: Call, rest: readonly Word[], f: (old: Traced, added: Traced) => Traced): void {
  const name = textAt(rest, 0);
  if (name === null || rest.length > 1) output(call, rest, 0, f(call.cmake.valueOf(name ?? ""), together(rest.slice(1))));
}

/** Several arguments as one text. */
function together(words: readonly Word[], glue: Traced = EMPTY): Traced {
  if (words.some(({ kind }) => kind === "gap")) {
    const [only, ...others] = words;
    // a list that is one of several is divided first
    if (only !== undefined && others.length === 0 && only.value.pieces.every((piece) => piece.kind !== "unknown")) return choiceOf(only.value, glue);
    return unknownFrom(words.map(({ value }) => value), "several texts");
  }
  return concat(...words.flatMap(({ value }, i) => (i === 0 ? [value] : [glue, value])));
}

function choiceOf(x: Traced, glue: Traced): Traced {
  const [piece, ...more] = x.pieces;
  if (piece?.kind !== "oneOf" || more.length > 0) return unknownFrom([x], "several texts");
  return choose(piece.alternatives.map(({ when, value }) => ({ when, value: together(splitList(value), glue) })));
}

/** What is unknown may begin or end with blanks. */
function stripped(x: Traced): Traced {
  return lift((text) => text.replace(/^\s+|\s+$/g, ""), [x]);
}

function regex(call: Call, action: string, rest: readonly Word[]): void {
  const { cmake, at } = call;
  const pattern = valueAt(rest, 0) ?? EMPTY;
  try {
    if (action === "REPLACE") return output(call, rest, 2, replaceAll(pattern, rest[1]?.value ?? EMPTY, together(rest.slice(3))));
    const text = together(rest.slice(2));
    const [source, subject] = [literalOf(pattern), literalOf(text)];
    if (source === null || subject === null) {
      setMatches(cmake, "unknown");
      return output(call, rest, 1, action === "MATCH" ? lift((x, y) => new Regex(x).match(y)?.groups[0] ?? "", [pattern, text]) : unknownFrom([text], "the matches in a text"));
    }
    const compiled = new Regex(source);
    if (action === "MATCH") {
      const match = compiled.match(subject);
      setMatches(cmake, match);
      return output(call, rest, 1, literal(match?.groups[0] ?? ""));
    }
    output(call, rest, 1, joinList(allMatches(compiled, subject).map(({ groups }) => ({ kind: "word", value: literal(groups[0] ?? "") }))));
  } catch (error) {
    if (error instanceof SyntaxError) throw new MakeStop(`a regular expression that does not compile: ${literalOf(pattern) ?? ""}`, at);
    if (!(error instanceof TooHard)) throw error;
    output(call, rest, action === "REPLACE" ? 2 : 1, unknownFrom([], "limit: a regular expression that takes too long"));
  }
}

function allMatches(compiled: Regex, text: string): readonly Match[] {
  const matches: Match[] = [];
  for (let base = 0; base <= text.length; ) {
    const match = compiled.match(text.slice(base));
    if (match === null) return matches;
    if (match.end === match.start) throw new SyntaxError("empty match");
    matches.push(match);
    base += match.end;
  }
  return matches;
}

function compare(call: Call, operator: string, rest: readonly Word[]): void {
  const [a = EMPTY, b = EMPTY] = rest.map(({ value }) => value);
  const answer = decide([a, b], (x, y) => {
    const order = operator.startsWith("VERSION_") ? compareVersions(x, y) : x < y ? -1 : x > y ? 1 : 0;
    const asked = operator.replace("VERSION_", "");
    return asked === "NOTEQUAL" ? order !== 0 : ordered(asked, order);
  });
  const text = (on: boolean): Traced => literal(on ? "1" : "0");
  output(call, rest, 2, answer === "maybe" ? choose([{ when: "it compares", value: text(true) }, { when: "it does not", value: text(false) }]) : text(answer === "yes"));
}
