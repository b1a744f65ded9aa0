/** cp, mv, ln, install: files that come from other files. */
import { literal, literalOf, type Traced } from "../../text/index.js";
import { basename, join } from "../../workspace/index.js";
import type { Driver, Machine } from "../machine.js";
import type { Certainty, CommandCall, CommandResult } from "../model.js";
import { MAY_FAIL, SUCCESS } from "../result.js";
import { parseArguments, pathOf, programName, type Arguments } from "./arguments.js";
import { pathOperands, type PathOperand } from "./paths.js";

const DIRECTORY = ["-t", "--target-directory"] as const;
const EXACT = ["-T", "--no-target-directory"] as const;

/** Source: cp(1), mv(1) of coreutils and busybox. */
export const copyDriver: Driver = {
  names: ["cp", "mv"],
  run(call, machine) {
    const args = parseArguments(call, { withValue: [...DIRECTORY, "-S", "--suffix"] });
    const keepsExisting = args.has("-n", "--no-clobber", "-u", "--update");
    return transfer(args, call, machine, keepsExisting ? "may" : call.certainty, programName(call) === "mv");
  },
};

/** `install -D -m 755 src dest`, `install -d dir`, `install -t dir src…`. Source: install(1). */
export const installDriver: Driver = {
  names: ["install"],
  run(call, machine) {
    const args = parseArguments(call, { withValue: [...DIRECTORY, "-m", "--mode", "-o", "--owner", "-g", "--group", "-S", "--suffix"] });
    if (!args.has("-d", "--directory")) return transfer(args, call, machine, call.certainty, false);
    for (const { path } of pathOperands(args.operands, call, machine).paths) machine.files.makeDirectory(path, call.certainty);
    return SUCCESS;
  },
};

/** Source: ln(1). A hard link is a copy: both names hold the same file. */
export const linkDriver: Driver = {
  names: ["ln", "link"],
  run(call, machine) {
    const args = parseArguments(call, { withValue: [...DIRECTORY, "-S", "--suffix"] });
    // `ln target` makes a link of that name here
    const operands = args.operands.length === 1 && args.value(...DIRECTORY) === null ? [...args.operands, literal(".")] : args.operands;
    const plan = planOf(operands, args, call, machine);
    if (plan === null) return elsewhere(call, machine);
    const keepLink = args.has("-n", "--no-dereference");
    for (const { text, path } of plan.sources) {
      const replacesLink = keepLink && !plan.several && isLink(machine, plan.destination);
      const at = replacesLink ? plan.destination : targetOf({ text, path }, plan, args, machine);
      for (const { target, certainty } of at === "either" ? bothOf(path, plan) : [{ target: at, certainty: call.certainty }]) {
        if (args.has("-s", "--symbolic")) machine.files.link(target, text, certainty);
        else machine.files.copy(machine.files, path, target, "ln", certainty);
      }
    }
    return SUCCESS;
  },
};

interface Plan {
  readonly sources: readonly PathOperand[];
  readonly destination: string;
  /** `-t`, or more than one source: the destination is a directory */
  readonly several: boolean;
  /** false when there may be more sources */
  readonly complete: boolean;
  /** written with a slash at the end */
  readonly slash: boolean;
}

function transfer(args: Arguments, call: CommandCall, machine: Machine, certainty: Certainty, move: boolean): CommandResult {
  const plan = planOf(args.operands, args, call, machine);
  if (plan === null) return elsewhere(call, machine);
  const name = programName(call);
  const areThere = plan.complete && plan.sources.every(({ path }) => ["file", "directory"].includes(machine.files.stat(path).kind));
  for (const source of plan.sources) {
    const at = targetOf(source, plan, args, machine);
    const targets = at === "either" ? bothOf(source.path, plan) : [{ target: at, certainty }];
    // The build goes on after it: what is known not to be there has come in a way that was not seen.
    const isSeen = machine.files.stat(source.path).kind !== "absent";
    for (const { target, certainty: how } of targets) {
      if (isSeen) machine.files.copy(machine.files, source.path, target, name, how);
      else machine.files.write(target, { content: null, artifacts: [], from: name }, "may");
    }
    if (move) machine.files.remove(source.path, certainty);
  }
  return areThere ? SUCCESS : MAY_FAIL;
}

/** Null when the destination is not known. Sources that are not known disturb it. */
function planOf(operands: readonly Traced[], args: Arguments, call: CommandCall, machine: Machine): Plan | null {
  const directory = args.value(...DIRECTORY);
  const last = directory ?? operands.at(-1);
  const destination = last === undefined ? null : pathOf(last, call);
  if (last === undefined || destination === null || args.gap !== null) return null;
  const { paths, unknown } = pathOperands(directory === null ? operands.slice(0, -1) : operands, call, machine);
  if (unknown) machine.files.disturb(destination, `${programName(call)} of files that are not known`, call.at);
  return { sources: paths, complete: !unknown, destination, several: directory !== null || paths.length > 1 || operands.length > 2, slash: literalOf(last)?.endsWith("/") === true };
}

/** Where one source goes: "either" into the destination or to it, when it is not known what is there. */
function targetOf({ path, text }: PathOperand, plan: Plan, args: Arguments, machine: Machine): string {
  const { destination, several, slash } = plan;
  // `cp -r dir/. dest` copies what is in the directory
  if (/(^|\/)\.$/.test(text)) return destination;
  const inner = join(destination, basename(path));
  if (several) return inner;
  if (args.has(...EXACT)) return destination;
  switch (machine.files.stat(destination).kind) {
    case "directory":
      return inner;
    case "unknown":
      return slash ? inner : "either";
    default:
      return slash && machine.files.stat(path).kind !== "directory" ? inner : destination;
  }
}

function bothOf(path: string, { destination }: Plan): readonly { readonly target: string; readonly certainty: Certainty }[] {
  return [
    { target: join(destination, basename(path)), certainty: "may" },
    { target: destination, certainty: "may" },
  ];
}

function isLink(machine: Machine, path: string): boolean {
  const view = machine.files.snapshot();
  return "readLink" in view && (view as { readLink(at: string): string | null }).readLink(path) !== null;
}

/** The destination is not known but for its beginning: `cp x /out/$NAME` stays below /out. */
function elsewhere(call: CommandCall, machine: Machine): CommandResult {
  const last = call.words.at(-1);
  const [piece] = last?.value.pieces ?? [];
  const known = last?.kind === "word" && piece?.kind === "literal" ? piece.text.slice(0, piece.text.lastIndexOf("/") + 1) : "";
  const directory = known.startsWith("/") ? join(known) : call.directory === null ? "/" : join(call.directory, known);
  machine.files.disturb(directory === "" ? "/" : directory, `${programName(call)} to a path that is not known`, call.at);
  return MAY_FAIL;
}
