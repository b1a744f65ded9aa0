/**
 * The law: whatever the unknowns are, what make then runs is among what is said about the unknown. Makefiles are put together at random from
 * assignments, functions, conditionals and rules over variables of the environment and the output of a command.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Piece, Traced } from "../../../src/text/index.js";
import { print, unknownText } from "../../../src/text/index.js";
import type { Kept, Line } from "./support.js";
import { environmentOf, make } from "./support.js";

const NAMES = ["U", "V", "W"] as const;
const name = fc.constantFrom(...NAMES, "A", "B", "C");
const text = fc.constantFrom("", "a", "b", "a b", "x.c", "%.c", "%", "1", "dir/x.c y", "-X a=b");

/** A text with references and functions. */
const expression: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    text,
    name.map((n) => `$(${n})`),
    fc.constantFrom("$(shell s)", "$@", "$(T)"),
    fc.tuple(tie("value"), tie("value")).map(([a, b]) => `${a} ${b}`),
    fc.tuple(tie("value"), tie("value")).map(([a, b]) => `${a}${b}`),
    fc.tuple(fc.constantFrom("strip", "sort", "firstword", "lastword", "words", "dir", "notdir", "basename", "suffix"), tie("value")).map(([f, a]) => `$(${f} ${a})`),
    fc.tuple(fc.constantFrom("filter", "filter-out", "findstring", "addprefix", "addsuffix", "join"), tie("value"), tie("value")).map(([f, a, b]) => `$(${f} ${a},${b})`),
    fc.tuple(fc.constantFrom("subst", "patsubst", "if", "or", "and"), tie("value"), tie("value"), tie("value")).map(([f, a, b, c]) => `$(${f} ${a},${b},${c})`),
    fc.tuple(fc.constantFrom("1", "2"), tie("value")).map(([n, a]) => `$(word ${n},${a})`),
    fc.tuple(name, fc.constantFrom(".c=.o", "%.c=%.o", "a=b")).map(([n, s]) => `$(${n}:${s})`),
    fc.tuple(tie("value"), tie("value")).map(([a, b]) => `$(foreach x,${a},<$(x)${b}>)`),
    name.map((n) => `$(origin ${n})$(flavor ${n})`),
    fc.tuple(name, name).map(([a, b]) => `$(${a}_$(${b}))`),
  ),
})).value;

const assignment = fc
  .tuple(fc.constantFrom("", "export ", "override "), fc.constantFrom("A", "B", "C", "A_a", "B_1", "U"), fc.constantFrom("=", ":=", "?=", "+="), expression)
  .map(([modifier, n, operator, value]) => `${modifier}${n} ${operator} ${value}`);

const statement: fc.Arbitrary<string> = fc.letrec<{ statement: string }>((tie) => ({
  statement: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { arbitrary: assignment, weight: 4 },
    fc.tuple(fc.constantFrom("ifeq", "ifneq"), expression, expression, tie("statement"), tie("statement")).map(([k, a, b, x, y]) => `${k} (${a},${b})\n${x}\nelse\n${y}\nendif`),
    fc.tuple(fc.constantFrom("ifdef", "ifndef"), name, tie("statement")).map(([k, n, x]) => `${k} ${n}\n${x}\nendif`),
    fc.tuple(name, expression).map(([n, value]) => `$(eval ${n} := ${value})`),
    fc.tuple(name, expression).map(([n, value]) => `all: ${n} = ${value}`),
    fc.tuple(fc.constantFrom("T", "dep", "dep other"), expression).map(([n, value]) => `all: ${n === "T" ? "$(T)" : n}\n${n === "T" ? "$(T)" : n}: ; made $@ ${value}`),
    expression.map((value) => `all: pattern-x\npattern-%: ; made $@ $* ${value}`),
    expression.map((value) => `define A\n${value}\nendef`),
    fc.tuple(fc.constantFrom("U", "A"), expression).map(([n, value]) => `ifdef ${n}\nall: dep\ndep: ; dep ${value}\nendif`),
  ),
})).statement;

const makefile = fc
  .tuple(fc.array(statement, { maxLength: 5 }), fc.array(expression, { minLength: 1, maxLength: 2 }))
  .map(([statements, lines]) => `${statements.join("\n")}\n.DEFAULT_GOAL := all\n.PHONY: all dep\nall: ; run $(A)|$(B)|$(C)\n${lines.map((line) => `\trun ${line}\n`).join("")}`);

const choice = fc.record(Object.fromEntries([...NAMES, "T", "s"].map((n) => [n, n === "T" ? fc.constantFrom("", "x", "x y", "dir/x") : text.filter((chosen) => !chosen.includes("%"))])));

it("each choice of the unknowns is among what is said of them", { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(makefile, choice, (source, chosen) => {
      const unknowns = Object.fromEntries([...NAMES, "T"].map((n) => [n, unknownText({ code: "caller", text: n, at: null })]));
      const abstract = make(source, ["-r"], { environment: unknowns }).machine;
      const { s = "", ...environment } = chosen;
      const concrete = make(source, ["-r"], { environment, shell: { s } }).machine;
      const told = (): string => `${source}\n${JSON.stringify(chosen)}\n${abstract.lines.map(({ text: line, certainty }) => `${certainty} ${line}`).join("\n")}\n---\n${concrete.lines.map(({ text: line }) => line).join("\n")}\n${concrete.reasons.join("; ")}`;
      // where make stops with an error nothing is claimed
      if (concrete.reasons.length > 0) return;
      if (!isAmong(concrete, abstract)) expect.fail(told());
    }),
    { numRuns: Number(process.env.LAW_RUNS ?? 1_000) },
  );
});

/**
 * Every line that runs is said to run, and what must run does, in this order. A target that several others need runs once, where it is needed
 * first: what may run early and must run in the end may run at either place.
 */
function isAmong(concrete: Kept, abstract: Kept): boolean {
  if (!concrete.lines.every((real) => abstract.lines.some((line) => isLine(line, real)))) return false;
  const early = new Set<string>();
  let at = 0;
  for (const line of abstract.lines) {
    if (line.certainty === "may") early.add(line.text);
    else if (!early.has(line.text)) {
      while (at < concrete.lines.length && !isLine(line, concrete.lines[at])) at++;
      if (at++ === concrete.lines.length) return false;
    }
  }
  return true;
}

function isLine(line: Line, real: Line | undefined): boolean {
  return real !== undefined && matches(line.run.script, print(real.run.script)) && environmentMatches(line, real);
}

function environmentMatches(abstract: Line, concrete: Line): boolean {
  const real = environmentOf(concrete);
  const variables = new Map(abstract.run.environment.entries());
  const names = new Set([...Object.keys(real), ...Object.keys(environmentOf(abstract))]);
  return [...names].every((n) => {
    const variable = variables.get(n);
    if (variable === undefined) return real[n] === undefined;
    if (real[n] === undefined) return variable.set === "maybe";
    return matches(variable.value, real[n]);
  });
}

/** Blanks beside something unknown may be more or fewer. */
function matches(x: Traced, real: string): boolean {
  return new RegExp(`^\\s*${x.pieces.map(pattern).join("")}\\s*$`, "u").test(real);
}

function pattern(piece: Piece): string {
  switch (piece.kind) {
    case "literal":
      return piece.text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s*");
    case "unknown":
      return `(?:${piece.shape.mayHaveBlanks ? "[^]" : "\\S"}${piece.shape.mayBeEmpty ? "*" : "+"})`;
    case "oneOf":
      return `(?:${piece.alternatives.map(({ value }) => value.pieces.map(pattern).join("")).join("|")})`;
  }
}
