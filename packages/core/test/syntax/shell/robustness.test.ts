import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseShell } from "../../../src/syntax/shell/index.js";

const TOKENS = [
  "a", "b=1", "if ", "then ", "else ", "elif ", "fi", "for x in ", "do ", "done", "case x in ", "esac", "while ", "{ ", "}", "(", ")", "((", "))", "[[ ", " ]]", " ", "\n", "\\\n",
  "\\", "'", '"', "`", "\\`", "$", "$(", "${", "${x:-", "${x//", "}", "$((", "<(", "<<E\n", "<<-'E'\n", "\nE\n", "\t", ">", "2>&1", "&&", "||", "|", ";", ";;", "&", "!", "#", "~", "*", "?", "[",
  "]", "=", "+=", "=(", "@", "$x", "$'", "𝒳", "\uE000", "function f ", "f()", "time ",
];

const script = fc.array(fc.constantFrom(...TOKENS), { maxLength: 30 }).map((tokens) => tokens.join(""));

/** Every node of a tree that has a range, with the range it must lie in. */
function* nodes(value: unknown, within: readonly [number, number]): Generator<{ readonly node: { readonly kind?: string; readonly text?: string; readonly range: readonly [number, number] }; readonly within: readonly [number, number] }> {
  if (typeof value !== "object" || value === null) return;
  const node = value as { readonly range?: readonly [number, number] };
  if (node.range !== undefined) yield { node: node as { range: readonly [number, number] }, within };
  for (const [key, child] of Object.entries(value)) {
    // The body of a here-document lies behind its redirect.
    if (key !== "range") yield* nodes(child, within);
  }
}

describe("parseShell", () => {
  it("never throws, and the text of literals is the text at their places", () => {
    fc.assert(
      fc.property(script, (text) => {
        for (const { node, within } of nodes(parseShell(text), [0, text.length])) {
          const [start, end] = node.range;
          expect(start).toBeGreaterThanOrEqual(within[0]);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(within[1]);
          if (node.kind === "literal" || node.kind === "escaped" || node.kind === "glob") expect(text.slice(start, end)).toBe(node.text);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it.each(["(", "{ ", "if ", "! ", "$(", "`", '"$(', '"${a', "$((", "[[ ( ", "((", "a=(", "<(", "case x in a) ", "x || "])("ends quickly on %s fifty thousand times", (piece) => {
    expect(() => parseShell(piece.repeat(50_000))).not.toThrow();
  });

  it("long chains are no recursion", () => {
    expect(parseShell(`a=$((${"1+".repeat(50_000)}1))`).problems).toEqual([]);
    expect(parseShell(`if a; then b; ${"elif c; then d; ".repeat(20_000)}fi`).problems).toEqual([]);
    expect(parseShell("a && ".repeat(50_000) + "b").problems).toEqual([]);
  });
});
