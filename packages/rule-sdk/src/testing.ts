export { readDrawing, type DrawnRange, type Drawing } from "./testing/drawn-ranges.js";
export { memoryWorkspace } from "@go-indep/core";
export type { ExpectedFinding, ProjectCase } from "./testing/project-case.js";
export { testRule, type ExpectedReport, type FileCase, type InvalidFileCase, type RuleCases } from "./testing/test-rule.js";
