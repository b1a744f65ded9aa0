import { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import { goIndep, ruleFactory, type SyntaxNode } from "../../src/index.js";

const { createRule } = ruleFactory({ namespace: "t", docsUrl: () => "" });
const docs = { description: "Disallow nothing", tier: "strict", reportsIn: "", facts: [] } as const;

/** Every node that a selector finds, as `Type "source text"`, and what ESLint says besides. */
function visit(language: string, selector: string, text: string, filename = "file") {
  const found: string[] = [];
  const rule = createRule({
    name: "r",
    meta: { type: "problem", languages: ["go-indep/*"], docs, messages: { found: "Found." } },
    create: (context) => ({
      [selector](node: SyntaxNode) {
        found.push(`${node.type} ${JSON.stringify(context.sourceCode.text.slice(...node.range))}`);
        context.report({ node, messageId: "found" });
      },
    }),
  });
  const config = { files: ["**"], plugins: { "go-indep": goIndep, t: { rules: { r: rule } } } as never, language: `go-indep/${language}`, rules: { "t/r": 2 as const } };
  const messages = new Linter({ configType: "flat" }).verify(text, config, filename);
  return { found, messages: messages.map(({ line, column, message }) => `${line}:${column} ${message}`) };
}

describe("go-indep/dockerfile", () => {
  const text = "ARG V=1\nFROM golang:${V} AS build\nRUN --mount=type=cache,target=/root a && \\\n    b\nFROM scratch\nCOPY --from=build /a /b\n";

  it("has stages, instructions and their parts", () => {
    expect(visit("dockerfile", 'Stage:last-child > Instruction[name="COPY"] > *', text)).toEqual({
      found: ['Flag "--from=build"', 'Argument "/a"', 'Argument "/b"'],
      messages: ["6:6 Found.", "6:19 Found.", "6:22 Found."],
    });
    expect(visit("dockerfile", "Pair", text).found).toEqual(['Pair "V=1"']);
  });

  it("lets a directive above a RUN cover its continuation lines", () => {
    const disabled = text.replace("RUN", "# eslint-disable-next-line t/r -- needed\nRUN");
    expect(visit("dockerfile", 'Instruction[name="RUN"] > Argument', disabled)).toMatchObject({ messages: [] });
  });

  it("shows syntax errors", () => {
    expect(visit("dockerfile", "Stage", "FROM a\nRUN <<EOF\n").messages.concat(visit("dockerfile", "Stage", "FROMM a\n").messages)).toContainEqual(
      expect.stringMatching(/^1:1 Parsing error: /u),
    );
  });
});

describe("go-indep/makefile", () => {
  const text = "GO ?= go\nbuild: main.go\n\tCGO_ENABLED=0 \\\n\t$(GO) build\nifdef X\nY = 1\nendif\n";

  it("has assignments, rules and recipe lines", () => {
    expect(visit("makefile", "Rule > RecipeLine", text).messages).toEqual(["3:2 Found."]);
    expect(visit("makefile", "Conditional Assignment", text).found).toEqual(['Assignment "Y = 1"']);
  });

  it("takes directives in recipes, where people write them", () => {
    expect(visit("makefile", "RecipeLine", text.replace("\tCGO", "\t# eslint-disable-next-line t/r\n\tCGO")).messages).toEqual([]);
  });
});

describe("go-indep/cmake", () => {
  const text = "if(GO)\n  add_custom_target(app # all\n    COMMAND go build)\nendif()\nfunction(f)\n  set(X 1)\nendfunction()\n";

  it("has commands, blocks and arguments", () => {
    expect(visit("cmake", 'If > Branch > Command[name="add_custom_target"]', text).messages).toEqual(["2:3 Found."]);
    expect(visit("cmake", 'Block[kind="function"] > Command[name="set"] > Argument:last-child', text).found).toEqual(['Argument "1"']);
  });

  it("takes directives above commands", () => {
    expect(visit("cmake", 'Argument[text.pieces.0.text="build"]', text.replace("  add", "  # eslint-disable-next-line t/r\n  add")).messages).toEqual([]);
  });

  it("shows syntax errors", () => {
    expect(visit("cmake", "Command", "set(X\n").messages).toEqual(["1:1 Parsing error: 'set(' is not closed"]);
  });
});

describe("go-indep/go-mod and go-work", () => {
  it("have one node for each line of go.mod", () => {
    const text = "module example.com/a\n\ngo 1.24\n\nrequire (\n\texample.com/b v1.2.3 // indirect\n\texample.com/c v1.0.0\n)\n\nreplace example.com/b => ../b\n";
    expect(visit("go-mod", "GoMod > *", text).messages).toHaveLength(5);
    expect(visit("go-mod", 'Require[path="example.com/b"]', text).messages).toEqual(["6:2 Found."]);
    expect(visit("go-mod", "Require", text.replace("// indirect", "// eslint-disable-line t/r")).messages).toEqual(["7:2 Found."]);
  });

  it("read go.work", () => {
    expect(visit("go-work", "Use", "go 1.24\n\nuse ./a\n").found).toEqual(['Use "./a"']);
  });
});

describe("go-indep/go", () => {
  const text = '//go:build linux\n\n// Package a.\npackage a\n\n// #cgo LDFLAGS: -lm\nimport "C"\n\nimport "os"\n';

  it("has the header of a Go file", () => {
    expect(visit("go", 'ImportSpec[path="C"], CgoDirective, BuildConstraint, PackageClause', text).messages).toEqual([
      "1:1 Found.",
      "4:9 Found.",
      "6:4 Found.",
      "7:8 Found.",
    ]);
  });

  it("finds directives in the whole file, but not in strings", () => {
    const inBody = `${text}\nvar s = \`\n// eslint-disable\n\` + "// eslint-disable" + '"' // eslint-disable-line t/r\n`;
    expect(visit("go", "PackageClause", inBody).messages).toEqual([
      "4:9 Found.",
      "13:31 Unused eslint-disable directive (no problems were reported from 't/r').",
    ]);
    expect(visit("go", 'ImportSpec[path="os"]', text.replace('import "os"', '/* eslint-disable-next-line t/r */\nimport "os"')).messages).toEqual([]);
  });
});

describe("go-indep/text", () => {
  it("is one node, with comments by lines", () => {
    expect(visit("text", "TextFile", "#!/bin/sh\n").found).toEqual(['TextFile "#!/bin/sh\\n"']);
    expect(visit("shell", "TextFile", "# eslint-disable t/r\ngo build\n").messages).toEqual([]);
  });
});
