import { fieldOf, fieldsOf, itemsOf, parseYaml, stringOf } from "../../syntax/yaml/index.js";
import { basename } from "../../workspace/index.js";
import { COMMAND_BUILDS } from "./building.js";
import { commandStart, type StartFinder } from "./model.js";

/** Each is a run of its own. */
const MAX_TASKS = 40;

/** `task NAME` for the tasks whose own commands build something. */
export const findTaskStarts: StartFinder = ({ files, workspace, platform }) =>
  files.taskfiles.flatMap((file) => {
    const content = workspace.read(file);
    if (content.kind !== "text") return [];
    const tasks = fieldsOf(fieldOf(parseYaml(content.text, file).documents[0], "tasks"));
    const building = tasks.filter(({ value }) => {
      const commands = value?.type === "Mapping" ? [...itemsOf(fieldOf(value, "cmds")), ...itemsOf(fieldOf(value, "cmd"))] : itemsOf(value);
      return commands.some((command) => COMMAND_BUILDS.test(stringOf(command) ?? stringOf(fieldOf(command, "cmd")) ?? ""));
    });
    return building
      .slice(0, MAX_TASKS)
      .map(({ name }) => commandStart(["task", "--taskfile", basename(file), name], { kind: "task", file, goals: [name], platform }));
  });
