export type * from "./ast.js";
export { parseGoMod, parseGoWork } from "./gomod.js";
export { parseModulesTxt } from "./modules-txt.js";
export { escapeModulePath, escapeModuleVersion, isDirectoryPath, pathMajor } from "./path.js";
export * from "./version.js";
