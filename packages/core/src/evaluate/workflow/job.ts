import { fieldOf, fieldsOf, itemsOf, stringOf, textOf, type YamlMapping, type YamlValue } from "../../syntax/yaml/index.js";
import type { Hop, Origin, Traced } from "../../text/index.js";
import { concat, EMPTY, literal, literalOf, oneOf, print, unknownText, WORD_SHAPE } from "../../text/index.js";
import { absolutePath, join } from "../../workspace/index.js";
import type { Environment } from "../environment.js";
import { REPOSITORY_MOUNT } from "../files/index.js";
import type { Machine, ShellDialect } from "../machine.js";
import type { Certainty } from "../model.js";
import { textValue, type Value } from "../values/index.js";
import { runAction } from "./actions.js";
import type { ArtifactStore } from "./artifacts.js";
import { conditionOf, expandTemplate, expandText, type Contexts } from "./expression.js";
import { COMMAND_FILES, resetCommandFiles, takeAssignments } from "./command-files.js";
import type { Combination, Workflow, WorkflowJob } from "./read.js";
import { notUnderstood } from "../may-hide-build.js";

export interface JobOptions {
  readonly workflow: Workflow;
  readonly job: WorkflowJob;
  readonly combination: Combination;
  readonly inputs: ReadonlyMap<string, Value>;
  readonly machine: Machine;
  /** of the machine, before the workflow says anything */
  readonly environment: Environment;
  /** what jobs of the same run hand to each other */
  readonly artifacts: ArtifactStore;
  /** the default shell of `run:`; containers have no bash for certain */
  readonly shell: ShellDialect;
  /** steps of the job that are passed over: nothing that is built comes of them */
  readonly isIdle: (step: YamlMapping) => boolean;
  /** told of the Go release that a step installs: as written, "stable" or the text of a version */
  readonly onGo: (version: string | null, directory: string | null) => void;
}

/** Actions that set no variable for later steps that a workflow names in `env.…`; those of the repository are run. */
const SETS_NO_VARIABLES = /^(?:\.\/|actions\/|docker\/(?!metadata-action))/;

/** What the runner sets for each run. Source: GitHub documentation, "Store information in variables", default environment variables. */
const RUN_VARIABLES = ["GITHUB_SHA", "GITHUB_REF", "GITHUB_REF_NAME", "GITHUB_REPOSITORY", "GITHUB_REPOSITORY_OWNER", "GITHUB_RUN_ID", "GITHUB_RUN_NUMBER", "GITHUB_ACTOR", "GITHUB_EVENT_NAME", "GITHUB_SERVER_URL"];

/** Local actions that use each other. */
const MAX_ACTIONS = 8;

/** Runs the steps of a job, in order. */
export function runJob(options: JobOptions): void {
  new JobRun(options).run();
}

/** A job while it runs. */
export class JobRun {
  environment: Environment;
  /** by id: what steps have set; what an action sets is not known */
  readonly #outputs = new Map<string, ReadonlyMap<string, Value> | null>();
  /** why later steps may have variables that are not known; null when they have none */
  #maySetMore: string | null = null;
  /** names by which the repository is found when it was checked out below the workspace */
  readonly #checkouts: string[] = [];
  #depth = 0;

  constructor(readonly options: JobOptions) {
    this.environment = COMMAND_FILES.reduce<Environment>((all, { name, path }) => all.set(name, literal(path), true), options.environment).set("GITHUB_WORKSPACE", literal(REPOSITORY_MOUNT), true).set("CI", literal("true"), true).set("GITHUB_ACTIONS", literal("true"), true);
    for (const name of RUN_VARIABLES) this.environment = this.environment.set(name, unknownText({ code: "caller", text: `${name} of the run`, at: null }, WORD_SHAPE), true);
    this.#addVariables(fieldOf(options.workflow.document, "env"), "must");
    this.#addVariables(fieldOf(options.job.node, "env"), "must");
  }

  get machine(): Machine {
    return this.options.machine;
  }

  run(): void {
    const { job, workflow, isIdle } = this.options;
    for (const step of itemsOf(fieldOf(job.node, "steps"))) if (step.type === "Mapping" && !isIdle(step)) this.#step(step, workflow.file, this.contexts(new Map()), "must");
  }

  /** Steps of a local action: its inputs are all that it sees of its caller besides the environment. */
  runLocalAction(file: string, document: YamlValue, given: ReadonlyMap<string, Value>, certainty: Certainty): void {
    if (++this.#depth <= MAX_ACTIONS) {
      const inputs = new Map(fieldsOf(fieldOf(document, "inputs")).map(({ name, value }) => [name, given.get(name) ?? defaultOf(value)]));
      for (const step of itemsOf(fieldOf(document, "runs", "steps"))) if (step.type === "Mapping") this.#step(step, file, this.contexts(inputs), certainty);
    }
    this.#depth--;
  }

  /** An absolute path for a text that is seen from the workspace. */
  path(text: string | null): string | null {
    if (text === null) return null;
    const path = absolutePath(REPOSITORY_MOUNT, text);
    if (path === null) return null;
    const checkout = this.#checkouts.find((name) => path === join(REPOSITORY_MOUNT, name) || path.startsWith(`${join(REPOSITORY_MOUNT, name)}/`));
    return checkout === undefined ? path : join(REPOSITORY_MOUNT, path.slice(join(REPOSITORY_MOUNT, checkout).length));
  }

  checkedOut(name: string): void {
    this.#checkouts.push(name);
  }

  contexts(inputs: ReadonlyMap<string, Value>): Contexts {
    const object = (entries: Iterable<readonly [string, Value]>): Value => ({ kind: "object", entries: new Map(entries) });
    const open = (text: string, mayBeEmpty: boolean): Value => ({ kind: "unknown", reason: { code: "caller", text, at: null }, shape: { mayBeEmpty, mayHaveBlanks: mayBeEmpty } });
    return (name) => {
      switch (name.toLowerCase()) {
        case "matrix":
          return this.options.combination.size === 0 ? open("matrix", true) : object(this.options.combination);
        case "inputs":
          return object(inputs.size > 0 ? inputs : this.options.inputs);
        case "env":
          return object([
            ...[...this.environment.entries()].map(([key, { value, set }]): readonly [string, Value] => [
              key,
              textValue(set === "yes" ? value : oneOf([{ value, when: `${key} is set` }, { value: EMPTY, when: `${key} is not set` }])),
            ]),
            ...(this.#maySetMore === null ? [] : [["*", open(this.#maySetMore, true)] as const]),
          ]);
        case "steps":
          return object([...this.#outputs].map(([id, outputs]) => [id, object([["outputs", outputs === null ? open(`steps.${id}.outputs`, true) : object(outputs)]])]));
        case "runner":
          return object([["os", textValue(literal("Linux"))], ["arch", textValue(literal(this.machine.facts().arch === "arm64" ? "ARM64" : "X64"))], ["temp", textValue(literal("/home/runner/work/_temp"))]]);
        case "github":
          return object([["workspace", textValue(literal(REPOSITORY_MOUNT))], ["*", open("github", false)]]);
        default:
          return open(name, true);
      }
    };
  }

  /** Records what is set for later steps; a step that may not have run sets nothing for certain. */
  #addVariables(node: YamlValue | null, certainty: Certainty): void {
    for (const { name, value } of fieldsOf(node)) {
      const text = textOf(value);
      if (text !== null) this.environment = this.environment.set(name, expandText(text, this.contexts(new Map())), true, certainty === "must" ? "yes" : "maybe");
    }
  }

  #step(step: YamlMapping, file: string, contexts: Contexts, outer: Certainty): void {
    const condition = textOf(fieldOf(step, "if"));
    const holds = condition === null ? true : conditionOf(condition, contexts);
    if (holds === false) return;
    const certainty = holds === null ? "may" : outer;
    const id = stringOf(fieldOf(step, "id"));
    const before = this.environment;
    this.#addOwn(fieldOf(step, "env"), contexts);
    resetCommandFiles(this.machine);
    const script = fieldsOf(step).find(({ name }) => name === "run");
    const uses = fieldOf(step, "uses");
    const usesText = uses === null ? null : stringOf(uses);
    if (script?.value?.type === "Scalar") this.#run(script.value.text, step, placeIn(file, script.key.range), contexts, certainty);
    else if (uses !== null && usesText !== null) {
      const inputs = new Map(fieldsOf(fieldOf(step, "with")).flatMap(({ name, value }) => (value?.type === "Scalar" ? [[name, { value: expandTemplate(value.text, contexts), written: value.text }] as const] : [])));
      runAction({ uses: usesText, at: placeIn(file, uses.range), inputs, certainty, run: this, chain: this.#chain(file, step) });
    }
    this.environment = before;
    const { variables, mayBeMore, outputs } = takeAssignments(this.machine);
    if (mayBeMore) this.#maySetMore ??= "a step may set env";
    else if (usesText !== null && !SETS_NO_VARIABLES.test(usesText)) this.#maySetMore ??= `${usesText.replace(/@.*/, "")} may set env`;
    for (const [name, value] of variables) this.environment = this.environment.set(name, value, true, certainty === "must" ? "yes" : "maybe");
    if (id !== null) this.#outputs.set(id, usesText !== null || outputs === null ? null : new Map([...outputs].map(([name, value]) => [name, textValue(value)])));
  }

  #addOwn(node: YamlValue | null, contexts: Contexts): void {
    const texts = fieldsOf(node).flatMap(({ name, value }) => {
      const text = textOf(value);
      return text === null ? [] : [[name, expandText(text, contexts)] as const];
    });
    for (const [name, text] of texts) this.environment = this.environment.set(name, text, true);
  }

  #run(text: Traced, step: YamlMapping, at: Origin, contexts: Contexts, certainty: Certainty): void {
    // `bash -e {0}`, `sh -e {0}`. Source: GitHub documentation, "jobs.<job_id>.steps[*].shell".
    const script = concat(literal("set -e\n"), expandText(text, contexts));
    const shell = this.#setting("shell", step, contexts) ?? "";
    const dialect = dialectOf(shell, this.options.shell);
    const chain = this.#chain(at.file, step);
    if (dialect === null) {
      const reason = { code: "not-understood", text: `a script for \`${shell}\``, at } as const;
      if (/\b(?:go|docker|make)\b/.test(print(script))) this.machine.record(notUnderstood(reason, shell.split(" ")[0] ?? shell, chain));
      return;
    }
    this.machine.runShell({
      script,
      dialect,
      environment: this.environment,
      directory: this.directoryOf(step, contexts),
      positional: [literal(dialect)],
      chain,
      certainty,
    });
  }

  directoryOf(step: YamlMapping, contexts: Contexts): string | null {
    const written = this.#setting("working-directory", step, contexts);
    return written === null ? this.path(".") : this.path(written);
  }

  /** Of the step, else of the job's and the workflow's `defaults.run`; null without one. */
  #setting(name: string, step: YamlMapping, contexts: Contexts): string | null {
    const { job, workflow } = this.options;
    const found = [fieldOf(step, name), fieldOf(job.node, "defaults", "run", name), fieldOf(workflow.document, "defaults", "run", name)].find((node) => node !== null) ?? null;
    const text = textOf(found);
    return text === null ? null : literalOf(expandText(text, contexts));
  }

  #chain(file: string, step: YamlMapping): readonly Hop[] {
    const { job } = this.options;
    const name = stringOf(fieldOf(step, "name"));
    return [
      { fact: "", text: `job ${job.name}`, at: job.at },
      { fact: "", text: name === null ? "a step" : `step ${name}`, at: placeIn(file, [step.range[0], step.range[0] + 1]) },
    ];
  }
}

function placeIn(file: string, [start, end]: readonly [number, number]): Origin {
  return { file, start, end };
}

function dialectOf(shell: string, none: ShellDialect): ShellDialect | null {
  const [program = ""] = shell.trim().split(/\s+/);
  if (program === "") return none;
  return program === "bash" || program === "sh" ? (program === "sh" ? "dash" : "bash") : null;
}

/** An input that nobody gives has its default, or is empty. */
function defaultOf(node: YamlValue | null): Value {
  const text = textOf(fieldOf(node, "default"));
  return textValue(text ?? EMPTY);
}

