/** Taskfiles, with those that they include. Source: go-task/task, taskfile/ast and the documentation's schema, version 3. */
import { fieldOf, fieldsOf, parseYaml, stringOf, valueOf, type YamlValue } from "../../syntax/yaml/index.js";
import { dirname, join } from "../../workspace/index.js";
import type { Machine } from "../machine.js";

export interface Taskfile {
  readonly root: YamlValue | null;
  /** absolute directory of the file */
  readonly directory: string;
  /** path for origins */
  readonly file: string;
}

export interface Task {
  readonly definition: YamlValue;
  readonly taskfile: Taskfile;
  /** absolute directory in which it runs when it names none */
  readonly directory: string;
  /** `docker:` for tasks that `docker` includes; "" at the top */
  readonly prefix: string;
}

const NAMES = ["Taskfile.yml", "taskfile.yml", "Taskfile.yaml", "taskfile.yaml", "Taskfile.dist.yml", "taskfile.dist.yml", "Taskfile.dist.yaml", "taskfile.dist.yaml"];

/** Files that include each other. */
const MAX_DEPTH = 8;

export function findTaskfile(directory: string, machine: Machine): string | null {
  return NAMES.map((name) => join(directory, name)).find((path) => machine.files.stat(path).kind === "file") ?? null;
}

export function readTaskfile(path: string, machine: Machine): Taskfile | null {
  const read = machine.files.read(path);
  if (read === null || "unknown" in read) return null;
  const file = read.source ?? path;
  return { root: valueOf(parseYaml(read.text, file).documents[0]), directory: dirname(path), file };
}

/** All tasks by the names under which they are called. */
export function tasksOf(taskfile: Taskfile, machine: Machine, prefix = "", directory = taskfile.directory, depth = 0): ReadonlyMap<string, Task> {
  const tasks = new Map<string, Task>();
  for (const { name, value } of fieldsOf(fieldOf(taskfile.root, "includes"))) {
    const place = stringOf(value) ?? stringOf(fieldOf(value, "taskfile"));
    if (place === null || place.includes("{{") || depth >= MAX_DEPTH) continue;
    const path = join(taskfile.directory, place);
    const file = machine.files.stat(path).kind === "directory" ? findTaskfile(path, machine) : path;
    const included = file === null ? null : readTaskfile(file, machine);
    if (included === null) continue;
    const dir = stringOf(fieldOf(value, "dir"));
    const own = dir === null ? directory : join(taskfile.directory, dir);
    const flat = stringOf(fieldOf(value, "flatten")) === "true";
    for (const [key, task] of tasksOf(included, machine, flat ? prefix : `${prefix}${name}:`, own, depth + 1)) tasks.set(key, task);
  }
  for (const { name, value } of fieldsOf(fieldOf(taskfile.root, "tasks"))) {
    if (value === null) continue;
    const task: Task = { definition: value, taskfile, directory, prefix };
    tasks.set(prefix + name, task);
    if (name === "default" && prefix !== "") tasks.set(prefix.slice(0, -1), task);
  }
  return tasks;
}
