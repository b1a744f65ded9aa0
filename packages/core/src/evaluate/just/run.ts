/** Runs recipes: dependencies first, then lines, each in a shell of its own, or all as a script. Source: casey/just, src/justfile.rs, src/recipe.rs. */
import { LIMITS } from "../../limits.js";
import type { Dependency, Fragment, Recipe } from "../../syntax/just/index.js";
import { carrier, concat, concatAll, EMPTY, join as joinTexts, literal, literalOf, originOf, print, slice, unknownText, type Hop, type Origin, type Traced } from "../../text/index.js";
import { absolutePath } from "../../workspace/index.js";
import type { Environment } from "../environment.js";
import { dialectOf } from "../dialect.js";
import type { Machine, ShellDialect } from "../machine.js";
import type { CommandCall } from "../model.js";
import { mayHideBuild } from "../may-hide-build.js";
import { shellOf, type ScriptShell } from "../script-file.js";
import type { OpenJustfile, OpenRecipe } from "./justfile.js";
import { JustScope, type Parameters } from "./scope.js";

/** Recipes that one run starts, dependencies included. */
const MAX_RECIPES = 500;

export interface JustRequest {
  readonly justfile: OpenJustfile;
  /** absolute; in which recipes run */
  readonly directory: string;
  /** `just NAME=value` */
  readonly given: ReadonlyMap<string, Traced>;
}

const HOP = "recipe ";

export class JustRun {
  readonly #scope: JustScope;
  readonly #environment: Environment;
  #count = 0;

  constructor(
    private readonly request: JustRequest,
    private readonly call: CommandCall,
    private readonly machine: Machine,
  ) {
    const { justfile, given } = request;
    const dotenv = ["dotenv-load", "dotenv-filename", "dotenv-path", "dotenv-required", "dotenv-command"].some((name) => (settingOf(justfile, name) ?? false) !== false);
    const at = { file: justfile.file, start: 0, end: 0 };
    const environment = dotenv && call.environment.open === null ? call.environment.withOpen({ code: "caller", text: "a file .env that just loads may set it", at }) : call.environment;
    const world = { environment, path: justfile.path, directory: call.directory, arch: machine.facts().arch };
    this.#scope = new JustScope(justfile, given, world, (command) => this.#output(command, environment));
    this.#environment = this.#scope.environment(environment);
  }

  /**
   * False when it fails for certain, or is not there.
   * @param args of the command line or of the dependency; more than it has parameters are left out
   * @param done recipes that have run with their arguments
   */
  run(name: string, args: readonly Traced[], chain: readonly Hop[], done = new Set<string>()): boolean {
    const found = this.#find(name);
    if (found === undefined) return this.#notUnderstood(`the recipe ${name}, which is not found`, this.call.at, chain);
    const { recipe, file } = found;
    const place: Origin = { file, start: recipe.range[0], end: recipe.range[1] };
    const isInside = chain.some(({ text, at }) => text.startsWith(HOP) && at?.file === file && at.start === place.start);
    if (isInside || chain.length > LIMITS.evaluationDepth || ++this.#count > MAX_RECIPES) return this.#notUnderstood(`limit: recipes that call themselves, or more than ${MAX_RECIPES}`, this.call.at, chain);
    const key = JSON.stringify([recipe.name, args.map(print)]);
    if (done.has(key)) return true;
    done.add(key);
    const own: readonly Hop[] = [...chain, { fact: "", text: `${HOP}${name}`, at: place }];
    const parameters = this.#parameters(found, args);
    const all = (dependencies: readonly Dependency[], ran: Set<string>): boolean =>
      dependencies.every((dependency) => this.run(dependency.name, dependency.args.map((argument) => this.#scope.evaluate(argument, parameters)), own, ran));
    return all(recipe.before, done) && this.#body(found, parameters, args, own) && all(recipe.after, new Set());
  }

  /** How many arguments a recipe takes. */
  arity(name: string): number {
    const parameters = this.#find(name)?.recipe.parameters ?? [];
    return parameters.some(({ variadic }) => variadic !== null) ? Number.POSITIVE_INFINITY : parameters.length;
  }

  /** By its name or an alias. */
  #find(name: string): OpenRecipe | undefined {
    const { recipes, aliases } = this.request.justfile;
    return recipes.get(name) ?? recipes.get(aliases.get(name) ?? "");
  }

  #parameters({ recipe, file }: OpenRecipe, args: readonly Traced[]): Parameters {
    const values = new Map<string, Traced>();
    recipe.parameters.forEach(({ name, variadic, defaultValue }, i) => {
      const given = variadic === null ? args.slice(i, i + 1) : args.slice(i);
      const missing = defaultValue !== null ? this.#scope.evaluate(defaultValue, values) : variadic === "*" ? EMPTY : null;
      const at = { file, start: recipe.range[0], end: recipe.range[1] };
      values.set(name, given.length > 0 ? joinTexts(given, literal(" ")) : (missing ?? unknownText({ code: "caller", text: `the argument ${name} of the recipe ${recipe.name}`, at })));
    });
    return values;
  }

  #body({ recipe, file }: OpenRecipe, parameters: Parameters, args: readonly Traced[], chain: readonly Hop[]): boolean {
    const { justfile } = this.request;
    const isScript = recipe.attributes.some(({ name }) => name === "script") || settingOf(justfile, "default-script") === true;
    const lines = recipe.body.map((line) => this.#line(line, parameters));
    const [first] = lines;
    if (first === undefined) return true;
    const environment = recipe.parameters.reduce((from, { name, exported }) => (exported || justfile.settings.get("export") === true ? from.set(name, parameters.get(name) ?? EMPTY, true) : from), this.#environment);
    const positional = recipe.attributes.some(({ name }) => name === "positional-arguments") || settingOf(justfile, "positional-arguments") === true;
    const how = { environment, directory: this.#directory(recipe), positional: [literal(recipe.name), ...(positional ? positionalOf(recipe, parameters, args) : [])], chain };
    if (!isScript && !carrier(first).startsWith("#!")) return joined(lines).every((line) => this.#runLine(line, how));
    const text = joinTexts(lines, literal("\n"));
    const attribute = recipe.attributes.find(({ name }) => name === "script");
    const shell = carrier(first).startsWith("#!") ? shellOf(carrier(text), this.machine.shell) : this.#shell(attribute?.args.length === 0 || attribute === undefined ? [literal("sh"), literal("-eu")] : attribute.args);
    if (shell === null) {
      this.#notUnderstood(`the recipe ${recipe.name}, which is no script of a shell`, { file, start: recipe.range[0], end: recipe.range[1] }, chain);
      return true;
    }
    return this.#runShell(text, shell, how, false);
  }

  #line(line: readonly Fragment[], parameters: Parameters): Traced {
    return concatAll(line.map((fragment) => ("pieces" in fragment ? fragment : this.#scope.evaluate(fragment, parameters))));
  }

  /** Takes `@` and `-` off. */
  #runLine(line: Traced, how: Running): boolean {
    const [sigils = ""] = /^(?:@-|-@|@|-)/.exec(carrier(line)) ?? [];
    const command = slice(line, sigils.length);
    if (carrier(command).trim() === "") return true;
    const shell = this.#lineShell();
    const at = originOf(command);
    const chain: readonly Hop[] = [...how.chain, { fact: "", text: carrier(command).trim().slice(0, 120), at }];
    if (shell === null) {
      this.#notUnderstood("a recipe that another program than a shell runs", at ?? this.call.at, chain);
      return true;
    }
    return this.#runShell(command, shell, { ...how, chain }, sigils.includes("-"));
  }

  #runShell(script: Traced, shell: ScriptShell, how: Running, isTolerated: boolean): boolean {
    const { status } = this.machine.runShell({ script, ...shell, ...how, certainty: this.call.certainty, failureTolerated: isTolerated ? "yes" : (this.call.failureTolerated ?? "no") });
    return isTolerated || status !== "failure";
  }

  /** What lines of recipes and commands between backticks run in. */
  #lineShell(): ScriptShell | null {
    const setting = this.request.justfile.settings.get("shell");
    return this.#shell(Array.isArray(setting) ? setting : [literal("sh"), literal("-cu")]);
  }

  /** A shell with its options; null for other programs. */
  #shell([program, ...options]: readonly Traced[]): ScriptShell | null {
    const name = program === undefined ? null : literalOf(program);
    const dialect: ShellDialect | null = name === null ? null : dialectOf(name.slice(name.lastIndexOf("/") + 1), this.machine.shell);
    return dialect === null ? null : { dialect, options: options.flatMap((option) => literalOf(option) ?? []) };
  }

  #directory({ attributes }: Recipe): string | null {
    const named = attributes.find(({ name }) => name === "working-directory")?.args[0];
    const setting = settingOf(this.request.justfile, "working-directory");
    const base = typeof setting === "string" ? absolutePath(this.request.directory, setting) : this.request.directory;
    if (named !== undefined) return absolutePath(base, literalOf(named) ?? "");
    return attributes.some(({ name }) => name === "no-cd") || settingOf(this.request.justfile, "no-cd") === true ? this.call.directory : base;
  }

  #output(command: Traced, environment: Environment): Traced {
    const at = originOf(command);
    const shell = this.#lineShell();
    if (shell === null) return unknownText({ code: "command-output", text: "output of a command between backticks", at });
    const chain = [...this.call.chain, { fact: "", text: "command of a variable", at }];
    const { output } = this.machine.runShell({ ...shell, script: command, environment, directory: this.request.directory, positional: [literal("sh")], chain, certainty: "may" });
    const known = literalOf(output);
    return known === null ? output : literal(known.replace(/\r?\n$/, ""), at);
  }

  #notUnderstood(text: string, at: Origin, chain: readonly Hop[]): false {
    this.machine.record(mayHideBuild(text, "just", { at, chain }));
    this.machine.files.disturb("/", text, at);
    return false;
  }
}

interface Running {
  readonly environment: Environment;
  readonly directory: string | null;
  readonly positional: readonly Traced[];
  readonly chain: readonly Hop[];
}

/** A setting of one text as it is; true for lists. */
function settingOf({ settings }: OpenJustfile, name: string): string | boolean | undefined {
  const value = settings.get(name);
  if (value === undefined || typeof value === "boolean") return value;
  const text = value?.[0];
  return text === undefined ? true : (literalOf(text) ?? true);
}

/** Each argument by itself, also those of one variadic parameter; a default is one. */
function positionalOf(recipe: Recipe, parameters: Parameters, args: readonly Traced[]): readonly Traced[] {
  return recipe.parameters.flatMap(({ name, variadic, defaultValue }, i) => {
    if (variadic !== null && (args.length > i || defaultValue === null)) return args.slice(i);
    return parameters.get(name) ?? [];
  });
}

/** Lines that end with `\` go on with the next, without its indentation. */
function joined(lines: readonly Traced[]): readonly Traced[] {
  const commands: Traced[] = [];
  let open: Traced | null = null;
  for (const line of lines) {
    const next: Traced = open === null ? line : concat(open, slice(line, carrier(line).length - carrier(line).trimStart().length));
    open = carrier(line).endsWith("\\") ? slice(next, 0, carrier(next).length - 1) : null;
    if (open === null) commands.push(next);
  }
  return open === null ? commands : [...commands, open];
}
