export { goalsOf, readMakefiles, runGoals, runMake } from "./evaluate.js";
export type { Reading } from "./evaluate.js";
export { expand, valueOf } from "./expand.js";
export { fileName } from "./file-names.js";
export type { Make } from "./make.js";
export { readOptions } from "./options.js";
export type { MakeOptions } from "./options.js";
