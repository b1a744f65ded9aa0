export { startsUnseen, withChildren } from "./children.js";
export { matrixOf } from "./matrix.js";
export { PipelineArtifacts } from "./artifacts.js";
export { needsOf, readPipeline, settingOf, type Pipeline, type PipelineJob } from "./read.js";
export { runPipelineJob, type PipelineJobOptions } from "./run.js";
export { scriptLines } from "./script.js";
export { flatItems } from "./tree.js";
export { expandInputs, expandVariables, jobEnvironment } from "./variables.js";
