export { assemblyNames, type CInclude, type CNames, cNames, goNames } from "./names.js";
export type { CReferences } from "./references.js";
