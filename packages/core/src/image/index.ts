export { describesImage } from "./descriptions.js";
export { imageFiles, libraryDirectories } from "./contents.js";
export { evaluationFacts } from "./evaluation.js";
export { goHost, type GoHostOptions } from "./go-host.js";
export type * from "./model.js";
export { startIn, type StartCheck, type StartVerdict } from "./program-start.js";
export { dataDate, resolveImage } from "./resolve.js";
export { factsOfUnknownTag } from "./unknown-tag.js";
export { toolImageFiles } from "./tool-images.js";
