export * from "./ast.js";
export { csvFields, csvOption } from "./csv.js";
export * from "./expand.js";
export { parseHeredocWord } from "./heredoc.js";
export type { HeredocWord } from "./heredoc.js";
export type { Lookup, Variable } from "./lexer-model.js";
export { parseDockerfile } from "./parser.js";
export * from "./run-script.js";
