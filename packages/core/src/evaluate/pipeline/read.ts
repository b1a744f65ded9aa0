/** Jobs of a GitLab pipeline, in the order in which they wait for each other. Source: GitLab documentation, CI/CD YAML syntax reference. */
import { fieldOf, fieldsOf, itemsOf, stringOf, valueOf, type YamlNode, type YamlValue } from "../../syntax/yaml/index.js";
import { originOf, type Origin, type Reason, type Traced } from "../../text/index.js";
import { jobsInOrder } from "../workflow/index.js";
import { openPipeline, type ReadFile } from "./files.js";
import { has, mappingOf, merged, referenceOf, without } from "./tree.js";

export interface Pipeline {
  readonly file: string;
  /** the file, and of a child pipeline the job that starts it */
  readonly name: string;
  /** variables that count more than those of the file: what the job hands to its child */
  readonly passed: ReadonlyMap<string, Traced>;
  readonly config: YamlValue | null;
  readonly jobs: readonly PipelineJob[];
  readonly stages: readonly string[];
  /** why nothing of it is known */
  readonly problems: readonly Reason[];
}

export interface PipelineJob {
  readonly name: string;
  readonly at: Origin;
  /** with what it extends; references stand for what they name where that is found */
  readonly node: YamlValue | null;
  readonly stage: string;
  /** a job it extends that is not in the repository: what it does not say itself may be said there */
  readonly missing: string | null;
}

/** Keys of the file that are no jobs. */
const RESERVED = new Set(["default", "include", "stages", "types", "variables", "workflow", "spec", "image", "services", "cache", "before_script", "after_script"]);

/** Keywords that a file may give to all of its jobs without `default:`. */
const GLOBAL = new Set(["image", "before_script", "after_script"]);

/** GitLab allows eleven levels of `extends`, and ten of `!reference`. */
const MAX_EXTENDS = 11;
const MAX_REFERENCES = 10;

/** YAML nodes that one reference may stand for, those of references in it as often as they are named. */
const MAX_REFERENCED = 10_000;

/** Jobs of one pipeline that are looked at. */
const MAX_JOBS = 1000;

const DEFAULT_STAGES = ["build", "test", "deploy"];

/** Whoever starts a pipeline in place of GitLab itself. */
export interface PipelineStarter {
  readonly name: string;
  readonly passed: ReadonlyMap<string, Traced>;
}

export function readPipeline(files: readonly [string, ...string[]], read: ReadFile, starter: PipelineStarter | null = null): Pipeline {
  const [file] = files;
  const { config, problems } = openPipeline(files, read);
  const tree = new Tree(config);
  const named = fieldsOf(config).filter(({ name, value }) => !RESERVED.has(name) && !name.startsWith(".") && value?.type === "Mapping");
  const jobs = named.slice(0, MAX_JOBS).map(({ name, key }): PipelineJob => {
    const { node, missing } = tree.job(name);
    return { name, at: originOf(key.text) ?? { file, start: key.range[0], end: key.range[1] }, node, missing, stage: stringOf(fieldOf(node, "stage")) ?? "test" };
  });
  const stages = stagesOf(config);
  return { file, name: starter === null ? file : `${file} of ${starter.name}`, passed: starter?.passed ?? new Map(), config: tree.withReferences(config, 0), jobs: inOrder(jobs, stages), stages, problems };
}

/** The value of a keyword that `default:` (or the file itself) may give; null when it is not written. */
export function settingOf(pipeline: Pipeline, { node }: PipelineJob, name: string): YamlValue | null {
  const own = fieldOf(node, name);
  if (own !== null) return own;
  const inherited = fieldOf(node, "inherit", "default");
  if (inherited !== null && stringOf(inherited) !== "true" && !itemsOf(inherited).some((item) => stringOf(item) === name)) return null;
  return fieldOf(pipeline.config, "default", name) ?? (GLOBAL.has(name) ? fieldOf(pipeline.config, name) : null);
}

/** Whether a job of another stage has ended when a job starts. */
export function isEarlierStage({ stages }: Pipeline, stage: string, { stage: own }: PipelineJob): boolean {
  return stages.indexOf(stage) < stages.indexOf(own);
}

/** Names of the jobs of which it waits, with whether it takes what they hand on; null when it waits for all earlier stages. */
export function needsOf({ node }: PipelineJob): ReadonlyMap<string, { readonly artifacts: boolean; readonly optional: boolean }> | null {
  if (!has(node, "needs")) return null;
  const needs = itemsOf(fieldOf(node, "needs")).flatMap((need) => {
    const name = stringOf(need.type === "Mapping" ? fieldOf(need, "job") : need);
    // jobs of other projects and pipelines have the same names
    if (name === null || has(need, "project") || has(need, "pipeline")) return [];
    return [[name, { artifacts: stringOf(fieldOf(need, "artifacts")) !== "false", optional: stringOf(fieldOf(need, "optional")) === "true" }] as const];
  });
  return new Map(needs);
}

/** Follows `extends` and `!reference`; GitLab does it in this order. */
class Tree {
  readonly #extended = new Map<string, { readonly node: YamlValue | null; readonly missing: string | null }>();
  readonly #referenced = new Map<string, YamlValue | null>();
  readonly #following = new Set<string>();
  readonly #sizes = new Map<YamlValue, number>();

  constructor(readonly config: YamlValue | null) {}

  job(name: string): { readonly node: YamlValue | null; readonly missing: string | null } {
    const { node, missing } = this.#extend(name, []);
    return { node: this.withReferences(node, 0), missing };
  }

  #extend(name: string, above: readonly string[]): { readonly node: YamlValue | null; readonly missing: string | null } {
    const known = this.#extended.get(name);
    if (known !== undefined) return known;
    const own = fieldOf(this.config, name);
    if (own?.type !== "Mapping") return { node: own, missing: own === null ? name : null };
    if (above.includes(name) || above.length > MAX_EXTENDS) return { node: null, missing: name };
    const bases = itemsOf(fieldOf(own, "extends")).map((base) => this.#extend(stringOf(base) ?? "", [...above, name]));
    const base = bases.reduce<YamlValue | null>((all, { node }) => (node === null ? all : merged(all, node)), null);
    const result = { node: merged(base, without(own, ["extends"])), missing: bases.find(({ missing }) => missing !== null)?.missing ?? null };
    this.#extended.set(name, result);
    return result;
  }

  /** The same with what references name in their place; one that names nothing stays. */
  withReferences(node: YamlValue | null, depth: number): YamlValue | null {
    const names = referenceOf(node);
    if (names !== null) return this.#named(names, depth) ?? node;
    if (node?.type === "Mapping") return mappingOf(fieldsOf(node).map((field) => ({ ...field, value: this.withReferences(field.value, depth) })), node);
    if (node?.type === "Sequence") return { ...node, items: node.items.map((item): YamlNode | null => this.withReferences(valueOf(item), depth)) };
    return node;
  }

  #named(names: readonly (string | null)[], depth: number): YamlValue | null {
    const [first, ...path] = names;
    const key = JSON.stringify(names);
    if (typeof first !== "string" || path.includes(null) || depth > MAX_REFERENCES || this.#following.has(key)) return null;
    const known = this.#referenced.get(key);
    if (known !== undefined) return known;
    this.#following.add(key);
    const target = path.reduce<YamlValue | null>((at, name) => fieldOf(at, name ?? ""), this.#extend(first, []).node);
    const whole = this.withReferences(target, depth + 1);
    const found = this.#sizeOf(whole) > MAX_REFERENCED ? null : whole;
    this.#following.delete(key);
    this.#referenced.set(key, found);
    return found;
  }

  #sizeOf(node: YamlValue | null): number {
    if (node === null || node.type === "Scalar") return 1;
    const known = this.#sizes.get(node);
    if (known !== undefined) return known;
    const parts = node.type === "Sequence" ? node.items.map(valueOf) : fieldsOf(node).map(({ value }) => value);
    const size = parts.reduce((sum, part) => sum + this.#sizeOf(part), 1);
    this.#sizes.set(node, size);
    return size;
  }
}

function stagesOf(config: YamlValue | null): readonly string[] {
  const own = itemsOf(fieldOf(config, "stages")).flatMap((stage) => stringOf(stage) ?? []);
  return [".pre", ...(own.length > 0 ? own : DEFAULT_STAGES), ".post"];
}

function inOrder(jobs: readonly PipelineJob[], stages: readonly string[]): readonly PipelineJob[] {
  const byStage = [...jobs].sort((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage));
  return jobsInOrder(byStage, (job) => needsOf(job)?.keys() ?? []);
}
