import { parseJustfile, type Recipe } from "../../syntax/just/index.js";
import { carrier } from "../../text/index.js";
import { basename } from "../../workspace/index.js";
import { COMMAND_BUILDS } from "./building.js";
import { isBuildGoal } from "./make-goals.js";
import { commandStart, type StartFinder } from "./model.js";

/** A command of which the program is a variable: `{{go}} build`. */
const VARIABLE_BUILDS = /^[@-]*\uE000 (?:build|install|buildx)\b/m;

/** Each is a run of its own. */
const MAX_RECIPES = 40;

/** `just NAME` for the recipes whose own lines build something; arguments that they need are not known. */
export const findJustStarts: StartFinder = ({ files, workspace, platform }) =>
  files.justfiles.flatMap((file) => {
    const content = workspace.read(file);
    if (content.kind !== "text") return [];
    const names = parseJustfile(content.text, file).recipes.filter(builds).map(({ name }) => name);
    return [...new Set(names)]
      .filter(isBuildGoal)
      .slice(0, MAX_RECIPES)
      .map((name) => commandStart(["just", "--justfile", basename(file), name], { kind: "just", file, goals: [name], platform }));
  });

function builds({ body }: Recipe): boolean {
  const text = body.map((line) => line.map((fragment) => ("pieces" in fragment ? carrier(fragment) : "\uE000")).join("")).join("\n");
  return COMMAND_BUILDS.test(text) || VARIABLE_BUILDS.test(text);
}
