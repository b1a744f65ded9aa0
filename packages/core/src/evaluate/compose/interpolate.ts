import type { Traced } from "../../text/index.js";
import { carrier, concat, EMPTY, equals, literal, originOf, slice, throughReference, unknownText } from "../../text/index.js";

/** A variable: its value, "unset", or "unknown" when whoever runs compose may set it. */
export type Lookup = (name: string) => Traced | "unset" | "unknown";

/** References inside of each other (`${A:-${B:-c}}`) that one value may have. */
const MAX_NESTING = 16;

/**
 * `$NAME`, `${NAME}` and `${NAME:-default}` with its kin. A default holds unless the variable is known to be set. Source: compose-go, template/template.go.
 */
export function interpolate(text: Traced, lookup: Lookup, nesting = 0): Traced {
  const written = carrier(text);
  if (!written.includes("$")) return text;
  const parts: Traced[] = [];
  let at = 0;
  while (at < written.length) {
    const dollar = written.indexOf("$", at);
    if (dollar === -1) break;
    parts.push(slice(text, at, dollar));
    const name = /^[A-Za-z_]\w*/.exec(written.slice(dollar + 1, dollar + 200))?.[0];
    if (written[dollar + 1] === "$") {
      parts.push(slice(text, dollar, dollar + 1));
      at = dollar + 2;
    } else if (name !== undefined) {
      at = dollar + 1 + name.length;
      parts.push(reference(slice(text, dollar, at), name, lookup));
    } else if (written[dollar + 1] === "{" && nesting < MAX_NESTING) {
      const end = closing(written, dollar + 2);
      if (end === -1) break;
      at = end + 1;
      parts.push(braced(slice(text, dollar, at), lookup, nesting));
    } else {
      parts.push(slice(text, dollar, dollar + 1));
      at = dollar + 1;
    }
  }
  parts.push(slice(text, at));
  return concat(...parts);
}

/** Index of the brace that closes one opened before `from`; -1 without one. */
function closing(written: string, from: number): number {
  for (let i = from, depth = 1; i < written.length; i++) {
    if (written.startsWith("${", i)) depth++;
    else if (written[i] === "}" && --depth === 0) return i;
  }
  return -1;
}

function reference(whole: Traced, name: string, lookup: Lookup): Traced {
  const value = lookup(name);
  if (value === "unset") return EMPTY;
  const at = originOf(whole);
  if (value === "unknown") return unknownText({ code: "caller", text: `the variable ${name}, which whoever runs compose may set`, at });
  return at === null ? value : throughReference(value, carrier(whole), at);
}

function braced(whole: Traced, lookup: Lookup, nesting: number): Traced {
  const written = carrier(whole);
  const match = /^\$\{([A-Za-z_]\w*)(:?[-?+])?/.exec(written);
  const [head = "", name = "", operator = ""] = match ?? [];
  if (match === null || (operator === "" && written.length !== head.length + 1)) return unknownText({ code: "syntax", text: written, at: originOf(whole) });
  if (operator === "" || operator.endsWith("?")) return reference(whole, name, lookup);
  const word = interpolate(slice(whole, head.length, written.length - 1), lookup, nesting + 1);
  const value = lookup(name);
  if (value === "unknown") return operator.endsWith("-") ? word : EMPTY;
  const isUnset = value === "unset" || (operator.startsWith(":") && equals(value, "") === "yes");
  if (operator.endsWith("+")) return isUnset ? EMPTY : word;
  return isUnset ? word : reference(whole, name, lookup);
}

/** `NAME=value` lines. Source: compose-go, dotenv/parser.go, without what is interpolated in them. */
export function parseDotenv(text: string, file: string | null): ReadonlyMap<string, Traced> {
  const variables = new Map<string, Traced>();
  for (const line of text.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.]*)[ \t]*=[ \t]*(.*?)[ \t]*\r?$/gm)) {
    const [whole, name = "", written = ""] = line;
    const quoted = /^(["'])(.*)\1(?:[ \t]+#.*)?$/.exec(written);
    const value = quoted?.[2] ?? written.replace(/(^|[ \t]+)#.*$/, "");
    const start = line.index + whole.indexOf(written, whole.indexOf("=")) + (quoted === null ? 0 : 1);
    const at = file === null ? null : { file, start, end: start + value.length };
    const isMade = quoted?.[1] !== "'" && value.includes("$");
    variables.set(name, isMade ? unknownText({ code: "not-understood", text: `${name}, which is made of other variables`, at }) : literal(value, at));
  }
  return variables;
}
