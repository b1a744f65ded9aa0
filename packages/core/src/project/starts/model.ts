import type { Platform } from "../../evaluate/dockerfile/index.js";
import type { Environment, Machine, ParsedTexts, ShellDialect } from "../../evaluate/index.js";
import { REPOSITORY_MOUNT } from "../../evaluate/files/index.js";
import type { ImageGo } from "../../image/index.js";
import { literal, type Hop, type Word } from "../../text/index.js";
import { dirname, join, type Workspace } from "../../workspace/index.js";
import type { BuildFiles } from "../build-files.js";
import type { Entry, EntryKind } from "../model.js";

/** Something by which a person or CI starts builds on a machine of theirs: a goal of make, a release tool, a job of a workflow. */
export interface Start {
  readonly entry: Entry;
  /** the file that says what is done */
  readonly file: string;
  /** not worth a run of its own when another start has run commands of its file */
  readonly onlyIfUncalled?: boolean;
  /** absent: a machine of which nothing is known */
  readonly host?: HostDescription;
  /** Does it, on a machine on which nothing was done before. */
  run(machine: Machine, environment: Environment): void;
}

/** What is known of the machine on which a start happens. */
export interface HostDescription {
  /** reference of an image with its system; null when that is not known */
  readonly image: string | null;
  /** it is a container of that image, and has what the image has; else it may have more */
  readonly isContainer: boolean;
  /** what /bin/sh is where the image does not say it */
  readonly shell: ShellDialect;
  /** absolute paths of programs that are known to be there */
  readonly programs: readonly string[];
  /** what all of this rests on; null when on nothing but the files */
  readonly assumption: Hop | null;
  /** the Go release that was installed so far; null for the one that the machine came with */
  go(): ImageGo | null;
}

export interface StartSearch {
  readonly files: BuildFiles;
  readonly workspace: Workspace;
  readonly platform: Platform;
  /** the day for which names that move are looked up */
  readonly asOf: string;
  readonly parsed: ParsedTexts;
}

/** Finds the starts of one kind of file. */
export type StartFinder = (search: StartSearch) => readonly Start[];

export interface CommandStart {
  readonly kind: EntryKind;
  readonly file: string;
  readonly goals: readonly string[];
  readonly platform: Platform;
  /** where the command is given; that of the file without one */
  readonly directory?: string;
}

/** A start that is one command. */
export function commandStart(words: readonly string[], { kind, file, goals, platform, directory = dirname(file) }: CommandStart): Start {
  const at = { file, start: 0, end: 0 };
  return {
    file,
    entry: startEntry({ id: [file, ...goals].join(":"), kind, context: directory, platform, goals }),
    run(machine, environment) {
      machine.run({
        words: words.map((text): Word => ({ kind: "word", value: literal(text) })),
        environment,
        directory: join(REPOSITORY_MOUNT, directory),
        at,
        chain: [{ fact: "", text: words.join(" "), at }],
        certainty: "must",
        input: null,
      });
    },
  };
}

/** The entry of a start: no image build of its own. */
export function startEntry({ id, kind, context, platform, goals = [] }: { readonly id: string; readonly kind: EntryKind; readonly context: string; readonly platform: Platform; readonly goals?: readonly string[] }): Entry {
  return {
    id,
    kind,
    at: null,
    callers: [],
    dockerfile: null,
    context,
    target: null,
    platform,
    buildArgs: new Map(),
    buildArgsComplete: false,
    namedContexts: new Map(),
    makesImage: false,
    environment: new Map(),
    goals,
  };
}
