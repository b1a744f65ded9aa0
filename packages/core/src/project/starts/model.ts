import type { Platform } from "../../evaluate/dockerfile/index.js";
import type { Environment, Machine } from "../../evaluate/index.js";
import { REPOSITORY_MOUNT } from "../../evaluate/files/index.js";
import { literal, type Word } from "../../text/index.js";
import { dirname, join, type Workspace } from "../../workspace/index.js";
import type { BuildFiles } from "../build-files.js";
import type { Entry, EntryKind } from "../model.js";

/** Something by which a person or CI starts builds on a machine of theirs: a goal of make, a release tool, a job of a workflow. */
export interface Start {
  readonly entry: Entry;
  /** the file that says what is done */
  readonly file: string;
  /** Does it, on a machine on which nothing was done before. */
  run(machine: Machine, environment: Environment): void;
}

export interface StartSearch {
  readonly files: BuildFiles;
  readonly workspace: Workspace;
  readonly platform: Platform;
}

/** Finds the starts of one kind of file. */
export type StartFinder = (search: StartSearch) => readonly Start[];

/** A start that is one command, given in the directory of its file. */
export function commandStart(words: readonly string[], { kind, file, goals, platform }: { readonly kind: EntryKind; readonly file: string; readonly goals: readonly string[]; readonly platform: Platform }): Start {
  const at = { file, start: 0, end: 0 };
  return {
    file,
    entry: {
      id: [file, ...goals].join(":"),
      kind,
      at: null,
      callers: [],
      dockerfile: null,
      context: dirname(file),
      target: null,
      platform,
      buildArgs: new Map(),
      buildArgsComplete: false,
      namedContexts: new Map(),
      makesImage: false,
      environment: new Map(),
      goals,
    },
    run(machine, environment) {
      machine.run({
        words: words.map((text): Word => ({ kind: "word", value: literal(text) })),
        environment,
        directory: join(REPOSITORY_MOUNT, dirname(file)),
        at,
        chain: [{ fact: "", text: words.join(" "), at }],
        certainty: "must",
        input: null,
      });
    },
  };
}
