/** Runs tasks: dependencies first, then commands, each in a shell of its own. Source: go-task/task, task.go. */
import { LIMITS } from "../../limits.js";
import { fieldOf, fieldsOf, itemsOf, stringOf, textOf, type YamlValue } from "../../syntax/yaml/index.js";
import { literal, literalOf, originOf, unknownText, type Hop, type Origin, type Traced } from "../../text/index.js";
import { absolutePath } from "../../workspace/index.js";
import type { Environment } from "../environment.js";
import type { Machine } from "../machine.js";
import type { CommandCall } from "../model.js";
import { mayHideBuild } from "../may-hide-build.js";
import { parseDotenv } from "../compose/index.js";
import { evaluateTemplate } from "../templates/index.js";
import { taskScope, type Variables } from "./scope.js";
import { tasksOf, type Task, type Taskfile } from "./taskfile.js";

/** Tasks that one run starts, those that others call included. */
const MAX_TASKS = 500;

export class TaskRun {
  readonly #tasks: ReadonlyMap<string, Task>;
  /** tasks that are dependencies run once for the same variables */
  readonly #done = new Set<string>();
  #count = 0;

  constructor(
    private readonly top: Taskfile,
    private readonly call: CommandCall,
    private readonly machine: Machine,
    /** variables of the command line, which come before those of the files */
    private readonly given: Variables,
  ) {
    this.#tasks = tasksOf(top, machine);
  }

  /** @param given variables of the caller */
  run(name: string, given: Variables, chain: readonly Hop[], nesting = 0): void {
    const task = this.#tasks.get(name);
    if (task === undefined) return this.#notUnderstood(`the task ${name}, which is not found`, chain, this.call.at);
    if (nesting > LIMITS.evaluationDepth || ++this.#count > MAX_TASKS) return this.#notUnderstood(`limit: more than ${MAX_TASKS} tasks`, chain, this.call.at);
    const { definition, taskfile } = task;
    const place: Origin = { file: taskfile.file, start: definition.range[0], end: definition.range[0] };
    const own = [...chain, { fact: "", text: `task ${name}`, at: place }];
    const environment = this.#environment(task, given);
    const variables = this.#variables(task, given, environment, name);
    const directory = this.#directory(task, variables, environment);
    for (const dependency of itemsOf(fieldOf(definition, "deps"))) {
      const called = stringOf(dependency) ?? stringOf(fieldOf(dependency, "task"));
      if (called !== null) this.#call(called, fieldOf(dependency, "vars"), { task, variables, environment, chain: own, nesting }, true);
    }
    const commands = definition.type === "Mapping" ? (fieldOf(definition, "cmds") ?? fieldOf(definition, "cmd")) : definition;
    for (const command of itemsOf(commands)) {
      const called = stringOf(fieldOf(command, "task"));
      if (called !== null) this.#call(called, fieldOf(command, "vars"), { task, variables, environment, chain: own, nesting }, false);
      else this.#shell(command, { task, variables, environment, directory, chain: own });
    }
  }

  #call(name: string, vars: YamlValue | null, { task, variables, environment, chain, nesting }: { readonly task: Task; readonly variables: Variables; readonly environment: Environment; readonly chain: readonly Hop[]; readonly nesting: number }, once: boolean): void {
    const scope = taskScope(variables, environment);
    const given = new Map(fieldsOf(vars).flatMap(({ name: key, value }) => (textOf(value) === null ? [] : [[key, evaluateTemplate(textOf(value) ?? literal(""), scope)] as const])));
    const asked = literalOf(evaluateTemplate(literal(name), scope));
    if (asked === null) return this.#notUnderstood("a task whose name is not known", chain, this.call.at);
    const full = asked.startsWith(":") ? asked.slice(1) : task.prefix + asked;
    const key = JSON.stringify([full, [...given]]);
    if (once && this.#done.has(key)) return;
    this.#done.add(key);
    this.run(full, given, chain, nesting + 1);
  }

  #shell(command: YamlValue, { task, variables, environment, directory, chain }: { readonly task: Task; readonly variables: Variables; readonly environment: Environment; readonly directory: string | null; readonly chain: readonly Hop[] }): void {
    const text = textOf(command) ?? textOf(fieldOf(command, "cmd")) ?? textOf(fieldOf(command, "defer"));
    if (text === null) return;
    const isLoop = fieldOf(command, "for") !== null;
    const loops = isLoop ? new Map([...variables, ["ITEM", unknownText({ code: "not-understood", text: "an item of a loop", at: originOf(text) })]]) : variables;
    const script = evaluateTemplate(text, taskScope(loops, environment));
    const at = originOf(text) ?? { file: task.taskfile.file, start: command.range[0], end: command.range[1] };
    const { certainty } = this.call;
    this.machine.runShell({
      script,
      dialect: "bash",
      environment,
      directory,
      positional: [literal("task")],
      chain: [...chain, { fact: "", text: "command of the task", at }],
      certainty: isLoop ? "may" : certainty,
    });
  }

  #directory({ definition, directory }: Task, variables: Variables, environment: Environment): string | null {
    const dir = textOf(fieldOf(definition, "dir"));
    if (dir === null) return directory;
    const path = literalOf(evaluateTemplate(dir, taskScope(variables, environment)));
    return path === null ? null : absolutePath(directory, path);
  }

  /**
   * `dotenv` and `env` of the file, then of the task: later ones count more, and what whoever starts it has set counts most. Files that an included Taskfile
   * names are not read. Source: go-task/task, variables.go and internal/env/env.go; its documentation, "Environment variables".
   */
  #environment(task: Task, given: Variables): Environment {
    const { definition, taskfile, directory } = task;
    let { environment } = this.call;
    const set = (name: string, value: () => Traced): void => {
      if (this.call.environment.getExported(name)?.set !== "yes") environment = environment.set(name, value(), true);
    };
    const scopes = [{ node: this.top.root, directory: this.top.directory }, ...(taskfile.root === this.top.root ? [] : [{ node: taskfile.root, directory: null }]), { node: definition, directory }];
    for (const { node, directory: from } of scopes) {
      const variables = (): Variables => new Map([...this.#globals(taskfile, environment), ...given]);
      if (from !== null) for (const [name, value] of this.#dotenv(node, from, variables(), environment)) set(name, () => value);
      for (const { name, value } of fieldsOf(fieldOf(node, "env"))) set(name, () => this.#value(value, variables(), environment));
    }
    return environment;
  }

  /** Variables of the files that `dotenv` names: of one name the first counts; a file that is not there is none. */
  #dotenv(node: YamlValue | null, directory: string, variables: Variables, environment: Environment): ReadonlyMap<string, Traced> {
    const found = new Map<string, Traced>();
    for (const item of itemsOf(fieldOf(node, "dotenv"))) {
      const text = textOf(item);
      const name = text === null ? null : literalOf(evaluateTemplate(text, taskScope(variables, environment)));
      const path = name === null ? null : absolutePath(directory, name);
      const file = path === null ? null : this.machine.files.read(path);
      if (file === null || "unknown" in file) continue;
      for (const [variable, value] of parseDotenv(file.text, file.source)) if (!found.has(variable)) found.set(variable, value);
    }
    return found;
  }

  #globals(taskfile: Taskfile, environment: Environment): Variables {
    const variables = new Map(this.given);
    for (const file of [this.top, ...(taskfile === this.top ? [] : [taskfile])]) {
      for (const { name, value } of fieldsOf(fieldOf(file.root, "vars"))) if (!this.given.has(name)) variables.set(name, this.#value(value, variables, environment));
    }
    return variables;
  }

  /** Variables of the task, before which come those that its caller gives, before those of the files. */
  #variables({ definition, taskfile }: Task, given: Variables, environment: Environment, name: string): Variables {
    const variables = new Map([...this.#globals(taskfile, environment), ...given]);
    for (const { name: key, value } of fieldsOf(fieldOf(definition, "vars"))) variables.set(key, this.#value(value, variables, environment));
    variables.set("TASK", literal(name)).set("ROOT_DIR", literal(this.top.directory)).set("TASKFILE_DIR", literal(taskfile.directory));
    return variables;
  }

  #value(value: YamlValue | null, variables: Variables, environment: Environment): Traced {
    const text = textOf(value);
    if (text !== null) return evaluateTemplate(text, taskScope(variables, environment));
    const command = textOf(fieldOf(value, "sh"));
    const at = originOf(command ?? literal(""));
    if (command === null) return unknownText({ code: "not-understood", text: "a variable of a Taskfile that is no text", at });
    const { output } = this.machine.runShell({
      script: evaluateTemplate(command, taskScope(variables, environment)),
      dialect: "bash",
      environment,
      directory: this.top.directory,
      positional: [literal("task")],
      chain: [...this.call.chain, { fact: "", text: "sh of a variable", at }],
      certainty: "may",
    });
    const known = literalOf(output);
    return known === null ? output : literal(known.trimEnd(), at);
  }

  #notUnderstood(text: string, chain: readonly Hop[], at: Origin): void {
    this.machine.record(mayHideBuild(text, "task", { at, chain }));
  }
}

