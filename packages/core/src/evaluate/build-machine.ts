import { LIMITS } from "../limits.js";
import type { Hop, Reason, Traced } from "../text/index.js";
import { ANY_SHAPE, print, literalOf, unknownText } from "../text/index.js";
import { EmptyReferences } from "./empty-references.js";
import type { Driver, Machine, MachineFiles, ShellDialect, ShellRun } from "./machine.js";
import type { CommandCall, CommandResult, Effect, MachineFacts, PackageManager, ShellResult } from "./model.js";
import { mayHideBuild, notUnderstood } from "./may-hide-build.js";
import { observe, type Moment, type Observation } from "./observation.js";
import { ParsedTexts } from "./parsed-texts.js";
import { RepeatedRuns } from "./repeated-runs.js";
import { runScriptFile } from "./script-file.js";
import { runShell } from "./shell/index.js";

export interface MachineOptions {
  readonly files: MachineFiles;
  readonly drivers: DriverTable;
  readonly os: string;
  readonly arch: string;
  /** key of the base image's facts; null for a person's or CI's machine, and for images that are not known */
  readonly baseImage: string | null;
  /** what /bin/sh is */
  readonly shell: ShellDialect;
  /** what answers of drivers depend on besides the machine and the command, as one text; absent: nothing */
  readonly setting?: () => string;
  /** shared with other machines; absent: nothing is shared */
  readonly parsed?: ParsedTexts;
  /** told of every program that is started */
  readonly onCommand?: (call: CommandCall) => void;
}

export type DriverTable = ReadonlyMap<string, Driver>;

/** @throws Error when two drivers claim one program: a mistake in the composition, not in the input */
export function driverTable(drivers: Iterable<Driver>): DriverTable {
  const table = new Map<string, Driver>();
  for (const driver of drivers) {
    for (const name of driver.names) {
      if (table.has(name)) throw new Error(`two drivers claim ${name}`);
      table.set(name, driver);
    }
  }
  return table;
}

type InstalledPackage = MachineFacts["packages"][number];

/** Commands run one after the other on one file system; what they did is kept in order. */
export class BuildMachine implements Machine {
  readonly files: MachineFiles;
  readonly emptyReferences = new EmptyReferences();
  readonly parsed: ParsedTexts;
  readonly #options: MachineOptions;
  readonly #effects: Effect[] = [];
  readonly #packages: InstalledPackage[];
  readonly #repeated = new RepeatedRuns();
  #packagesComplete: boolean;
  #recorded = 0;
  #depth = 0;
  /** commands that others of them run: what one does that runs itself in the same way is told by its first run */
  readonly #running = new Set<string>();

  constructor(options: MachineOptions, inherited?: MachineFacts) {
    this.files = options.files;
    this.parsed = options.parsed ?? new ParsedTexts();
    this.#options = options;
    this.#packages = [...(inherited?.packages ?? [])];
    this.#packagesComplete = inherited?.packagesComplete ?? true;
  }

  get depth(): number {
    return this.#depth;
  }

  get effects(): readonly Effect[] {
    return this.#effects;
  }

  get shell(): ShellDialect {
    return this.#options.shell;
  }

  run(call: CommandCall): CommandResult {
    this.#options.onCommand?.(call);
    const [program] = call.words;
    const name = program === undefined || program.kind === "gap" ? null : nameOf(program.value);
    if (name === null) return this.#notUnderstood(call, "a program whose name is not known", "command", true);
    return this.#nested(call, () => {
      const driver = this.#options.drivers.get(baseName(name));
      const isPath = name.includes("/");
      if (isPath && (driver === undefined || !isStandardPath(name))) {
        const script = runScriptFile(name, call, this);
        if (script !== null) return script;
      }
      if (driver !== undefined) return driver.run(call, this);
      return this.#notUnderstood(call, `\`${baseName(name)}\` is not understood`, baseName(name), isPath);
    });
  }

  runShell(run: ShellRun): ShellResult {
    if (this.#depth >= LIMITS.evaluationDepth) return this.#stopped(TOO_DEEP, run.chain);
    if (run.isRepeated !== true) return this.#runShell(run);
    return this.#repeated.result(run, this, (watched) => this.#runShell(watched));
  }

  record(effect: Effect): void {
    this.#recorded++;
    if (this.#effects.length < LIMITS.effects) this.#effects.push(effect);
  }

  /** Runs something of which the result may be taken again for as long as nothing that it read of the machine is changed. Never one inside of another. */
  observe<T>(run: () => T): Observation<T> {
    const moment = (): Moment => ({ packages: this.#packages.length, packagesComplete: this.#packagesComplete, recorded: this.#recorded, setting: this.#options.setting?.() ?? "" });
    return observe({ files: this.files, emptyReferences: this.emptyReferences, moment }, run);
  }

  noteBuild(): void {
    this.#recorded++;
  }

  install(
    manager: PackageManager,
    names: readonly string[],
    { remove, complete, call }: { readonly remove: boolean; readonly complete: boolean; readonly call: CommandCall },
  ): void {
    for (const name of names) this.#packages.push({ manager, name, certainty: call.certainty, removed: remove, at: call.at });
    if (!complete && !remove) this.#packagesComplete = false;
    this.record({ kind: "install-packages", manager, names, remove, complete, certainty: call.certainty, at: call.at, chain: call.chain });
  }

  facts(): MachineFacts {
    const { baseImage, os, arch } = this.#options;
    return { baseImage, packages: [...this.#packages], packagesComplete: this.#packagesComplete, os, arch };
  }

  unknownOutput(call: CommandCall, text: string): CommandResult {
    return { status: "unknown", output: unknownText({ code: "command-output", text, at: call.at }, ANY_SHAPE) };
  }

  #runShell(run: ShellRun): ShellResult {
    this.#depth++;
    try {
      const { result, left } = runShell(run, this);
      return { ...result, left };
    } finally {
      this.#depth--;
    }
  }

  #nested(call: CommandCall, run: () => CommandResult): CommandResult {
    const key = JSON.stringify([call.at.file, call.at.start, call.directory, ...call.words.map(({ value }) => print(value))]);
    if (this.#running.has(key)) return this.#stopped("limit: a command that runs itself", call.chain);
    if (this.#depth >= LIMITS.evaluationDepth) return this.#stopped(TOO_DEEP, call.chain);
    this.#running.add(key);
    this.#depth++;
    try {
      return run();
    } finally {
      this.#depth--;
      this.#running.delete(key);
    }
  }

  #stopped(text: string, chain: readonly Hop[]): CommandResult {
    const effect = mayHideBuild(text, "limit", { at: chain.at(-1)?.at ?? null, chain }, "limit");
    this.record(effect);
    return { status: "unknown", output: unknownText(effect.reason) };
  }

  /** The program may have written files anywhere and, when it lies in the repository or its name is not known, built Go programs. */
  #notUnderstood(call: CommandCall, text: string, driver: string, mayBuildGo: boolean): CommandResult {
    const reason: Reason = { code: "not-understood", text, at: call.at };
    this.record(notUnderstood(reason, driver, call.chain, mayBuildGo));
    this.files.disturb("/", text, call.at);
    this.#packagesComplete &&= !mayBuildGo;
    return { status: "unknown", output: unknownText({ ...reason, code: "command-output", text: `output of ${text}` }) };
  }
}

/** The program, or `/name` where only its directory is not known: `find_program(GO go)`, `$(shell go env GOROOT)/bin/go`. */
function nameOf(program: Traced): string | null {
  const known = literalOf(program);
  const last = program.pieces.at(-1);
  if (known !== null || last?.kind !== "literal") return known;
  const slash = last.text.lastIndexOf("/");
  const isOneWord = program.pieces.every((piece) => piece.kind === "literal" || (piece.kind === "unknown" && !piece.shape.mayHaveBlanks));
  return slash === -1 || !isOneWord ? null : `${OUTSIDE}${last.text.slice(slash)}`;
}

/** Stands for a directory that is not known. */
const OUTSIDE = "/usr/bin";

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Programs named by their usual place are the programs of that name: /usr/local/go/bin/go, /bin/sh. */
function isStandardPath(path: string): boolean {
  return /^\/(usr\/)?(local\/)?(go\/)?s?bin\//.test(path);
}

const TOO_DEEP = `limit: more than ${LIMITS.evaluationDepth} nested commands`;
