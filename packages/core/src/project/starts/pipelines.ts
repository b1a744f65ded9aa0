import { Environment } from "../../evaluate/index.js";
import { expandInputs, expandVariables, flatItems, jobEnvironment, matrixOf, PipelineArtifacts, readPipeline, runPipelineJob, scriptLines, settingOf, startsUnseen, withChildren, type Pipeline, type PipelineJob } from "../../evaluate/pipeline/index.js";
import { combinationText, type Combination } from "../../evaluate/workflow/index.js";
import { fieldOf, itemsOf, stringOf, textOf } from "../../syntax/yaml/index.js";
import { literalOf, print } from "../../text/index.js";
import type { Workspace } from "../../workspace/index.js";
import type { BuildFiles } from "../build-files.js";
import type { NotUnderstood } from "../model.js";
import { startEntry, type HostDescription, type Start, type StartFinder, type StartSearch } from "./model.js";
import { MAY_BUILD, scriptMayBuild } from "./workflow-steps.js";

/**
 * Every job of a GitLab pipeline whose scripts may build something, once for each combination of its matrix. Whether a job runs at all (`rules`,
 * `only`) is for GitLab to say: a start is what it does when it does.
 */
export const findPipelineStarts: StartFinder = (search) =>
  pipelinesOf(search.files, search.workspace).flatMap((pipeline) => {
    const artifacts = new PipelineArtifacts();
    return pipeline.jobs.flatMap((job): readonly Start[] => {
      if (!mayBuild(pipeline, job) || isForOtherSystem(job) || isNever(job)) return [];
      const combinations = matrixOf(job);
      return combinations.map((combination) => jobStart(pipeline, job, { combination, isVariant: combinations.length > 1, artifacts, search }));
    });
  });

/** Pipelines that are no YAML, and jobs that take what they run from elsewhere than the repository: where they may build something. */
export function unreadPipelines(files: BuildFiles, workspace: Workspace): readonly NotUnderstood[] {
  const read = reader(workspace);
  return pipelinesOf(files, workspace).flatMap((pipeline): readonly NotUnderstood[] => {
    const broken = pipeline.problems.filter(({ at }) => MAY_BUILD.test(read(at?.file ?? pipeline.file) ?? "")).slice(0, 1);
    const hidden = pipeline.jobs.filter((job) => isHidden(pipeline, job) && !mayBuild(pipeline, job)).map(({ name, at }) => ({ code: "not-understood", text: `what the job ${name} runs, which is not in the repository`, at }) as const);
    const unseen = pipeline.jobs.filter((job) => startsUnseen(job) && NAMES_BUILD.test(job.name)).map(({ name, at }) => ({ code: "not-understood", text: `what the pipeline that ${name} starts runs, which is not in the repository`, at }) as const);
    return [...broken, ...hidden, ...unseen].map((reason) => ({ reason, driver: "gitlab-ci", affects: [] }));
  });
}

const SCRIPTS = ["before_script", "script", "after_script"];

/** Names of jobs and templates of which a program or an image may come. */
const NAMES_BUILD = /(?:^|[^a-z])go(?:lang)?(?:[^a-z]|$)|docker|build|image|kaniko/i;

interface JobVariant {
  readonly combination: Combination;
  readonly isVariant: boolean;
  readonly artifacts: PipelineArtifacts;
  readonly search: StartSearch;
}

/** The build files of one analysis are asked for their pipelines twice. */
const pipelinesRead = new WeakMap<BuildFiles, readonly Pipeline[]>();

function pipelinesOf(files: BuildFiles, workspace: Workspace): readonly Pipeline[] {
  let pipelines = pipelinesRead.get(files);
  if (pipelines === undefined) {
    const read = reader(workspace);
    pipelines = files.pipelines.flatMap((file) => withChildren(readPipeline([file], read), read));
    pipelinesRead.set(files, pipelines);
  }
  return pipelines;
}

function reader(workspace: Workspace): (path: string) => string | null {
  return (path) => {
    const content = workspace.read(path);
    return content.kind === "text" ? content.text : null;
  };
}

function mayBuild(pipeline: Pipeline, job: PipelineJob): boolean {
  return SCRIPTS.some((name) => scriptMayBuild(scriptLines(settingOf(pipeline, job, name)).lines.map(print).join("\n")));
}

function isHidden(pipeline: Pipeline, job: PipelineJob): boolean {
  const { lines, unresolved } = scriptLines(settingOf(pipeline, job, "script"));
  return (unresolved.length > 0 || (job.missing !== null && lines.length === 0)) && NAMES_BUILD.test(`${job.name} ${job.missing ?? ""} ${unresolved.map(({ text }) => text).join(" ")}`);
}

/** Runners that GitLab has for macOS and Windows, and such of others that say so. Source: GitLab documentation, "Hosted runners". */
function isForOtherSystem(job: PipelineJob): boolean {
  return itemsOf(fieldOf(job.node, "tags")).some((tag) => /(?:^|-)(?:windows|macos)(?:-|$)/i.test(stringOf(tag) ?? ""));
}

/** All that its rules say is that it does not run. */
function isNever(job: PipelineJob): boolean {
  const rules = flatItems(fieldOf(job.node, "rules"));
  return rules.length > 0 && rules.every((rule) => stringOf(fieldOf(rule, "when")) === "never");
}

function jobStart(pipeline: Pipeline, job: PipelineJob, { combination, isVariant, artifacts, search }: JobVariant): Start {
  const isArm = itemsOf(fieldOf(job.node, "tags")).some((tag) => /^saas-linux-\w+-arm64$/.test(stringOf(tag) ?? ""));
  return {
    file: job.at.file,
    host: hostOf(pipeline, job, combination),
    entry: startEntry({
      id: `${pipeline.name}:${job.name}${isVariant ? ` (${combinationText(combination)})` : ""}`,
      kind: "pipeline",
      context: "",
      platform: isArm ? { os: "linux", arch: "arm64", variant: "" } : search.platform,
    }),
    run(machine, environment) {
      runPipelineJob({ pipeline, job, combination, machine, environment, artifacts });
    },
  };
}

/** A container of the job's image; what a runner has for a job without one is not known. */
function hostOf(pipeline: Pipeline, job: PipelineJob, combination: Combination): HostDescription {
  const image = settingOf(pipeline, job, "image");
  const name = textOf(image?.type === "Mapping" ? fieldOf(image, "name") : image);
  // An image for another platform than the runner's, and one that a template may replace, are not known.
  const isKnown = name !== null && fieldOf(image, "docker", "platform") === null && (job.missing === null || fieldOf(job.node, "image") !== null);
  const text = isKnown ? literalOf(expandVariables(expandInputs(name), jobEnvironment(pipeline, job, combination, Environment.EMPTY))) : null;
  return { image: text === "" ? null : text, isContainer: true, shell: "bash", programs: [], assumption: null, go: () => null };
}
