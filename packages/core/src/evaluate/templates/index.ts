export { truth } from "./builtins.js";
export { evaluateTemplate, type TemplateScope } from "./evaluate.js";
export { stringOf, textValue, truthOf, unknownValue, type Value } from "./value.js";
