import type { FileError, Language } from "@eslint/core";
import { LineIndex } from "@go-indep/core";
import type { Parsed, ParseProblem, SyntaxNode } from "./nodes.js";
import { LanguageSourceCode } from "./source-code.js";

export interface LanguageDefinition<Root extends SyntaxNode> {
  /** Never throws. `path` is where the file is on disk, or a name like `<text>`. */
  parse(text: string, path: string): Parsed<Root>;
  /** Which properties of a node hold its children, in the order of the text. Types that are not named have none. */
  readonly visitorKeys: Readonly<Record<string, readonly string[]>>;
  /** Types of nodes that a directive on the line above covers to their last line; none without it. */
  readonly statements?: readonly string[];
}

/** An ESLint language from a parser. */
export function createLanguage<Root extends SyntaxNode>(definition: LanguageDefinition<Root>): Language {
  const statements = new Set(definition.statements);
  return {
    fileType: "text",
    lineStart: 1,
    columnStart: 0,
    nodeTypeKey: "type",
    visitorKeys: definition.visitorKeys as Record<string, string[]>,

    // Options of other languages (globals, a parser) reach these files from configurations without `files`; being strict would end the run.
    validateLanguageOptions() {},

    parse(file) {
      const text = String(file.body);
      const parsed = definition.parse(text, file.physicalPath);
      if (parsed.problems.length > 0) return { ok: false, errors: fileErrors(text, parsed.problems) };
      return { ok: true, ast: parsed.root, parsed };
    },

    createSourceCode(file, result) {
      const parsed = result["parsed"] as Parsed<Root>;
      return new LanguageSourceCode({ text: String(file.body), parsed, visitorKeys: definition.visitorKeys, statements });
    },
  };
}

/** ESLint prints the lines and columns of parse errors as they are given, so they are 1-based here. */
function fileErrors(text: string, problems: readonly ParseProblem[]): FileError[] {
  const lines = new LineIndex(text);
  return problems.map(({ range, message }) => {
    const { line, column } = lines.positionAt(range[0]);
    return { message, line, column: column + 1 };
  });
}
