import { describe, expect, test } from "vitest";
import { parseHcl, type Expression } from "../../../src/syntax/hcl/index.js";

/** The first attribute's value in Lisp's way. */
function value(text: string): string {
  const [attribute] = parseHcl(text).attributes;
  return attribute === undefined ? "none" : shown(attribute.value);
}

function shown(node: Expression): string {
  switch (node.kind) {
    case "template":
      return `"${node.parts.map((part) => (part.kind === "text" ? part.text : `{${shown(part)}}`)).join("")}"`;
    case "literal":
      return String(node.value);
    case "variable":
      return node.name;
    case "get":
      return `(. ${shown(node.from)} ${shown(node.key)})`;
    case "call":
      return `(${[node.name, ...node.args.map(shown)].join(" ")}${node.spread ? "..." : ""})`;
    case "list":
      return `[${node.items.map(shown).join(" ")}]`;
    case "object":
      return `{${node.entries.map((entry) => `${shown(entry.key)}: ${shown(entry.value)}`).join(", ")}}`;
    case "unary":
      return `(${node.operator} ${shown(node.operand)})`;
    case "binary":
      return `(${node.operator} ${shown(node.left)} ${shown(node.right)})`;
    case "conditional":
      return `(? ${shown(node.condition)} ${shown(node.then)} ${shown(node.otherwise)})`;
    case "not-understood":
      return `<${node.what}>`;
  }
}

describe("expressions", () => {
  test.each([
    ["a = 1", "1"],
    ['a = "x"', '"x"'],
    ['a = "x${b}y$${c}%%{d}"', '"x{b}y${c}%{d}"'],
    ['a = "\\n\\u0041\\""', '"\nA""'],
    ['a = b.c["d"][0].e', '(. (. (. (. b "c") "d") 0) "e")'],
    ["a = b == 1 && !c || d ? -1 : 2", "(? (|| (&& (== b 1) (! c)) d) (- 1) 2)"],
    ["a = 1 + 2 * 3 - 4", "(- (+ 1 (* 2 3)) 4)"],
    ["a = [\n  1, // one\n  2, # two\n]", "[1 2]"],
    ['a = {\n  b = 1\n  "c": 2,\n  (d) = 3\n}', '{"b": 1, "c": 2, d: 3}'],
    ['a = f(1, "b", c...)', '(f 1 "b" c...)'],
    ["a = <<EOT\n  x ${b}\ny\nEOT\n", '"  x {b}\ny\n"'],
    ["a = <<-EOT\n    x\n      y\n    EOT\n", '"x\n  y\n"'],
    ["a = [for x in y : x]", "<a for expression>"],
    ["a = b[*].c", '(. <a splat> "c")'],
    ['a = "%{ if b }c%{ endif }"', '"{<a template directive>}c{<a template directive>}"'],
    ["a = (\n b\n ? c\n : d )", "(? b c d)"],
  ])("%s", (text, expected) => {
    expect(value(text)).toBe(expected);
    expect(parseHcl(text).problems).toEqual(text.includes("%{ if") ? expect.anything() : []);
  });
});

test("blocks have labels and bodies, and everything has its place", () => {
  const text = 'target "app" {\n  args = { A = "1" }\n}\n/* end */ group default { targets = [] }\n';
  const { blocks, problems } = parseHcl(text);
  expect(problems).toEqual([]);
  expect(blocks.map(({ type, labels, range }) => [type, labels.map((label) => label.text), text.slice(...range).split("\n")[0]])).toEqual([
    ["target", ["app"], 'target "app" {'],
    ["group", ["default"], "group default { targets = [] }"],
  ]);
  const [args] = blocks[0]?.body.attributes ?? [];
  expect(args?.value.kind === "object" && args.value.entries.map(({ key, value: entry }) => [text.slice(...key.range), text.slice(...entry.range)])).toEqual([["A", '"1"']]);
});

describe("what is no HCL", () => {
  test.each(["a = ", "a = [1,", "a = {b", 'a = "x', "target {", "}", "= 1", "a = <<EOT\nx", "a b c", 'a = "${"', "(((", "a = f(", "a = b ? c"])("%s is a problem, and ends", (text) => {
    expect(parseHcl(`${text}\nz = 1\n`).problems.length).toBeGreaterThan(0);
  });

  test("does not hide what follows a broken line", () => {
    expect(parseHcl("a = = 1\nb = 2\n").attributes.map(({ name }) => name)).toEqual(["a", "b"]);
  });

  test("is bounded when it is nested without end", () => {
    const started = performance.now();
    expect(parseHcl(`a = ${"(".repeat(50_000)}`).problems.length).toBeGreaterThan(0);
    expect(parseHcl(`a = ${"!".repeat(50_000)}b`).problems.length).toBeGreaterThan(0);
    expect(parseHcl("a {".repeat(50_000)).problems.length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
