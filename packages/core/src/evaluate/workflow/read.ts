/** Workflow files: their jobs, in the order in which they wait for each other, and the combinations of a matrix. */
import { fieldOf, fieldsOf, itemsOf, parseYaml, stringOf, valueOf, type YamlValue } from "../../syntax/yaml/index.js";
import type { Origin } from "../../text/index.js";
import { literal, literalOf } from "../../text/index.js";
import { booleanValue, literalText, NULL, numberValue, type Value } from "../values/index.js";
import { expandTemplate, type Contexts } from "./expression.js";

export interface Workflow {
  readonly file: string;
  readonly document: YamlValue | null;
  readonly jobs: readonly WorkflowJob[];
}

export interface WorkflowJob {
  readonly name: string;
  readonly at: Origin;
  readonly node: YamlValue | null;
}

export function readWorkflow(text: string, file: string): Workflow {
  const [document = null] = parseYaml(text, file).documents;
  const jobs = fieldsOf(fieldOf(document, "jobs")).map(({ name, key, value }): WorkflowJob => ({ name, at: { file, start: key.range[0], end: key.range[1] }, node: value }));
  return { file, document: valueOf(document), jobs: jobsInOrder(jobs, ({ node }) => itemsOf(fieldOf(node, "needs")).flatMap((need) => stringOf(need) ?? [])) };
}

/** Each after those that it needs; what needs itself is left where it stands. */
export function jobsInOrder<T extends { readonly name: string }>(jobs: readonly T[], needsOf: (job: T) => Iterable<string>): readonly T[] {
  const byName = new Map(jobs.toReversed().map((job) => [job.name, job]));
  const ordered = new Set<T>();
  const visit = (job: T, above: ReadonlySet<string>): void => {
    if (ordered.has(job) || above.has(job.name)) return;
    for (const name of needsOf(job)) {
      const needed = byName.get(name);
      if (needed !== undefined) visit(needed, new Set([...above, job.name]));
    }
    ordered.add(job);
  };
  for (const job of jobs) visit(job, new Set());
  return [...ordered];
}

/** YAML as a value: plain scalars have the types of JSON, and texts may hold expressions. */
export function valueOfNode(node: YamlValue | null, contexts: Contexts): Value {
  if (node === null) return NULL;
  if (node.type === "Sequence") return { kind: "list", items: node.items.map((item) => valueOfNode(valueOf(item), contexts)) };
  if (node.type === "Mapping") return { kind: "object", entries: new Map(fieldsOf(node).map(({ name, value }) => [name, valueOfNode(value, contexts)])) };
  const text = literalOf(node.text);
  if (node.style === "plain" && text !== null) {
    if (text === "true" || text === "false") return { ...booleanValue(text === "true"), text: node.text } as Value;
    if (/^-?\d+(\.\d+)?$/.test(text)) return { ...numberValue(Number(text)), text: literal(String(Number(text))) } as Value;
  }
  return expandTemplate(node.text, contexts);
}

export type Combination = ReadonlyMap<string, Value>;

/** Combinations of one matrix that are looked at. */
export const MAX_COMBINATIONS = 24;

/**
 * The combinations of a job's matrix, told apart by what a text of the job reads of them. Null when they are not known, or are too many. Source:
 * GitHub documentation, "Running variations of jobs in a workflow".
 */
export function combinationsOf(job: WorkflowJob, read: string, contexts: Contexts): readonly Combination[] | null {
  const matrix = valueOfNode(fieldOf(job.node, "strategy", "matrix"), contexts);
  if (matrix.kind === "null") return [new Map()];
  if (matrix.kind !== "object") return null;
  const { include, exclude, ...axes } = Object.fromEntries(matrix.entries);
  let all: Combination[] = [new Map()];
  for (const [name, values] of Object.entries(axes)) {
    if (values.kind !== "list") return null;
    all = all.flatMap((combination) => values.items.map((value) => new Map([...combination, [name, value]])));
    if (all.length > 4096) return null;
  }
  const excluded = objectsOf(exclude);
  const included = objectsOf(include);
  if (excluded === null || included === null) return null;
  if (Object.keys(axes).length === 0) all = [];
  all = all.filter((combination) => !excluded.some((rule) => [...rule].every(([name, value]) => isSame(combination.get(name), value))));
  return distinctCombinations(withIncluded(all, included, new Set(Object.keys(axes))), mentioned(read));
}

function objectsOf(value: Value | undefined): readonly Combination[] | null {
  if (value === undefined) return [];
  if (value.kind !== "list") return null;
  return value.items.every((item) => item.kind === "object") ? value.items.map((item) => item.entries) : null;
}

/** An entry of `include` is added to each combination whose axes it does not change; where there is none it is one of its own. */
function withIncluded(combinations: readonly Combination[], included: readonly Combination[], axes: ReadonlySet<string>): readonly Combination[] {
  let original = [...combinations];
  const own: Combination[] = [];
  for (const entry of included) {
    const fits = (combination: Combination): boolean => [...entry].every(([name, value]) => !axes.has(name) || isSame(combination.get(name), value));
    if (original.some(fits)) original = original.map((combination) => (fits(combination) ? new Map([...combination, ...entry]) : combination));
    else own.push(entry);
  }
  return [...original, ...own];
}

/** Names of the matrix that a text reads; null when it reads it as a whole. */
function mentioned(source: string): ReadonlySet<string> | null {
  const names = new Set([...source.matchAll(/\bmatrix\.([\w-]+)|\bmatrix\['([^']+)'\]/g)].map(([, dotted, quoted]) => dotted ?? quoted ?? ""));
  return /\$\{\{[^}]*\bmatrix\b(?!\.[\w-]|\[')/.test(source) ? null : names;
}

/**
 * Those that differ in the names that are asked for, without those for other systems; null when they are too many.
 *
 * @param names null for all
 */
export function distinctCombinations(combinations: readonly Combination[], names: ReadonlySet<string> | null = null): readonly Combination[] | null {
  const found = new Map<string, Combination>();
  for (const combination of shipping(combinations)) {
    const read = new Map([...combination].filter(([name]) => names === null || names.has(name)));
    found.set(combinationText(read), read);
  }
  return found.size > MAX_COMBINATIONS ? null : [...found.values()];
}

/** Systems whose programs no image ships. */
const OTHER_SYSTEMS = /^(?:darwin|macos|windows|freebsd|openbsd|netbsd|dragonfly|solaris|illumos|aix|plan9|js|wasip1|android|ios)(?:[-/_].*)?$/i;

/** Combinations for other systems say nothing that those for Linux do not, where there are any. */
function shipping(combinations: readonly Combination[]): readonly Combination[] {
  const isOther = (value: Value): boolean => {
    if (value.kind === "object") return [...value.entries.values()].some(isOther);
    return OTHER_SYSTEMS.test(literalText(value) ?? "");
  };
  const linux = combinations.filter((combination) => ![...combination.values()].some(isOther));
  return linux.length > 0 ? linux : combinations;
}

/** For people, and to tell combinations apart: "linux, arm64". */
export function combinationText(combination: Combination): string {
  return [...combination.values()].map(shown).join(", ");
}

function shown(value: Value): string {
  if (value.kind === "list") return `[${value.items.map(shown).join(" ")}]`;
  if (value.kind === "object") return [...value.entries.values()].map(shown).join(" ");
  return literalText(value) ?? "…";
}

function isSame(a: Value | undefined, b: Value): boolean {
  return a !== undefined && a.kind === b.kind && shown(a) === shown(b);
}
