/** Generator expressions (`$<…>`), which are evaluated when the build system is written. Source: CMake 3.25, cmGeneratorExpressionNode.cxx. */
import type { Traced } from "../../text/index.js";
import { ANY_SHAPE, carrier, concat, concatAll, EMPTY, lift, literal, literalOf, print, slice, unknownText, WORD_SHAPE } from "../../text/index.js";
import { type Answer, choose } from "../make/index.js";
import type { CMake } from "./cmake.js";
import { keyOf } from "./commands/properties.js";
import { isExact, joinList, splitList } from "./lists.js";
import { textOf } from "./state.js";
import { targetExists } from "./targets.js";
import { compareVersions, constant, decide } from "./truth.js";

const MAX_NESTING = 100;

/** The text with the expressions replaced whose values follow from the project alone; others are unknown. */
export function evaluateExpressions(cmake: CMake, x: Traced): Traced {
  if (!carrier(x).includes("$<")) return x;
  return new Reader(cmake, x).all() ?? unknownText({ code: "limit", text: "limit: generator expressions nested too deeply", at: null });
}

class Reader {
  readonly #source: string;
  readonly #budget: number;
  #at = 0;
  #depth = 0;
  /** characters read: those after an expression that is not closed are read again */
  #steps = 0;

  constructor(
    private readonly cmake: CMake,
    private readonly text: Traced,
  ) {
    this.#source = carrier(text);
    this.#budget = 100_000 + 8 * this.#source.length;
  }

  /** Null when they are nested too deeply. */
  all(): Traced | null {
    const value = this.#until("");
    return this.#steps > this.#budget ? null : value;
  }

  /** Text and expressions up to one of the characters. */
  #until(stops: string): Traced {
    const parts: Traced[] = [];
    let start = this.#at;
    while (++this.#steps <= this.#budget && this.#at < this.#source.length && !stops.includes(this.#source[this.#at] as string)) {
      if (!this.#source.startsWith("$<", this.#at)) {
        this.#at++;
        continue;
      }
      if (this.#depth >= MAX_NESTING) this.#steps = this.#budget;
      parts.push(slice(this.text, start, this.#at));
      const begin = this.#at;
      const value = this.#expression();
      if (value === null) {
        // not closed: text
        this.#at = begin + 2;
        start = begin;
      } else {
        parts.push(value);
        start = this.#at;
      }
    }
    return concatAll([...parts, slice(this.text, start, this.#at)]);
  }

  /** Null when it is not closed. */
  #expression(): Traced | null {
    const start = this.#at;
    this.#at += 2;
    this.#depth++;
    try {
      const name = this.#until(":>");
      const parameters: Traced[] = [];
      while (this.#source[this.#at] === ":" || this.#source[this.#at] === ",") {
        this.#at++;
        parameters.push(this.#until(",>"));
      }
      if (this.#source[this.#at] !== ">") return null;
      this.#at++;
      return this.#value(name, parameters, this.#source.slice(start, this.#at));
    } finally {
      this.#depth--;
    }
  }

  #value(name: Traced, parameters: readonly Traced[], written: string): Traced {
    const content = joinList(parameters.map((value) => ({ kind: "word", value })), ",");
    const text = literalOf(name);
    if (text === null) {
      const answer = decide([name], (id) => id === "1");
      return answer === "maybe" ? choose([{ when: `${print(name)} is 1`, value: content }, { when: `${print(name)} is 0`, value: EMPTY }]) : answer === "yes" ? content : EMPTY;
    }
    return this.#call(text, parameters, content) ?? this.#unknown(text, written);
  }

  #unknown(name: string, written: string): Traced {
    const shape = name.startsWith("TARGET_FILE") ? WORD_SHAPE : ANY_SHAPE;
    return unknownText({ code: "not-understood", text: `\`${written.length > 60 ? `${written.slice(0, 60)}…` : written}\``, at: null }, shape);
  }

  #call(name: string, parameters: readonly Traced[], content: Traced): Traced | null {
    const [first = EMPTY, second = EMPTY, third = EMPTY] = parameters;
    switch (name) {
      case "0":
        return EMPTY;
      case "1":
        return content;
      case "ANGLE-R":
        return literal(">");
      case "COMMA":
        return literal(",");
      case "SEMICOLON":
        return literal(";");
      case "QUOTE":
        return literal('"');
      case "BOOL":
        return bit(decide([content], (text) => constant(text) !== false));
      case "NOT":
        return bit(decide([first], (text) => text !== "1"));
      case "AND":
        return bit(decide(parameters, (...texts) => texts.every((text) => text === "1")));
      case "OR":
        return bit(decide(parameters, (...texts) => texts.includes("1")));
      case "IF":
        return either(decide([first], (text) => text === "1"), second, third);
      case "STREQUAL":
        return bit(decide([first, second], (a, b) => a === b));
      case "EQUAL":
        return bit(decide([first, second], (a, b) => /^-?\d+$/.test(a + b) && BigInt(a) === BigInt(b)));
      case "VERSION_LESS":
        return bit(decide([first, second], (a, b) => compareVersions(a, b) < 0));
      case "VERSION_GREATER":
        return bit(decide([first, second], (a, b) => compareVersions(a, b) > 0));
      case "VERSION_EQUAL":
        return bit(decide([first, second], (a, b) => compareVersions(a, b) === 0));
      case "VERSION_LESS_EQUAL":
        return bit(decide([first, second], (a, b) => compareVersions(a, b) <= 0));
      case "VERSION_GREATER_EQUAL":
        return bit(decide([first, second], (a, b) => compareVersions(a, b) >= 0));
      case "IN_LIST":
        return bit(decide([first, second], (wanted, list) => splitList(literal(list), true).some(({ value }) => literalOf(value) === wanted)));
      case "LOWER_CASE":
        return lift((text) => text.toLowerCase(), [content]);
      case "UPPER_CASE":
        return lift((text) => text.toUpperCase(), [content]);
      case "MAKE_C_IDENTIFIER":
        return lift((text) => text.replace(/^(?=\d)/, "_").replace(/\W/g, "_"), [content]);
      case "JOIN": {
        const words = splitList(first, true);
        return isExact(words) ? concat(...words.flatMap(({ value }, i) => (i === 0 ? [value] : [second, value]))) : null;
      }
      case "REMOVE_DUPLICATES":
        return lift((list) => [...new Set(list.split(";"))].join(";"), [content]);
      case "SHELL_PATH":
      case "GENEX_EVAL":
      case "BUILD_INTERFACE":
        return name === "GENEX_EVAL" ? evaluateExpressions(this.cmake, content) : content;
      case "INSTALL_INTERFACE":
        return EMPTY;
      case "CONFIG":
        return this.#configuration(parameters);
      case "PLATFORM_ID": {
        const system = this.cmake.valueOf("CMAKE_SYSTEM_NAME");
        return parameters.length === 0 ? system : bit(decide([system, ...parameters], (own, ...ids) => ids.includes(own)));
      }
      case "TARGET_EXISTS": {
        const target = literalOf(first);
        return target === null ? null : bit(targetExists(this.cmake, target));
      }
      case "TARGET_NAME_IF_EXISTS": {
        const target = literalOf(first);
        return target === null ? null : either(targetExists(this.cmake, target), first, EMPTY);
      }
      case "TARGET_PROPERTY": {
        const [target, property] = [literalOf(first), literalOf(second)];
        const slot = target === null || property === null ? undefined : this.cmake.properties.get(keyOf("TARGET", target, property));
        return slot === undefined ? null : evaluateExpressions(this.cmake, textOf(slot));
      }
      default:
        return null;
    }
  }

  #configuration(parameters: readonly Traced[]): Traced | null {
    const type = this.cmake.valueOf("CMAKE_BUILD_TYPE");
    if (parameters.length === 0) return type;
    return bit(decide([type, ...parameters], (own, ...names) => names.some((name) => name.toLowerCase() === own.toLowerCase())));
  }
}

function bit(answer: Answer): Traced {
  return either(answer, literal("1"), literal("0"));
}

function either(answer: Answer, yes: Traced, no: Traced): Traced {
  if (answer !== "maybe") return answer === "yes" ? yes : no;
  return choose([{ when: "a generator expression holds", value: yes }, { when: "it does not", value: no }]);
}
