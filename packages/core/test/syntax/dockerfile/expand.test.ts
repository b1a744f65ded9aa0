import { describe, expect, it } from "vitest";
import { expandWord, expandWords } from "../../../src/syntax/dockerfile/index.js";
import type { Variable } from "../../../src/syntax/dockerfile/index.js";
import { ANY_SHAPE, concretisations, EMPTY, hops, literal, literalOf, oneOf, print, unknownText, WORD_SHAPE } from "../../../src/text/index.js";
import type { Traced } from "../../../src/text/index.js";

const set = (value: Traced): Variable => ({ value, set: "yes" });
const maybe = (value: Traced): Variable => ({ value, set: "maybe" });
const UNKNOWN = unknownText({ code: "caller", text: "build argument", at: null }, ANY_SHAPE);
const WORD = unknownText({ code: "caller", text: "build argument", at: null }, WORD_SHAPE);

const VARIABLES: Readonly<Record<string, Variable>> = {
  A: set(literal("value")),
  EMPTY: set(EMPTY),
  BLANKS: set(literal("x  y")),
  VERSION: set(literal("v1.2.3")),
  ARCH: set(oneOf([{ value: literal("amd64"), when: "on amd64" }, { value: literal("arm64"), when: "on arm64" }])),
  OPTIONAL: set(oneOf([{ value: literal("-v"), when: "DEBUG" }, { value: EMPTY, when: "not DEBUG" }])),
  MAYBE: maybe(literal("given")),
  UNKNOWN: set(UNKNOWN),
  WORD: set(WORD),
};

function word(text: string): Traced {
  return literal(text, { file: "Dockerfile", start: 100, end: 100 + text.length });
}

function expand(text: string, escape: "\\" | "`" = "\\"): Traced {
  return expandWord(word(text), (name) => VARIABLES[name] ?? null, escape);
}

describe("expandWord", () => {
  it.each([
    ["a'b $A'c", "ab $Ac"],
    ['"b $A"', "b value"],
    ["\\$A \\' \\\\", "$A ' \\"],
    ['"\\a\\"\\$"', '\\a"$'],
    ["$A.${A}/$UNSET", "value.value/"],
    ["$BLANKS", "x  y"],
    ["${UNSET:-d}${UNSET-d}${EMPTY:-d}${EMPTY-d}", "ddd"],
    ["${A:+y}${EMPTY:+y}${EMPTY+y}${UNSET+y}", "yy"],
    ["${UNSET:-${EMPTY:-$A}}", "value"],
    ["${A:?}", "value"],
    ["${VERSION#v}", "1.2.3"],
    ["${VERSION##*.}", "3"],
    ["${VERSION%.*}", "v1.2"],
    ["${VERSION%%.*}", "v1"],
    ["${VERSION/./-}", "v1-2.3"],
    ["${VERSION//./-}", "v1-2-3"],
    ["${VERSION/\\*/x}", "v1.2.3"],
    ["$", "$"],
    ["$.", "$."],
  ])("%s is %s", (text, expected) => {
    expect(literalOf(expand(text))).toBe(expected);
  });

  it("takes the escape character of the file", () => {
    expect(literalOf(expand("C:\\$A `$A", "`"))).toBe("C:\\value $A");
  });

  it.each([
    ["${A", 'missing "}" of a substitution'],
    ["'a", "missing closing single quote"],
    ['"a', "missing closing double quote"],
    ["${UNSET:?no version}", "UNSET: no version"],
    ["${A:=x}", "unsupported modifier (:=) in a substitution"],
    ["${A^}", "unsupported modifier (^) in a substitution"],
    ["${A#\\x}", "invalid escape in the pattern \\x"],
  ])("refuses %s", (text, reason) => {
    const [piece] = expand(text).pieces;
    expect(piece?.kind === "unknown" && [piece.reason.code, piece.reason.text]).toEqual(["syntax", reason]);
  });

  it("gives exact origins, and the reference that pulled a value in", () => {
    const found = expand("a'b'${A}");
    expect(found.pieces.map(({ origin, via }) => [origin && [origin.start, origin.end], via && [via.text, via.at.start, via.at.end]])).toEqual([
      [[100, 101], null],
      [[102, 103], null],
      [null, ["${A}", 104, 108]],
    ]);
    expect(hops(expand("x$WORD")).map(({ text }) => text)).toEqual(["x", "$WORD"]);
  });

  it("keeps unknown values, with what is known around them", () => {
    expect(print(expand("-X main.v=$WORD"))).toBe("-X main.v=<build argument>");
    expect(expand("$WORD").pieces[0]?.kind === "unknown" && expand("$WORD").pieces).toMatchObject([{ kind: "unknown", shape: WORD_SHAPE }]);
  });

  it("gives both texts where an unknown value decides", () => {
    expect(print(expand("${UNKNOWN:-d}"))).toBe("{<build argument>|d}");
    expect(concretisations(expand("${UNKNOWN:+y}"))).toEqual(["y", ""]);
    expect(print(expand("${WORD:-d}"))).toBe("<build argument>");
    expect(concretisations(expand("${MAYBE-d}"))).toEqual(["given", "d"]);
    expect(concretisations(expand("[$MAYBE]"))).toEqual(["[given]", "[]"]);
    expect(concretisations(expand("${MAYBE:?}"))).toEqual(["given"]);
  });

  it("goes through alternatives, keeping their conditions", () => {
    expect(concretisations(expand("${ARCH%64}/${OPTIONAL:-none}"))).toEqual(["amd/-v", "amd/none", "arm/-v", "arm/none"]);
    const [piece] = expand("${ARCH/64/}").pieces;
    expect(piece?.kind === "oneOf" && piece.alternatives.map(({ when }) => when)).toEqual(["on amd64", "on arm64"]);
  });

  it("makes patterns of unknown values unknown", () => {
    expect(expand("${UNKNOWN#v}").pieces).toMatchObject([{ kind: "unknown", reason: { text: "build argument" }, shape: { mayBeEmpty: true, mayHaveBlanks: true } }]);
    expect(expand("${WORD#v}").pieces).toMatchObject([{ kind: "unknown", shape: { mayBeEmpty: true, mayHaveBlanks: false } }]);
  });

  it("asks for every variable that is read, with its place", () => {
    const asked: unknown[] = [];
    expandWord(word("$A${B:-${C#d}}'$E'"), (name, at) => (asked.push([name, at?.start, at?.end]), null), "\\");
    expect(asked).toEqual([
      ["A", 100, 102],
      ["C", 107, 113],
      ["B", 102, 114],
    ]);
  });

  it("leaves quotes alone in bodies of heredocs", () => {
    expect(literalOf(expandWord(word("it's \"$A\" \\$A"), (name) => VARIABLES[name] ?? null, "\\", { keepQuotes: true }))).toBe("it's \"value\" $A");
  });

  it("ends at the limits", () => {
    const deep = "${A:-".repeat(100) + "}".repeat(100);
    expect(expand(deep).pieces).toMatchObject([{ kind: "unknown", reason: { code: "limit" } }]);
    const big: Variable = set(literal("x".repeat(1024 * 1024)));
    expect(expandWord(word("$A$A"), () => big, "\\").pieces).toMatchObject([{ kind: "unknown", reason: { code: "limit" } }]);
    expect(expandWord(word("${A//?/$A}"), () => big, "\\").pieces).toMatchObject([{ kind: "unknown", reason: { code: "limit" } }]);
  });
});

describe("expandWords", () => {
  const words = (text: string): readonly string[] => expandWords(word(text), (name) => VARIABLES[name] ?? null, "\\").map(({ kind, value }) => `${kind} ${print(value)}`);

  it("splits the text and unquoted values", () => {
    expect(words("80 $BLANKS '$BLANKS' \"$BLANKS\"")).toEqual(["word 80", "word x", "word y", "word $BLANKS", "word x  y"]);
    expect(words("a\\ b ''")).toEqual(["word a b"]);
  });

  it("makes gaps of what may hide words or may be none", () => {
    expect(words("80 a$UNKNOWN b$WORD $OPTIONAL")).toEqual(["word 80", "gap a<build argument>", "word b<build argument>", "gap {-v|}"]);
    expect(words('"a$UNKNOWN"')).toEqual(["word a<build argument>"]);
    expect(words("${A")).toEqual(['gap <missing "}" of a substitution>']);
  });
});
