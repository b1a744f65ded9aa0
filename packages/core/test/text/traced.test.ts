import { describe, expect, it } from "vitest";
import type { Traced } from "../../src/text/index.js";
import { concat, concatAll, EMPTY, equals, hops, lift, literal, oneOf, originOf, print, splitBlanks, throughReference, unknownText, variants } from "../../src/text/index.js";

const at = (start: number, end: number): { readonly file: string; readonly start: number; readonly end: number } => ({ file: "Makefile", start, end });
const unknown = (text: string, mayBeEmpty = true, mayHaveBlanks = true): Traced => unknownText({ code: "caller", text, at: null }, { mayBeEmpty, mayHaveBlanks });

describe("oneOf", () => {
  it("joins the conditions of equal alternatives", () => {
    const x = oneOf([
      { value: literal("gcc"), when: "ARCH is amd64" },
      { value: literal("clang"), when: "ARCH is arm64" },
      { value: literal("gcc"), when: "ARCH is 386" },
    ]);
    expect(variants(x)).toEqual([
      { value: literal("gcc"), when: ["ARCH is amd64 or ARCH is 386"] },
      { value: literal("clang"), when: ["ARCH is arm64"] },
    ]);
  });

  it("gives the alternative when all are the same", () => {
    expect(oneOf([{ value: literal("a", at(1, 2)), when: "x" }, { value: literal("a", at(5, 6)), when: "y" }])).toEqual(literal("a", at(1, 2)));
  });

  it("takes choices of choices apart", () => {
    const inner = oneOf([{ value: literal("a"), when: "x" }, { value: literal("b"), when: "y" }]);
    expect(variants(oneOf([{ value: inner, when: "p" }, { value: literal("c"), when: "q" }]))).toEqual([
      { value: literal("a"), when: ["p, x"] },
      { value: literal("b"), when: ["p, y"] },
      { value: literal("c"), when: ["q"] },
    ]);
  });

  it("keeps quotes together when it puts what is shared outside", () => {
    expect(print(oneOf([{ value: literal('-l "a b" x'), when: "p" }, { value: literal('-l "c b" x'), when: "q" }]))).toBe('-l {"a b" x|"c b" x}');
    expect(print(oneOf([{ value: literal("-l 'a' x"), when: "p" }, { value: literal("-l b x"), when: "q" }]))).toBe("-l {'a'|b} x");
  });

  it("widens to unknown beyond the bound, also when the choices are hidden inside alternatives", () => {
    const choice = oneOf(["a", "b", "c", "d", "e"].map((text) => ({ value: literal(text), when: text })));
    const hidden = concat(choice, literal("-"), choice);
    expect(oneOf([{ value: hidden, when: "p" }, { value: literal("x"), when: "q" }]).pieces).toMatchObject([
      { kind: "unknown", reason: { code: "limit" }, shape: { mayBeEmpty: false, mayHaveBlanks: false } },
    ]);
  });

  it("stays small where a build appends to a choice again and again", () => {
    let x: Traced = literal("v");
    for (let i = 0; i < 64; i++) x = oneOf([{ value: concat(x, literal(`-${i}`)), when: `${i}` }, { value: x, when: `not ${i}` }]);
    expect(variants(x)).not.toBeNull();
  });
});

describe("references", () => {
  it("a variant keeps the references of its own text and those of the choice", () => {
    const inner = throughReference(literal("-s", at(10, 12)), "$(STRIP)", at(20, 28));
    const choice = throughReference(oneOf([{ value: inner, when: "a" }, { value: literal("-w", at(13, 15)), when: "b" }]), "$(LDFLAGS)", at(40, 50));
    expect(variants(choice)?.map((variant) => hops(variant.value).map((hop) => hop.text))).toEqual([
      ["-s", "$(STRIP)", "$(LDFLAGS)"],
      ["-w", "$(LDFLAGS)"],
    ]);
  });

  it("one that refers to itself again and again is named once", () => {
    let x = literal("a", at(0, 1));
    for (let i = 0; i < 10_000; i++) x = throughReference(x, "$X", at(3, 5));
    expect(x.pieces[0]?.via).toEqual({ text: "$X", at: at(3, 5), outer: null });
  });
});

describe("concatAll", () => {
  it("puts more texts together than a call has arguments", () => {
    const letters = Array.from({ length: 300_000 }, (_, i) => literal("a", { file: "Makefile", start: i, end: i + 1 }));
    expect(concatAll(letters).pieces).toEqual([{ kind: "literal", text: "a".repeat(300_000), origin: { file: "Makefile", start: 0, end: 300_000 }, via: null }]);
  });
});

describe("lift", () => {
  it("keeps where the first argument was written and how it came", () => {
    const version = throughReference(literal("v1.2", at(8, 12)), "${VERSION}", at(30, 40));
    expect(hops(lift((text) => text.slice(1), [version])).map((hop) => [hop.text, hop.at])).toEqual([
      ["1.2", at(8, 12)],
      ["${VERSION}", at(30, 40)],
    ]);
  });
});

it("lift computes the alternatives that are known", () => {
  const x = oneOf([{ value: literal("a"), when: "p" }, { value: unknown("B"), when: "q" }]);
  expect(print(lift((text) => text.toUpperCase(), [x]))).toBe("{A|<B>}");
});

describe("equals", () => {
  it("is quick for many unknowns in a row", () => {
    const many = concat(...Array.from({ length: 200 }, (_, i) => unknown(`u${i}`)));
    expect(equals(concat(many, literal("!")), "a".repeat(400))).toBe("no");
    expect(equals(concat(many, literal("!")), `${"a".repeat(400)}!`)).toBe("maybe");
  });

  it("uses the shape of unknowns", () => {
    expect(equals(concat(literal("v"), unknown("word", false, false)), "v")).toBe("no");
    expect(equals(unknown("word", false, false), "a b")).toBe("no");
    expect(equals(unknown("word", false, false), "ab")).toBe("maybe");
  });
});

describe("splitBlanks", () => {
  it("gives words and gaps", () => {
    const x = concat(literal("go build -tags="), unknown("TAGS", true, false), literal(" "), unknown("FLAGS"), literal(" -o app"));
    expect(splitBlanks(x).map((word) => [word.kind, print(word.value)])).toEqual([
      ["word", "go"],
      ["word", "build"],
      ["word", "-tags=<TAGS>"],
      ["gap", "<FLAGS>"],
      ["word", "-o"],
      ["word", "app"],
    ]);
    expect(splitBlanks(EMPTY)).toEqual([]);
  });
});

describe("the place where a text was written", () => {
  const version = literal("1.2", at(5, 8));
  const flags = concat(literal("-X main.v=", at(20, 30)), throughReference(version, "$(V)", at(30, 34)));

  it("is where the reference stands that pulled in a part of it", () => {
    expect(originOf(flags)).toEqual(at(20, 34));
    expect(originOf(concat(literal("-ldflags=", at(60, 69)), throughReference(flags, "$(F)", at(69, 73))))).toEqual(at(60, 73));
  });

  it("is behind the references that pulled in all of it", () => {
    expect(originOf(throughReference(version, "$(V)", at(30, 34)))).toEqual(at(5, 8));
    expect(originOf(throughReference(flags, "$(F)", at(69, 73)))).toEqual(at(20, 34));
  });
});
