import { concatAll, EMPTY, literal, type Hop, type Traced } from "../../text/index.js";
import { REPOSITORY_MOUNT } from "../files/index.js";
import type { Environment } from "../environment.js";
import type { Machine, ShellDialect } from "../machine.js";
import { mayHideBuild } from "../may-hide-build.js";
import type { Combination } from "../workflow/index.js";
import type { PipelineArtifacts } from "./artifacts.js";
import { settingOf, type Pipeline, type PipelineJob } from "./read.js";
import { scriptLines } from "./script.js";
import { textOf } from "../../syntax/yaml/index.js";
import { expandInputs, expandVariables, jobEnvironment } from "./variables.js";

export interface PipelineJobOptions {
  readonly pipeline: Pipeline;
  readonly job: PipelineJob;
  readonly combination: Combination;
  readonly machine: Machine;
  /** of the machine, before the pipeline says anything */
  readonly environment: Environment;
  /** what jobs of the same pipeline hand to each other */
  readonly artifacts: PipelineArtifacts;
}

/**
 * Runs a job as if its conditions held: `before_script` and `script` in one shell, which gives up at the first failure, then `after_script` in another.
 * Source: GitLab documentation, "before_script", "after_script"; GitLab Runner, shells/bash.go.
 */
export function runPipelineJob(options: PipelineJobOptions): void {
  const { pipeline, job, combination, machine, artifacts } = options;
  const environment = jobEnvironment(pipeline, job, combination, options.environment);
  artifacts.restore(pipeline, job, machine);
  const chain: readonly Hop[] = [{ fact: "", text: `job ${job.name}`, at: job.at }];
  const dialect = shellOf(machine);
  const run = (names: readonly string[]): void => {
    const scripts = names.map((name) => scriptLines(settingOf(pipeline, job, name)));
    for (const { text, at } of scripts.flatMap(({ unresolved }) => unresolved)) {
      machine.record(mayHideBuild(`\`${text}\`, which is not in the repository`, "gitlab-ci", { at: at ?? job.at, chain }));
      machine.files.disturb("/", text, at);
    }
    const lines = scripts.flatMap((script) => script.lines);
    if (lines.length === 0) return;
    machine.runShell({
      script: concatAll([literal(dialect === "dash" ? "set -e\n" : "set -eo pipefail\n"), ...lines.flatMap((line): readonly Traced[] => [expandInputs(line), literal("\n")])]),
      dialect,
      environment,
      directory: REPOSITORY_MOUNT,
      positional: [literal(dialect)],
      chain,
      certainty: "must",
    });
  };
  if (job.missing !== null && settingOf(pipeline, job, "before_script") === null) machine.files.disturb("/", `before_script of ${job.missing}, which is not in the repository`, job.at);
  run(["before_script", "script"]);
  artifacts.keep(job, settingOf(pipeline, job, "artifacts"), (node) => expandVariables(textOf(node) ?? EMPTY, environment), machine);
  run(["after_script"]);
}

/** The first of these that is there; a machine of which nothing is known has bash, as most have. Source: GitLab Runner, shells/bash.go, BashDetectShellScript. */
function shellOf(machine: Machine): ShellDialect {
  return ["/usr/local/bin/bash", "/usr/bin/bash", "/bin/bash"].every((path) => machine.files.stat(path).kind === "absent") ? machine.shell : "bash";
}
