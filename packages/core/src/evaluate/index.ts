export { BuildMachine, driverTable, type DriverTable, type MachineOptions } from "./build-machine.js";
export type * from "./calling-make.js";
export * from "./empty-references.js";
export { Environment, type Variable } from "./environment.js";
export * from "./lost.js";
export type * from "./machine.js";
export type * from "./model.js";
export { MAY_FAIL, SUCCESS } from "./result.js";
export { shellOf } from "./script-file.js";
