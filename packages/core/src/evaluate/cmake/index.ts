export { isNinjaBuild, runBuild, runInstall, runNinja, targetNames } from "./build.js";
export { configure, runScript, type Configuration } from "./configure.js";
export { configureTimeAssignments } from "./configure-environment.js";
export { type CMakeOptions, readOptions } from "./options.js";
export { findPreset, type Preset } from "./presets.js";
export { runTool } from "./tool.js";
