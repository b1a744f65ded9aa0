import fc from "fast-check";
import type { Alternative, Piece, Shape, Traced } from "../../src/text/index.js";
import { literal, throughReference, unknownText } from "../../src/text/index.js";

/** The unknowns of generated texts: what they are called and what they may be. One of them stands for the same text wherever it occurs. */
export const UNKNOWNS: Readonly<Record<string, Shape>> = {
  any: { mayBeEmpty: true, mayHaveBlanks: true },
  "one word or nothing": { mayBeEmpty: true, mayHaveBlanks: false },
  word: { mayBeEmpty: false, mayHaveBlanks: false },
  "some words": { mayBeEmpty: false, mayHaveBlanks: true },
};

/** A concrete text for every unknown. */
export type Choice = Readonly<Record<string, string>>;

export const choice: fc.Arbitrary<Choice> = fc.record(
  Object.fromEntries(Object.entries(UNKNOWNS).map(([name, shape]) => [name, textOf(shape)])),
);

function textOf(shape: Shape): fc.Arbitrary<string> {
  const character = fc.constantFrom("a", "b", "-", "=", ...(shape.mayHaveBlanks ? [" ", "\t", "\n"] : []));
  return fc.array(character, { minLength: shape.mayBeEmpty ? 0 : 1, maxLength: 4 }).map((characters) => characters.join(""));
}

export const someText: fc.Arbitrary<string> = textOf({ mayBeEmpty: true, mayHaveBlanks: true });

const literalText: fc.Arbitrary<Traced> = fc
  .tuple(someText, fc.constantFrom(null, "Makefile", "Dockerfile"), fc.nat(50))
  .map(([text, file, start]) => literal(text, file === null ? null : { file, start, end: start + text.length }));

const unknownPiece: fc.Arbitrary<Traced> = fc.constantFrom(...Object.keys(UNKNOWNS)).map(named);

export function named(name: string): Traced {
  return unknownText({ code: "caller", text: name, at: null }, UNKNOWNS[name]);
}

/** Built from pieces, not by the operators under test; a choice of one alternative or of equal ones may occur too. */
export const traced: fc.Arbitrary<Traced> = fc.letrec<{ traced: Traced; piece: Traced; choices: Traced }>((tie) => ({
  choices: fc
    .tuple(fc.array(tie("traced"), { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(([values, via]) => {
      const alternatives: readonly Alternative[] = values.map((value, i) => ({ value, when: `case ${i}` }));
      const value: Traced = { pieces: [{ kind: "oneOf", alternatives, origin: null, via: null }] };
      return via ? throughReference(value, "$(X)", { file: "Makefile", start: 0, end: 4 }) : value;
    }),
  piece: fc.oneof({ depthSize: "small", withCrossShrink: true }, { arbitrary: literalText, weight: 4 }, { arbitrary: unknownPiece, weight: 2 }, { arbitrary: tie("choices"), weight: 1 }),
  traced: fc.array(tie("piece"), { maxLength: 3, depthIdentifier: "traced" }).map((parts) => ({ pieces: parts.flatMap((part) => part.pieces) })),
})).traced;

/** Every text it can be once the unknowns are chosen. */
export function textsOf(x: Traced, chosen: Choice): ReadonlySet<string> {
  let texts = [""];
  for (const piece of x.pieces) {
    const next = textsOfPiece(piece, chosen);
    texts = [...new Set(texts.flatMap((prefix) => next.map((text) => prefix + text)))];
  }
  return new Set(texts);
}

function textsOfPiece(piece: Piece, chosen: Choice): readonly string[] {
  switch (piece.kind) {
    case "literal":
      return [piece.text];
    case "unknown":
      return [chosen[piece.reason.text] ?? ""];
    case "oneOf":
      return piece.alternatives.flatMap((alternative) => [...textsOf(alternative.value, chosen)]);
  }
}

/** Whether the text is one of its concretisations: a second opinion on the operators, by backtracking. */
export function admits(x: Traced, text: string): boolean {
  const [piece, ...more] = x.pieces;
  if (piece === undefined) return text === "";
  const rest: Traced = { pieces: more };
  switch (piece.kind) {
    case "literal":
      return text.startsWith(piece.text) && admits(rest, text.slice(piece.text.length));
    case "oneOf":
      return piece.alternatives.some((alternative) => admits({ pieces: [...alternative.value.pieces, ...more] }, text));
    case "unknown":
      return Array.from({ length: text.length + 1 }, (_, length) => length).some(
        (length) =>
          (length > 0 || piece.shape.mayBeEmpty) && (piece.shape.mayHaveBlanks || !/[ \t\n]/.test(text.slice(0, length))) && admits(rest, text.slice(length)),
      );
  }
}
