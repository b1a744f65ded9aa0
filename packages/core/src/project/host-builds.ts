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
import { findStarts, type Start } from "./starts/index.js";

export interface HostRun {
  readonly entry: Entry;
  readonly builds: readonly Build[];
  readonly notUnderstood: readonly NotUnderstoodEffect[];
}

/** What is built outside images, on the machine of a person or of CI. */
export interface HostBuilds {
  readonly runs: readonly HostRun[];
  /** image builds that they start */
  readonly imageBuilds: readonly ImageBuildEffect[];
  /** what the runs rest on besides the files */
  readonly assumptions: readonly Hop[];
  /** The repository with everything that the runs may write; what one machine built for an image build stands before what others write there. */
  filesWith(artifacts: CalledEntry["artifacts"]): StageFiles;
}

export function hostBuilds(buildFiles: BuildFiles, platform: Platform, session: Session, defects: Defects): HostBuilds {
  const base = repositoryFiles(session.workspace);
  const isCopied = copiedPaths(buildFiles.dockerfiles, base, session);
  const runner = new Runner(base, isCopied, callerEnvironment(defaultedVariables(buildFiles.makeSources, session.workspace)), session, defects);
  for (const start of findStarts({ files: buildFiles, workspace: session.workspace, platform, asOf: session.asOf })) runner.run(start);
  return runner.result();
}

class Runner {
  readonly #runs: HostRun[] = [];
  readonly #imageBuilds: ImageBuildEffect[] = [];
  readonly #assumptions: Hop[] = [];
  readonly #written = new Map<string, readonly string[]>();
  /** files whose commands some start has run */
  readonly #called = new Set<string>();

  constructor(
    private readonly base: FileView,
    private readonly isCopied: (path: string) => boolean,
    private readonly environment: Environment,
    private readonly session: Session,
    private readonly defects: Defects,
  ) {}

  run(start: Start): void {
    if (start.onlyIfUncalled && this.#called.has(start.file)) return;
    const log = new BuildLog(start.entry.id);
    const machine = this.defects.attempt(start.file, () => this.#machineAfter(start, log));
    if (machine === null) return;
    for (const effect of machine.effects) {
      if (effect.kind !== "image-build") continue;
      this.#imageBuilds.push(effect);
      this.#called.add(effect.call.at.file);
    }
    if (log.builds.length === 0) return;
    for (const { path, ids } of machine.files.artifacts()) this.#written.set(path, [...new Set([...(this.#written.get(path) ?? []), ...ids])]);
    this.#runs.push({ entry: start.entry, builds: log.builds, notUnderstood: machine.effects.filter((effect) => effect.kind === "not-understood") });
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
      imageBuilds: this.#imageBuilds,
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
