/** Variables of a job. Source: GitLab documentation, "CI/CD variables", "Where variables can be used", "Predefined CI/CD variables reference". */
import { fieldOf, fieldsOf, itemsOf, stringOf, textOf, type YamlValue } from "../../syntax/yaml/index.js";
import { carrier, concatAll, EMPTY, isEmpty, literal, oneOf, originOf, slice, throughReference, unknownText, WORD_SHAPE, type Traced } from "../../text/index.js";
import { Environment } from "../environment.js";
import { REPOSITORY_MOUNT } from "../files/index.js";
import { textOf as textOfValue } from "../values/index.js";
import type { Combination } from "../workflow/index.js";
import { isEarlierStage, needsOf, type Pipeline, type PipelineJob } from "./read.js";
import { flatItems } from "./tree.js";

/** Set for every job, never empty, and no two words. */
const ALWAYS_SET = [
  ...["CI_API_V4_URL", "CI_COMMIT_REF_NAME", "CI_COMMIT_REF_SLUG", "CI_COMMIT_SHA", "CI_COMMIT_SHORT_SHA", "CI_COMMIT_TIMESTAMP", "CI_DEFAULT_BRANCH", "CI_JOB_ID", "CI_JOB_TOKEN", "CI_JOB_URL"],
  ...["CI_PIPELINE_ID", "CI_PIPELINE_IID", "CI_PIPELINE_SOURCE", "CI_PIPELINE_URL", "CI_PROJECT_ID", "CI_PROJECT_NAME", "CI_PROJECT_NAMESPACE", "CI_PROJECT_PATH", "CI_PROJECT_PATH_SLUG", "CI_PROJECT_ROOT_NAMESPACE", "CI_PROJECT_URL", "CI_SERVER_HOST", "CI_SERVER_URL"],
];

/** Set for some runs: of a tag, of a branch, of a merge request, with a registry. */
const SOMETIMES_SET = ["CI_COMMIT_BRANCH", "CI_COMMIT_TAG", "CI_MERGE_REQUEST_IID", "CI_REGISTRY", "CI_REGISTRY_IMAGE"];

interface Written {
  readonly text: Traced;
  /** `expand: false` is for texts with dollars */
  readonly isExpanded: boolean;
}

/** The environment of a job: what GitLab sets, then the variables of the file, of the job, and of its matrix. What the settings of a project set is not known. */
export function jobEnvironment(pipeline: Pipeline, job: PipelineJob, combination: Combination, given: Environment): Environment {
  let environment = given;
  const run = (name: string): Traced => unknownText({ code: "caller", text: `${name} of the pipeline`, at: null }, WORD_SHAPE);
  for (const [name, value] of [["CI", "true"], ["GITLAB_CI", "true"], ["CI_PROJECT_DIR", REPOSITORY_MOUNT], ["CI_JOB_NAME", job.name], ["CI_JOB_STAGE", job.stage]] as const) environment = environment.set(name, literal(value), true);
  for (const name of ALWAYS_SET) environment = environment.set(name, run(name), true);
  for (const name of SOMETIMES_SET) environment = environment.set(name, run(name), true, "maybe");

  const written = new Map([...declaredIn(inherited(pipeline, job)), ...declaredIn(fieldOf(job.node, "variables"))]);
  for (const [name, value] of combination) {
    const text = textOfValue(value);
    if (text !== null) written.set(name, { text, isExpanded: true });
  }
  for (const [name, text] of pipeline.passed) written.set(name, { text, isExpanded: false });
  const expander = new VariableExpander(written, environment);
  const isGivenMore = mayBeGiven(pipeline, job);
  const values = new Map([...written.keys()].map((name) => [name, orGiven(name, expander.value(name), isGivenMore && !combination.has(name))]));
  for (const [name, value] of values) environment = environment.set(name, value, true);
  // A rule that holds sets more.
  for (const rule of [...flatItems(fieldOf(pipeline.config, "workflow", "rules")), ...flatItems(fieldOf(job.node, "rules"))]) {
    for (const [name, { text }] of declaredIn(fieldOf(rule, "variables"))) {
      if (combination.has(name)) continue;
      const before = environment.listed(name) ?? null;
      const value = expander.expand(text, []);
      if (before === null) environment = environment.set(name, value, true, "maybe");
      else environment = environment.set(name, oneOf([{ value: before.value, when: `no rule sets ${name}` }, { value, when: `a rule sets ${name}` }]), true, before.set);
    }
  }
  return environment;
}

/** Variables of the file that a job hands to the pipeline that it starts. Source: GitLab documentation, "trigger:forward". */
export function forwardedVariables(pipeline: Pipeline, job: PipelineJob, combination: Combination): ReadonlyMap<string, Traced> {
  if (stringOf(fieldOf(job.node, "trigger", "forward", "yaml_variables")) === "false") return new Map();
  const environment = jobEnvironment(pipeline, job, combination, Environment.EMPTY);
  const names = new Set([...fieldsOf(inherited(pipeline, job)), ...fieldsOf(fieldOf(job.node, "variables"))].map(({ name }) => name).concat([...combination.keys()]));
  return new Map([...names].flatMap((name) => {
    const variable = environment.listed(name);
    return variable === undefined || variable === null ? [] : [[name, variable.value] as const];
  }));
}

/** Jobs before it may hand variables to a job, and these count more than its own. Source: GitLab documentation, "artifacts:reports:dotenv", "CI/CD variable precedence". */
function mayBeGiven(pipeline: Pipeline, job: PipelineJob): boolean {
  const needs = needsOf(job);
  return pipeline.jobs.some((other) => fieldOf(other.node, "artifacts", "reports", "dotenv") !== null && (needs === null ? isEarlierStage(pipeline, other.stage, job) : needs.has(other.name)));
}

/** An empty text is for whoever starts the pipeline, or the settings of the project, to fill in; what jobs hand on is taken to be no variable of Go. */
function orGiven(name: string, value: Traced, isGivenMore: boolean): Traced {
  if (!isEmpty(value) && (!isGivenMore || /^C?GO/.test(name))) return value;
  const given = unknownText({ code: "caller", text: `${name} of the pipeline`, at: null });
  return oneOf([{ value, when: `nothing else sets ${name}` }, { value: given, when: `something else sets ${name}` }]);
}

/** A text outside of scripts, with the job's variables in it. */
export function expandVariables(text: Traced, environment: Environment): Traced {
  return new VariableExpander(new Map(), environment).expand(text, []);
}

/** `$[[ inputs.name ]]` is what whoever includes the file gives. */
export function expandInputs(text: Traced): Traced {
  return replaced(text, /\$\[\[[^\]]*\]\]/g, ([whole], at) => unknownText({ code: "caller", text: whole, at: originOf(at) }));
}

function inherited({ config }: Pipeline, { node }: PipelineJob): YamlValue | null {
  const all = fieldOf(config, "variables");
  const chosen = fieldOf(node, "inherit", "variables");
  if (chosen === null || stringOf(chosen) === "true" || all?.type !== "Mapping") return all;
  const names = itemsOf(chosen).map(stringOf);
  return { ...all, entries: fieldsOf(all).filter(({ name }) => names.includes(name)) };
}

function declaredIn(node: YamlValue | null): readonly (readonly [string, Written])[] {
  return fieldsOf(node).map(({ name, key, value }) => {
    const described = value?.type === "Mapping" ? fieldOf(value, "value") : value;
    const text = described === null ? EMPTY : textOf(described);
    const isExpanded = value?.type !== "Mapping" || stringOf(fieldOf(value, "expand")) !== "false";
    return [name, { text: text === null ? unknownText({ code: "not-understood", text: `the variable ${name}`, at: originOf(key.text) }) : expandInputs(text), isExpanded }];
  });
}

/** Variables name each other in any order. */
class VariableExpander {
  readonly #values = new Map<string, Traced>();

  constructor(
    private readonly written: ReadonlyMap<string, Written>,
    private readonly environment: Environment,
  ) {}

  value(name: string, above: readonly string[] = []): Traced {
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    const own = this.written.get(name);
    if (own === undefined || above.includes(name)) return this.#given(name);
    const value = own.isExpanded ? this.expand(own.text, [...above, name]) : own.text;
    if (above.length === 0) this.#values.set(name, value);
    return value;
  }

  expand(text: Traced, above: readonly string[]): Traced {
    return replaced(text, /\$\$|\$\{(\w+)\}|\$([A-Za-z_]\w*)/g, ([whole, braced, bare], piece) => {
      const name = braced ?? bare;
      if (name === undefined) return literal("$", originOf(piece));
      const at = originOf(piece);
      const value = this.value(name, above);
      return at === null ? value : throughReference(value, whole, at);
    });
  }

  /** Not of this file: of GitLab, or of the settings of a project. */
  #given(name: string): Traced {
    const found = this.environment.listed(name);
    if (found === undefined || found === null) return unknownText({ code: "caller", text: `${name} of the pipeline`, at: null });
    return found.set === "yes" ? found.value : oneOf([{ value: found.value, when: `${name} is set` }, { value: EMPTY, when: `${name} is not set` }]);
  }
}

function replaced(text: Traced, pattern: RegExp, replace: (match: RegExpMatchArray, piece: Traced) => Traced): Traced {
  const parts: Traced[] = [];
  let end = 0;
  for (const match of carrier(text).matchAll(pattern)) {
    const stop = match.index + match[0].length;
    parts.push(slice(text, end, match.index), replace(match, slice(text, match.index, stop)));
    end = stop;
  }
  return end === 0 ? text : concatAll([...parts, slice(text, end)]);
}
