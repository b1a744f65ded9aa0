export { bodyOfJson } from "./json.js";
export type * from "./model.js";
export { readBake, type BakeSource } from "./read.js";
export { resolveTargets, startingPoints } from "./resolve.js";
