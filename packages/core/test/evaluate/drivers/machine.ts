import { ParsedTexts } from "../../../src/evaluate/parsed-texts.js";
import { EmptyReferences } from "../../../src/evaluate/empty-references.js";
import { Environment } from "../../../src/evaluate/environment.js";
import { standardDrivers } from "../../../src/evaluate/drivers/index.js";
import { EMPTY_FILES, StageFiles, type FileView } from "../../../src/evaluate/files/index.js";
import type { Driver, Machine } from "../../../src/evaluate/machine.js";
import type { CommandCall, CommandResult, Effect, MachineFacts } from "../../../src/evaluate/model.js";
import type { Traced, Word } from "../../../src/text/index.js";
import { ANY_SHAPE, literal, literalOf, print, unknownText } from "../../../src/text/index.js";

const AT = { file: "Dockerfile", start: 0, end: 1 };

export const UNKNOWN = unknownText({ code: "caller", text: "NAME", at: null }, { mayBeEmpty: false, mayHaveBlanks: false });
export const GAP: Word = { kind: "gap", value: unknownText({ code: "caller", text: "ARGS", at: null }, ANY_SHAPE) };

/** A machine that finds drivers and records installs, and nothing more. */
export class TestMachine implements Machine {
  readonly files: StageFiles;
  readonly depth = 0;
  readonly shell = "dash";
  readonly effects: Effect[] = [];
  readonly emptyReferences = new EmptyReferences();
  readonly parsed = new ParsedTexts();
  readonly started: string[] = [];
  readonly #packages: MachineFacts["packages"][number][] = [];
  #complete = true;
  readonly #drivers: ReadonlyMap<string, Driver>;
  #place = 0;

  constructor(
    base: FileView = EMPTY_FILES,
    readonly arch = "amd64",
    readonly baseImage: string | null = null,
  ) {
    this.files = new StageFiles(base);
    this.#drivers = new Map(standardDrivers.flatMap((driver) => driver.names.map((name) => [name, driver] as const)));
  }

  /** Words that are strings are literals; a text that is not known is one word. */
  command(words: string | readonly (string | Traced | Word)[], more: Partial<CommandCall> = {}): CommandResult {
    const list = typeof words === "string" ? words.split(" ") : words;
    const at = { ...AT, start: this.#place++ };
    return this.run({
      words: list.map((word): Word => (typeof word === "string" ? { kind: "word", value: literal(word) } : "kind" in word ? word : { kind: "word", value: word })),
      environment: Environment.EMPTY,
      directory: "/work",
      at,
      chain: [],
      certainty: "must",
      input: null,
      ...more,
    });
  }

  run(call: CommandCall): CommandResult {
    this.started.push(call.words.map((word) => (word.kind === "gap" ? "…" : print(word.value))).join(" "));
    const name = literalOf(call.words[0]?.value ?? literal(""));
    const driver = this.#drivers.get(name?.slice(name.lastIndexOf("/") + 1) ?? "");
    if (driver === undefined) throw new Error(`no driver for ${name}`);
    return driver.run(call, this);
  }

  runShell(): CommandResult {
    throw new Error("no shell here");
  }

  record(effect: Effect): void {
    this.effects.push(effect);
  }

  install(manager: MachineFacts["packages"][number]["manager"], names: readonly string[], { remove, complete, call }: Parameters<Machine["install"]>[2]): void {
    for (const name of names) this.#packages.push({ manager, name, certainty: call.certainty, removed: remove, at: call.at });
    if (!complete) this.#complete = false;
  }

  facts(): MachineFacts {
    return { baseImage: this.baseImage, packages: this.#packages, packagesComplete: this.#complete, os: "linux", arch: this.arch };
  }

  unknownOutput(call: CommandCall, text: string): CommandResult {
    return { status: "unknown", output: unknownText({ code: "command-output", text, at: call.at }) };
  }

  /** "+gcc -git" and a "?" when some are not known */
  get installed(): string {
    return [...this.#packages.map(({ name, removed }) => (removed ? "-" : "+") + name), ...(this.#complete ? [] : ["?"])].join(" ");
  }

  write(path: string, text: string, artifacts: readonly string[] = []): void {
    this.files.write(path, { content: literal(text), artifacts, from: "test" }, "must");
  }

  /** Paths of files that are there, sorted */
  tree(directory = "/"): readonly string[] {
    const list = this.files.list(directory);
    return (list?.names ?? []).flatMap((name) => {
      const path = directory === "/" ? `/${name}` : `${directory}/${name}`;
      return this.files.stat(path).kind === "directory" ? this.tree(path) : [path];
    });
  }
}
