/** Phase two: running recipes. Source: GNU make 4.3, job.c (new_job, start_job_command), commands.c (chop_commands). */
import { Cutter, recipeFlags } from "../../syntax/makefile/index.js";
import type { Hop, Traced } from "../../text/index.js";
import { carrier, concat, concatAll, literal, literalOf, originOf, slice, variants } from "../../text/index.js";
import type { Environment } from "../environment.js";
import { expand } from "./expand.js";
import type { Make } from "./make.js";
import type { Recipe, RecipeText } from "./rules.js";
import { scriptFor, shellOf } from "./shell.js";
import { both } from "./world.js";

export interface RecipeRun {
  readonly recipe: Recipe;
  readonly environment: Environment;
  /** up to the target */
  readonly chain: readonly Hop[];
  /** the target is silent (`.SILENT`) or its errors are ignored (`.IGNORE`) */
  readonly silent: boolean;
  readonly ignoreErrors: boolean;
}

/** Runs a recipe in the current scope. False when it fails for certain. */
export function runRecipe(make: Make, run: RecipeRun): boolean {
  // make expands all lines before it runs the first
  const lines = run.recipe.lines.map((line) => ({ ...line, text: expand(make, collapseInReferences(line.text)), written: line }));
  if (make.is("one shell") !== "no") {
    const script = concatAll(lines.flatMap(({ text }, i) => (i === 0 ? [text] : [literal("\n"), withoutPrefix(text)])));
    return runCommand(make, run, withoutRecipePrefix(script, run.recipe.lines[0]?.prefix ?? "\t"), run.recipe.lines[0] ?? null, []);
  }
  return lines.every((line) => splitCommands(withoutRecipePrefix(line.text, line.prefix)).every((command) => runLine(make, run, command, line.written)));
}

function runLine(make: Make, run: RecipeRun, command: Traced, line: RecipeText): boolean {
  const [first, ...rest] = command.pieces;
  // `$(Q)go build` where Q is `@` or nothing: each way by itself, since neither is part of the program's name
  if (first?.kind === "oneOf") {
    const choices = variants({ pieces: [first] });
    if (choices !== null) {
      const prefixes = choices.every(({ value }) => /^[-@+\s]*$/.test(literalOf(value) ?? "x"));
      if (prefixes) return runCommand(make, run, { pieces: rest }, line, line.when);
      return choices.map(({ value, when }) => make.perhaps(() => runLine(make, run, concat(value, { pieces: rest }), { ...line, when: [...line.when, ...when] }))).some((succeeded) => succeeded);
    }
  }
  return runCommand(make, run, command, line, line.when);
}

function runCommand(make: Make, run: RecipeRun, text: Traced, line: RecipeText | null, when: readonly string[]): boolean {
  const flags = recipeFlags(carrier(text));
  const command = slice(text, flags.end);
  if (carrier(command).trim() === "") return true;
  const start = (): boolean => {
    const shell = shellOf(make);
    if (!flags.silent && !run.silent && !make.flags.silent) make.print(command);
    const chain: readonly Hop[] = [...run.chain, { fact: "", text: [carrier(line?.text ?? command).trim().slice(0, 120), when.reduce(both, "")].filter((part) => part !== "").join(" — if "), at: line?.at ?? originOf(command) }];
    if (shell.foreign !== null) {
      make.machine.record({ kind: "not-understood", reason: { code: "not-understood", text: `a recipe that ${shell.foreign} runs`, at: originOf(command) }, driver: shell.foreign, mayBuildGo: true, chain });
      make.machine.files.disturb("/", `a recipe that ${shell.foreign} runs`, originOf(command));
      return true;
    }
    const { status, output } = make.machine.runShell({
      script: scriptFor(shell, command),
      dialect: shell.dialect,
      environment: run.environment,
      directory: make.run.directory,
      positional: [shell.path],
      chain,
      certainty: make.certainty,
    });
    make.output.push(output);
    return status !== "failure" || flags.ignoreErrors || run.ignoreErrors || make.flags.ignoreErrors;
  };
  return when.length === 0 ? start() : make.perhaps(start) || true;
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
