export * from "./syntax/go/index.js";
