/** A machine that runs nothing: it keeps what make would run. */
import { ParsedTexts } from "../../../src/evaluate/parsed-texts.js";
import { makeDriver } from "../../../src/evaluate/drivers/make.js";
import { EmptyReferences } from "../../../src/evaluate/empty-references.js";
import { Environment } from "../../../src/evaluate/environment.js";
import type { FileFact } from "../../../src/evaluate/files/view.js";
import type { Machine, MachineFiles, ShellRun } from "../../../src/evaluate/machine.js";
import type { CommandCall, CommandResult, Effect } from "../../../src/evaluate/model.js";
import type { Origin, Reason, Traced } from "../../../src/text/index.js";
import { carrier, EMPTY, literal, print, unknownText } from "../../../src/text/index.js";

/** The repository of the tests lies here. */
export const ROOT = "/src";

/** Texts by path below the root; a path that ends in a slash is an empty directory. */
export type Files = Readonly<Record<string, string>>;

export interface Started {
  readonly files?: Files;
  readonly environment?: Readonly<Record<string, string | Traced>>;
  /** why the environment is open */
  readonly open?: Reason;
  /** answers of `$(shell …)` by command; others are unknown */
  readonly shell?: Readonly<Record<string, string>>;
  /** statuses of recipe lines by their text */
  readonly statuses?: Readonly<Record<string, CommandResult["status"]>>;
}

export interface Line {
  readonly text: string;
  readonly certainty: "must" | "may";
  readonly run: ShellRun;
}

export class Kept implements Machine {
  readonly depth = 0;
  readonly shell = "dash";
  readonly files: MachineFiles;
  readonly lines: Line[] = [];
  readonly effects: Effect[] = [];
  readonly emptyReferences = new EmptyReferences();
  readonly parsed = new ParsedTexts();
  readonly written = new Map<string, string>();
  readonly commands: string[] = [];

  constructor(private readonly started: Started, makefile: string) {
    const texts: Files = { Makefile: makefile, ...started.files };
    this.files = memoryFiles(texts, (path, text) => this.written.set(path, text));
  }

  run(): CommandResult {
    return { status: "success", output: EMPTY };
  }

  runShell(run: ShellRun): CommandResult {
    const text = print(run.script);
    if (run.chain.at(-1)?.text === "$(shell …)") {
      this.commands.push(text);
      const answer = this.started.shell?.[text];
      if (answer !== undefined) return { status: "success", output: literal(answer) };
      return { status: "success", output: unknownText({ code: "command-output", text: `output of \`${text}\``, at: run.chain.at(-1)?.at ?? null }) };
    }
    this.lines.push({ text, certainty: run.certainty, run });
    return { status: this.started.statuses?.[text] ?? "success", output: EMPTY };
  }

  record(effect: Effect): void {
    this.effects.push(effect);
  }

  install(): void {
    throw new Error("make installs nothing");
  }

  facts(): ReturnType<Machine["facts"]> {
    return { baseImage: null, packages: [], packagesComplete: true, os: "linux", arch: "amd64" };
  }

  unknownOutput(call: CommandCall, text: string): CommandResult {
    return { status: "success", output: unknownText({ code: "command-output", text, at: call.at }) };
  }

  /** Reasons of what was not understood. */
  get reasons(): readonly string[] {
    return this.effects.map((effect) => (effect.kind === "not-understood" ? effect.reason.text : effect.kind));
  }
}

const COMMAND: Origin = { file: "Dockerfile", start: 0, end: 4 };

/** Runs `make` with words; those that are not strings are passed as they are. */
export function make(makefile: string, words: readonly (string | Traced)[] = [], started: Started = {}): { readonly machine: Kept; readonly lines: readonly string[]; readonly result: CommandResult } {
  const machine = new Kept(started, makefile);
  const variables = Object.entries(started.environment ?? {}).map(([name, value]) => [name, { value: typeof value === "string" ? literal(value) : value, set: "yes", exported: true }] as const);
  const call: CommandCall = {
    words: ["make", ...words].map((word) => ({ kind: "word", value: typeof word === "string" ? literal(word) : word })),
    environment: Environment.of(variables, started.open ?? null),
    directory: ROOT,
    at: COMMAND,
    chain: [],
    certainty: "must",
    input: null,
  };
  const result = makeDriver.run(call, machine);
  return { machine, lines: machine.lines.map(({ text, certainty }) => (certainty === "must" ? text : `may: ${text}`)), result };
}

/** What `@env` would see: a recipe's exported variables, without those that make itself sets. */
export function environmentOf(line: Line | undefined): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, { value, set, exported }] of line?.run.environment.entries() ?? []) {
    if (exported && !/^MAKE|^MFLAGS$/.test(name)) found[name] = set === "yes" ? print(value) : `maybe ${print(value)}`;
  }
  return found;
}

/** The text at a place of one of the files. */
export function at(texts: Files, origin: Origin | null): string | undefined {
  return origin === null ? undefined : texts[origin.file]?.slice(origin.start, origin.end);
}

function memoryFiles(texts: Files, onWrite: (path: string, text: string) => void): MachineFiles {
  const found = new Map<string, FileFact>([[ROOT, { kind: "directory" }], ["/", { kind: "directory" }]]);
  const names = new Map<string, Set<string>>();
  for (const path of Object.keys(texts)) {
    const parts = path.split("/").filter((part) => part !== "");
    parts.forEach((part, i) => {
      const directory = [ROOT, ...parts.slice(0, i)].join("/");
      const isFile = i === parts.length - 1 && !path.endsWith("/");
      names.set(directory, (names.get(directory) ?? new Set()).add(part));
      found.set(`${directory}/${part}`, isFile ? { kind: "file", source: path, artifacts: [], content: null, from: "repository" } : { kind: "directory" });
    });
  }
  const files: MachineFiles = {
    realPath: (path) => path,
    stat: (path) => found.get(path) ?? { kind: "absent" },
    list: (path) => (found.get(path)?.kind === "directory" ? { names: [...(names.get(path) ?? [])].sort(), complete: true } : null),
    read(path) {
      const source = path.startsWith(`${ROOT}/`) ? path.slice(ROOT.length + 1) : null;
      const text = source === null ? undefined : texts[source];
      return text === undefined ? null : { text, source };
    },
    snapshot: () => files,
    version: 0,
    watched: (_watch, run) => run(),
    write: (path, { content }) => onWrite(path, carrier(content ?? EMPTY)),
    makeDirectory: () => undefined,
    link: () => undefined,
    remove: () => undefined,
    copy: () => undefined,
    mount: () => () => undefined,
    artifacts: () => [],
    disturb: () => undefined,
  };
  return files;
}
