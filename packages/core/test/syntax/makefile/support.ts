import type { Statement } from "../../../src/syntax/makefile/index.js";
import { parseMakefile } from "../../../src/syntax/makefile/index.js";
import type { Range, Traced } from "../../../src/text/index.js";
import { originOf } from "../../../src/text/index.js";

export function parse(text: string): { readonly statements: readonly Statement[]; readonly comments: readonly string[]; readonly problems: readonly string[]; readonly at: (range: Range) => string } {
  const parsed = parseMakefile(text, "Makefile");
  const at = ([start, end]: Range): string => text.slice(start, end);
  return {
    statements: parsed.statements,
    comments: parsed.comments.map((comment) => at(comment.range)),
    problems: parsed.problems.map(({ range, message }) => `${message}: ${at(range)}`),
    at,
  };
}

/** The only statement of a text, of the given type. */
export function only<T extends Statement["type"]>(text: string, type: T): Extract<Statement, { type: T }> {
  const { statements, problems } = parse(text);
  const [statement, ...more] = statements;
  if (statement?.type !== type || more.length > 0) throw new Error(`${JSON.stringify(text)}: ${statements.map((found) => found.type).join(", ")}; ${problems.join(", ")}`);
  return statement as Extract<Statement, { type: T }>;
}

/** For each literal piece of a text: what the text has and what is written at its origin. */
export function written(source: string, x: Traced): readonly (readonly [string, string])[] {
  return x.pieces.map((piece) => {
    const origin = piece.origin;
    return [piece.kind === "literal" ? piece.text : "?", origin === null ? "" : source.slice(origin.start, origin.end)];
  });
}

/** What is written where a text comes from. */
export function source(text: string, x: Traced): string {
  const origin = originOf(x);
  return origin === null ? "" : text.slice(origin.start, origin.end);
}
