/** File names that a field matches. Source: POSIX.1-2024, 2.6.6. */
import type { Traced, Word } from "../../../text/index.js";
import { concat, literal, literalOf, originOf, unknownText } from "../../../text/index.js";
import { join } from "../../../workspace/index.js";
import type { FileView } from "../../files/view.js";
import type { State } from "../state.js";
import type { Field } from "./fields.js";
import { isPattern, patternExpression, quoteCharacters, unquotePattern } from "./pattern.js";

/** The words of a field: file names when it is a pattern that matches some, else itself. */
export function expandFileNames(field: Field, files: FileView, state: State): readonly Word[] {
  const value = concat(...field.segments.map(({ text }) => text));
  if (field.kind === "gap") return [{ kind: "gap", value }];
  const mayMatch = field.segments.some(({ text, active }) => active && text.pieces.some((piece) => piece.kind === "literal" && /[*?[]/.test(piece.text)));
  if (!mayMatch || state.options.noglob === "yes") return [{ kind: "word", value }];
  const pattern = patternOf(field);
  // A bracket that is not closed is an ordinary character: `[ -f x ]`.
  if (pattern !== null && !pattern.split("/").some(isPattern)) return [{ kind: "word", value }];
  const names = pattern === null || state.options.noglob === "maybe" ? null : matchingPaths(pattern, files, state.directory);
  if (names === null) return [{ kind: "gap", value: unknownNames(value) }];
  if (names.length > 0) return names.map((name) => ({ kind: "word", value: literal(name, originOf(value)) }));
  if (state.options.nullglob === "yes") return [];
  return [{ kind: state.options.nullglob === "maybe" ? "gap" : "word", value }];
}

function patternOf(field: Field): string | null {
  let pattern = "";
  for (const { text, active } of field.segments) {
    const known = literalOf(text);
    if (known === null) return null;
    pattern += active ? known : quoteCharacters(known);
  }
  return pattern;
}

function unknownNames(pattern: Traced): Traced {
  const text = literalOf(pattern);
  return unknownText({ code: "file", text: text === null ? "file names that match a pattern" : `file names that match \`${text}\``, at: originOf(pattern) });
}

/** Bound of directories that one pattern looks into. */
const MAX_DIRECTORIES = 200;

/** Sorted; null when a directory may hold files that are not known. */
function matchingPaths(pattern: string, files: FileView, directory: string | null): readonly string[] | null {
  const isAbsolute = pattern.startsWith("/");
  if (!isAbsolute && directory === null) return null;
  const components = pattern.split("/").filter((component, i) => component !== "" || i === 0);
  const mustBeDirectory = pattern.endsWith("/");
  let paths: readonly string[] = [isAbsolute ? "/" : ""];
  const at = (path: string): string => (isAbsolute ? path : join(directory ?? "/", path));
  for (const [i, component] of components.entries()) {
    if (component === "") continue;
    const isLast = i === components.length - 1;
    if (paths.length > MAX_DIRECTORIES) return null;
    const next: string[] = [];
    for (const path of paths) {
      const found = matchingNames(component, at(path), files, !isLast || mustBeDirectory);
      if (found === null) return null;
      next.push(...found.map((name) => (path === "" ? name : path.endsWith("/") ? path + name : `${path}/${name}`)));
    }
    paths = next;
  }
  const names = mustBeDirectory ? paths.map((path) => `${path}/`) : paths;
  return [...names].sort();
}

function matchingNames(component: string, directory: string, files: FileView, mustBeDirectory: boolean): readonly string[] | null {
  if (!isPattern(component)) {
    const name = unquotePattern(component);
    const fact = files.stat(join(directory, name));
    if (fact.kind === "unknown") return null;
    return fact.kind === "absent" || (mustBeDirectory && fact.kind !== "directory") ? [] : [name];
  }
  const listed = files.list(directory);
  if (listed === null) return [];
  if (!listed.complete) return null;
  const expression = patternExpression(component);
  const matching = listed.names.filter((name) => (!name.startsWith(".") || component.startsWith(".")) && expression.test(name));
  if (!mustBeDirectory) return matching;
  const facts = matching.map((name) => ({ name, fact: files.stat(join(directory, name)) }));
  return facts.some(({ fact }) => fact.kind === "unknown") ? null : facts.filter(({ fact }) => fact.kind === "directory").map(({ name }) => name);
}
