export * from "./syntax/go/index.js";
export * from "./text/index.js";
export * from "./workspace/port.js";
