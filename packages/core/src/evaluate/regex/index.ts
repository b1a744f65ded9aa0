export { posixRegex } from "./posix.js";
export { type Match, Regex, TooHard } from "./regex.js";
