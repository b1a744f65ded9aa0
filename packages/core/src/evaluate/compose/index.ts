export { interpolate, type Lookup, parseDotenv } from "./interpolate.js";
export type * from "./model.js";
export { readCompose } from "./read.js";
