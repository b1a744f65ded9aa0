/**
 * The law: whatever the unknowns are, what the build then runs is among what is said about the unknown. Projects are put together at random from assignments, lists, conditions, loops, functions and targets over
 * variables of the environment and of the command line.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { CommandCall } from "../../../src/evaluate/model.js";
import type { Piece, Traced, Word } from "../../../src/text/index.js";
import { concat, literal, print, unknownText } from "../../../src/text/index.js";
import { BUILD, cmake, CONFIGURE } from "./support.js";

const NAMES = ["A", "B", "C", "U", "V"] as const;
const name = fc.constantFrom(...NAMES);
const text = fc.constantFrom("", "a", "b", "a;b", "a b", "-s", "1", "OFF", "x-NOTFOUND", "A");
const chosen = fc.record({ U: text, V: text, E: text, F: text });

/** What is written in quotes. */
const value: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof({ depthSize: "small", withCrossShrink: true }, text, name.map((n) => `\${${n}}`), fc.constantFrom("$ENV{E}", "$ENV{F}", "${${A}}"), fc.tuple(tie("value"), tie("value")).map(([a, b]) => `${a}${b}`)),
})).value;
const argument = fc.tuple(fc.boolean(), value).map(([quoted, v]) => (quoted || v === "" || v.includes(" ") ? `"${v}"` : v));

const condition = fc.oneof(
  name,
  name.map((n) => `NOT ${n}`),
  name.map((n) => `DEFINED ${n}`),
  fc.tuple(value, value).map(([a, b]) => `"${a}" STREQUAL "${b}"`),
  fc.tuple(value, fc.constantFrom("^a", "b$", "a.*")).map(([a, b]) => `"${a}" MATCHES "${b}"`),
  fc.tuple(name, name).map(([a, b]) => `${a} AND NOT ${b}`),
  fc.tuple(value, name).map(([a, b]) => `"${a}" IN_LIST ${b}`),
);

const statement: fc.Arbitrary<string> = fc.letrec<{ statement: string }>((tie) => ({
  statement: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.tuple(name, fc.array(argument, { maxLength: 3 })).map(([n, args]) => `set(${n} ${args.join(" ")})`),
    fc.tuple(name, argument).map(([n, a]) => `set(${n} ${a} CACHE STRING "")`),
    fc.tuple(name, fc.array(argument, { minLength: 1, maxLength: 2 })).map(([n, args]) => `list(APPEND ${n} ${args.join(" ")})`),
    fc.tuple(fc.constantFrom("REVERSE", "REMOVE_DUPLICATES", "REMOVE_ITEM a"), name).map(([o, n]) => `list(${o.split(" ")[0]} ${n} ${o.split(" ")[1] ?? ""})`),
    fc.tuple(name, name).map(([n, m]) => `list(LENGTH ${n} ${m})`),
    fc.tuple(name, value).map(([n, v]) => `string(APPEND ${n} "${v}")`),
    fc.tuple(name, value).map(([n, v]) => `string(REPLACE ";" " " ${n} "${v}")`),
    fc.tuple(name, value).map(([n, v]) => `string(TOUPPER "${v}" ${n})`),
    fc.tuple(name, name).map(([n, m]) => `list(JOIN ${n} "," ${m})`),
    fc.tuple(condition, tie("statement"), tie("statement")).map(([c, a, b]) => `if(${c})\n${a}\nelse()\n${b}\nendif()`),
    fc.tuple(fc.constantFrom("A", "B"), name, tie("statement")).map(([i, n, s]) => `foreach(${i} \${${n}})\n${s}\nendforeach()`),
    fc.tuple(tie("statement"), name).map(([s, n]) => `function(f x)\n${s}\nset(${n} "\${x}\${ARGN}" PARENT_SCOPE)\nendfunction()`),
    fc.array(argument, { minLength: 1, maxLength: 3 }).map((args) => `if(COMMAND f)\nf(k ${args.join(" ")})\nendif()`),
    fc.tuple(condition, name).map(([c, n]) => `macro(m p)\nif(${c})\nset(${n} \${p})\nendif()\nendmacro()\nm(q)`),
    value.map((v) => `set(ENV{E} "${v}")`),
    name.map((n) => `unset(${n})`),
  ),
})).statement;

const target = fc.tuple(fc.array(argument, { maxLength: 3 }), fc.boolean()).map(([args, expands]) => `COMMAND go ${args.join(" ")} end ${expands ? "COMMAND_EXPAND_LISTS " : ""}VERBATIM`);
const projects = fc.tuple(fc.array(statement, { maxLength: 6 }), target).map(([statements, t]) => `cmake_minimum_required(VERSION 3.25)\n${statements.join("\n")}\nadd_custom_target(t ALL ${t})\nadd_custom_target(u ALL COMMAND go last "\${A}" "\${B}" "\${C}" VERBATIM)\n`);

it("each choice of the unknowns is among what is said of them", { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(projects, chosen, (source, { U, V, E, F }) => {
      const unknown = (reason: string): Traced => unknownText({ code: "caller", text: reason, at: null });
      const run = (of: (name: "U" | "V" | "E" | "F") => Traced): ReturnType<typeof cmake> => {
        const given = (["U", "V"] as const).map((n): Word => ({ kind: "word", value: concat(literal(`-D${n}=`), of(n)) }));
        return cmake(source, { environment: { E: of("E"), F: of("F") }, run: [[...CONFIGURE, ...given], BUILD] });
      };
      const abstract = run((n) => unknown(n));
      const texts = { U, V, E, F };
      const concrete = run((n) => literal(texts[n]));
      // where CMake stops with an error nothing is claimed
      if (concrete.reasons.length > 0) return;
      const told = (): string => `${source}\n${JSON.stringify(texts)}\n${abstract.lines.join("\n")}\n${abstract.reasons.join("; ")}\n---\n${concrete.lines.join("\n")}`;
      if (!isAmong(concrete.calls, abstract.calls)) expect.fail(told());
    }),
    { numRuns: Number(process.env.LAW_RUNS ?? 300) },
  );
});

/** Every command that runs is told of, in order, and what must run does. */
function isAmong(concrete: readonly CommandCall[], abstract: readonly CommandCall[]): boolean {
  const reach = (i: number, j: number): boolean => {
    const real = concrete[i];
    const call = abstract[j];
    if (call === undefined) return real === undefined;
    if (real !== undefined && admits(call.words, real.words.map(({ value: word }) => print(word))) && reach(i + 1, j + 1)) return true;
    return call.certainty === "may" && reach(i, j + 1);
  };
  return reach(0, 0);
}

function admits(words: readonly Word[], texts: readonly string[]): boolean {
  const [word, ...rest] = words;
  if (word === undefined) return texts.length === 0;
  if (word.kind === "gap") return Array.from({ length: texts.length + 1 }, (_, n) => n).some((n) => admits(rest, texts.slice(n)));
  const [text0, ...more] = texts;
  return text0 !== undefined && new RegExp(`^${word.value.pieces.map(pattern).join("")}$`, "u").test(text0) && admits(rest, more);
}

function pattern(piece: Piece): string {
  switch (piece.kind) {
    case "literal":
      return piece.text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
    case "unknown":
      return `(?:${piece.shape.mayHaveBlanks ? "[^]" : "\\S"}${piece.shape.mayBeEmpty ? "*" : "+"})`;
    case "oneOf":
      return `(?:${piece.alternatives.map(({ value: each }) => each.pieces.map(pattern).join("")).join("|")})`;
  }
}
