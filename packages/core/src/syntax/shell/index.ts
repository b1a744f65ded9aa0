export type * from "./ast.js";
export { parseShell } from "./parse.js";
export { simpleCommands, type Visited } from "./walk.js";
