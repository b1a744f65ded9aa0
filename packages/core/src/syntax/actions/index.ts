export type * from "./ast.js";
export { parseExpression } from "./parser.js";
