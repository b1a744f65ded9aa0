import { describe, expect, it } from "vitest";
import { literal, literalOf, oneOf, variants, type Traced } from "../../../src/text/index.js";
import { TestMachine, UNKNOWN } from "./machine.js";

function output(words: string | readonly string[], input: string | Traced): Traced {
  const { output: text } = new TestMachine().command(words, { input: typeof input === "string" ? literal(input) : input });
  return text;
}

function printed(words: string | readonly string[], input: string): string | null {
  return literalOf(output(words, input));
}

const VERSION = "go version go1.24.3 linux/amd64\n";

describe("sed", () => {
  it.each([
    [["-e", "s/^[^0-9.]*\\([0-9.]*\\).*/\\1/"], VERSION, "1.24.3\n"],
    [["-E", "s/-([0-9]+)-g/.\\1+/"], "v1.2-14-gabc\n", "v1.2.14+abc\n"],
    [["s/^v//"], "v1.2\n", "1.2\n"],
    [["-n", "s/^go //p"], "module m\ngo 1.24\n", "1.24\n"],
    [["-n", "/^go /s///p"], "module m\ngo 1.24\n", "1.24\n"],
    [["s,a/b,x,;s/y/&&/g"], "a/b yy\n", "x yyyy\n"],
    [["s/b*/-/g"], "abc", "-a-c-"],
    [["2q"], "a\nb\nc\n", "a\nb\n"],
    [["/^#/d"], "#a\nb\n", "b\n"],
    [["$p"], "a\nb\n", "a\nb\nb\n"],
    [["s/[[:space:]]*$//"], "a \t\n", "a\n"],
  ])("sed %j", (args, input, expected) => {
    expect(printed(["sed", ...args], input)).toBe(expected);
  });

  // POSIX takes the longest match: of `a|ab` another than a greedy search.
  it.each([[["-E", "s/(a|ab)/x/"]], [["s/\\(ab\\)*c/x/"]], [["s/\\(.\\)\\1/x/"]], [["-E", "s/a{2}/x/"]], [["s/a/\\U&/"]], [["y/a/b/"]], [["s/a/b/e"]], [["1,2d"]], [["-z", "s/a/b/"]], [["s/a/"]]])(
    "what is not understood is unknown: sed %j",
    (args) => {
      expect(printed(["sed", ...args], "aab\n")).toBeNull();
    },
  );

  it("is unknown of text that is", () => {
    expect(literalOf(output("sed s/^v//", UNKNOWN))).toBeNull();
  });

  it("changes each of the texts that there may be", () => {
    const text = oneOf([
      { value: literal("v1"), when: "A" },
      { value: literal("v2"), when: "B" },
    ]);
    expect(variants(output("sed s/^v//", text))?.map(({ value, when }) => [literalOf(value), when])).toEqual([
      ["1", ["A"]],
      ["2", ["B"]],
    ]);
  });

  it("an expression that takes for ever is given up", () => {
    expect(printed(["sed", `s/${".*".repeat(12)}x/y/`], `${"a".repeat(3000)}\n`)).toBeNull();
  });
});

describe("fields", () => {
  it.each([
    [["awk", "{print $3}"], VERSION, "go1.24.3\n"],
    [["awk", "-F", "/", "{ print $NF }"], "a/b/c\n", "c\n"],
    [["awk", "{print $9}"], VERSION, "\n"],
    [["cut", "-d ", "-f3"], VERSION, "go1.24.3\n"],
    [["cut", "-d.", "-f", "1,2"], "1.24.3\n", "1.24\n"],
    [["cut", "-d.", "-f2-"], "none\n", "none\n"],
    [["cut", "-c1-3"], "abcdef\n", "abc\n"],
    [["tr", "-d", "v\\n"], "v1.2\n", "1.2"],
    [["tr", "/", "-"], "a/b\n", "a-b\n"],
    [["tr", "[:upper:]", "[:lower:]"], "Ab\n", "ab\n"],
    [["head", "-n", "1"], "a\nb\n", "a\n"],
    [["head", "-1"], "a", "a"],
    [["jq", "-r", ".Toolchain"], '{"Go":"1.25.0","Toolchain":"go1.26.0"}\n', "go1.26.0\n"],
    [["jq", ".a.b"], '{"a":{"b":"x"}}', '"x"\n'],
    [["jq", "-r", ".none"], "{}", "null\n"],
  ])("%j", (words, input, expected) => {
    expect(printed(words, input)).toBe(expected);
  });

  it.each([[["awk", "/x/ {print $1}"]], [["cut", "-b1"]], [["cut", "-f", "1", "--complement"]], [["cut", "-c1"]], [["tr", "-d", "a-z"]], [["head", "-c", "3"]], [["sort"]], [["jq", "-r", ".a[0]"]], [["jq", ".a"]]])("what is not understood is unknown: %j", (words) => {
    expect(printed(words, "äb c\n")).toBeNull();
  });
});

describe("jq", () => {
  const JSON_TEXT = '{"Go": "1.25.0", "Toolchain": "go1.26.0", "n": 25, "f": 2.50, "a b": [{"c-d": true}], "o": {}}';

  it.each([
    ["-r .Toolchain", "go1.26.0\n"],
    [".Toolchain", '"go1.26.0"\n'],
    ["--raw-output .Nothing.there", "null\n"],
    [".n", "25\n"],
    ['-r .["a b"][0]["c-d"]', "true\n"],
  ])("jq %s", (args, expected) => {
    expect(printed(["jq", ...(args.startsWith("-r .[") ? ["-r", args.slice(3)] : args.split(" "))], JSON_TEXT)).toBe(expected);
  });

  it.each([[".o"], [".f"], [".Go.x"], ["-e", ".Go"], [".Go | length"], ["map(.)"], ["-n", "1"], ["..Go"]])("what is not understood is unknown: jq %s %s", (...args) => {
    expect(printed(["jq", ...args], JSON_TEXT)).toBeNull();
  });

  it("is unknown of text that is, and of what is no JSON", () => {
    expect(printed(["jq", ".Go"], "no JSON")).toBeNull();
    expect(literalOf(output(["jq", ".Go"], UNKNOWN))).toBeNull();
  });
});
