/**
 * Reads a whole Go file at once, without looking at other files: package-level declarations, calls, assignments and strings. Source of the grammar:
 * go/parser. It does not resolve names and does not check types.
 */
import type { GoBody } from "../ast.js";
import { readFile } from "./declarations.js";
import { Parser } from "./parser.js";
import { T } from "./tokens.js";

/** Never throws; takes time linear in the text. */
export function readGoBody(text: string): GoBody {
  const p = new Parser(text);
  p.expect(T.package, "'package'");
  p.expect(T.identifier, "the name of the package");
  p.terminator();
  readFile(p);
  return p.finish();
}
