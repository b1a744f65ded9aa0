import { carrier, literal, literalOf, slice, type Traced } from "../../text/index.js";
import { mayHideBuild } from "../may-hide-build.js";
import { findTaskfile, readTaskfile, TaskRun } from "../task/index.js";
import type { Driver } from "../machine.js";
import { absolutePath, parseArguments } from "./arguments.js";

const WITH_VALUE = ["-t", "--taskfile", "-d", "--dir", "-C", "--concurrency", "-I", "--interval", "-o", "--output", "--sort", "--exit-code"];

/** `task build VERSION=1`. Source: go-task/task, args/args.go. */
export const taskDriver: Driver = {
  names: ["task", "go-task"],
  run(call, machine) {
    const args = parseArguments(call, { withValue: WITH_VALUE });
    const output = machine.unknownOutput(call, "output of task");
    if (["-l", "--list", "-a", "--list-all", "-n", "--dry", "--init", "--version", "-h", "--help", "--status", "--summary"].some((name) => args.has(name))) return output;
    const dir = args.value("-d", "--dir");
    const named = args.value("-t", "--taskfile");
    const directory = dir === null ? call.directory : absolutePath(literalOf(dir) ?? "", call);
    const path = named === null ? (directory === null ? null : findTaskfile(directory, machine)) : absolutePath(literalOf(named) ?? "", call);
    const taskfile = path === null ? null : readTaskfile(path, machine);
    if (taskfile === null) {
      const text = "a Taskfile that is not found";
      machine.record(mayHideBuild(text, "task", call));
      return output;
    }
    const given = new Map<string, Traced>();
    const names: string[] = [];
    for (const operand of args.operands) {
      const [, name] = /^(\w+)=/.exec(carrier(operand)) ?? [];
      if (name !== undefined) given.set(name, slice(operand, name.length + 1));
      else names.push(literalOf(operand) ?? "?");
    }
    const run = new TaskRun(taskfile, call, machine, new Map([["CLI_ARGS", literal("")], ...given]));
    for (const name of names.length === 0 ? ["default"] : names) run.run(name, new Map(), call.chain);
    return output;
  },
};
