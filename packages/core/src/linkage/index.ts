export { compareLinkage, type ComparisonResult, type LinkageComparison } from "./compare.js";
export { readLinkWords } from "./link-words.js";
export type { LinkWords } from "./link-words.js";
export { knownLoaders } from "./interpreters.js";
export * from "./model.js";
export { predictLinkage } from "./predict.js";
