import type { Directive, SyntaxProblem } from "./ast.js";
import { isSpace, skipWhile } from "./characters.js";
import type { LineReader } from "./lines.js";

const KNOWN = new Set(["syntax", "escape", "check"]);

/** `\s` and `.` as Go's regular expressions take them. Source: `directiveRegexp` in BuildKit's directives.go. */
const DIRECTIVE = /^([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=[\t\n\f\r ]*([^\n]+?)[\t\n\f\r ]*$/;

/**
 * Reads the directives at the top of a file and leaves the reader at the first line that is none. An unknown name or any other line ends
 * them, so that a later `# escape=` is a comment. Source: `DirectiveParser` in BuildKit's directives.go, `setEscapeToken` in parser.go.
 */
export function readDirectives(reader: LineReader, problems: SyntaxProblem[]): { readonly directives: readonly Directive[]; readonly escape: "\\" | "`" } {
  const source = reader.text;
  const directives: Directive[] = [];
  const seen = new Set<string>();
  let escape: "\\" | "`" = "\\";
  for (let line = reader.peek(); line !== null; line = reader.peek()) {
    const start = skipWhile(source, line.start, line.end, isSpace);
    if (start === line.end || source[start] !== "#") break;
    const match = DIRECTIVE.exec(source.slice(skipWhile(source, start + 1, line.end, isSpace), line.end));
    const name = match?.[1]?.toLowerCase();
    const value = match?.[2];
    if (name === undefined || value === undefined || !KNOWN.has(name)) break;
    reader.read();
    const range = [start, line.end] as const;
    if (seen.has(name)) problems.push({ range, message: `Only one ${name} directive can be used.` });
    seen.add(name);
    if (name === "escape") {
      if (value === "\\" || value === "`") escape = value;
      else problems.push({ range, message: `Escape character "${value}" is neither \` nor \\.` });
    }
    directives.push({ type: "Directive", range, name, value });
  }
  return { directives, escape };
}
