import { dirname, resolve } from "node:path";
import type { HadolintConfig } from "./config/config.js";
import { configFlags } from "./config/config.js";
import { readConfigFile } from "./config/config-file.js";
import type { Engine, Job } from "./engine/engine.js";
import { findEngine, repositoryOf, type FindEngineOptions } from "./engine/find-engine.js";
import { hostOf } from "./engine/hosts.js";
import { runNative, runNativeAsync } from "./engine/native.js";
import { HadolintError } from "./error.js";
import { readFindings, type Finding } from "./finding.js";
import { DEFAULT_LIMITS, type Limits } from "./limits.js";

export interface LintOptions extends FindEngineOptions {
  /** hadolint's configuration, or a file with it; none is looked for */
  readonly config?: HadolintConfig | string;
  /** the Dockerfile's name, for `Finding.file`; the repository that it is in is the analysed tree */
  readonly filename?: string;
  readonly limits?: Partial<Limits>;
}

/**
 * What hadolint reports of the text of a Dockerfile, in hadolint's order.
 *
 * @throws HadolintError when there is no engine, or it does not give an answer
 */
export function lintSync(source: string, options: LintOptions = {}): readonly Finding[] {
  return lintWithFlags(source, options, []);
}

/** {@link lintSync} with flags of hadolint that come before those of the configuration. */
export function lintWithFlags(source: string, options: LintOptions, more: readonly string[]): readonly Finding[] {
  const { engine, job, limits, file } = prepare(source, options, more);
  const json = engine.kind === "native" ? runNative(engine.path, job, limits) : hostOf(engine.path, limits.memory, "blocking").run(job, limits);
  return readFindings(json, source, file);
}

/** The same without blocking. */
export async function lint(source: string, options: LintOptions = {}): Promise<readonly Finding[]> {
  const { engine, job, limits, file } = prepare(source, options, []);
  const json = await (engine.kind === "native" ? runNativeAsync(engine.path, job, limits) : hostOf(engine.path, limits.memory, "waiting").runAsync(job, limits));
  return readFindings(json, source, file);
}

interface Prepared {
  readonly engine: Engine;
  readonly job: Job;
  readonly limits: Limits;
  readonly file: string;
}

function prepare(source: string, options: LintOptions, more: readonly string[]): Prepared {
  const { config, filename } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const size = Buffer.byteLength(source);
  if (size > limits.input) throw new HadolintError("limit", `the Dockerfile has ${size} bytes; the limit is ${limits.input}`);
  const flags = typeof config === "string" ? configFlags(readConfigFile(config), config) : configFlags(config);
  const tree = options.tree ?? repositoryOf(filename === undefined ? process.cwd() : dirname(resolve(filename)));
  const engine = findEngine({ ...options, tree });
  return { engine, job: { args: ["--no-fail", "--no-color", "--format", "json", ...more, ...flags, "-"], input: source }, limits, file: filename ?? "-" };
}
