export type * from "./ast.js";
export { parseJustfile } from "./parser.js";
