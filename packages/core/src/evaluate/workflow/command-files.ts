/** Files through which steps set variables and outputs. Source: GitHub documentation, "Workflow commands", environment files. */
import type { Traced } from "../../text/index.js";
import { carrier, EMPTY, OPAQUE, slice } from "../../text/index.js";
import type { Machine } from "../machine.js";

const DIRECTORY = "/home/runner/work/_temp/_runner_file_commands";

export const COMMAND_FILES = [
  { name: "GITHUB_ENV", path: `${DIRECTORY}/set_env` },
  { name: "GITHUB_OUTPUT", path: `${DIRECTORY}/set_output` },
  { name: "GITHUB_PATH", path: `${DIRECTORY}/add_path` },
  { name: "GITHUB_STEP_SUMMARY", path: `${DIRECTORY}/step_summary` },
] as const;

const ASSIGNMENT = /^([A-Za-z_][\w-]*)(?:=(.*)|<<(\S+)\n([^]*?)\n\3)$/gm;

/** Each step gets empty files. */
export function resetCommandFiles(machine: Machine): void {
  for (const { path } of COMMAND_FILES) machine.files.write(path, { content: EMPTY, artifacts: [], from: "the runner" }, "must");
}

export interface Assignments {
  readonly variables: ReadonlyMap<string, Traced>;
  /** there may be others: not all of the file is known */
  readonly mayBeMore: boolean;
  /** null when they are not known */
  readonly outputs: ReadonlyMap<string, Traced> | null;
}

export function takeAssignments(machine: Machine): Assignments {
  const [env, output] = COMMAND_FILES;
  const variables = assignments(env.path, machine);
  return { variables: variables ?? new Map(), mayBeMore: variables === null || hasHiddenLines(env.path, machine), outputs: assignments(output.path, machine) };
}

/** `cat versions >> $GITHUB_ENV`: names that are not known. */
function hasHiddenLines(path: string, machine: Machine): boolean {
  const file = machine.files.stat(path);
  if (file.kind !== "file" || file.content === null) return true;
  return carrier(file.content).replace(ASSIGNMENT, "").includes(OPAQUE);
}

function assignments(path: string, machine: Machine): ReadonlyMap<string, Traced> | null {
  const file = machine.files.stat(path);
  if (file.kind !== "file" || file.content === null) return null;
  const found = new Map<string, Traced>();
  const text = carrier(file.content);
  for (const match of text.matchAll(ASSIGNMENT)) {
    const [whole, name = "", value, , lines] = match;
    const length = (value ?? lines ?? "").length;
    const start = value === undefined ? match.index + whole.indexOf("\n") + 1 : match.index + name.length + 1;
    found.set(name, slice(file.content, start, start + length));
  }
  return found;
}
