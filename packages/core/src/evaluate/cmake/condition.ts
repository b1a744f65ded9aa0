/** Conditions of `if` and `while`. Source: CMake 3.25, cmConditionEvaluator.cxx. */
import type { Traced } from "../../text/index.js";
import { isEmpty, literal, literalOf, print } from "../../text/index.js";
import { absolutePath } from "../../workspace/index.js";
import { type Answer, MakeStop, sameText } from "../make/index.js";
import type { Arg, Call } from "./call.js";
import type { CMake } from "./cmake.js";
import { splitList } from "./lists.js";
import { Regex, TooHard } from "../regex/index.js";
import { setMatches } from "./matches.js";
import { agreed, compareVersions, constant, decide, isNumber, isTrue, ordered } from "./truth.js";
import { targetExists } from "./targets.js";

/** A word, a parenthesis that is evaluated already, or an operator. */
type Item = { readonly arg: Arg; readonly text: string | null } | Answer;

export function condition(call: Call): Answer {
  const { cmake, args } = call;
  // what stands in the place of a gap may be anything
  if (args.some(({ kind }) => kind === "gap")) return "maybe";
  if (args.length === 0) return "no";
  return new Reader(cmake, call).evaluate(args.map((arg) => ({ arg, text: literalOf(arg.value) })));
}

const UNARY = new Set(["EXISTS", "IS_DIRECTORY", "IS_SYMLINK", "IS_ABSOLUTE", "COMMAND", "POLICY", "TARGET", "TEST", "DEFINED"]);
const BINARY = new Set(
  ("MATCHES EQUAL LESS GREATER LESS_EQUAL GREATER_EQUAL STREQUAL STRLESS STRGREATER STRLESS_EQUAL STRGREATER_EQUAL VERSION_EQUAL VERSION_LESS VERSION_GREATER VERSION_LESS_EQUAL VERSION_GREATER_EQUAL " +
    "IN_LIST IS_NEWER_THAN PATH_EQUAL").split(" "),
);

class Reader {
  constructor(
    private readonly cmake: CMake,
    private readonly call: Call,
  ) {}

  evaluate(items: readonly Item[]): Answer {
    let rest = this.#parentheses(items);
    rest = this.#unary(rest);
    rest = this.#binary(rest);
    rest = this.#not(rest);
    rest = this.#andOr(rest);
    const [item, ...more] = rest;
    if (item === undefined || more.length > 0) throw new MakeStop(`unknown arguments in a condition: ${this.call.args.map(({ value }) => print(value)).join(" ")}`, this.call.at);
    return this.#truth(item);
  }

  #parentheses(items: readonly Item[]): readonly Item[] {
    const stack: Item[][] = [[]];
    for (const item of items) {
      if (this.#is(item, "(")) {
        if (stack.length > MAX_NESTING) throw new MakeStop("limit: parentheses nested too deeply", this.call.at);
        stack.push([]);
      } else if (this.#is(item, ")")) {
        const inner = stack.pop() ?? [];
        const outer = stack.at(-1);
        if (outer === undefined) throw new MakeStop("mismatched parenthesis in a condition", this.call.at);
        outer.push(inner.length === 0 ? "no" : this.evaluate(inner));
      } else stack.at(-1)?.push(item);
    }
    if (stack.length !== 1) throw new MakeStop("mismatched parenthesis in a condition", this.call.at);
    return stack[0] ?? [];
  }

  #unary(items: readonly Item[]): readonly Item[] {
    const result: Item[] = [];
    for (let i = 0; i < items.length; i++) {
      const item = items[i] as Item;
      const operand = items[i + 1];
      const operator = this.#operator(item, UNARY);
      if (operator === null || operand === undefined || typeof operand === "string") {
        result.push(item);
        continue;
      }
      result.push(this.#test(operator, operand.arg));
      i++;
    }
    return result;
  }

  #test(operator: string, { value }: Arg): Answer {
    const { cmake } = this;
    const text = literalOf(value);
    if (operator === "IS_ABSOLUTE") return decide([value], (path) => path.startsWith("/"));
    if (text === null) return "maybe";
    switch (operator) {
      case "DEFINED":
        return this.#defined(text);
      case "COMMAND":
        return cmake.unread !== null ? "maybe" : isCommand(cmake, text.toLowerCase());
      case "TARGET":
        return targetExists(cmake, text);
      case "EXISTS":
      case "IS_DIRECTORY":
      case "IS_SYMLINK": {
        const path = absolutePath(cmake.directory.source, text);
        if (text === "") return "no";
        const fact = path === null ? null : cmake.machine.files.stat(path);
        if (fact === null || fact.kind === "unknown" || operator === "IS_SYMLINK") return "maybe";
        return (operator === "EXISTS" ? fact.kind !== "absent" : fact.kind === "directory") ? "yes" : "no";
      }
      case "POLICY":
        return /^CMP\d{4}$/.test(text) ? "yes" : "no";
      default:
        return "maybe";
    }
  }

  #defined(name: string): Answer {
    const { cmake } = this;
    const domain = /^(ENV|CACHE)\{(.*)\}$/.exec(name);
    const slot = domain === null ? cmake.variable(name) : domain[1] === "ENV" ? cmake.environmentVariable(domain[2] ?? "") : cmake.cached(domain[2] ?? "");
    return slot.set;
  }

  #binary(items: readonly Item[]): readonly Item[] {
    const result: Item[] = [];
    for (let i = 0; i < items.length; i++) {
      const left = result.at(-1);
      const right = items[i + 1];
      const operator = this.#operator(items[i] as Item, BINARY);
      if (operator === null || left === undefined || typeof left === "string" || right === undefined || typeof right === "string") {
        result.push(items[i] as Item);
        continue;
      }
      result[result.length - 1] = this.#compare(operator, left.arg, right.arg);
      i++;
    }
    return result;
  }

  #compare(operator: string, left: Arg, right: Arg): Answer {
    const a = this.#text(left);
    switch (operator) {
      case "MATCHES":
        return this.#matches(a, right.value);
      case "IN_LIST": {
        const list = this.cmake.valueOf(literalOf(right.value) ?? "");
        if (literalOf(right.value) === null) return "maybe";
        const words = splitList(list, true);
        const answers = words.map((word) => (word.kind === "gap" ? "maybe" : sameText(word.value, a)));
        return answers.includes("yes") ? "yes" : answers.includes("maybe") ? "maybe" : "no";
      }
      case "STREQUAL":
      case "PATH_EQUAL": {
        const same = exactSame(a, this.#text(right));
        return same;
      }
      case "IS_NEWER_THAN":
        return "maybe";
    }
    const b = this.#text(right);
    if (operator.startsWith("STR")) return decide([a, b], (x, y) => ordered(operator.slice(3), x < y ? -1 : x > y ? 1 : 0));
    if (operator.startsWith("VERSION_")) return decide([a, b], (x, y) => ordered(operator.slice(8), compareVersions(x, y)));
    return decide([a, b], (x, y) => isNumber(x) && isNumber(y) && ordered(operator, Number(x) - Number(y)));
  }

  #matches(text: Traced, pattern: Traced): Answer {
    const source = literalOf(pattern);
    const subject = literalOf(text);
    try {
      if (source !== null && subject !== null) {
        const match = new Regex(source).match(subject);
        setMatches(this.cmake, match);
        return match === null ? "no" : "yes";
      }
      const answer = decide([text, pattern], (x, y) => new Regex(y).match(x) !== null);
      setMatches(this.cmake, "unknown");
      return answer;
    } catch (error) {
      if (error instanceof SyntaxError) throw new MakeStop(`a regular expression that does not compile: ${source ?? ""}`, this.call.at);
      if (!(error instanceof TooHard)) throw error;
      setMatches(this.cmake, "unknown");
      return "maybe";
    }
  }

  #not(items: readonly Item[]): readonly Item[] {
    const result: Item[] = [];
    for (let i = items.length - 1; i >= 0; i--) {
      const operand = result[0];
      if (this.#is(items[i] as Item, "NOT") && operand !== undefined) result[0] = not(this.#truth(operand));
      else result.unshift(items[i] as Item);
    }
    return result;
  }

  /** From left to right, both alike. */
  #andOr(items: readonly Item[]): readonly Item[] {
    const result: Item[] = [];
    for (let i = 0; i < items.length; i++) {
      const left = result.at(-1);
      const right = items[i + 1];
      const operator = this.#operator(items[i] as Item, new Set(["AND", "OR"]));
      if (operator === null || left === undefined || right === undefined) {
        result.push(items[i] as Item);
        continue;
      }
      result[result.length - 1] = operator === "AND" ? and(this.#truth(left), this.#truth(right)) : or(this.#truth(left), this.#truth(right));
      i++;
    }
    return result;
  }

  #truth(item: Item): Answer {
    if (typeof item === "string") return item;
    const { arg, text } = item;
    if (text === null) return this.#truthOfUnknown(arg);
    const known = constant(text);
    if (known !== null) return known ? "yes" : "no";
    return arg.quoted ? "no" : this.#truthOfVariable(text);
  }

  /** Of a text with alternatives or unknown parts: a value that may be the name of a variable. */
  #truthOfUnknown(arg: Arg): Answer {
    return decide([arg.value], (text) => {
      const known = constant(text);
      return known ?? (arg.quoted ? false : this.#truthOfVariable(text));
    });
  }

  #truthOfVariable(name: string): Answer {
    const slot = this.cmake.variable(name);
    if (slot.set === "no") return "no";
    const value = isTrue(slot.value);
    return slot.set === "maybe" && value === "yes" ? "maybe" : value;
  }

  /** The value of the variable that an unquoted word names, else the word. */
  #text({ value, quoted }: Arg): Traced {
    const name = literalOf(value);
    if (quoted || name === null) return value;
    const slot = this.cmake.variable(name);
    if (slot.set === "no") return value;
    if (slot.set === "yes") return slot.value;
    return { pieces: [{ kind: "oneOf", alternatives: [{ when: `${name} is set`, value: slot.value }, { when: `${name} is not set`, value }], origin: null, via: null }] };
  }

  #is(item: Item, word: string): boolean {
    return typeof item !== "string" && !item.arg.quoted && item.text === word;
  }

  #operator(item: Item, operators: ReadonlySet<string>): string | null {
    return typeof item !== "string" && !item.arg.quoted && item.text !== null && operators.has(item.text) ? item.text : null;
  }
}

const MAX_NESTING = 200;

function exactSame(a: Traced, b: Traced): Answer {
  const known = decide([a, b], (x, y) => x === y);
  if (known !== "maybe") return known;
  // a text that is not known is never told from the empty one by its blanks
  if (isEmpty(a) || isEmpty(b)) return sameText(isEmpty(a) ? literal("") : a, isEmpty(b) ? literal("") : b);
  return sameText(a, b) === "no" ? "no" : "maybe";
}

function isCommand(cmake: CMake, name: string): Answer {
  if (cmake.isBuiltin(name)) return "yes";
  const ways = cmake.functions.get(name)?.map(({ value }) => value !== null) ?? [];
  return !ways.includes(true) ? "no" : ways.includes(false) ? "maybe" : "yes";
}

function not(a: Answer): Answer {
  return a === "yes" ? "no" : a === "no" ? "yes" : "maybe";
}

function and(a: Answer, b: Answer): Answer {
  return a === "no" || b === "no" ? "no" : agreed([a, b]);
}

function or(a: Answer, b: Answer): Answer {
  return not(and(not(a), not(b)));
}
