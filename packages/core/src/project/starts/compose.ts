import { fieldOf, fieldsOf, parseYaml } from "../../syntax/yaml/index.js";
import { basename, dirname, type Workspace } from "../../workspace/index.js";
import { commandStart, type Start, type StartFinder } from "./model.js";

const MAIN = /^(?:docker-)?compose\.ya?ml$/;
const OVERRIDE = /^(?:docker-)?compose\.override\.ya?ml$/;

/**
 * `docker compose build` in each directory with a compose file, and with each further file: alone when it says all of its builds, else over the main
 * one.
 */
export const findComposeStarts: StartFinder = ({ files, workspace, platform }) => {
  const mains = new Map(files.compose.filter((path) => MAIN.test(basename(path))).map((path) => [dirname(path), path]));
  return files.compose.flatMap((file): readonly Start[] => {
    const name = basename(file);
    const directory = dirname(file);
    const main = mains.get(directory);
    const content = builds(file, workspace);
    if (content === "none" || OVERRIDE.test(name) || (MAIN.test(name) && main !== file)) return [];
    const named = MAIN.test(name) ? [] : content === "whole" || main === undefined ? ["-f", name] : ["-f", basename(main), "-f", name];
    return [{ ...commandStart(["docker", "compose", ...named, "build"], { kind: "compose", file, goals: [], platform }), onlyIfUncalled: true }];
  });
};

/** Whether a file builds anything, and each of its builds has a context of its own. A main file may be told by its override what it builds. */
function builds(file: string, workspace: Workspace): "none" | "parts" | "whole" {
  const content = workspace.read(file);
  if (content.kind !== "text" || !(content.text.includes("build") || MAIN.test(basename(file)))) return "none";
  const [document = null] = parseYaml(content.text, file).documents;
  const found = fieldsOf(fieldOf(document, "services")).flatMap((service) => fieldOf(service.value, "build") ?? []);
  if (found.length === 0) return MAIN.test(basename(file)) && content.text.includes("services") ? "parts" : "none";
  return found.every((build) => build.type === "Scalar" || fieldOf(build, "context") !== null) ? "whole" : "parts";
}
