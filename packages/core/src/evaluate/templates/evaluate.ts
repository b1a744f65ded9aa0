/** Evaluation of templates: literal parts stay where they are written, fields that are not known are unknown text. */
import type { Origin, Range, Reason, Traced } from "../../text/index.js";
import { ANY_SHAPE, carrier, concatAll, EMPTY, literal, literalOf, oneOf, originOf, shapeOf, slice, throughReference, unknownText } from "../../text/index.js";
import type { Command, Operand, Pipeline, TemplateNode } from "./ast.js";
import { builtin } from "./builtins.js";
import { parseTemplate } from "./parse.js";
import { textValue, truthOf, UNKNOWN, type Value } from "./value.js";

export interface TemplateScope {
  /** what a field holds; null for one that there is not, with which the tool would fail */
  field(path: readonly string[]): Value | null;
  /** what a function of the tool gives; null for one that is not known */
  call(name: string, args: readonly Value[]): Value | null;
}

/** The text that a template gives. A template that Go would not accept is unknown, with that as the reason. */
export function evaluateTemplate(template: Traced, scope: TemplateScope): Traced {
  const text = carrier(template);
  if (!text.includes("{{")) return template;
  const nodes = parseTemplate(text);
  if (nodes === null) return unknownText({ code: "syntax", text: "a template that is not understood", at: originOf(template) });
  return new Evaluation(template, text, scope).list(nodes);
}

class Evaluation {
  readonly #variables = new Map<string, Value>();

  constructor(
    private readonly template: Traced,
    private readonly text: string,
    private readonly scope: TemplateScope,
  ) {}

  list(nodes: readonly TemplateNode[]): Traced {
    return concatAll(nodes.map((node) => this.#node(node)));
  }

  #node(node: TemplateNode): Traced {
    switch (node.kind) {
      case "text":
        return slice(this.template, ...node.range);
      case "action": {
        const value = this.#pipeline(node.pipeline, node.range);
        return node.pipeline.variable === null ? this.#printed(value, node.range) : EMPTY;
      }
      case "if":
        return this.#conditional(node);
      case "other":
        return this.#unknown(`{{ ${node.name} }} of a template`, node.range);
    }
  }

  #conditional({ branches, range }: Extract<TemplateNode, { kind: "if" }>): Traced {
    const alternatives: { readonly value: Traced; readonly when: string }[] = [];
    const failed: string[] = [];
    for (const { condition, text, body } of branches) {
      const truth = condition === null ? true : truthOf(this.#pipeline(condition, range));
      if (truth === false) continue;
      alternatives.push({ value: this.list(body), when: [...failed, ...(condition === null ? [] : [`\`${text}\` holds`])].join(", ") });
      if (truth === true) return alternatives.length === 1 ? (alternatives[0]?.value ?? EMPTY) : oneOf(alternatives, this.#place(range));
      failed.push(`\`${text}\` does not hold`);
    }
    return oneOf([...alternatives, { value: EMPTY, when: failed.join(", ") }], this.#place(range));
  }

  #pipeline({ variable, commands }: Pipeline, range: Range): Value {
    let last: Value | null = null;
    for (const command of commands) last = this.#command(command, last, range);
    const value = last ?? UNKNOWN;
    if (variable !== null) this.#variables.set(variable, value);
    return value;
  }

  #command([first, ...rest]: Command, last: Value | null, range: Range): Value {
    const args = [...rest.map((operand) => this.#operand(operand, range)), ...(last === null ? [] : [last])];
    if (first.kind !== "function") return args.length === 0 ? this.#operand(first, range) : this.#notKnown(range);
    return this.scope.call(first.name, args) ?? builtin(first.name, args) ?? this.#notKnown(range);
  }

  #operand(operand: Operand, range: Range): Value {
    switch (operand.kind) {
      case "literal":
        return typeof operand.value === "boolean" ? { kind: "truth", value: operand.value } : textValue(literal(operand.value, this.#place(range)));
      case "field":
        return this.scope.field(operand.path) ?? this.#notKnown(range);
      case "variable":
        if (operand.name === "$") return this.scope.field(operand.path) ?? this.#notKnown(range);
        return fieldOf(this.#variables.get(operand.name) ?? null, operand.path) ?? this.#notKnown(range);
      case "pipeline":
        return fieldOf(this.#pipeline(operand.pipeline, range), operand.path) ?? this.#notKnown(range);
      case "function":
        return this.scope.call(operand.name, []) ?? builtin(operand.name, []) ?? this.#notKnown(range);
    }
  }

  #printed(value: Value, range: Range): Traced {
    const place = this.#place(range);
    if (value.kind === "truth") return literal(String(value.value), place);
    if (value.kind === "unknown") return unknownText({ ...value.reason, at: place }, value.shape, place);
    if (value.kind === "map") return this.#unknown(this.text.slice(...range), range);
    const isOwn = place !== null && originOf(value.text)?.start === place.start;
    if (literalOf(value.text) === null && value.text.pieces.length === 1 && value.text.pieces[0]?.origin === null) {
      const [piece] = value.text.pieces;
      if (piece.kind === "unknown") return unknownText({ ...piece.reason, at: piece.reason.at ?? place }, shapeOf(value.text), place);
    }
    return place === null || isOwn ? value.text : throughReference(value.text, this.text.slice(...range), place);
  }

  #notKnown(range: Range): Value {
    return { kind: "unknown", reason: this.#reason(this.text.slice(...range), range), shape: ANY_SHAPE };
  }

  #unknown(text: string, range: Range): Traced {
    return unknownText(this.#reason(text, range), ANY_SHAPE);
  }

  #reason(text: string, range: Range): Reason {
    return { code: "not-understood", text, at: this.#place(range) };
  }

  #place(range: Range): Origin | null {
    return originOf(slice(this.template, ...range));
  }
}

function fieldOf(value: Value | null, path: readonly string[]): Value | null {
  return path.reduce<Value | null>((at, name) => (at?.kind === "map" ? at.get(name) : null), value);
}
