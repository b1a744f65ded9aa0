export type * from "./model.js";
export { type BinaryKind, type BinaryNeeds, needsOf, type SymbolFloor } from "./needs.js";
export { readBinary } from "./read.js";
export { bytesSource, type ByteSource } from "./source.js";
