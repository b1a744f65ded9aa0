/**
 * The law of traced text, operator by operator: for each concrete choice c of the unknowns, op(c) is one of the concretisations of op(x).
 * Where an operator only takes apart or puts together, more holds, and that is what is tested: the concretisations are the same.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Traced } from "../../src/text/index.js";
import {
  carrier, concat, concretisations, EMPTY, equals, isEmpty, join, lift, literal, literalOf, MAX_ALTERNATIVES, oneOf, OPAQUE, shapeOf, slice, splitBlanks,
  throughReference, variants, width,
} from "../../src/text/index.js";
import { admits, type Choice, choice, someText, textsOf, traced } from "./support.js";

const HERE = { file: "Makefile", start: 3, end: 9 };

describe("the law", () => {
  it("concat: the texts are the concatenations", () => {
    fc.assert(
      fc.property(traced, traced, choice, (x, y, chosen) => {
        expect(textsOf(concat(x, y), chosen)).toEqual(product([x, y], chosen, (parts) => parts.join("")));
      }),
    );
  });

  it("join: the texts are the joined texts", () => {
    fc.assert(
      fc.property(fc.array(traced, { maxLength: 3 }), someText, choice, (parts, separator, chosen) => {
        expect(textsOf(join(parts, literal(separator)), chosen)).toEqual(product(parts, chosen, (texts) => texts.join(separator)));
      }),
    );
  });

  it("slice: the parts of a text, put together, are the text", () => {
    fc.assert(
      fc.property(traced, fc.nat(12), fc.nat(12), choice, (x, a, b, chosen) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const parts = [slice(x, 0, from), slice(x, from, to), slice(x, to)];
        expect(textsOf(concat(...parts), chosen)).toEqual(textsOf(x, chosen));
        expect(parts.map(carrier)).toEqual([carrier(x).slice(0, from), carrier(x).slice(from, to), carrier(x).slice(to)]);
      }),
    );
  });

  it("slice: literal text keeps the exact place where it was written", () => {
    fc.assert(
      fc.property(traced, fc.nat(12), fc.nat(12), (x, a, b) => {
        const places = placesOf(x);
        const from = Math.min(a, b);
        placesOf(slice(x, from, Math.max(a, b))).forEach((place, i) => {
          expect(place).toEqual(places[from + i]);
        });
      }),
    );
  });

  it("carrier: one character for each piece that is not literal, the text itself for the others", () => {
    fc.assert(
      fc.property(traced, choice, (x, chosen) => {
        const text = carrier(x);
        expect(text.length).toBe(width(x));
        const parts = [...text].map((character, offset) => (character === OPAQUE ? slice(x, offset, offset + 1) : literal(character)));
        expect(textsOf(concat(...parts), chosen)).toEqual(textsOf(x, chosen));
      }),
    );
  });

  it("splitBlanks: the words of a concrete text are the words, where a gap gives as many as its text has", () => {
    fc.assert(
      fc.property(traced, choice, (x, chosen) => {
        const words = splitBlanks(x);
        const splits = product(words.map((word) => word.value), chosen, (texts) =>
          JSON.stringify(texts.flatMap((text, i) => (words[i]?.kind === "word" ? [text] : wordsOf(text)))),
        );
        for (const text of textsOf(x, chosen)) expect(splits).toContain(JSON.stringify(wordsOf(text)));
      }),
    );
  });

  it("equals: yes and no are never wrong", () => {
    fc.assert(
      fc.property(traced, someText, choice, (x, text, chosen) => {
        const answer = equals(x, text);
        const texts = [...textsOf(x, chosen)];
        if (answer === "yes") expect(texts).toEqual([text]);
        if (answer === "no") expect(texts).not.toContain(text);
        expect(answer === "no").toBe(!admits(x, text));
      }),
    );
  });

  it("lift: the function of every choice is among the results", () => {
    fc.assert(
      fc.property(traced, traced, choice, (x, y, chosen) => {
        const f = (a: string, b: string): string => `${b.toUpperCase()}${a}`;
        const result = lift((...[a, b]) => f(a as string, b as string), [x, y]);
        for (const text of product([x, y], chosen, ([a, b]) => f(a ?? "", b ?? ""))) expect(admits(result, text)).toBe(true);
      }),
    );
  });

  it("variants: together they are the texts, and there are at most as many as asked for", () => {
    fc.assert(
      fc.property(traced, fc.integer({ min: 1, max: 20 }), choice, (x, limit, chosen) => {
        const all = variants(x, limit);
        if (all === null) return;
        expect(all.length).toBeLessThanOrEqual(limit);
        expect(all.every((variant) => variant.value.pieces.every((piece) => piece.kind !== "oneOf"))).toBe(true);
        expect(new Set(all.flatMap((variant) => [...textsOf(variant.value, chosen)]))).toEqual(textsOf(x, chosen));
      }),
    );
  });

  it("concretisations: all texts of a text without unknowns", () => {
    fc.assert(
      fc.property(traced, choice, (x, chosen) => {
        const all = concretisations(x);
        if (all !== null) expect(new Set(all)).toEqual(textsOf(x, chosen));
      }),
    );
  });

  it("oneOf: each alternative is among its texts, and it stays within the bound", () => {
    fc.assert(
      fc.property(fc.array(traced, { minLength: 1, maxLength: 6 }), choice, (values, chosen) => {
        const x = oneOf(values.map((value, i) => ({ value, when: `${i}` })));
        for (const value of values) for (const text of textsOf(value, chosen)) expect(admits(x, text)).toBe(true);
        if (x.pieces.length === 1 && x.pieces[0]?.kind === "oneOf") expect(variants(x, MAX_ALTERNATIVES)).not.toBeNull();
      }),
    );
  });

  it("throughReference: the texts stay, and every piece names the reference as its outermost", () => {
    fc.assert(
      fc.property(traced, choice, (x, chosen) => {
        const through = throughReference(x, "$(FLAGS)", HERE);
        expect(textsOf(through, chosen)).toEqual(textsOf(x, chosen));
        for (const piece of through.pieces) expect(outermost(piece)).toMatchObject({ text: "$(FLAGS)", at: HERE, outer: null });
      }),
    );
  });

  it("shapeOf, isEmpty and literalOf say nothing that a choice contradicts", () => {
    fc.assert(
      fc.property(traced, choice, (x, chosen) => {
        const shape = shapeOf(x);
        for (const text of textsOf(x, chosen)) {
          if (text === "") expect(shape.mayBeEmpty).toBe(true);
          if (/[ \t\n]/.test(text)) expect(shape.mayHaveBlanks).toBe(true);
          if (isEmpty(x)) expect(text).toBe("");
          if (literalOf(x) !== null) expect(text).toBe(literalOf(x));
        }
      }),
    );
  });
});

/** Every combination of the texts of several, under one choice of the unknowns. */
function product(parts: readonly Traced[], chosen: Choice, combine: (texts: readonly string[]) => string): ReadonlySet<string> {
  let rows: readonly (readonly string[])[] = [[]];
  for (const part of parts) rows = rows.flatMap((row) => [...textsOf(part, chosen)].map((text) => [...row, text]));
  return new Set(rows.map(combine));
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[ \t\n]+/).filter((word) => word !== "");
}

/** For each unit of the carrier: the place it was written at, or null. */
function placesOf(x: Traced): readonly unknown[] {
  return x.pieces.flatMap((piece): readonly unknown[] =>
    piece.kind === "literal" ? Array.from(piece.text, (_, i) => piece.origin && `${piece.origin.file}:${piece.origin.start + i}`) : [piece.origin],
  );
}

function outermost(piece: Traced["pieces"][number]): unknown {
  let via = piece.via;
  while (via?.outer) via = via.outer;
  return via;
}

it("the empty text has no pieces", () => {
  expect(concat()).toEqual(EMPTY);
});
