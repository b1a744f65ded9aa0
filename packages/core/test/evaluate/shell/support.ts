import type { FileWatch } from "../../../src/evaluate/files/index.js";
import { ParsedTexts } from "../../../src/evaluate/parsed-texts.js";
import { EmptyReferences } from "../../../src/evaluate/empty-references.js";
import { Environment } from "../../../src/evaluate/environment.js";
import type { FileFact, FileView } from "../../../src/evaluate/files/view.js";
import type { Machine, MachineFiles, ShellDialect } from "../../../src/evaluate/machine.js";
import type { Certainty, CommandCall, CommandResult, Effect, MachineFacts } from "../../../src/evaluate/model.js";
import { runShell, type ShellResult } from "../../../src/evaluate/shell/index.js";
import type { Reason, Traced, Word } from "../../../src/text/index.js";
import { literal, literalOf, print, unknownText } from "../../../src/text/index.js";

export const FILE = "build.sh";

/** Files of which everything is known: those that are given, and the directories above them. */
export class MemoryFiles implements MachineFiles {
  realPath = (path: string): string => path;

  readonly version = 0;
  readonly #files: Map<string, FileFact>;
  readonly written: { readonly path: string; readonly content: string | null; readonly certainty: Certainty }[] = [];
  readonly disturbed: string[] = [];

  constructor(
    files: Readonly<Record<string, string | FileFact>>,
    /** directories that may hold more */
    private readonly incomplete: readonly string[] = [],
  ) {
    this.#files = new Map(
      Object.entries(files).map(([path, file]) => [path, typeof file === "string" ? { kind: "file", source: path.slice(1), artifacts: [], content: null, from: "test", text: file } : file]),
    );
  }

  stat(path: string): FileFact {
    const file = this.#files.get(path);
    if (file !== undefined) return file;
    const prefix = path === "/" ? "/" : `${path}/`;
    if (path === "/" || [...this.#files.keys()].some((other) => other.startsWith(prefix))) return { kind: "directory" };
    return this.incomplete.some((directory) => path.startsWith(directory)) ? { kind: "unknown", reason: { code: "file", text: "may be there", at: null } } : { kind: "absent" };
  }

  list(path: string): { readonly names: readonly string[]; readonly complete: boolean } | null {
    const prefix = path === "/" ? "/" : `${path}/`;
    const names = [...this.#files.keys()].filter((other) => other.startsWith(prefix)).map((other) => other.slice(prefix.length).split("/")[0] ?? "");
    if (names.length === 0 && path !== "/") return null;
    return { names: [...new Set(names)].sort(), complete: !this.incomplete.includes(path) };
  }

  read(path: string): { readonly text: string; readonly source: string | null } | { readonly unknown: Reason } | null {
    const file = this.#files.get(path);
    if (file === undefined) return null;
    if ("text" in file && typeof file.text === "string") return { text: file.text, source: path.slice(1) };
    const text = file.kind === "file" && file.content !== null ? literalOf(file.content) : null;
    return text === null ? { unknown: { code: "file", text: path, at: null } } : { text, source: null };
  }

  watched<T>(_watch: FileWatch, run: () => T): T {
    return run();
  }

  snapshot(): FileView {
    return this;
  }

  write(path: string, { content }: { readonly content: Traced | null }, certainty: Certainty): void {
    this.written.push({ path, content: content && print(content), certainty });
    this.#files.set(path, { kind: "file", source: null, artifacts: [], content, from: "test" });
  }

  makeDirectory(path: string): void {
    this.#files.set(path, { kind: "directory" });
  }

  remove(path: string): void {
    this.#files.delete(path);
  }

  disturb(directory: string): void {
    this.disturbed.push(directory);
  }

  link(): void {
    throw new Error("no shell makes links");
  }

  copy(): void {
    throw new Error("no shell copies files");
  }

  mount(): () => void {
    throw new Error("no shell mounts");
  }

  artifacts(): readonly never[] {
    return [];
  }
}

export type Programs = Readonly<Record<string, Partial<CommandResult> | ((call: CommandCall, machine: RecordingMachine) => CommandResult)>>;

/** Remembers the programs that are started. They succeed and print nothing unless `programs` says otherwise. */
export class RecordingMachine implements Machine {
  readonly calls: CommandCall[] = [];
  readonly effects: Effect[] = [];
  readonly emptyReferences = new EmptyReferences();
  readonly parsed = new ParsedTexts();
  readonly shell = "dash";
  depth = 0;

  constructor(
    readonly files: MemoryFiles,
    private readonly programs: Programs = {},
  ) {}

  run(call: CommandCall): CommandResult {
    this.calls.push(call);
    const name = call.words[0]?.kind === "word" ? (literalOf(call.words[0].value) ?? "") : "";
    const program = Object.hasOwn(this.programs, name) ? this.programs[name] : undefined;
    if (typeof program === "function") return program(call, this);
    return { status: "success", output: literal(""), ...program };
  }

  runShell(): CommandResult {
    throw new Error("the shell evaluator starts shells by their name");
  }

  record(effect: Effect): void {
    this.effects.push(effect);
  }

  install(): void {
    throw new Error("the shell evaluator installs nothing");
  }

  facts(): MachineFacts {
    return { baseImage: null, packages: [], packagesComplete: false, os: "linux", arch: "amd64" };
  }

  unknownOutput(call: CommandCall, text: string): CommandResult {
    return { status: "unknown", output: unknownText({ code: "command-output", text, at: call.at }) };
  }
}

export interface Setting {
  readonly dialect?: ShellDialect;
  /** exported; a text that is not known is given as it is */
  readonly env?: Readonly<Record<string, string | Traced>>;
  readonly open?: Reason | null;
  readonly args?: readonly (string | Traced)[];
  readonly directory?: string | null;
  readonly files?: Readonly<Record<string, string | FileFact>>;
  readonly incomplete?: readonly string[];
  readonly programs?: Programs;
  readonly certainty?: Certainty;
}

export interface Run extends ShellResult {
  readonly machine: RecordingMachine;
  readonly calls: readonly CommandCall[];
}

/** Evaluates a script whose text is that of {@link FILE}. */
export function evaluate(script: string | Traced, setting: Setting = {}): Run {
  const machine = new RecordingMachine(new MemoryFiles(setting.files ?? { "/src/go.mod": "module m\n" }, setting.incomplete), setting.programs);
  const asTraced = (value: string | Traced): Traced => (typeof value === "string" ? literal(value) : value);
  const environment = Environment.of(
    Object.entries(setting.env ?? {}).map(([name, value]) => [name, { value: asTraced(value), set: "yes", exported: true }]),
    setting.open ?? null,
  );
  const result = runShell(
    {
      script: typeof script === "string" ? literal(script, { file: FILE, start: 0, end: script.length }) : script,
      dialect: setting.dialect ?? "dash",
      environment,
      directory: setting.directory === undefined ? "/src" : setting.directory,
      positional: ["sh", ...(setting.args ?? [])].map(asTraced),
      chain: [],
      certainty: setting.certainty ?? "must",
    },
    machine,
  );
  return { ...result, machine, calls: machine.calls };
}

/** The words of a call: texts as `print` shows them, gaps in brackets. */
export function wordsOf(call: CommandCall): readonly string[] {
  return call.words.map(showWord);
}

export function showWord({ kind, value }: Word): string {
  return kind === "gap" ? `[${print(value)}]` : print(value);
}

/** Calls as lines: `may ` before those that may not happen. */
export function lines(run: Run): readonly string[] {
  return run.calls.map((call) => `${call.certainty === "may" ? "may " : ""}${wordsOf(call).join("|")}`);
}

/** What the commands of a script become, as lines. */
export function commands(script: string | Traced, setting?: Setting): readonly string[] {
  return lines(evaluate(script, setting));
}

/** A variable as a command sees it: `null` when it is not set, with a question mark when it may not be. */
export function seen(call: CommandCall | undefined, name: string): string | null {
  const variable = call?.environment.getExported(name) ?? null;
  if (variable === null) return null;
  return `${print(variable.value)}${variable.set === "maybe" ? "?" : ""}`;
}

/** A text that is not known: any, or one word, or one word or nothing. */
export function unknown(name: string, shape: "any" | "word" | "word or nothing" = "any"): Traced {
  return unknownText({ code: "caller", text: name, at: null }, { mayBeEmpty: shape !== "word", mayHaveBlanks: shape === "any" });
}
