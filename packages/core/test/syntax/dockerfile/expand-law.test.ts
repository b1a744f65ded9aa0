import fc from "fast-check";
import { expect, it } from "vitest";
import { expandWord, expandWords } from "../../../src/syntax/dockerfile/index.js";
import type { Variable } from "../../../src/syntax/dockerfile/index.js";
import { EMPTY, equals, firstUnknown, literal, literalOf, oneOf, print, unknownText } from "../../../src/text/index.js";
import type { Traced, Word } from "../../../src/text/index.js";

/** What is known of a variable, and one thing that it may be. */
interface Case {
  readonly abstract: Variable;
  readonly concrete: Variable;
}

const SHORT = fc.constantFrom("a", "ab", "b.b", "v1", "*");
const WITH_BLANKS = fc.constantFrom("", "a", "a b", " ", "b\tc");

const knownCase = fc.oneof(SHORT, WITH_BLANKS).map((text): Case => ({ abstract: { value: literal(text), set: "yes" }, concrete: { value: literal(text), set: "yes" } }));
const choiceCase = fc.tuple(fc.array(fc.oneof(SHORT, WITH_BLANKS), { minLength: 2, maxLength: 3 }), fc.nat()).map(([texts, chosen]): Case => {
  const value = oneOf(texts.map((text, i) => ({ value: literal(text), when: `case ${i}` })));
  return { abstract: { value, set: "yes" }, concrete: { value: literal(texts[chosen % texts.length] as string), set: "yes" } };
});
const unknownCase = fc.tuple(fc.boolean(), fc.boolean(), WITH_BLANKS, SHORT).map(([mayBeEmpty, mayHaveBlanks, blanks, short]): Case => {
  const fits = (mayBeEmpty || blanks !== "") && (mayHaveBlanks || !/\s/.test(blanks));
  const value = unknownText({ code: "caller", text: "unknown", at: null }, { mayBeEmpty, mayHaveBlanks });
  return { abstract: { value, set: "yes" }, concrete: { value: literal(fits ? blanks : short), set: "yes" } };
});
const variable = fc.tuple(fc.oneof(knownCase, choiceCase, unknownCase), fc.constantFrom("yes", "maybe set", "maybe not")).map(([{ abstract, concrete }, set]): Case => {
  if (set === "yes") return { abstract, concrete };
  return { abstract: { ...abstract, set: "maybe" }, concrete: set === "maybe set" ? concrete : { value: EMPTY, set: "no" } };
});

const OPERATORS = ["-", ":-", "+", ":+", "?", ":?", "#", "##", "%", "%%", "/", "//"];
const operand = fc.constantFrom("", "a", "b*", "?", "$Y", "${Z:-a b}", "'$'", "x y");
const reference = fc.oneof(
  fc.constantFrom("X", "Y", "Z", "UNSET").map((name) => `\${${name}}`),
  fc.tuple(fc.constantFrom("X", "Y", "Z", "UNSET"), fc.constantFrom(...OPERATORS), operand, operand).map(
    ([name, operator, first, second]) => `\${${name}${operator}${first}${operator.startsWith("/") ? `/${second}` : ""}}`,
  ),
);
const text = fc.array(fc.oneof(reference, fc.constantFrom("a", " ", "'q r'", '"$X"', "\\ ")), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));

const environment = fc.record({ X: variable, Y: variable, Z: variable });
type Environment = Readonly<Record<string, Case>>;
const lookup = (variables: Environment, side: keyof Case) => (name: string) => variables[name]?.[side] ?? null;

function word(written: string): Traced {
  return literal(written, { file: "f", start: 0, end: written.length });
}

it("expands to something that holds every choice of the unknowns", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(text, environment, (written, variables) => {
      const concrete = expandWord(word(written), lookup(variables, "concrete"), "\\");
      // a build that ends here has no value
      if (firstUnknown(concrete) !== null) return;
      const abstract = expandWord(word(written), lookup(variables, "abstract"), "\\");
      expect(equals(abstract, literalOf(concrete) as string), `${print(abstract)} for ${literalOf(concrete)}`).not.toBe("no");
    }),
    { numRuns: 2000, seed: 11 },
  );
});

it("splits into words and gaps that hold every choice of the unknowns", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(text, environment, (written, variables) => {
      const concrete = expandWords(word(written), lookup(variables, "concrete"), "\\");
      if (concrete.some(({ value }) => firstUnknown(value) !== null)) return;
      const abstract = expandWords(word(written), lookup(variables, "abstract"), "\\");
      const shown = abstract.map(({ kind, value }) => `${kind} ${print(value)}`).join(", ");
      expect(holds(abstract, concrete.map(({ value }) => literalOf(value) as string)), `${shown} for ${JSON.stringify(concrete.map(({ value }) => literalOf(value)))}`).toBe(true);
    }),
    { numRuns: 2000, seed: 12 },
  );
});

function holds(words: readonly Word[], texts: readonly string[]): boolean {
  const [first, ...more] = words;
  if (first === undefined) return texts.length === 0;
  if (first.kind === "word") return texts.length > 0 && equals(first.value, texts[0] as string) !== "no" && holds(more, texts.slice(1));
  return texts.some((_, taken) => holds(more, texts.slice(taken))) || holds(more, []);
}

it("tells known values exactly", () => {
  fc.assert(
    fc.property(text, fc.record({ X: knownCase, Y: knownCase, Z: knownCase }), (written, variables) => {
      const found = expandWord(word(written), lookup(variables, "abstract"), "\\");
      const reason = firstUnknown(found);
      expect(reason === null ? literalOf(found) : reason.code).not.toBeNull();
    }),
    { numRuns: 500, seed: 13 },
  );
});
