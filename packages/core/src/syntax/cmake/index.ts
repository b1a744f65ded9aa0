export type * from "./ast.js";
export { parseCMake } from "./parser.js";
