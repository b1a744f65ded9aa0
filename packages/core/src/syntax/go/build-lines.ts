/** Where build constraints may stand in a file. Source: go/build, parseFileHeader. */
import type { BuildLines } from "./ast.js";
import { trimmedRange } from "./characters.js";
import { goBuildExpression, plusBuildExpression } from "./constraint.js";

/**
 * The build constraints of a file of any language. Only comments and blank lines may precede them; `// +build` lines must also be followed by a
 * blank line before the first other text, and must not follow a block comment.
 */
export function scanBuildLines(text: string): BuildLines {
  let buildConstraint: BuildLines["buildConstraint"] = null;
  let constraintProblem: BuildLines["constraintProblem"] = null;
  const candidates: { readonly expression: string; readonly end: number }[] = [];
  /** end of the last blank line of the leading run of line comments: `// +build` lines count only before it */
  let plusBuildEnd = 0;
  let leadingRun = true;
  let inBlockComment = false;

  for (let lineStart = 0; lineStart < text.length; ) {
    const newline = text.indexOf("\n", lineStart);
    const next = newline < 0 ? text.length : newline + 1;
    let [start, end] = trimmedRange(text, lineStart, newline < 0 ? text.length : newline);
    lineStart = next;
    if (start === end && leadingRun) {
      plusBuildEnd = next;
      continue;
    }
    if (!text.startsWith("//", start)) leadingRun = false;
    if (!inBlockComment && text.startsWith("//", start)) {
      const line = text.slice(start, end);
      const expression = goBuildExpression(line);
      if (expression !== null) {
        if (buildConstraint === null) buildConstraint = { text: expression, range: [start, end] };
        else constraintProblem ??= { range: [start, end], message: "multiple //go:build comments" };
      }
      const plusBuild = plusBuildExpression(line);
      if (plusBuild !== null) candidates.push({ expression: plusBuild, end: next });
      continue;
    }
    let hasCode = false;
    while (start < end) {
      if (inBlockComment) {
        const close = text.indexOf("*/", start);
        if (close < 0 || close + 2 > end) break;
        inBlockComment = false;
        [start, end] = trimmedRange(text, close + 2, end);
      } else if (text.startsWith("//", start)) break;
      else if (text.startsWith("/*", start)) {
        inBlockComment = true;
        [start, end] = trimmedRange(text, start + 2, end);
      } else {
        hasCode = true;
        break;
      }
    }
    if (hasCode) break;
  }
  const plusBuild = candidates.filter((line) => line.end <= plusBuildEnd).map((line) => line.expression);
  return { buildConstraint, plusBuild, constraintProblem };
}
