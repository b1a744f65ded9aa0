import { BuildMachine, Environment, type Variable } from "../evaluate/index.js";
import { repositoryFiles, StageFiles } from "../evaluate/files/index.js";
import type { ImageBuildEffect, NotUnderstoodEffect } from "../evaluate/model.js";
import type { Platform } from "../evaluate/dockerfile/index.js";
import { literal, type Hop, type Reason } from "../text/index.js";
import type { BuildFiles } from "./build-files.js";
import { BuildLog, type Build } from "./builds.js";
import type { Defects } from "./defects.js";
import { unknownMachineHost } from "./go-hosts.js";
import { defaultedVariables } from "./make-defaults.js";
import type { Entry } from "./model.js";
import type { Session } from "./session.js";
import { findStarts } from "./starts/index.js";

/** What is built outside images, on the machine of a person or of CI. */
export interface HostBuilds {
  readonly runs: readonly { readonly entry: Entry; readonly builds: readonly Build[]; readonly notUnderstood: readonly NotUnderstoodEffect[] }[];
  /** image builds that they start */
  readonly imageBuilds: readonly ImageBuildEffect[];
  /** the repository with everything that they may write */
  readonly files: StageFiles;
  /** what the runs rest on besides the files */
  readonly assumptions: readonly Hop[];
}

/** Variables that decide a Go build: assumed not to be set by whoever runs make; any other variable may be. */
const CLEAN = ["CGO_ENABLED", "GOFLAGS", "GOOS", "GOARCH", "GOARM", "GOAMD64", "GOEXPERIMENT", "GOTOOLCHAIN", "GOWORK", "GO111MODULE", "GOBIN", "GOPATH", "GOROOT",
  "CC", "CXX", "FC", "AR", "PKG_CONFIG", "GO386", "GOMIPS", "GOPPC64", "GORISCV64", "GOROOT_FINAL", "GOENV", "CGO_CFLAGS", "CGO_CPPFLAGS", "CGO_CXXFLAGS", "CGO_LDFLAGS",
  "CGO_CFLAGS_ALLOW", "CGO_CPPFLAGS_ALLOW", "CGO_CXXFLAGS_ALLOW", "CGO_FFLAGS_ALLOW", "CGO_LDFLAGS_ALLOW", "MAKEFLAGS", "MAKELEVEL", "MAKEFILES"];

const CLEAN_ENVIRONMENT: Hop = {
  fact: "",
  text: "make is run on linux/amd64 with no variable of Go set, in the environment or by `go env -w`, and none that the makefiles give a default by ?=",
  at: null,
};

export function hostBuilds(buildFiles: BuildFiles, platform: Platform, session: Session, defects: Defects): HostBuilds {
  const base = repositoryFiles(session.workspace);
  const files = new StageFiles(base);
  const runs: { entry: Entry; builds: readonly Build[]; notUnderstood: readonly NotUnderstoodEffect[] }[] = [];
  const assumptions: Hop[] = [];
  const written = new Map<string, string[]>();
  const environment = callerEnvironment(defaultedVariables(buildFiles.makeSources, session.workspace));
  const imageBuilds = new Map<string, ImageBuildEffect>();
  for (const start of findStarts({ files: buildFiles, workspace: session.workspace, platform })) {
    const log = new BuildLog(start.entry.id);
    const machine = defects.attempt(start.file, () => {
      const own = hostMachine(new StageFiles(base), log, start.entry.platform, (hop) => void assumptions.push(hop), session);
      start.run(own, environment);
      return own;
    });
    if (machine === null) continue;
    for (const effect of machine.effects) {
      if (effect.kind === "image-build") imageBuilds.set(`${effect.call.at.file}:${effect.call.at.start}:${JSON.stringify([effect.dockerfile, effect.context, effect.target, effect.platforms])}`, effect);
    }
    if (log.builds.length === 0) continue;
    for (const { path, ids } of machine.files.artifacts()) written.set(path, [...(written.get(path) ?? []), ...ids]);
    runs.push({ entry: start.entry, builds: log.builds, notUnderstood: machine.effects.filter((effect) => effect.kind === "not-understood") });
  }
  // Whoever copies such a file has built it: it is there, unless the repository has a file of its own in its place.
  for (const [path, ids] of written) files.write(path, { content: null, artifacts: ids, from: "a build outside the image" }, base.stat(path).kind === "file" ? "may" : "must");
  return { runs, imageBuilds: [...imageBuilds.values()], files, assumptions: runs.length === 0 ? [] : [CLEAN_ENVIRONMENT, ...assumptions] };
}

function hostMachine(files: StageFiles, log: BuildLog, platform: Platform, assume: (hop: Hop) => void, session: Session): BuildMachine {
  const { os, arch } = platform;
  const drivers = session.drivers(log, (own, call) => unknownMachineHost(platform, call, own.files, session.versionLines, assume));
  return new BuildMachine({ files, drivers, os, arch, baseImage: null, shell: "dash" });
}

/** A default that a makefile gives (`?=`) holds, as that of a build argument does; a variable without one may be set. */
function callerEnvironment(defaults: ReadonlySet<string>): Environment {
  const open: Reason = { code: "caller", text: "a variable that whoever runs make may set", at: null };
  const entries: [string, Variable][] = [["PATH", { value: literal("/usr/local/go/bin:/usr/local/bin:/usr/bin:/bin"), set: "yes", exported: true }]];
  return [...CLEAN, ...defaults].reduce((environment, name) => environment.unset(name), Environment.of(entries, open));
}
