export type * from "./ast.js";
export { parseYaml } from "./parse.js";
export { fieldOf, fieldsOf, itemsOf, stringOf, textOf, valueOf, type YamlField, type YamlValue } from "./read.js";
