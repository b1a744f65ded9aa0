export { findPackage, findWorkspacePackage, readPackage, type ScriptPackage } from "./package.js";
export { runPackageScript, type HookUse } from "./run.js";
