import { describe, expect, it } from "vitest";
import { parseShell, simpleCommands } from "../../../src/syntax/shell/index.js";
import { command, partsOf, simple } from "./support.js";

const written = (text: string): readonly string[] => [...simpleCommands(parseShell(text))].map(({ command: { range } }) => text.slice(...range));

describe("simple commands", () => {
  it("assignments, words and redirects with their places", () => {
    const text = '2>err A=1 B="x y" go build -o app . >out';
    const { range, assignments, words, redirects } = simple(text);
    expect(range).toEqual([0, text.length]);
    expect(assignments.map((a) => [a.name, text.slice(...a.range), partsOf(a.value!)])).toEqual([
      ["A", "A=1", ["1"]],
      ["B", 'B="x y"', [{ double: ["x y"] }]],
    ]);
    expect(words.map((word) => text.slice(...word.range))).toEqual(["go", "build", "-o", "app", "."]);
    expect(redirects.map((r) => [r.descriptor, r.operator, r.target && text.slice(...r.target.range)])).toEqual([
      [2, ">", "err"],
      [null, ">", "out"],
    ]);
  });

  it("a quoted assignment is a word", () => {
    expect(simple('"A=1" go')).toMatchObject({ assignments: [], words: [{ range: [0, 5] }, { range: [6, 8] }] });
  });

  it("arrays, indices and appending", () => {
    const { assignments } = simple("a=(b 'c d') e[$i]=f g+=h i=");
    expect(assignments.map((a) => [a.name, a.append, a.index && partsOf(a.index), a.value && partsOf(a.value), a.array?.map(partsOf) ?? null])).toEqual([
      ["a", false, null, null, [["b"], [{ single: ["c d"] }]]],
      ["e", false, [{ parameter: "i" }], ["f"], null],
      ["g", true, null, ["h"], null],
      ["i", false, null, [], null],
    ]);
    expect(partsOf(simple("declare -a x=(a b)").words[2]!)).toEqual(["x=", { array: [["a"], ["b"]] }]);
  });
});

describe("lists", () => {
  it("and-or lists and pipelines", () => {
    expect(command("a && b || ! c | d")).toMatchObject({
      kind: "and-or",
      range: [0, 17],
      first: { kind: "simple" },
      rest: [{ operator: "&&", command: { kind: "simple" } }, { operator: "||", command: { kind: "pipeline", negated: true, commands: [{}, {}] } }],
    });
    expect(command("time -p a")).toMatchObject({ kind: "pipeline", negated: false, commands: [{ kind: "simple" }] });
  });

  it("a background command ends with its ampersand", () => {
    expect(parseShell("a & b").statements).toMatchObject([{ background: true, range: [0, 3] }, { background: false, range: [4, 5] }]);
  });
});

describe("compound commands", () => {
  it("if with elif and else", () => {
    expect(command("if a; then b; elif c; then d; else e; fi >f")).toMatchObject({
      kind: "if",
      range: [0, 43],
      branches: [{ condition: [{ range: [3, 4] }], body: [{ range: [11, 12] }] }, { condition: [{ range: [19, 20] }], body: [{ range: [27, 28] }] }],
      otherwise: [{ range: [35, 36] }],
      redirects: [{ operator: ">" }],
    });
    expect(command("if a; then b; fi")).toMatchObject({ otherwise: null });
  });

  it("case", () => {
    const node = command('case "$1" in (a|b*) x;; *) y;& esac');
    if (node.kind !== "case") throw new Error(node.kind);
    expect(partsOf(node.subject)).toEqual([{ double: [{ parameter: "1" }] }]);
    expect(node.items.map((item) => [item.patterns.map(partsOf), item.body.map((s) => s.range), item.terminator])).toEqual([
      [[["a"], ["b", { glob: "*" }]], [[20, 21]], ";;"],
      [[[{ glob: "*" }]], [[27, 28]], ";&"],
    ]);
  });

  it("loops", () => {
    expect(command("for x in a b; do c; done")).toMatchObject({ kind: "for", variable: { range: [4, 5] }, words: [{}, {}], body: [{}] });
    expect(command("for x in; do c; done")).toMatchObject({ words: [] });
    expect(command("for x; do c; done")).toMatchObject({ words: null });
    expect(command("for ((i=0; i<$n; i++)); do c; done")).toMatchObject({ kind: "arithmetic-for", expressions: [{ range: [6, 9] }, { range: [11, 15] }, { range: [17, 20] }] });
    expect(command("until a; do b; done")).toMatchObject({ kind: "while", until: true });
    expect(command("select x in a; do b; done")).toMatchObject({ kind: "select", body: [{}] });
  });

  it("groups, functions and their redirects", () => {
    expect(command("(a) >x")).toMatchObject({ kind: "subshell", range: [0, 6], redirects: [{ operator: ">" }] });
    expect(command("f() { a; } >x")).toMatchObject({ kind: "function", name: "f", body: { kind: "group", redirects: [{ operator: ">" }] } });
    expect(command("function g (b)")).toMatchObject({ kind: "function", name: "g", body: { kind: "subshell" } });
    expect(command("a && { b; } >c && d")).toMatchObject({ rest: [{ command: { kind: "group", redirects: [{ operator: ">" }] } }, {}] });
  });

  it("tests and arithmetic", () => {
    expect(command("[[ ! -f x && ( a == b* || c =~ ^(d|e)$ ) ]]")).toMatchObject({
      kind: "test",
      expression: {
        kind: "logical",
        operator: "&&",
        operands: [{ kind: "not", operand: { kind: "unary", operator: "-f" } }, { kind: "logical", operator: "||", operands: [{ operator: "==" }, { operator: "=~", right: { range: [31, 38] } }] }],
      },
    });
    expect(command("((i++, j = $k))")).toMatchObject({ kind: "arithmetic-command", expression: { range: [2, 13] } });
  });
});

describe("here-documents", () => {
  const heredoc = (text: string): unknown => {
    const [redirect] = simple(text).redirects;
    return redirect?.heredoc && { body: partsOf(redirect.heredoc.body), quoted: redirect.heredoc.quoted, range: redirect.heredoc.range };
  };

  it("expands, unless the delimiter is quoted", () => {
    expect(heredoc("cat <<E\na $x \\$y 'z'\nE\n")).toEqual({ body: ["a ", { parameter: "x" }, " ", { escaped: "$" }, "y 'z'\n"], quoted: false, range: [8, 21] });
    expect(heredoc("cat <<'E'\na $x\nE\n")).toEqual({ body: ["a $x\n"], quoted: true, range: [10, 15] });
  });

  it("strips tabs", () => {
    expect(heredoc("cat <<-E\n\ta $x\t\n\t\tb\n\tE\n")).toEqual({ body: ["a ", { parameter: "x" }, "\t\n", "b\n"], quoted: false, range: [9, 20] });
  });

  it("the line goes on behind the operator", () => {
    expect(written("cat <<E | sh; x\nbody\nE\ny")).toEqual(["cat <<E", "sh", "x", "y"]);
  });
});

describe("problems", () => {
  it.each([
    ["a )", [2, 3]],
    ["if a; then b", [12, 12]],
    ["echo 'a", [5, 6]],
    ["a &&", [4, 4]],
    ["a ;; b", [2, 3]],
  ])("%s", (text, range) => {
    expect(parseShell(text).problems.map((problem) => problem.range)).toEqual([range]);
  });

  it("those of a substitution belong to its script", () => {
    const { problems, statements } = parseShell("echo $(if a) b");
    expect(problems).toEqual([]);
    expect(JSON.stringify(statements)).toContain("expected 'then'");
  });

  it("comments are no commands", () => {
    expect(written("#!/bin/sh\n# a 'b\nc # d\n")).toEqual(["c"]);
  });
});
