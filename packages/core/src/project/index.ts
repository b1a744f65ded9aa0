export type * from "./model.js";
export { openProject, type ProjectHandle } from "./open.js";
