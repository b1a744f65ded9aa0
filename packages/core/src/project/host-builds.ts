import { type BuildMachine, type Environment } from "../evaluate/index.js";
import { repositoryFiles, StageFiles, type FileView } from "../evaluate/files/index.js";
import type { ImageBuildEffect, NotUnderstoodEffect } from "../evaluate/model.js";
import type { Platform } from "../evaluate/dockerfile/index.js";
import type { Hop } from "../text/index.js";
import type { BuildFiles } from "./build-files.js";
import { BuildLog, type Build } from "./builds.js";
import { callerEnvironment, CLEAN_ENVIRONMENT } from "./caller-environment.js";
import { copiedPaths } from "./copied-paths.js";
import type { Defects } from "./defects.js";
import type { CalledEntry } from "./entry-merge.js";
import { hostMachine } from "./host-machines.js";
import { defaultedVariables } from "./make-defaults.js";
import type { Entry } from "./model.js";
import type { Session } from "./session.js";
import { buildsOfArtifact, type BuiltByStart } from "./named-artifacts.js";
import type { SaidArtifact, SettingsProblem } from "./settings/index.js";
import { findStarts, namedArtifactStart, type Start } from "./starts/index.js";

export interface HostRun {
  readonly entry: Entry;
  readonly builds: readonly Build[];
  readonly notUnderstood: readonly NotUnderstoodEffect[];
}

/** What is built outside images, on the machine of a person or of CI. */
export interface HostBuilds {
  readonly runs: readonly HostRun[];
  /** what was not understood where no go build was found: one may hide in it */
  readonly notUnderstood: readonly NotUnderstoodEffect[];
  /** image builds that they start */
  readonly imageBuilds: readonly ImageBuildEffect[];
  /** what the runs rest on besides the files */
  readonly assumptions: readonly Hop[];
  /** by key of an artifact of the settings: the builds that make it */
  readonly named: ReadonlyMap<string, readonly string[]>;
  /** what the settings name and what is not found */
  readonly problems: readonly SettingsProblem[];
  /** The repository with everything that the runs may write; what one machine built for an image build stands before what others write there. */
  filesWith(artifacts: CalledEntry["artifacts"]): StageFiles;
}

export function hostBuilds(buildFiles: BuildFiles, platform: Platform, session: Session, defects: Defects): HostBuilds {
  const base = repositoryFiles(session.workspace);
  const isCopied = copiedPaths(buildFiles.dockerfiles, base, session);
  const runner = new Runner(base, isCopied, callerEnvironment(defaultedVariables(buildFiles.makeSources, session.workspace, session.parsed)), session, defects);
  const named = namedStarts(buildFiles, platform, session);
  const isNamed = new Set(named.map(({ start }) => start.entry.id));
  for (const { artifact, start } of named) runner.runNamed(artifact, start);
  for (const start of findStarts({ files: buildFiles, workspace: session.workspace, platform, asOf: session.asOf, parsed: session.parsed })) if (!isNamed.has(start.entry.id)) runner.run(start);
  return runner.result();
}

/** One start for each command that the settings name, with the artifacts that it builds. */
function namedStarts({ dockerfiles }: BuildFiles, platform: Platform, { said, workspace }: Session) {
  return said.items.flatMap(({ isAbout, index }) => {
    const dockerfile = dockerfiles.find(isAbout);
    return dockerfile === undefined ? [] : said.artifactsOf(index).map((artifact) => ({ artifact, start: namedArtifactStart(artifact, { dockerfile, platform, workspace }) }));
  });
}

const NOTHING_BUILT: BuiltByStart = { builds: [], artifacts: [] };

class Runner {
  readonly #runs: HostRun[] = [];
  readonly #notUnderstood: NotUnderstoodEffect[] = [];
  readonly #imageBuilds: ImageBuildEffect[] = [];
  readonly #assumptions: Hop[] = [];
  readonly #written = new Map<string, readonly string[]>();
  /** files whose commands some start has run */
  readonly #called = new Set<string>();
  readonly #namedRuns = new Map<string, BuiltByStart>();
  readonly #named = new Map<string, readonly string[]>();
  readonly #problems: SettingsProblem[] = [];

  constructor(
    private readonly base: FileView,
    private readonly isCopied: (path: string) => boolean,
    private readonly environment: Environment,
    private readonly session: Session,
    private readonly defects: Defects,
  ) {}

  /** Runs what the settings name, once for all artifacts of which they say that it builds them. */
  runNamed(artifact: SaidArtifact, start: Start): void {
    let built = this.#namedRuns.get(start.entry.id);
    if (built === undefined) this.#namedRuns.set(start.entry.id, (built = this.run(start)));
    const found = buildsOfArtifact(artifact, built);
    if ("ids" in found) this.#named.set(artifact.key, found.ids);
    else this.#problems.push(found.problem);
  }

  run(start: Start): BuiltByStart {
    if (start.onlyIfUncalled && this.#called.has(start.file)) return NOTHING_BUILT;
    const log = new BuildLog(start.entry.id);
    const machine = this.defects.attempt(start.file, () => this.#machineAfter(start, log));
    if (machine === null) return NOTHING_BUILT;
    for (const effect of machine.effects) {
      if (effect.kind !== "image-build") continue;
      this.#imageBuilds.push(effect);
      this.#called.add(effect.call.at.file);
    }
    const notUnderstood = machine.effects.filter((effect) => effect.kind === "not-understood");
    if (log.builds.length === 0) {
      this.#notUnderstood.push(...notUnderstood);
      return NOTHING_BUILT;
    }
    const artifacts = machine.files.artifacts();
    for (const { path, ids } of artifacts) this.#written.set(path, [...new Set([...(this.#written.get(path) ?? []), ...ids])]);
    this.#runs.push({ entry: start.entry, builds: log.builds, notUnderstood });
    return { builds: log.builds, artifacts };
  }

  #machineAfter(start: Start, log: BuildLog): BuildMachine {
    const { machine, environment } = hostMachine({
      start,
      log,
      base: this.base,
      environment: this.environment,
      session: this.session,
      assume: (hop) => void this.#assumptions.push(hop),
      onCommand: ({ at }) => void this.#called.add(at.file),
    });
    start.run(machine, environment);
    return machine;
  }

  result(): HostBuilds {
    const written = [...this.#written].map(([path, ids]) => ({ path, ids }));
    // What no image build asks for may be there, or not: `COPY . .` takes what it finds.
    const files = this.#withArtifacts(new StageFiles(this.base), written, this.isCopied);
    return {
      runs: this.#runs,
      notUnderstood: this.#notUnderstood,
      imageBuilds: this.#imageBuilds,
      named: this.#named,
      problems: this.#problems,
      assumptions: this.#runs.length === 0 ? [] : [CLEAN_ENVIRONMENT, ...this.#assumptions],
      filesWith: (artifacts) => (artifacts.length === 0 ? files : this.#withArtifacts(new StageFiles(files.snapshot()), artifacts)),
    };
  }

  /** Whoever copies such a file has built it: it is there, unless the repository has a file of its own in its place. */
  #withArtifacts(files: StageFiles, artifacts: CalledEntry["artifacts"], isNeeded = (_: string): boolean => true): StageFiles {
    for (const { path, ids } of artifacts) {
      const isThere = isNeeded(path) && this.base.stat(path).kind !== "file";
      files.write(path, { content: null, artifacts: ids, from: "a build outside the image" }, isThere ? "must" : "may");
    }
    return files;
  }
}
