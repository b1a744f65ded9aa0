import { EVERYTHING } from "../../evaluate/drivers/index.js";
import { basename, dirname } from "../../workspace/index.js";
import { commandStart, type Start, type StartFinder } from "./model.js";

const MAIN = /^docker-bake\.(?:hcl|json)$/;
const OVERRIDE = /^docker-bake\.override\.(?:hcl|json)$/;

/** `docker buildx bake` of everything that a bake file builds: of those that it finds by itself together, of each other one alone. */
export const findBakeStarts: StartFinder = ({ files, platform }) => {
  const seen = new Set<string>();
  return files.bake.flatMap((file): readonly Start[] => {
    const name = basename(file);
    const directory = dirname(file);
    if (OVERRIDE.test(name) || (MAIN.test(name) && seen.has(directory))) return [];
    if (MAIN.test(name)) seen.add(directory);
    // Paths of bake files are those of where bake runs, which is the root more often than the directory of a file that has a name of its own.
    const words = MAIN.test(name) ? [] : ["-f", file];
    return [{ ...commandStart(["docker", "buildx", "bake", ...words, EVERYTHING], { kind: "bake", file, goals: [], platform, directory: MAIN.test(name) ? directory : "" }), onlyIfUncalled: true }];
  });
};
