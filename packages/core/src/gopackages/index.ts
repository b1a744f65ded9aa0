export { type FileBody, readPackageBodies } from "./bodies.js";
export { type DynamicImport, type HeaderCache, type Unreadable, workspaceHeaders } from "./headers.js";
export { loadPackages, type LoadRequest } from "./load.js";
export type * from "./model.js";
export { ModuleCache, openModuleCache } from "./module-cache.js";
export { moduleFact, type ModuleFact as MeasuredModule, type ModuleKind, type WithoutCgo } from "./module-facts.js";
export { PackageStore } from "./package-store.js";
export { standardLibrary, type StdCgo, type StdTable } from "./std.js";
export { goVersionInForce, type ToolchainChoice } from "./toolchain.js";
