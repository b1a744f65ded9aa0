import { describe, expect, it } from "vitest";
import { carrier } from "../../../src/text/index.js";
import { only, parse, written } from "./support.js";

describe("assignments", () => {
  it.each([
    ["A = 1", "A", "=", "1"],
    ["A=1", "A", "=", "1"],
    ["A:=$(B)", "A", ":=", "$(B)"],
    ["A ::= x y", "A", "::=", "x y"],
    ["A :::= x", "A", ":::=", "x"],
    ["A ?= x", "A", "?=", "x"],
    ["A += x", "A", "+=", "x"],
    ["A != date", "A", "!=", "date"],
    ["A =", "A", "=", ""],
    ["A = b = c", "A", "=", "b = c"],
    ["$(1)_FLAGS := $(2)", "$(1)_FLAGS", ":=", "$(2)"],
    ["$(subst =,:,x) = 1", "$(subst =,:,x)", "=", "1"],
    ["export = 5", "export", "=", "5"],
    ["with-dash.and/slash = 1", "with-dash.and/slash", "=", "1"],
  ])("%s", (text, name, operator, value) => {
    const found = only(text, "Assignment");
    expect([carrier(found.name), found.operator, carrier(found.value)]).toEqual([name, operator, value]);
  });

  it("keeps blanks at the end of a value, up to the comment", () => {
    expect(carrier(only("A = x   # why", "Assignment").value)).toBe("x   ");
  });

  it("tells modifiers, name, operator and value apart by their ranges", () => {
    const text = "export  override LDFLAGS := -s -w # small\n";
    const { at } = parse(text);
    const found = only(text, "Assignment");
    expect(found.modifiers.map(({ name, range }) => [name, at(range)])).toEqual([
      ["export", "export"],
      ["override", "override"],
    ]);
    expect([at(found.range), at(found.nameRange), at(found.operatorRange), at(found.valueRange)]).toEqual(["export  override LDFLAGS := -s -w ", "LDFLAGS", ":=", "-s -w "]);
  });

  it("collapses a continuation to one blank, and says for each part where it is written", () => {
    const text = "LDFLAGS = -s  \\\n\t  -w \\\n\n";
    expect(written(text, only(text, "Assignment").value)).toEqual([
      ["-s", "-s"],
      [" ", "\\\n\t  "],
      ["-w", "-w"],
      [" ", "\\\n"],
    ]);
  });

  it("keeps the blanks before a continuation after .POSIX", () => {
    const { statements } = parse(".POSIX:\nB = 1\nA = x  \\\n  y\n");
    expect(statements.map((statement) => (statement.type === "Assignment" ? carrier(statement.value) : statement.type))).toEqual(["Rule", "1", "x   y"]);
  });

  it("takes a quoted # into the value and half of the backslashes before it", () => {
    const text = "A = x\\#y\nB = x\\\\# comment\nC = $(subst a,#,b)";
    const { statements, comments } = parse(text);
    expect(statements.map((statement) => (statement.type === "Assignment" ? carrier(statement.value) : null))).toEqual(["x#y", "x\\", "$(subst a,#,b)"]);
    expect(comments).toEqual(["# comment"]);
  });

  it("reads files with carriage returns", () => {
    const { statements } = parse("A = 1\r\nB = x \\\r\n  y\r\n");
    expect(statements.map((statement) => (statement.type === "Assignment" ? carrier(statement.value) : null))).toEqual(["1", "x y"]);
  });
});

describe("define", () => {
  it("holds lines up to its endef, with ranges of name and value", () => {
    const text = "define steps\n\techo one\n\techo two\nendef # end\nafter = 1\n";
    const { statements, at, comments } = parse(text);
    const [found] = statements;
    if (found?.type !== "Define") throw new Error("no define");
    expect([at(found.range), at(found.nameRange), at(found.valueRange), carrier(found.value)]).toEqual([text.slice(0, text.indexOf(" # end")), "steps", "\techo one\n\techo two", "\techo one\n\techo two"]);
    expect(statements.map(({ type }) => type)).toEqual(["Define", "Assignment"]);
    expect(comments).toEqual([]);
  });

  it("keeps directives, comments and nested defines as text and collapses continuations", () => {
    const text = "override define A :=\nifdef X\n# text\ndefine B\nendef\none \\\n  two\nendif\nendef\n";
    const found = only(text, "Define");
    expect([found.operator, found.modifiers.map(({ name }) => name), carrier(found.value)]).toEqual([":=", ["override"], "ifdef X\n# text\ndefine B\nendef\none two\nendif"]);
  });

  it("points into the file from every character", () => {
    const text = "define A\nx\nyy\nendef\n";
    expect(written(text, only(text, "Define").value)).toEqual([["x\nyy", "x\nyy"]]);
  });

  it("is reported when it does not end", () => {
    const { problems, statements } = parse("define A\nx\n");
    expect(problems).toEqual(["missing 'endef', unterminated 'define': define A"]);
    expect(statements.map((statement) => (statement.type === "Define" ? [carrier(statement.value), statement.terminated] : null))).toEqual([["x", false]]);
  });
});

describe("other statements", () => {
  it.each([
    ["export A $(B)", "Export", "A $(B)"],
    ["unexport A", "Export", "A"],
    ["export", "Export", ""],
    ["include a.mk $(B)", "Include", "a.mk $(B)"],
    ["-include *.d", "Include", "*.d"],
    ["sinclude x", "Include", "x"],
    ["vpath %.c src", "Vpath", "%.c src"],
    ["undefine A", "Undefine", "A"],
    ["override undefine A", "Undefine", "A"],
    ["-load x.so", "Load", "x.so"],
    ["$(eval $(call rules,app))", "ExpansionLine", "$(eval $(call rules,app))"],
    ["$(info a : b)", "ExpansionLine", "$(info a : b)"],
  ])("%s", (text, type, argument) => {
    const [statement, ...more] = parse(text).statements;
    const value = statement !== undefined && ("names" in statement ? statement.names : "files" in statement ? statement.files : "args" in statement ? statement.args : "name" in statement ? statement.name : "text" in statement ? statement.text : null);
    expect([statement?.type, more.length, value && carrier(value)]).toEqual([type, 0, argument]);
  });
});
