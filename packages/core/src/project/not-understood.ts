/** What is told to people as not understood: files that were not read, and effects that may build something or change what ships. */
import { tooLong } from "../evaluate/index.js";
import { LIMITS } from "../limits.js";
import type { Workspace } from "../workspace/index.js";
import type { BuildFiles } from "./build-files.js";
import type { DockerfileAnalysis } from "./dockerfile-analysis.js";
import type { HostBuilds } from "./host-builds.js";
import type { NotUnderstood } from "./model.js";
import type { Session } from "./session.js";
import { unreadPipelines } from "./starts/index.js";

/** Files that start builds and that were not read, or lead to what is not in the repository. */
export function unreadFiles(files: BuildFiles, session: Session): readonly NotUnderstood[] {
  const { workspace } = session;
  return [...unreadDockerfiles(files.dockerfiles, session), ...unreadMakefiles(files.makefiles, workspace), ...unreadPipelines(files, workspace)];
}

/** Dockerfiles that are too long to be read. */
function unreadDockerfiles(dockerfiles: readonly string[], { sources }: Session): readonly NotUnderstood[] {
  return dockerfiles
    .filter((file) => sources.dockerfile(file) === null)
    .map((file) => ({ reason: { ...tooLong(file), at: { file, start: 0, end: 0 } }, driver: "dockerfile", affects: [] }));
}

/** Makefiles that are too long for their goals to be looked for. */
function unreadMakefiles(makefiles: readonly string[], workspace: Workspace): readonly NotUnderstood[] {
  return makefiles.flatMap((file) => {
    const content = workspace.read(file);
    const isRead = content.kind === "absent" || (content.kind === "text" && content.text.length <= LIMITS.buildFileLength);
    return isRead ? [] : [{ reason: { ...(content.kind === "unreadable" ? content.reason : tooLong(file)), at: { file, start: 0, end: 0 } }, driver: "make", affects: [] }];
  });
}

/** What was not understood of what is built, each once. */
export function notUnderstood(analyses: readonly DockerfileAnalysis[], host: HostBuilds): readonly NotUnderstood[] {
  const items: NotUnderstood[] = [];
  for (const { shipments, stages, unknownImages, unseen } of analyses) {
    for (const reason of unseen) items.push({ reason, driver: "program", affects: [] });
    for (const reason of unknownImages) items.push({ reason, driver: "image", affects: shipments.filter(({ image }) => image.base.kind === "unknown").map(({ id }) => id) });
    for (const stage of stages) {
      const affects = shipments.filter((shipment) => shipment.stage.index === stage.index || stage.used).map(({ id }) => id);
      for (const effect of stage.machine.effects) {
        if (effect.kind === "not-understood" && effect.mayBuildGo) items.push({ reason: effect.reason, driver: effect.driver, affects });
      }
    }
  }
  for (const { notUnderstood: effects, builds } of host.runs) {
    for (const effect of effects) if (effect.mayBuildGo) items.push({ reason: effect.reason, driver: effect.driver, affects: builds.map((build) => build.id) });
  }
  for (const effect of host.notUnderstood) if (effect.mayBuildGo) items.push({ reason: effect.reason, driver: effect.driver, affects: [] });
  const merged = new Map<string, NotUnderstood>();
  for (const item of items) {
    const key = JSON.stringify([item.reason.code, item.reason.text, item.reason.at]);
    const earlier = merged.get(key);
    merged.set(key, earlier === undefined ? item : { ...earlier, affects: [...new Set([...earlier.affects, ...item.affects])] });
  }
  return [...merged.values()];
}
