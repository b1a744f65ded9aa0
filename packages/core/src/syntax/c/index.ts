export { assemblyNames, type CInclude, type CNames, type CPaste, cNames, goNames } from "./names.js";
export type { CReferences } from "./references.js";
