export { flagWays } from "./flag-ways.js";
export type * from "./model.js";
