export * from "./paths.js";
export * from "./port.js";
