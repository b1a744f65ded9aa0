export { findJustfile, readJustfile, type OpenJustfile } from "./justfile.js";
export { JustRun, type JustRequest } from "./run.js";
