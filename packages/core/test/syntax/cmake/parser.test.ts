import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Statement } from "../../../src/syntax/cmake/index.js";
import { parseCMake } from "../../../src/syntax/cmake/index.js";
import { carrier } from "../../../src/text/index.js";

function parse(text: string): { readonly commands: readonly string[]; readonly comments: readonly string[]; readonly problems: readonly string[] } {
  const parsed = parseCMake(text, "CMakeLists.txt");
  return {
    commands: parsed.statements.map(shown),
    comments: parsed.comments.map(({ value }) => value),
    problems: parsed.problems.map(({ range, message }) => `${message}: ${text.slice(...range)}`),
  };
}

function shown(statement: Statement): string {
  switch (statement.type) {
    case "Command":
      return `${statement.name}(${statement.args.map(({ kind, text }) => (kind === "unquoted" ? carrier(text) : `${kind === "quoted" ? '"' : "["}${carrier(text)}${kind === "quoted" ? '"' : "]"}`)).join("|")})`;
    case "If":
      return `${statement.branches.map(({ header, body }) => `${shown(header)}{${body.map(shown).join(" ")}}`).join("")}${statement.end === null ? "…" : ""}`;
    case "Block":
      return `${shown(statement.header)}{${statement.body.map(shown).join(" ")}}${statement.end === null ? "…" : ""}`;
  }
}

describe("arguments", () => {
  it.each([
    ["set(X a b)", "set(X|a|b)"],
    ["set(\n  X # comment\n  a\n)", "set(X|a)"],
    ['set(X "a b" "")', 'set(X|"a b"|"")'],
    ['set(X "a\\"b")', 'set(X|"a\\"b")'],
    ['set(X "a\\\nb")', 'set(X|"ab")'],
    ['set(X "a\r\nb")', 'set(X|"a\nb")'],
    ["set(X [[a ${b} ]=] \\]])", "set(X|[a ${b} ]=] \\])"],
    ["set(X [=[\na]]b]=])", "set(X|[a]]b])"],
    ['add(-ldflags="-s -w" x)', 'add(-ldflags="-s -w"|x)'],
    ["add(-ldflags='-s -w')", "add(-ldflags='-s|-w')"],
    ["add($(MAKE) a$(X)b)", "add($(MAKE)|a$(X)b)"],
    ["add(${A}b;c\\;d \\(e\\) \\ f)", "add(${A}b;c\\;d|\\(e\\)|\\ f)"],
    ["if_(NOT (a AND b))", "if_(NOT|(|a|AND|b|))"],
    ["add([x] a[1] $<1:x>)", "add([x]|a[1]|$<1:x>)"],
    ["  ADD_X  (a)  ", "ADD_X(a)"],
  ])("%j", (text, command) => {
    expect(parse(text)).toMatchObject({ commands: [command], problems: [] });
  });

  it("stand where they are written", () => {
    const text = 'set(X "one \\\n  two" three)\r\nset(Y [[four]])\n';
    const parsed = parseCMake(text, "CMakeLists.txt");
    const args = parsed.statements.flatMap((statement) => (statement.type === "Command" ? statement.args : []));
    expect(args.map(({ range }) => text.slice(...range))).toEqual(["X", '"one \\\n  two"', "three", "Y", "[[four]]"]);
    expect(args.flatMap(({ text: own }) => own.pieces.map((piece) => [piece.kind === "literal" ? piece.text : "", text.slice(piece.origin?.start, piece.origin?.end)]))).toEqual([
      ["X", "X"],
      ["one ", "one "],
      ["  two", "  two"],
      ["three", "three"],
      ["Y", "Y"],
      ["four", "four"],
    ]);
  });
});

describe("blocks", () => {
  it("are nested", () => {
    expect(parse("if(A)\n  foreach(x a)\n    b()\n  endforeach()\nELSEIF(B)\nelse(A)\n  c()\nendif()\nfunction(f)\nendfunction()\n")).toMatchObject({
      commands: ["if(A){foreach(x|a){b()}}ELSEIF(B){}else(A){c()}", "function(f){}"],
      problems: [],
    });
  });

  it.each([
    ["if(A)\nb()\n", ["if(A){b()}…"], ["'if' without 'endif': if"]],
    ["foreach(x)\nif(A)\nendforeach()\nc()", ["foreach(x){if(A){}…}", "c()"], ["'if' without 'endif': if"]],
    ["endif()\na()", ["a()"], ["'endif' without 'if': endif"]],
    ["else()\na()", ["a()"], ["'else' without 'if': else"]],
  ])("%j are reported", (text, commands, problems) => {
    expect(parse(text)).toMatchObject({ commands, problems });
  });
});

describe("what CMake refuses", () => {
  it.each([
    ['set(X "a', ["set(X)"], ["a string that is not closed: \"a", "'set(' is not closed: set"]],
    ["set(X [[a", ["set(X)"], ["a bracket that is not closed: [[a", "'set(' is not closed: set"]],
    ["set(X a\nset(Y b)", ["set(X|a|set|(|Y|b|))"], ["'set(' is not closed: set"]],
    ["set X\na()", ["a()"], ["'(' is expected after the name of a command: set"]],
    ["a() b()", ["a()", "b()"], ["a command that does not begin on a line of its own: b"]],
    ['"x"\na()', ["a()"], ['a command name is expected here: "x"']],
  ])("%j", (text, commands, problems) => {
    expect(parse(text)).toMatchObject({ commands, problems });
  });
});

it("keeps comments of both kinds", () => {
  expect(parse("# one\na(#[[two]] b # three\n)#[=[\nfour]=]\n").comments).toEqual([" one", "two", " three", "four"]);
});

const fragment = fc.constantFrom("set", "if", "endif", "foreach", "endforeach", "(", ")", " ", "\n", "\r\n", '"', "\\", "#", "[[", "]]", "[=[", "]=]", "${", "}", "$(", ";", "a", "=", "\t", "\u{1F600}", "\0", "$ENV{", "else", "#[[");
const anyText = fc.array(fragment, { maxLength: 60 }).map((parts) => parts.join(""));

describe("any text", () => {
  it("is parsed without an error, into ranges inside of it that hold their texts", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const parsed = parseCMake(text, "CMakeLists.txt");
        const visit = (statements: readonly Statement[]): void => {
          for (const statement of statements) {
            expect(statement.range[0]).toBeGreaterThanOrEqual(0);
            expect(statement.range[1]).toBeLessThanOrEqual(text.length);
            if (statement.type === "Block") visit([statement.header, ...statement.body]);
            else if (statement.type === "If") for (const { header, body } of statement.branches) visit([header, ...body]);
            else for (const { text: own } of statement.args) for (const piece of own.pieces) expect(text.slice(piece.origin?.start, piece.origin?.end)).toBe(piece.kind === "literal" ? piece.text : null);
          }
        };
        visit(parsed.statements);
        for (const { range } of [...parsed.comments, ...parsed.problems]) expect(range[0] >= 0 && range[0] <= range[1] && range[1] <= text.length).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["commands", 'set(X "a b" ${Y} [[c]]) # comment\n'.repeat(50_000)],
    ["one string", `set(X "${"a\\\n".repeat(500_000)}")`],
    ["one argument", `set(X ${"a".repeat(2_000_000)})`],
    ["quotes that are not closed", `set(X ${'a"b '.repeat(200_000)})`],
    ["parentheses", `set(${"(".repeat(500_000)}`],
    ["brackets", `set(X ${"[=".repeat(300_000)})`],
    ["blocks", "if(A)\n".repeat(100_000)],
  ])("of megabytes is read in linear time: %s", (_, text) => {
    const started = performance.now();
    parseCMake(text, "CMakeLists.txt");
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});
