import { REPOSITORY_MOUNT } from "../../evaluate/files/index.js";
import { basename, dirname, join, type Workspace } from "../../workspace/index.js";
import { commandStart, type StartFinder } from "./model.js";

/** `goreleaser release` with each configuration. */
export const findGoreleaserStarts: StartFinder = ({ files, workspace, platform }) =>
  files.goreleaser.map((file) => {
    const directory = directoryFor(file, workspace);
    return commandStart(["goreleaser", "release", "--config", join(REPOSITORY_MOUNT, file)], { kind: "goreleaser", file, goals: [], platform, directory });
  });

/** goreleaser runs where the module is: a configuration that lies elsewhere is given by its path. */
function directoryFor(file: string, workspace: Workspace): string {
  const own = dirname(file);
  const directory = basename(own) === ".config" ? dirname(own) : own;
  return workspace.stat(join(directory, "go.mod")) === "file" ? directory : "";
}
