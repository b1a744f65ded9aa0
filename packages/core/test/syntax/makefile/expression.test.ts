import { describe, expect, it } from "vitest";
import type { Expression } from "../../../src/syntax/makefile/index.js";
import { parseExpression } from "../../../src/syntax/makefile/index.js";
import { carrier, concat, literal } from "../../../src/text/index.js";
import { only, source } from "./support.js";

/** A text as a tree: plain parts in quotes, references and calls with what they hold. */
function tree(expression: Expression): readonly unknown[] {
  return expression.parts.map((part) => {
    switch (part.kind) {
      case "text":
      case "dollar":
      case "unterminated":
        return part.kind === "text" ? carrier(part.text) : { [part.kind]: carrier(part.text) };
      case "reference":
        return part.substitution === null ? { ref: tree(part.name) } : { ref: tree(part.name), from: tree(part.substitution.from), to: tree(part.substitution.to) };
      case "call":
        return { [part.name]: part.args.map(tree) };
    }
  });
}

const parsed = (text: string): readonly unknown[] => tree(parseExpression(literal(text)));

describe("expressions", () => {
  it.each<[string, readonly unknown[]]>([
    ["plain", ["plain"]],
    ["a$(B)c", ["a", { ref: ["B"] }, "c"]],
    ["${B}$x$@", [{ ref: ["B"] }, { ref: ["x"] }, { ref: ["@"] }]],
    ["$$B $", [{ dollar: "$$" }, "B ", { dollar: "$" }]],
    ["$(A_$(B))", [{ ref: ["A_", { ref: ["B"] }] }]],
    ["$(SRC:.c=.o)", [{ ref: ["SRC"], from: [".c"], to: [".o"] }]],
    ["$(SRC:%.c=$(D)/%.o)", [{ ref: ["SRC"], from: ["%.c"], to: [{ ref: ["D"] }, "/%.o"] }]],
    ["$(A:x)", [{ ref: ["A:x"] }]],
    ["$(shell git describe --tags)", [{ shell: [["git describe --tags"]] }]],
    ["$(subst a,b,c,d)", [{ subst: [["a"], ["b"], ["c,d"]] }]],
    ["$(if $(A),(x,y),z)", [{ if: [[{ ref: ["A"] }], ["(x,y)"], ["z"]] }]],
    ["${if a,{x,y},z}", [{ if: [["a"], ["{x,y}"], ["z"]] }]],
    ["$(if a,{x,y},z)", [{ if: [["a"], ["{x"], ["y},z"]] }]],
    ["$(call f, a ,$(b))", [{ call: [["f"], [" a "], [{ ref: ["b"] }]] }]],
    ["$(foreach x,a b,$(x),c)", [{ foreach: [["x"], ["a b"], [{ ref: ["x"] }, ",c"]] }]],
    ["$(info)", [{ ref: ["info"] }]],
    ["$(notafunction a,b)", [{ ref: ["notafunction a,b"] }]],
    ["$(strip \n a)", [{ strip: [["a"]] }]],
    ["$(foo(bar)", [{ ref: ["foo(bar"] }]],
    ["x$(A", ["x", { unterminated: "$(A" }]],
    ["$(subst a,b", [{ unterminated: "$(subst a,b" }]],
    ["$(origin)$(dir a)", [{ ref: ["origin"] }, { dir: [["a"]] }]],
  ])("%j", (text, expected) => {
    expect(parsed(text)).toEqual(expected);
  });

  it("has the exact place of every reference and argument, over continuations too", () => {
    const text = "FLAGS = -s $(addprefix -X ,\\\n  $(VARS)) \\\n  ${MORE}\n";
    const [, call, , more] = parseExpression(only(text, "Assignment").value).parts;
    if (call?.kind !== "call" || more?.kind !== "reference") throw new Error("unexpected parts");
    expect(source(text, call.text)).toBe("$(addprefix -X ,\\\n  $(VARS))");
    expect(call.args.map((arg) => source(text, arg.text))).toEqual(["-X ", "\\\n  $(VARS)"]);
    expect(source(text, more.text)).toBe("${MORE}");
    expect(source(text, more.name.text)).toBe("MORE");
  });

  it("reads texts put together from several places", () => {
    const x = concat(literal("$(A", { file: "a.mk", start: 0, end: 3 }), literal("B)", { file: "b.mk", start: 7, end: 9 }));
    expect(tree(parseExpression(x))).toEqual([{ ref: ["AB"] }]);
  });

  it("gives the same object for the same text", () => {
    const x = literal("$(A)");
    expect(parseExpression(x)).toBe(parseExpression(x));
  });

  it("bounds how deep references may nest", () => {
    const text = "$(".repeat(100_000);
    expect(parseExpression(literal(text)).parts.map(({ kind }) => kind)).toEqual(["unterminated"]);
    const deep = `${"$(a".repeat(300)}${")".repeat(300)}`;
    expect(parseExpression(literal(deep)).parts.map(({ kind }) => kind)).toEqual(["reference"]);
  });
});
