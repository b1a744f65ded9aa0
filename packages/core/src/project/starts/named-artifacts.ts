import { REPOSITORY_MOUNT } from "../../evaluate/files/index.js";
import type { Platform } from "../../evaluate/dockerfile/index.js";
import { literal, splitBlanks, type Hop } from "../../text/index.js";
import { join, normalize, type Workspace } from "../../workspace/index.js";
import { MAKEFILE_NAMES } from "../build-files.js";
import type { SaidArtifact } from "../settings/index.js";
import { startEntry, type Start } from "./model.js";

/**
 * The start that the settings name for an artifact. Its commands are evaluated as if a person gave them in the repository.
 *
 * @param dockerfile what copies the artifact: the place of the command when the settings come from no file
 */
export function namedArtifactStart({ path, value, at }: SaidArtifact, { dockerfile, platform, workspace }: { readonly dockerfile: string; readonly platform: Platform; readonly workspace: Workspace }): Start {
  const directory = normalize(value.directory ?? "");
  const place = at ?? { file: dockerfile, start: 0, end: 0 };
  const words = value.make === undefined ? [] : value.make.trim().split(/\s+/);
  const file = value.make === undefined ? place.file : (makefileIn(directory, workspace) ?? place.file);
  const chain: readonly Hop[] = [{ fact: "", text: `the settings say that ${path} is built by \`${value.make === undefined ? (value.run ?? "") : `make ${value.make}`}\``, at: place }];
  return {
    file,
    entry: { ...startEntry({ id: value.make === undefined ? `settings:${path}` : [file, ...words].join(":"), kind: "settings", context: directory, platform, goals: words.filter((word) => !word.includes("=")) }), at },
    run(machine, environment) {
      const common = { environment, directory: join(REPOSITORY_MOUNT, directory), chain, certainty: "must" } as const;
      if (value.make === undefined) machine.runShell({ ...common, script: literal(value.run ?? "", place), dialect: machine.shell, positional: [literal("sh")] });
      else machine.run({ ...common, words: splitBlanks(literal(`make ${value.make}`, place)), at: place, input: null });
    },
  };
}

function makefileIn(directory: string, workspace: Workspace): string | null {
  return MAKEFILE_NAMES.map((name) => join(directory, name)).find((file) => workspace.stat(file) === "file") ?? null;
}
