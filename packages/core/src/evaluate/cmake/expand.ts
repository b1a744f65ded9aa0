/** Evaluation of arguments: references and escapes. Source: CMake 3.25, cmMakefile::ExpandVariablesInStringNew (policy CMP0053). */
import { LIMITS } from "../../limits.js";
import type { Traced } from "../../text/index.js";
import { carrier, concatAll, isEmpty, literal, literalOf, OPAQUE, originOf, slice, throughReference, variants } from "../../text/index.js";
import { choose, MakeStop, unknownFrom } from "../make/index.js";
import { bounded } from "./bounded.js";
import type { CMake } from "./cmake.js";
import { textOf } from "./state.js";

type Domain = "normal" | "ENV" | "CACHE";

const OPENINGS: readonly (readonly [string, Domain])[] = [["${", "normal"], ["$ENV{", "ENV"], ["$CACHE{", "CACHE"]];

interface Open {
  readonly domain: Domain;
  readonly start: number;
  readonly before: readonly Traced[];
}

export interface ExpandOptions {
  /** `@NAME@` is a reference too: in configured files */
  readonly at?: boolean;
  /** `${NAME}` is none */
  readonly atOnly?: boolean;
  /** backslashes are text */
  readonly noEscapes?: boolean;
}

/** The text with its references and escapes evaluated. @throws MakeStop for what CMake refuses */
export function expand(cmake: CMake, text: Traced, options: ExpandOptions = {}): Traced {
  const source = carrier(text);
  if (!/[$\\@]/.test(source)) return text;
  const stack: Open[] = [];
  let parts: Traced[] = [];
  let last = 0;
  const take = (end: number, next: number): void => {
    if (end > last) parts.push(slice(text, last, end));
    last = next;
  };
  for (let at = 0; at < source.length; at++) {
    const character = source[at] as string;
    if (character === "}" && stack.length > 0) {
      take(at, at + 1);
      const { domain, start, before } = stack.pop() as Open;
      const name = concatAll(parts);
      parts = [...before, reference(cmake, domain, name, slice(text, start, at + 1))];
      continue;
    }
    const opening = character === "$" && options.atOnly !== true ? OPENINGS.find(([begin]) => source.startsWith(begin, at)) : undefined;
    if (opening !== undefined) {
      if (stack.length >= LIMITS.expansionDepth) throw new MakeStop(`limit: references nested deeper than ${LIMITS.expansionDepth}`, originOf(text));
      take(at, at + opening[0].length);
      stack.push({ domain: opening[1], start: at, before: parts });
      parts = [];
      at += opening[0].length - 1;
      continue;
    }
    if (character === "\\" && options.noEscapes !== true) {
      const next = source[at + 1];
      const special = next === "t" ? "\t" : next === "n" ? "\n" : next === "r" ? "\r" : null;
      if (special !== null) {
        take(at, at + 2);
        parts.push(literal(special, originOf(slice(text, at, at + 2))));
      } else if (next === ";" && stack.length === 0) {
        // the backslash stays until the list is divided
      } else if (next === undefined || /[A-Za-z0-9]/.test(next)) throw new MakeStop(`invalid escape sequence \\${next ?? ""}`, originOf(text));
      else if (next !== OPAQUE) take(at, at + 1);
      at++;
      continue;
    }
    if (character === "@" && options.at === true) {
      const name = /^@([A-Za-z0-9/_.+-]+)@/.exec(source.slice(at, at + MAX_NAME))?.[1];
      if (name !== undefined) {
        take(at, at + name.length + 2);
        parts.push(marked(cmake.valueOf(name), slice(text, at, at + name.length + 2)));
        at += name.length + 1;
        continue;
      }
    }
    if (stack.length > 0 && character !== OPAQUE && !/[A-Za-z0-9/_.+-]/.test(character)) {
      if (options.at === true) continue;
      throw new MakeStop(`invalid character '${character}' in the name of a variable`, originOf(text));
    }
  }
  if (stack.length > 0) throw new MakeStop("a variable reference that is not closed", originOf(text));
  take(source.length, source.length);
  return bounded(concatAll(parts), originOf(text));
}

const MAX_NAME = 200;

function reference(cmake: CMake, domain: Domain, name: Traced, written: Traced): Traced {
  const known = literalOf(name);
  if (known !== null) return marked(lookUp(cmake, domain, known), written);
  const choices = variants(name);
  if (choices === null || choices.some(({ value }) => literalOf(value) === null)) return unknownFrom([name], "which variable it is");
  return choose(choices.map(({ value, when }) => ({ when: when.join(", "), value: marked(lookUp(cmake, domain, literalOf(value) ?? ""), written) })));
}

function lookUp(cmake: CMake, domain: Domain, name: string): Traced {
  if (domain === "normal") return cmake.valueOf(name);
  return textOf(domain === "ENV" ? cmake.environmentVariable(name) : cmake.cached(name));
}

function marked(value: Traced, written: Traced): Traced {
  const at = originOf(written);
  return at === null || isEmpty(value) ? value : throughReference(value, carrier(written), at);
}
