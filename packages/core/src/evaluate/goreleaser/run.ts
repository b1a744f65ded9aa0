/** What `goreleaser build` and `goreleaser release` do to make programs and images. Source: goreleaser v2, internal/pipeline/pipeline.go. */
import { parseGoMod } from "../../syntax/gomod/index.js";
import { fieldOf, itemsOf, parseYaml, stringOf, textOf, valueOf, type YamlValue } from "../../syntax/yaml/index.js";
import { literal, literalOf, type Origin, type Traced } from "../../text/index.js";
import { join } from "../../workspace/index.js";
import type { Environment } from "../environment.js";
import type { Machine } from "../machine.js";
import type { CommandCall } from "../model.js";
import { mayHideBuild, notUnderstood } from "../may-hide-build.js";
import { evaluateTemplate } from "../templates/index.js";
import { runBuild, type Binary } from "./build.js";
import { assign, runHooks } from "./hooks.js";
import { buildImages } from "./images.js";
import { buildKos } from "./kos.js";
import { goreleaserScope, type Release } from "./scope.js";

export interface GoreleaserRequest {
  /** absolute path of the configuration; null where there is none, and goreleaser builds the module with its defaults */
  readonly config: string | null;
  /** `build` makes no images */
  readonly images: boolean;
  readonly isSnapshot: boolean;
  readonly isSingleTarget: boolean;
  /** absolute path to which the one program that is built is copied; null without it */
  readonly output: string | null;
  /** `--id`; empty for all builds */
  readonly ids: readonly string[];
  /** `--skip=before,docker` */
  readonly skipped: ReadonlySet<string>;
}

/** One run of goreleaser. */
export interface Run {
  readonly machine: Machine;
  readonly call: CommandCall;
  /** absolute directory in which it runs */
  readonly directory: string;
  /** absolute directory that it writes to */
  readonly dist: string;
  /** path of the configuration, for origins */
  readonly file: string;
  readonly release: Release;
  readonly environment: Environment;
  /** the module is built as it was released, by `gomod.proxy` */
  readonly isProxied: boolean;
  /** the platform that alone is built; null for all */
  readonly single: { readonly os: string; readonly arch: string } | null;
  notUnderstood(text: string, at: Origin, mayBuildGo: boolean): void;
}

export function runGoreleaser(request: GoreleaserRequest, call: CommandCall & { readonly directory: string }, machine: Machine): void {
  const read = request.config === null ? { text: "", source: null } : machine.files.read(request.config);
  if (read === null || "unknown" in read) return refuse("a configuration of goreleaser that is not known", call.at, call, machine);
  const file = read.source ?? call.at.file;
  const { documents, problems } = parseYaml(read.text, file);
  const root = valueOf(documents[0]);
  const [problem] = problems;
  if (problem !== undefined) refuse(`a configuration of goreleaser with an error: ${problem.message}`, { file, start: problem.range[0], end: problem.range[1] }, call, machine);
  if (root === null && problem !== undefined) return;

  if (fieldOf(root, "includes") !== null && fieldOf(root, "builds") === null) {
    return refuse("a configuration of goreleaser that includes others", { file, start: 0, end: 0 }, call, machine);
  }

  const { os, arch } = machine.facts();
  const release: Release = { ...moduleOf(call.directory, root, machine), isSnapshot: request.isSnapshot, isSingleTarget: request.isSingleTarget, os, arch };
  const environment = itemsOf(fieldOf(root, "env"))
    .flatMap((item) => textOf(item) ?? [])
    .reduce((before, text) => assign(evaluateTemplate(text, goreleaserScope(release, before, null)), before), call.environment);
  const dist = literalOf(evaluateTemplate(textOf(fieldOf(root, "dist")) ?? literal("dist"), goreleaserScope(release, environment, null)));
  // Snapshots are built from the directory. Source: internal/pipe/gomod/gomod_proxy.go, Skip.
  const isProxied = stringOf(fieldOf(root, "gomod", "proxy")) === "true" && !request.isSnapshot && release.modulePath !== null;
  if (isProxied && hasReplacement(call.directory, machine)) return refuse("a module with replace lines, which goreleaser does not build by gomod.proxy", { file, start: 0, end: 0 }, call, machine);
  const run: Run = {
    machine,
    call,
    directory: call.directory,
    dist: join(call.directory, dist ?? "dist"),
    file,
    release,
    environment,
    isProxied,
    single: request.isSingleTarget ? { os, arch } : null,
    notUnderstood: (text, at, mayBuildGo) => {
      machine.record(notUnderstood({ code: "not-understood", text, at }, "goreleaser", call.chain, mayBuildGo));
    },
  };
  if (!request.skipped.has("before")) runHooks(fieldOf(root, "before", "hooks"), { run, environment, scope: (after) => goreleaserScope(release, after, null), chain: call.chain });
  const binaries = buildsOf(root, request.ids).flatMap((build): readonly Binary[] => runBuild(build, run));
  const [only, ...others] = binaries;
  if (request.output !== null && only !== undefined && others.length === 0) {
    if (only.path === null) machine.files.write(request.output, { content: null, artifacts: [], from: "goreleaser" }, "may");
    else machine.files.copy(machine.files.snapshot(), only.path, request.output, "goreleaser", call.certainty);
  }
  if (request.images && !request.skipped.has("docker")) buildImages(root, binaries, run);
  if (request.images && !request.skipped.has("ko")) buildKos(root, run);
}

function refuse(text: string, at: Origin, call: CommandCall, machine: Machine): void {
  machine.record(mayHideBuild(text, "goreleaser", { at, chain: call.chain }));
}

/** The released module has none of what they name: goreleaser refuses those that it sees. Source: internal/pipe/gomod/gomod_proxy.go, CheckGoModPipe. */
function hasReplacement(directory: string, machine: Machine): boolean {
  const goMod = machine.files.read(join(directory, "go.mod"));
  return goMod !== null && "text" in goMod && parseGoMod(goMod.text).replace.length > 0;
}

/** One build of the module where nothing is configured. */
function buildsOf(root: YamlValue | null, ids: readonly string[]): readonly (YamlValue | null)[] {
  const builds = itemsOf(fieldOf(root, "builds"));
  if (builds.length === 0) return [null];
  return ids.length === 0 ? builds : builds.filter((build) => ids.includes(literalOf(textOf(fieldOf(build, "id")) ?? literal("")) ?? ""));
}

/** Source: internal/pipe/project/project.go; internal/pipe/gomod/gomod.go. */
function moduleOf(directory: string, root: YamlValue | null, machine: Machine): Pick<Release, "projectName" | "modulePath"> {
  const named = [["project_name"], ["release", "github", "name"], ["release", "gitlab", "name"], ["release", "gitea", "name"]].flatMap((path) => textOf(fieldOf(root, ...path)) ?? []);
  const goMod = machine.files.read(join(directory, "go.mod"));
  const hasWork = machine.files.stat(join(directory, "go.work")).kind === "file";
  const modulePath = goMod === null || "unknown" in goMod || hasWork ? null : (parseGoMod(goMod.text).module?.path ?? null);
  const [first] = named;
  const last = modulePath?.split("/").at(-1);
  const fromModule: Traced | null = last === undefined ? null : literal(last);
  return { projectName: first ?? fromModule, modulePath };
}

/** The configuration that goreleaser finds by itself. Source: cmd/config.go, loadConfigCheck. */
export function defaultConfig(directory: string, machine: Machine): string | null {
  const names = [".config/goreleaser.yml", ".config/goreleaser.yaml", ".goreleaser.yml", ".goreleaser.yaml", "goreleaser.yml", "goreleaser.yaml"];
  return names.map((name) => join(directory, name)).find((path) => machine.files.stat(path).kind === "file") ?? null;
}

