import type { Directive, SyntaxProblem } from "./ast.js";
import { isSpace, skipWhile } from "./characters.js";
import type { LineReader } from "./lines.js";

const KNOWN = new Set(["syntax", "escape", "check"]);

/** White space as `\s` of Go's regular expressions takes it. */
const SPACE = /[\t\n\f\r ]/;

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
    const found = parseDirective(source.slice(skipWhile(source, start + 1, line.end, isSpace), line.end));
    if (found === null) break;
    const { name, value } = found;
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

/** `name = value`; null for another comment. Source: `directiveRegexp`, `^([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$`. */
function parseDirective(text: string): { readonly name: string; readonly value: string } | null {
  const equals = text.indexOf("=");
  if (equals === -1) return null;
  const written = trim(text.slice(0, equals));
  const name = written.toLowerCase();
  if (!KNOWN.has(name) || !text.startsWith(written)) return null;
  const rest = text.slice(equals + 1);
  if (rest === "") return null;
  // a value of white space only: the expression gives its last character back to the value
  return { name, value: trim(rest) || rest.slice(-1) };
}

function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && SPACE.test(text.charAt(start))) start++;
  while (end > start && SPACE.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
