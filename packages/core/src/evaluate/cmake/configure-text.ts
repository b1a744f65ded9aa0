/** `configure_file` and `string(CONFIGURE)`. Source: CMake 3.25, cmMakefile::ConfigureString. */
import type { Traced } from "../../text/index.js";
import { carrier, concat, concatAll, EMPTY, isEmpty, literal, slice } from "../../text/index.js";
import { choose } from "../make/index.js";
import type { CMake } from "./cmake.js";
import { expand } from "./expand.js";
import { constant, decide } from "./truth.js";

export interface ConfigureOptions {
  /** `${X}` stays */
  readonly atOnly: boolean;
  readonly escapeQuotes: boolean;
}

/** The text with its references replaced, and `#cmakedefine` lines decided. */
export function configured(cmake: CMake, text: Traced, { atOnly }: ConfigureOptions): Traced {
  const source = carrier(text);
  const lines: Traced[] = [];
  for (let start = 0; start < source.length; ) {
    const newline = source.indexOf("\n", start);
    const end = newline === -1 ? source.length : newline + 1;
    lines.push(configuredLine(cmake, slice(text, start, end)));
    start = end;
  }
  return expand(cmake, concatAll(lines), { at: true, atOnly, noEscapes: true });
}

function configuredLine(cmake: CMake, line: Traced): Traced {
  const match = /^(\s*#\s*)cmakedefine(01)?[ \t]+([A-Za-z_0-9]+)/.exec(carrier(line));
  if (match === null) return line;
  const [whole, hash = "", numeric, name = ""] = match;
  const end = carrier(line).endsWith("\n") ? literal("\n") : EMPTY;
  const rest = slice(line, whole.length);
  const on = numeric === undefined ? concat(literal(`${hash}define ${name}`), isEmpty(rest) ? end : rest) : concat(literal(`${hash}define ${name} 1`), end);
  const off = concat(literal(numeric === undefined ? `/* #undef ${name} */` : `${hash}define ${name} 0`), end);
  const slot = cmake.variable(name);
  const answer = slot.set === "no" ? "no" : decide([slot.value], (text) => constant(text) !== false);
  if (answer !== "maybe" && slot.set !== "maybe") return answer === "yes" ? on : off;
  return choose([{ when: `${name} is set`, value: on }, { when: `${name} is not set`, value: off }]);
}
