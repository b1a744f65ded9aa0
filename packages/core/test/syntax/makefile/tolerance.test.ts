import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExpression, parseMakefile, parseMakefileText } from "../../../src/syntax/makefile/index.js";
import { carrier, concat, literal, unknownText } from "../../../src/text/index.js";
import { parse } from "./support.js";

describe("what make refuses", () => {
  it.each([
    ["A B C\n", ["missing separator: A B C"]],
    ["        echo x\n", ["missing separator (did you mean TAB instead of 8 spaces?): echo x"]],
    ["ifdef A\nB = 1\n", ["missing 'endif': ifdef A"]],
    ["endif\n", ["extraneous 'endif': endif"]],
    ["else\n", ["extraneous 'else': else"]],
    ["ifdef A\nelse\nelse\nendif\n", ["only one 'else' per conditional: else"]],
    ["ifdef A B\nendif\n", ["invalid syntax in conditional: ifdef A B"]],
    ["ifeq (a\nendif\n", ["invalid syntax in conditional: ifeq (a"]],
    ["ifeq (a,b) c\nendif x\n", ["extraneous text after 'ifeq' directive: c", "extraneous text after 'endif' directive: x"]],
    ["\techo x\n", ["recipe commences before first target: echo x"]],
    ["; echo\n", ["missing rule before recipe: ; echo"]],
    ["define\nx\nendef y\n", ["empty variable name: define", "extraneous text after 'endef' directive: y"]],
  ])("%j", (text, problems) => {
    expect(parse(text).problems).toEqual(problems);
  });

  it("does not keep the rest of the file from being read", () => {
    const { statements, problems } = parse("what is this\nA = 1\nifdef\nB = 2\nendif\nall: ; echo\n");
    expect([statements.map(({ type }) => type), problems.length]).toEqual([["InvalidLine", "Assignment", "Conditional", "Rule"], 2]);
  });

  it("reports conditionals nested too deep, and reads on", () => {
    const depth = 1_000;
    const parsed = parseMakefile(`${"ifdef A\n".repeat(depth)}B = 1\n${"endif\n".repeat(depth)}C = 2\n`, "Makefile");
    expect(parsed.statements.map(({ type }) => type)).toEqual(["Conditional", "Assignment"]);
    expect(parsed.problems.length).toBe(depth - 200);
  });
});

const fragment = fc.constantFrom(
  "A", " = ", ":= ", "$(", ")", "${", "}", "$$", "\\\n", "\n", "\t", "ifdef ", "ifeq (a,b)", "else", "endif", "define ", "endef", "include ", "export ", "all", ":", "::", ";", "#", "%", ",", '"', "'", "|", "&", "\r\n", "$(shell x)",
  "$(eval ", "override ", " ", "\u{1F600}", "\uE000",
);
const anyMakefile = fc.array(fragment, { maxLength: 60 }).map((parts) => parts.join(""));

describe("any text", () => {
  it("is parsed without an error, into ranges inside of it", () => {
    fc.assert(
      fc.property(anyMakefile, (text) => {
        const parsed = parseMakefile(text, "Makefile");
        for (const { range } of [...parsed.statements, ...parsed.comments, ...parsed.problems]) {
          expect(range[0]).toBeLessThanOrEqual(range[1]);
          expect(range[0]).toBeGreaterThanOrEqual(0);
          expect(range[1]).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("is cut into expressions whose parts are the whole text", () => {
    fc.assert(
      fc.property(anyMakefile, (text) => {
        const { parts } = parseExpression(literal(text));
        expect(parts.map((part) => carrier(part.text)).join("")).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it("may have parts that are not known", () => {
    const unknown = unknownText({ code: "caller", text: "given", at: null });
    const { statements } = parseMakefileText(concat(literal("A = "), unknown, literal(" x\nb: "), unknown, literal("\n")));
    expect(statements.map(({ type }) => type)).toEqual(["Assignment", "Rule"]);
  });

  it("of megabytes is read in linear time", () => {
    const big = `${"A += some words and $(REFERENCES) \\\n  continued # comment\n".repeat(40_000)}all:\n${"\techo $(A) \\\n\t  more\n".repeat(40_000)}`;
    const started = performance.now();
    const parsed = parseMakefile(big, "Makefile");
    expect(parsed.statements.length).toBe(40_001);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe("one line of thirty thousand continuations", () => {
  it.each(["A = x", "all: x ; echo x", "\techo x"])("%j is read in linear time", (start) => {
    const line = `${start}${" \\\n  y".repeat(30_000)}\n`;
    const started = performance.now();
    parseMakefile(start.startsWith("\t") ? `all:\n${line}` : line, "Makefile");
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
