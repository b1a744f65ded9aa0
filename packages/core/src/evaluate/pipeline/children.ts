/** Pipelines that jobs start. Source: GitLab documentation, CI/CD YAML syntax reference, "trigger:include"; "Downstream pipelines". */
import { fieldOf, itemsOf } from "../../syntax/yaml/index.js";
import { combinationText } from "../workflow/index.js";
import { localFiles, type ReadFile } from "./files.js";
import { matrixOf } from "./matrix.js";
import { readPipeline, type Pipeline, type PipelineJob } from "./read.js";
import { has } from "./tree.js";
import { forwardedVariables } from "./variables.js";

/** A pipeline may start pipelines, and these others. */
const MAX_DEPTH = 2;

/** Child pipelines of one file that are read. */
const MAX_CHILDREN = 100;

/** A pipeline and those that it starts from files of the repository, once for each way in which a job starts them. */
export function withChildren(pipeline: Pipeline, read: ReadFile): readonly Pipeline[] {
  const all: Pipeline[] = [];
  const visit = (each: Pipeline, depth: number): void => {
    all.push(each);
    if (depth === MAX_DEPTH) return;
    for (const job of each.jobs) {
      const [file, ...more] = localFiles(fieldOf(job.node, "trigger"));
      if (file === undefined) continue;
      const combinations = matrixOf(job);
      for (const combination of combinations) {
        if (all.length > MAX_CHILDREN) return;
        const name = combinations.length === 1 ? job.name : `${job.name} (${combinationText(combination)})`;
        visit(readPipeline([file, ...more], read, { name, passed: forwardedVariables(each, job, combination) }), depth + 1);
      }
    }
  };
  visit(pipeline, 0);
  return all;
}

/** The job starts a pipeline of this project that is in no file of the repository: one that another job writes, or a file of another project. */
export function startsUnseen({ node }: PipelineJob): boolean {
  return itemsOf(fieldOf(node, "trigger", "include")).some((item) => item.type === "Mapping" && !has(item, "local"));
}
