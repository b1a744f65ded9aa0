export { ArtifactStore } from "./artifacts.js";
export { expandText, expandTemplate, type Contexts } from "./expression.js";
export { runJob, type JobOptions } from "./job.js";
export { combinationsOf, combinationText, distinctCombinations, jobsInOrder, MAX_COMBINATIONS, readWorkflow, valueOfNode, type Combination, type Workflow, type WorkflowJob } from "./read.js";
