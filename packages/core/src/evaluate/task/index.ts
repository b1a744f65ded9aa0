export { TaskRun } from "./run.js";
export { findTaskfile, readTaskfile } from "./taskfile.js";
