/**
 * The machine on which commands run: a stage of an image build, or the build machine of a person or CI. The shell and make evaluators
 * know only this interface; drivers (one per program: go, make, apk, cp …) change the machine.
 */
import type { Hop, Origin, Reason, Traced } from "../text/index.js";
import type { Environment } from "./environment.js";
import type { CallingMake } from "./calling-make.js";
import type { EmptyReferences } from "./empty-references.js";
import type { FileView, FileWatch } from "./files/view.js";
import type { LostAssignment } from "./lost.js";
import type { ParsedTexts } from "./parsed-texts.js";
import type { Certainty, CommandCall, CommandResult, Effect, MachineFacts, PackageManager, ShellResult, Tolerance, WaitingProcess } from "./model.js";

/** Which shell reads a script; they differ in what reaches commands (facts n3, r1). */
export type ShellDialect = "dash" | "bash" | "busybox";

/** A file system that commands change. Changes of certainty "may" leave what was there as a possibility. */
export interface MachineFiles extends FileView {
  /** A view of this moment that later changes do not touch. */
  snapshot(): FileView;
  write(path: string, file: { readonly content: Traced | null; readonly artifacts: readonly string[]; readonly from: string }, certainty: Certainty): void;
  makeDirectory(path: string, certainty: Certainty): void;
  link(path: string, target: string, certainty: Certainty): void;
  /** Removes a file or a whole directory. */
  remove(path: string, certainty: Certainty): void;
  /** Copies a file or directory of a view (itself, another stage, the build context) to exactly `to`; `from` tells people ("COPY --from=build"). */
  copy(source: FileView, path: string, to: string, from: string, certainty: Certainty): void;
  /** Shows a file or directory of a view at a path (RUN --mount=type=bind) until the returned function is called; what was written below it meanwhile is lost. */
  mount(at: string, source: FileView, path: string): () => void;
  /** The path without links; as it is where they lead nowhere. */
  realPath(path: string): string;
  /** Every artifact that may be there, with its path: what a Go build wrote, and where copies and moves took it. */
  artifacts(): readonly { readonly path: string; readonly ids: readonly string[] }[];
  /** another number after every change */
  readonly version: number;
  /** Tells `watch` of what `run` reads. */
  watched<T>(watch: FileWatch, run: () => T): T;
  /** Something not understood may have written any file below `directory` ("/" for anywhere). What was copied from the repository is taken to stay as it is. */
  disturb(directory: string, why: string, at: Origin | null): void;
}

export interface ShellRun {
  readonly script: Traced;
  readonly dialect: ShellDialect;
  readonly environment: Environment;
  readonly directory: string | null;
  /** `$0` first */
  readonly positional: readonly Traced[];
  /** why there may be any number of further ones; absent: there are none */
  readonly morePositional?: Reason;
  readonly chain: readonly Hop[];
  readonly certainty: Certainty;
  /** see {@link CommandCall} */
  readonly lost?: readonly LostAssignment[];
  /** the make that runs it; absent: none does */
  readonly make?: CallingMake;
  /** see {@link CommandCall} */
  readonly failureTolerated?: Tolerance;
  /** the same script may be run many times: its result may be taken from an earlier run that did nothing but tell it. Absent: no */
  readonly isRepeated?: boolean;
  /** see {@link CommandCall}; those above the shell */
  readonly waiting?: readonly WaitingProcess[];
  /** the script is the word after `-c`: some shells become the last command of it (fact n3). Absent: no */
  readonly isCommandString?: boolean;
  /** options that the shell is started with, as `set` takes them: `-eu`, `-o`, `pipefail`; letters that `set` does not know are left out of account */
  readonly options?: readonly string[];
}

export interface Machine {
  readonly files: MachineFiles;
  readonly depth: number;
  /** what `/bin/sh` is */
  readonly shell: ShellDialect;
  readonly parsed: ParsedTexts;
  /** what expanded to nothing so far */
  readonly emptyReferences: EmptyReferences;
  /** Starts a program: finds its driver, or records that it is not understood. */
  run(call: CommandCall): CommandResult;
  /** Runs a script in a child shell. */
  runShell(run: ShellRun): ShellResult;
  record(effect: Effect): void;
  /** Told by a driver that keeps what a command did by itself: running it again is not the same as taking its result. */
  noteBuild?(): void;
  install(manager: PackageManager, names: readonly string[], change: { readonly remove: boolean; readonly complete: boolean; readonly call: CommandCall }): void;
  /** Facts of this moment, for effects. */
  facts(): MachineFacts;
  /** A command of which neither the standard output nor whether it succeeds is known, with a reason that names the command. */
  unknownOutput(call: CommandCall, text: string): CommandResult;
}

/** Understands one program (or a few that belong together). A driver never throws: what it does not understand it records. */
export interface Driver {
  /** base names of the program: "go", "cp" */
  readonly names: readonly string[];
  run(call: CommandCall, machine: Machine): CommandResult;
}
