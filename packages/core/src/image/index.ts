export { imageFiles, libraryDirectories } from "./contents.js";
export { evaluationFacts } from "./evaluation.js";
export { goHost, type GoHostOptions } from "./go-host.js";
export type * from "./model.js";
export { dataDate, resolveImage } from "./resolve.js";
