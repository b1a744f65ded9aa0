export type * from "./model.js";
export type * from "./ways/index.js";
export { openProject, type ProjectHandle } from "./open.js";
export { type CommandPrediction, type CommandRequest, predictCommand } from "./predict-command.js";
export { checkSettings, readSettings, SETTINGS_FILE, SETTINGS_SCHEMA, type SettingsFault, type SettingsProblem } from "./settings/index.js";
export type * from "./settings/model.js";
