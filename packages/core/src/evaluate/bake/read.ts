import type { Attribute, Block, Body, Expression } from "../../syntax/hcl/index.js";
import type { Origin, Reason, Traced, Verdict } from "../../text/index.js";
import { known, literal, literalOf, unknown, unknownText } from "../../text/index.js";
import type { Environment } from "../environment.js";
import { literalText, NULL, textOf, textValue, unknownIn, type Value } from "../values/index.js";
import { evaluate, originIn, type Scope } from "./expression.js";
import type { BakeArgument, BakeConfig, BakeGroup, BakeTarget } from "./model.js";

export interface BakeSource {
  /** workspace path */
  readonly file: string;
  readonly body: Body;
}

/** Variants of one target that a matrix makes. */
const MAX_MATRIX = 64;
/** Functions of the file that call each other. */
const MAX_CALLS = 32;

/** Targets and groups of the files, in order: later ones are laid over earlier ones of the same name. */
export function readBake(sources: readonly BakeSource[], environment: Environment): BakeConfig {
  return new Reader(sources, environment).config();
}

interface Definition {
  readonly file: string;
  /** null for a variable without default */
  readonly value: Expression | null;
  readonly at: Origin;
  /** of a `variable` block: the environment decides first */
  readonly isVariable: boolean;
}

interface FunctionDefinition {
  readonly file: string;
  readonly parameters: readonly string[];
  readonly result: Expression;
}

class Reader {
  readonly #definitions = new Map<string, Definition>();
  readonly #functions = new Map<string, FunctionDefinition>();
  readonly #values = new Map<string, Value>();
  readonly #running = new Set<string>();
  #calls = 0;

  constructor(
    private readonly sources: readonly BakeSource[],
    private readonly environment: Environment,
  ) {
    for (const { file, body } of sources) this.#define(file, body);
  }

  config(): BakeConfig {
    const targets: BakeTarget[] = [];
    const groups: BakeGroup[] = [];
    for (const { file, body } of this.sources) {
      const scope = this.#scope(file, new Map());
      for (const block of body.blocks) {
        const [label] = block.labels;
        if (label === undefined) continue;
        if (block.type === "group") groups.push({ name: label.text, targets: namesIn(find(block, "targets"), scope) });
        if (block.type !== "target") continue;
        const made = this.#targets(block, label.text, file);
        targets.push(...made);
        // A target with a matrix is a group of what it makes.
        if (made.length !== 1 || made[0]?.name !== label.text) groups.push({ name: label.text, targets: made.map(({ name }) => name) });
      }
    }
    return { targets, groups };
  }

  #define(file: string, { attributes, blocks }: Body): void {
    for (const { name, value, nameRange } of attributes) this.#definitions.set(name, { file, value, at: originIn(file, nameRange), isVariable: false });
    for (const block of blocks) {
      const [label] = block.labels;
      if (label === undefined) continue;
      const at = originIn(file, label.range);
      if (block.type === "variable") this.#definitions.set(label.text, { file, value: find(block, "default")?.value ?? null, at, isVariable: true });
      const result = find(block, "result");
      if (block.type !== "function" || result === null || find(block, "variadic_params") !== null) continue;
      const parameters = find(block, "params")?.value;
      const names = parameters?.kind === "list" ? parameters.items.flatMap((item) => (item.kind === "variable" ? [item.name] : [])) : [];
      this.#functions.set(label.text, { file, parameters: names, result: result.value });
    }
  }

  #scope(file: string, local: ReadonlyMap<string, Value>): Scope {
    return {
      file,
      variable: (name) => local.get(name) ?? this.#variable(name),
      call: (name, args) => this.#call(name, args),
    };
  }

  #variable(name: string): Value | null {
    const remembered = this.#values.get(name);
    if (remembered !== undefined) return remembered;
    const definition = this.#definitions.get(name);
    if (definition === undefined) return name === "BAKE_LOCAL_PLATFORM" ? textValue(literal("linux/amd64")) : null;
    if (this.#running.has(name)) return { kind: "unknown", reason: { code: "not-understood", text: `the variable ${name}, which refers to itself`, at: definition.at } };
    this.#running.add(name);
    const value = this.#valueOf(name, definition);
    this.#running.delete(name);
    this.#values.set(name, value);
    return value;
  }

  /** A default holds unless the environment is known to say otherwise; without one it is what the caller sets. */
  #valueOf(name: string, { file, value, at, isVariable }: Definition): Value {
    const fallback = value === null ? null : evaluate(value, this.#scope(file, new Map()));
    const set = isVariable ? this.environment.get(name) : null;
    if (set?.set === "yes") return converted(set.value, fallback);
    if (fallback !== null && fallback.kind !== "null") return fallback;
    if (set === null) return fallback ?? textValue(literal(""));
    return { kind: "unknown", reason: { code: "caller", text: `the variable ${name}, which whoever runs bake may set`, at } };
  }

  #call(name: string, args: readonly Value[]): Value | null {
    const definition = this.#functions.get(name);
    if (definition === undefined || ++this.#calls > MAX_CALLS * 100 || this.#running.size > MAX_CALLS) return null;
    const key = `${name}(`;
    if (this.#running.has(key)) return null;
    this.#running.add(key);
    const local = new Map(definition.parameters.map((parameter, i) => [parameter, args[i] ?? NULL]));
    const value = evaluate(definition.result, this.#scope(definition.file, local));
    this.#running.delete(key);
    return value;
  }

  #targets(block: Block, label: string, file: string): readonly BakeTarget[] {
    const matrix = find(block, "matrix");
    if (matrix === null) return [target(block, label, this.#scope(file, new Map()))];
    const scopes = combinations(evaluate(matrix.value, this.#scope(file, new Map()))).map((local) => this.#scope(file, local));
    const name = find(block, "name");
    return scopes.map((scope, i) => target(block, (name === null ? null : literalText(evaluate(name.value, scope))) ?? `${label}-${i}`, scope));
  }
}

/** A variable of the environment has the type of the default. */
function converted(text: Traced, fallback: Value | null): Value {
  const value = literalOf(text);
  if (fallback?.kind === "boolean" && value !== null) return { kind: "boolean", value: /^(1|t|true)$/i.test(value), text };
  if (fallback?.kind === "number" && value !== null) return { kind: "number", value: Number(value), text };
  return textValue(text);
}

/** Every combination of the values; none when they are not known or too many. */
function combinations(matrix: Value): readonly ReadonlyMap<string, Value>[] {
  if (matrix.kind !== "object") return [];
  let all: ReadonlyMap<string, Value>[] = [new Map()];
  for (const [name, values] of matrix.entries) {
    if (values.kind !== "list") return [];
    all = all.flatMap((local) => values.items.map((value) => new Map([...local, [name, value]])));
    if (all.length > MAX_MATRIX) return [];
  }
  return all;
}

function target(block: Block, name: string, scope: Scope): BakeTarget {
  const value = (attribute: string): Value => {
    const found = find(block, attribute);
    return found === null ? NULL : evaluate(found.value, scope);
  };
  const text = (attribute: string): Traced | null => {
    const found = value(attribute);
    return found.kind === "null" ? null : (textOf(found) ?? unknownText({ code: "syntax", text: attribute, at: originIn(scope.file, block.range) }));
  };
  const args = entriesOf(find(block, "args"), scope);
  const contexts = entriesOf(find(block, "contexts"), scope);
  return {
    name,
    at: originIn(scope.file, headOf(block)),
    inherits: namesIn(find(block, "inherits"), scope),
    context: text("context"),
    dockerfile: text("dockerfile"),
    hasInlineDockerfile: find(block, "dockerfile-inline") !== null,
    target: text("target"),
    args: args.entries,
    contexts: new Map([...contexts.entries].map(([key, argument]) => [key, argument.value])),
    platforms: texts(value("platforms")),
    outputs: texts(value("output")),
    gap: args.gap ?? contexts.gap,
  };
}

/** `target "app"`, without its body. */
function headOf({ range, labels }: Block): readonly [number, number] {
  return [range[0], labels.at(-1)?.range[1] ?? range[1]];
}

/** What a map sets, with the places of its names. A value that is null sets nothing. */
function entriesOf(attribute: Attribute | null, scope: Scope): { readonly entries: ReadonlyMap<string, BakeArgument>; readonly gap: Reason | null } {
  if (attribute === null) return { entries: new Map(), gap: null };
  const at = originIn(scope.file, attribute.nameRange);
  const found = evaluate(attribute.value, scope);
  if (found.kind !== "object") return { entries: new Map(), gap: unknownIn(found) ?? { code: "not-understood", text: `${attribute.name} of a bake target`, at } };
  const places = new Map<string, Origin>();
  if (attribute.value.kind === "object") {
    for (const { key } of attribute.value.entries) places.set(literalText(evaluate(key, scope)) ?? "", originIn(scope.file, key.range));
  }
  const entries = new Map<string, BakeArgument>();
  for (const [name, value] of found.entries) {
    const text = textOf(value);
    if (value.kind !== "null" && text !== null) entries.set(name, { value: text, at: places.get(name) ?? at });
  }
  return { entries, gap: null };
}

function texts(value: Value): Verdict<readonly string[]> | null {
  if (value.kind === "null") return null;
  if (value.kind !== "list") {
    const text = literalText(value);
    return text === null ? unknown(unknownIn(value) ?? { code: "not-understood", text: "a list of a bake file", at: null }) : known([text]);
  }
  const found: string[] = [];
  for (const item of value.items) {
    const text = literalText(item);
    if (text === null) return unknown(unknownIn(item) ?? { code: "not-understood", text: "a list of a bake file", at: null });
    found.push(text);
  }
  return known(found);
}

function namesIn(attribute: Attribute | null, scope: Scope): readonly string[] {
  const found = attribute === null ? null : texts(evaluate(attribute.value, scope));
  return found?.kind === "known" ? found.value : [];
}

function find(block: Block, name: string): Attribute | null {
  return block.body.attributes.findLast((attribute) => attribute.name === name) ?? null;
}
