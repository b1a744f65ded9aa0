/** What jobs of one pipeline hand to each other. Source: GitLab documentation, CI/CD YAML syntax reference, "artifacts", "dependencies", "needs". */
import { has, writtenIn } from "./tree.js";
import { fieldOf, itemsOf, stringOf, type YamlValue } from "../../syntax/yaml/index.js";
import { literalOf, type Traced } from "../../text/index.js";
import { absolutePath, inside } from "../../workspace/index.js";
import { expand, hasWildcard, REPOSITORY_MOUNT } from "../files/index.js";
import type { Machine } from "../machine.js";
import type { Certainty } from "../model.js";
import { isEarlierStage, needsOf, type Pipeline, type PipelineJob } from "./read.js";

interface Kept {
  readonly job: PipelineJob;
  readonly files: readonly { readonly path: string; readonly ids: readonly string[] }[];
}

const CONDITIONS = ["rules", "only", "except", "when"];

/** Go programs alone are kept. */
export class PipelineArtifacts {
  readonly #kept: Kept[] = [];

  /** Files at or below `artifacts:paths`; where some are excluded, or a path is not known, nothing is kept of that. */
  keep(job: PipelineJob, artifacts: YamlValue | null, expanded: (text: YamlValue) => Traced | null, machine: Machine): void {
    if (has(artifacts, "exclude") || stringOf(fieldOf(artifacts, "when")) === "on_failure") return;
    const wanted = itemsOf(fieldOf(artifacts, "paths")).flatMap((item) => {
      const text = expanded(item);
      const path = text === null ? null : literalOf(text);
      const absolute = path === null ? null : absolutePath(REPOSITORY_MOUNT, path);
      if (absolute === null || !inside(absolute, REPOSITORY_MOUNT)) return [];
      return hasWildcard(absolute) ? expand(machine.files, absolute).paths : [absolute.replace(/\/$/, "")];
    });
    const files = machine.files.artifacts().filter(({ path }) => wanted.some((each) => inside(path, each)));
    if (files.length > 0) this.#kept.push({ job, files });
  }

  /** Puts what earlier jobs kept where it was. */
  restore(pipeline: Pipeline, job: PipelineJob, machine: Machine): void {
    const needs = needsOf(job);
    const dependencies = has(job.node, "dependencies") ? itemsOf(fieldOf(job.node, "dependencies")).map(stringOf) : null;
    for (const { job: from, files } of this.#kept) {
      const need = needs?.get(from.name);
      const isTaken = needs === null ? isEarlierStage(pipeline, from.stage, job) : need?.artifacts === true;
      if (!isTaken || dependencies?.includes(from.name) === false) continue;
      const certainty: Certainty = need?.optional === false || isThereWith(from, job) ? "must" : "may";
      for (const { path, ids } of files) machine.files.write(path, { content: null, artifacts: ids, from: `artifacts of ${from.name}` }, certainty);
    }
  }
}

/** A job without conditions is in every pipeline; one with the same conditions is in the same. */
function isThereWith(from: PipelineJob, job: PipelineJob): boolean {
  return !CONDITIONS.some((name) => has(from.node, name)) || writtenIn(from.node, CONDITIONS) === writtenIn(job.node, CONDITIONS);
}
