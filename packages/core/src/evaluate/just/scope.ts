/** Values of variables and expressions. Source: casey/just, src/evaluator.rs. */
import type { Comparison, Expression } from "../../syntax/just/index.js";
import { concat, EMPTY, literal, literalOf, oneOf, throughReference, unknownText, type Origin, type Traced } from "../../text/index.js";
import type { Environment } from "../environment.js";
import { areSame, callFunction, type FunctionWorld } from "./functions.js";
import type { OpenJustfile } from "./justfile.js";

/** Parameters of the recipe that runs. */
export type Parameters = ReadonlyMap<string, Traced>;

export class JustScope {
  readonly #values = new Map<string, Traced>();
  readonly #inProgress = new Set<string>();

  constructor(
    private readonly top: OpenJustfile,
    /** `just NAME=value`, which come before those of the file */
    private readonly given: ReadonlyMap<string, Traced>,
    private readonly world: FunctionWorld,
    /** what a command between backticks prints */
    private readonly backtick: (command: Traced) => Traced,
  ) {}

  variable(name: string): Traced | null {
    const known = this.given.get(name) ?? this.#values.get(name);
    if (known !== undefined) return known;
    const assignment = this.top.assignments.findLast((one) => one.name === name);
    if (assignment === undefined || this.#inProgress.has(name)) return null;
    this.#inProgress.add(name);
    const value = this.evaluate(assignment.value, new Map());
    this.#inProgress.delete(name);
    this.#values.set(name, value);
    return value;
  }

  /** Variables that commands see: exported ones, or all with `set export`. */
  environment(from: Environment): Environment {
    const all = this.top.settings.get("export") === true;
    return this.top.assignments.reduce((environment, { name, exported }) => (all || exported ? environment.set(name, this.variable(name) ?? this.#unknown(`the variable ${name}`, { file: this.top.file, start: 0, end: 0 }), true) : environment), from);
  }

  evaluate(expression: Expression, parameters: Parameters): Traced {
    switch (expression.kind) {
      case "string":
        return expression.text;
      case "backtick":
        return this.backtick(expression.text);
      case "variable": {
        const value = parameters.get(expression.name) ?? this.variable(expression.name);
        if (value === null) return this.#unknown(`the variable ${expression.name}, which is not found`, expression.at);
        return throughReference(value, expression.name, expression.at);
      }
      case "call": {
        const args = expression.args.map((argument) => this.evaluate(argument, parameters));
        return callFunction(expression.name, args, this.world) ?? this.#unknown(`${expression.name}() of just`, expression.at);
      }
      case "concatenation":
        return concat(this.evaluate(expression.left, parameters), this.evaluate(expression.right, parameters));
      case "join":
        return concat(expression.left === null ? EMPTY : this.evaluate(expression.left, parameters), literal("/"), this.evaluate(expression.right, parameters));
      case "conditional":
        return this.#conditional(expression, parameters);
      case "not-understood":
        return this.#unknown(expression.what, expression.at);
    }
  }

  #conditional({ condition, then, otherwise }: Expression & { kind: "conditional" }, parameters: Parameters): Traced {
    const answer = this.#holds(condition, parameters);
    if (answer !== null) return this.evaluate(answer ? then : otherwise, parameters);
    return oneOf([
      { value: this.evaluate(then, parameters), when: "the condition of `if` holds" },
      { value: this.evaluate(otherwise, parameters), when: "the condition of `if` does not hold" },
    ]);
  }

  #holds({ operator, left, right }: Comparison, parameters: Parameters): boolean | null {
    const [a, b] = [this.evaluate(left, parameters), this.evaluate(right, parameters)];
    if (operator === null) return null;
    if (operator === "==" || operator === "!=") {
      const same = areSame(a, b);
      return same === null ? null : same === (operator === "==");
    }
    const [text, pattern] = [literalOf(a), literalOf(b)];
    // of Rust's regular expressions no more than what means the same everywhere
    const plain = /^(\^?)([\w /:.-]*)(\$?)$/.exec(pattern ?? "\n");
    if (text === null || plain === null || plain[2]?.includes(".") === true) return null;
    const [, start, inner = "", end] = plain;
    const found = start !== "" && end !== "" ? text === inner : start !== "" ? text.startsWith(inner) : end !== "" ? text.endsWith(inner) : text.includes(inner);
    return found === (operator === "=~");
  }

  #unknown(text: string, at: Origin): Traced {
    return unknownText({ code: "not-understood", text, at });
  }
}
