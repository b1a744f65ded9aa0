export type * from "./ast.js";
export { parseHcl, parseTemplate } from "./parser.js";
