export * from "./build-context.js";
export * from "./find-files.js";
export * from "./memory.js";
export * from "./node.js";
export * from "./node-index.js";
export * from "./overlay.js";
export * from "./paths.js";
export * from "./port.js";
