export { evaluateDockerfile } from "./evaluate.js";
export type * from "./model.js";
export { parsePlatform, platformText } from "./scope.js";
