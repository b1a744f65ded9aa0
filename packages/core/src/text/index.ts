export { compareDotted } from "./dotted.js";
export * from "./lines.js";
export { nearestName } from "./nearest.js";
export * from "./origin.js";
export { ownCopy } from "./own-copy.js";
export * from "./range.js";
export * from "./traced.js";
export * from "./verdict.js";
export { matchesWildcard } from "./wildcard.js";
