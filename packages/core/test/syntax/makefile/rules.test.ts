import { describe, expect, it } from "vitest";
import type { Conditional, RecipeLine, Rule } from "../../../src/syntax/makefile/index.js";
import { carrier } from "../../../src/text/index.js";
import { only, parse, written } from "./support.js";

function recipe(rule: Rule): readonly string[] {
  return rule.body.map(print);
}

function print(part: RecipeLine | Conditional): string {
  if (part.type === "RecipeLine") return carrier(part.text);
  return part.branches.map((branch) => `[${branch.body.map((inner) => (inner.type === "RecipeLine" || inner.type === "Conditional" ? print(inner) : inner.type)).join(" | ")}]`).join("");
}

describe("rules", () => {
  it("has targets, prerequisites, order-only prerequisites and a recipe", () => {
    const text = "bin/app: main.go go.mod | bin\n\tgo build -o $@ .\n\techo done\n";
    const { at } = parse(text);
    const rule = only(text, "Rule");
    expect([carrier(rule.targets), carrier(rule.prerequisites), carrier(rule.orderOnly), recipe(rule)]).toEqual(["bin/app", "main.go go.mod", "bin", ["go build -o $@ .", "echo done"]]);
    expect([at(rule.range), at(rule.targetsRange), at(rule.tailRange)]).toEqual([text.trimEnd(), "bin/app", "main.go go.mod | bin"]);
    expect(rule.body.map((line) => at(line.range))).toEqual(["go build -o $@ .", "echo done"]);
  });

  it.each([
    ["a b::c", "a b", true, false, "c"],
    ["a b &: c", "a b", false, true, "c"],
    ["a: b", "a", false, false, "b"],
    ["$(A:.c=.o): b", "$(A:.c=.o)", false, false, "b"],
    ["with\\:colon: b", "with\\:colon", false, false, "b"],
  ])("%s", (text, targets, doubleColon, grouped, prerequisites) => {
    const rule = only(text, "Rule");
    expect([carrier(rule.targets), rule.doubleColon, rule.grouped, carrier(rule.prerequisites)]).toEqual([targets, doubleColon, grouped, prerequisites]);
  });

  it("sees a static pattern rule", () => {
    const rule = only("$(OBJS): %.o: %.c | dir", "Rule");
    expect([rule.targetPattern && carrier(rule.targetPattern), carrier(rule.prerequisites), carrier(rule.orderOnly)]).toEqual(["%.o", "%.c", "dir"]);
  });

  it("takes what follows ; as a recipe line, comments and semicolons too", () => {
    const text = "a: b ; echo '#' ; echo x # shell\n\techo second\n";
    const { comments } = parse(text);
    const rule = only(text, "Rule");
    expect([carrier(rule.prerequisites), recipe(rule), rule.body.map((line) => line.type === "RecipeLine" && line.inline)]).toEqual(["b", [" echo '#' ; echo x # shell", "echo second"], [true, false]]);
    expect(comments).toEqual([]);
  });

  it("ends prerequisites at a comment, and takes a ; in it for text", () => {
    const rule = only("a: b # not ; a recipe\n", "Rule");
    expect([carrier(rule.prerequisites), rule.body]).toEqual(["b", []]);
  });

  it("keeps continuations of recipe lines, and says where each character is", () => {
    const text = "a:\n\techo one \\\n\t  two\n";
    const [line] = only(text, "Rule").body;
    expect(line?.type === "RecipeLine" && written(text, line.text)).toEqual([["echo one \\\n\t  two", "echo one \\\n\t  two"]]);
  });

  it("goes on over blank lines and comments, to the next statement", () => {
    const { statements } = parse("a:\n\techo 1\n\n# comment\n\techo 2\nB = 1\n\tC = 3\n");
    expect(statements.map((statement) => (statement.type === "Rule" ? recipe(statement) : statement.type))).toEqual([["echo 1", "echo 2"], "Assignment", "Assignment"]);
  });

  it("has target-specific variables with their modifiers", () => {
    const text = "build test: export CGO_ENABLED := 0 # static\n";
    const { at } = parse(text);
    const found = only(text, "TargetAssignment");
    expect([carrier(found.targets), found.assignment.modifiers.map(({ name }) => name), at(found.assignment.nameRange), found.assignment.operator, carrier(found.assignment.value)]).toEqual(["build test", ["export"], "CGO_ENABLED", ":=", "0 "]);
  });

  it("takes a ; into the value of a target-specific variable", () => {
    expect(carrier(only("a: X = 1 ; 2", "TargetAssignment").assignment.value)).toBe("1 ; 2");
  });

  it("follows .RECIPEPREFIX", () => {
    const { statements } = parse(".RECIPEPREFIX = >\na:\n> echo\n>echo 2\n.RECIPEPREFIX =\nb:\n\techo 3\n");
    expect(statements.map((statement) => (statement.type === "Rule" ? recipe(statement) : statement.type))).toEqual(["Assignment", [" echo", "echo 2"], "Assignment", ["echo 3"]]);
  });

  it("skips the recipe of a rule without targets", () => {
    const { statements, problems } = parse(": x\n\techo never\nb: ; echo\n");
    expect([statements.map((statement) => (statement.type === "Rule" ? recipe(statement) : statement.type)), problems]).toEqual([[[], [" echo"]], []]);
  });
});

describe("conditionals", () => {
  it("are trees", () => {
    const text = "ifeq ($(OS),linux)\nA = 1\nelse ifdef B\nA = 2\nelse\nA = 3\nendif # done\n";
    const { at } = parse(text);
    const found = only(text, "Conditional");
    expect(found.branches.map((branch) => [at(branch.header), branch.body.map(({ range }) => at(range))])).toEqual([
      ["ifeq ($(OS),linux)", ["A = 1"]],
      ["else ifdef B", ["A = 2"]],
      ["else", ["A = 3"]],
    ]);
    expect(at(found.range)).toBe(text.slice(0, text.indexOf(" # done")));
  });

  it.each([
    ["ifeq ($(A), b )", "$(A)", "b "],
    ["ifeq ( $(A) ,b)", " $(A)", "b"],
    ['ifeq "$(A)" "b"', "$(A)", "b"],
    ["ifneq '$(A)' \"b\"", "$(A)", "b"],
    ["ifeq (,)", "", ""],
    ["ifeq ($(call f,a,b),c)", "$(call f,a,b)", "c"],
  ])("%s", (line, left, right) => {
    const [branch] = only(`${line}\nendif\n`, "Conditional").branches;
    const condition = branch?.condition;
    expect(condition && typeof condition === "object" && "left" in condition && [carrier(condition.left), carrier(condition.right)]).toEqual([left, right]);
  });

  it("inside a recipe belong to its rule; others do not", () => {
    const { statements } = parse("a:\n\techo 1\nifdef X\n\techo 2\n  ifdef Y\n\techo 3\n  endif\nelse\n\techo 4\nendif\n\techo 5\n\nifdef Z\nB = 1\nendif\n");
    expect(statements.map((statement) => (statement.type === "Rule" ? recipe(statement) : statement.type))).toEqual([["echo 1", "[echo 2 | [echo 3]][echo 4]", "echo 5"], "Conditional"]);
  });

  it("that hold other statements leave the recipe lines after them beside the rule", () => {
    const { statements } = parse("a:\n\techo 1\nifdef Z\nB = 1\nendif\n\techo 2\n");
    expect(statements.map(({ type }) => type)).toEqual(["Rule", "Conditional", "RecipeLine"]);
  });
});

describe("comments", () => {
  it("are found in statements, recipes and above recipe lines", () => {
    const text = "# one\nA = 1 # two\n## three \\\n   goes on\na: # four\n\t# eslint-disable-next-line x -- why\n\tgo build '#' $(x#y) # five\n\techo \"# no\" a#b\n";
    expect(parse(text).comments).toEqual(["# one", "# two", "## three \\\n   goes on", "# four", "# eslint-disable-next-line x -- why", "# five"]);
  });
});
