export { defaultConfig, runGoreleaser, type GoreleaserRequest } from "./run.js";
