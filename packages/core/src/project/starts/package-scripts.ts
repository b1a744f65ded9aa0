import { fieldOf, fieldsOf, parseYaml, stringOf } from "../../syntax/yaml/index.js";
import { COMMAND_BUILDS } from "./building.js";
import { isBuildGoal } from "./make-goals.js";
import { commandStart, type StartFinder } from "./model.js";

/** Each is a run of its own. */
const MAX_SCRIPTS = 40;

/** `npm run NAME`, or that of the package manager that is named, for the scripts that build something. */
export const findPackageScriptStarts: StartFinder = ({ files, workspace, platform }) =>
  files.packages.flatMap((file) => {
    const content = workspace.read(file);
    if (content.kind !== "text" || !(COMMAND_BUILDS.test(content.text) || MAKE.test(content.text))) return [];
    const root = parseYaml(content.text, file).documents[0];
    const manager = /^(npm|yarn|pnpm|bun)@/.exec(stringOf(fieldOf(root, "packageManager")) ?? "")?.[1] ?? "npm";
    return fieldsOf(fieldOf(root, "scripts"))
      .filter(({ name, value }) => isBuildGoal(name) && builds(stringOf(value) ?? ""))
      .slice(0, MAX_SCRIPTS)
      .map(({ name }) => commandStart([manager, "run", name], { kind: "package-script", file, goals: [name], platform }));
  });

const MAKE = /(?:^|[;&|"(]\s*|\s)make(?:\s|"|$)/;

function builds(script: string): boolean {
  return COMMAND_BUILDS.test(script) || MAKE.test(script);
}
