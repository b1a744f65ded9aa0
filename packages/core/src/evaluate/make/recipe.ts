/** Phase two: running recipes. Source: GNU make 4.3, job.c (new_job, start_job_command), commands.c (chop_commands). */
import { Cutter, recipeFlags } from "../../syntax/makefile/index.js";
import type { Hop, Reason, Traced } from "../../text/index.js";
import { carrier, concat, concatAll, literal, literalOf, originOf, slice, variants, type Piece } from "../../text/index.js";
import type { CallingMake } from "../calling-make.js";
import type { Environment } from "../environment.js";
import { lostAfter, type LostAssignment } from "../lost.js";
import { hiddenVariable } from "./empty.js";
import { expand } from "./expand.js";
import type { Make } from "./make.js";
import type { Recipe, RecipeText } from "./rules.js";
import type { Scope } from "./scope.js";
import { shellOf } from "./shell.js";
import { unexportedAssignments } from "./unexported.js";
import { both } from "./world.js";
import { notUnderstood } from "../may-hide-build.js";

export interface RecipeRun {
  readonly recipe: Recipe;
  readonly environment: Environment;
  /** up to the target */
  readonly chain: readonly Hop[];
  /** the target is silent (`.SILENT`) or its errors are ignored (`.IGNORE`) */
  readonly silent: boolean;
  readonly ignoreErrors: boolean;
}

interface RunningRecipe extends RecipeRun {
  readonly make: CallingMake;
  /** what earlier lines, and whoever started make, assigned in vain */
  lost: readonly LostAssignment[];
}

/** Runs a recipe in the current scope. False when it fails for certain. */
export function runRecipe(make: Make, recipe: RecipeRun): boolean {
  const { scope } = make;
  const run: RunningRecipe = { ...recipe, make: callingMake(make, scope), lost: [...lostOnTheWay(make, recipe.environment), ...unexportedAssignments(make, scope, recipe.environment)] };
  // make expands all lines before it runs the first
  const lines = run.recipe.lines.map((line) => ({ ...line, text: expand(make, collapseInReferences(line.text)), written: line }));
  if (make.is("one shell") !== "no") {
    const script = concatAll(lines.flatMap(({ text }, i) => (i === 0 ? [text] : [literal("\n"), withoutPrefix(text)])));
    const [first] = run.recipe.lines;
    return runLine(make, run, withoutRecipePrefix(script, first?.prefix ?? "\t"), first ?? null, []);
  }
  return lines.every((line) => splitCommands(withoutRecipePrefix(line.text, line.prefix)).every((command) => runLine(make, run, command, line.written, line.when)));
}

interface Prefix {
  readonly silent: boolean;
  readonly ignoreErrors: boolean;
}

/** Takes `@`, `-` and `+` off. `$(Q)go build` where Q is `@` or nothing: neither is part of the program's name. */
function runLine(make: Make, run: RunningRecipe, text: Traced, line: RecipeText | null, when: readonly string[], before: Prefix = { silent: false, ignoreErrors: false }): boolean {
  const flags = recipeFlags(carrier(text));
  const prefix = { silent: before.silent || flags.silent, ignoreErrors: before.ignoreErrors || flags.ignoreErrors };
  const command = slice(text, flags.end);
  const { before: assignments, choices, rest } = choiceBeforeProgram(command);
  if (choices === null) return runCommand(make, run, command, line, when, prefix);
  const prefixes = choices.map(({ value }) => literalOf(value) ?? "command");
  if (assignments.length === 0 && prefixes.every((choice) => /^[-@+\s]*$/.test(choice))) {
    const every = (character: string): boolean => prefixes.every((choice) => choice.includes(character));
    return runLine(make, run, { pieces: rest }, line, when, { silent: prefix.silent || every("@"), ignoreErrors: prefix.ignoreErrors || every("-") });
  }
  // the program itself differs, or what it sees: each way by itself
  const results = choices.map((choice) => make.perhaps(() => runLine(make, run, concat({ pieces: assignments }, choice.value, { pieces: rest }), line, [...when, ...choice.when], prefix)));
  return results.includes(true);
}

/** `GOOS=linux $(ARM) go build`, where ARM is `GOARM=7` or nothing: the shell reads an assignment, or the program. */
function choiceBeforeProgram({ pieces }: Traced): { readonly before: readonly Piece[]; readonly choices: ReturnType<typeof variants>; readonly rest: readonly Piece[] } {
  const at = pieces.findIndex(({ kind }) => kind === "oneOf");
  const before = pieces.slice(0, Math.max(at, 0));
  const piece = pieces[at];
  if (piece === undefined || !/^(?:[A-Za-z_]\w*=[^\s'"`$;&|()<>]*[ \t]+)*$/.test(carrier({ pieces: before }))) return { before: [], choices: null, rest: [] };
  return { before, choices: variants({ pieces: [piece] }), rest: pieces.slice(at + 1) };
}

function runCommand(make: Make, run: RunningRecipe, command: Traced, line: RecipeText | null, when: readonly string[], prefix: Prefix): boolean {
  if (carrier(command).trim() === "") return true;
  const at = line?.at ?? originOf(command);
  const chain: readonly Hop[] = [...run.chain, { fact: "", text: [carrier(line?.text ?? command).trim().slice(0, 120), when.reduce(both, "")].filter((part) => part !== "").join(" — if "), at }];
  const start = (): boolean => {
    const shell = shellOf(make);
    if (shell.foreign !== null) {
      const reason: Reason = { code: "not-understood", text: `a recipe that ${shell.foreign} runs`, at };
      make.machine.record(notUnderstood(reason, shell.foreign, chain));
      make.machine.files.disturb("/", reason.text, at);
      return true;
    }
    const isTolerated = prefix.ignoreErrors || run.ignoreErrors || make.flags.ignoreErrors;
    if (!prefix.silent && !run.silent && !make.flags.silent) make.print(command);
    const { status, output, left = [] } = make.machine.runShell({
      script: command,
      dialect: shell.dialect,
      options: shell.options,
      failureTolerated: isTolerated ? "yes" : make.run.failureTolerated,
      environment: run.environment,
      directory: make.run.directory,
      positional: [shell.path],
      chain,
      certainty: make.certainty,
      lost: run.lost,
      make: run.make,
    });
    run.lost = lostAfter(run.lost, left, "line");
    make.emit(output);
    if (isTolerated) return true;
    if (status === "unknown") make.mayHaveStopped = true;
    return status !== "failure";
  };
  if (when.length === 0) return start();
  make.perhaps(start);
  return true;
}

function callingMake(make: Make, scope: Scope): CallingMake {
  return { hidden: (name) => hiddenVariable(make, scope, name), ignoredAppends: [...(make.run.caller?.ignoredAppends ?? []), ...make.ignoredAppends] };
}

/** A variable that the makefiles set is another one. */
function lostOnTheWay({ run }: Make, environment: Environment): readonly LostAssignment[] {
  return run.lost.filter(({ name }) => environment.getExported(name)?.value === run.environment.getExported(name)?.value);
}

/** A continuation inside a reference is one space for what it calls. Source: job.c, new_job. */
function collapseInReferences(text: Traced): Traced {
  const source = carrier(text);
  if (!source.includes("\\\n") || !source.includes("$")) return text;
  const cutter = new Cutter(text);
  const parts: Traced[] = [];
  let start = 0;
  let depth = 0;
  let open = "";
  for (let at = 0; at < source.length; at++) {
    const character = source[at] as string;
    if (depth === 0) {
      // make takes `$$(` for a reference here too
      const next = source[at + 1];
      if (character === "$" && (next === "(" || next === "{")) {
        open = next;
        depth = 1;
        at++;
      }
    } else if (character === open) depth++;
    else if (character === (open === "(" ? ")" : "}")) depth--;
    else if (character === "\\" && source[at + 1] === "\n" && source[at - 1] !== "\\") {
      let from = at;
      while (from > start && /[ \t]/.test(source[from - 1] as string)) from--;
      let to = at + 2;
      while (/\s/.test(source[to] ?? "")) to++;
      parts.push(cutter.cut(start, from), literal(" ", originOf(cutter.cut(from, to))));
      start = to;
      at = to - 1;
    }
  }
  return start === 0 ? text : concatAll([...parts, cutter.cut(start)]);
}

/** The recipe prefix after a newline goes. */
function withoutRecipePrefix(text: Traced, prefix: string): Traced {
  const source = carrier(text);
  const cutter = new Cutter(text);
  const parts: Traced[] = [];
  let start = 0;
  for (let at = source.indexOf(`\n${prefix}`); at !== -1; at = source.indexOf(`\n${prefix}`, start)) {
    parts.push(cutter.cut(start, at + 1));
    start = at + 2;
  }
  if (start === 0) return text;
  return concatAll([...parts, cutter.cut(start)]);
}

/** A line may expand to several; a backslash before the newline continues it. */
function splitCommands(text: Traced): readonly Traced[] {
  const source = carrier(text);
  if (!source.includes("\n")) return [text];
  const cutter = new Cutter(text);
  const commands: Traced[] = [];
  let start = 0;
  for (const { index } of source.matchAll(/(?<!\\)\n/g)) {
    commands.push(cutter.cut(start, index));
    start = index + 1;
  }
  return [...commands, cutter.cut(start)];
}

/** In `.ONESHELL` mode prefix characters of inner lines mean nothing to the shell and are dropped. */
function withoutPrefix(text: Traced): Traced {
  return slice(text, recipeFlags(carrier(text)).end);
}
