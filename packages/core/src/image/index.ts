export type * from "./model.js";
export { dataDate, resolveImage } from "./resolve.js";
