export { runPromu, type PromuRequest } from "./run.js";
