/** Stages that are images, and the references they stand on. */
import type { Stage } from "../evaluate/dockerfile/index.js";

/**
 * Every stage that somebody may run: the one that a caller names; else the last one, and each that has an ENTRYPOINT or CMD of its own and that no other
 * stage uses (UX.md, gate 4).
 */
export function imageStages(stages: readonly Stage[], target: string | null): readonly Stage[] {
  if (target !== null) return stages.filter((stage) => stage.name === target.toLowerCase() || String(stage.index) === target);
  return stages.filter((stage) => stage.index === stages.length - 1 || (stage.ownCommand && !stage.used));
}

/** What BuildKit builds for a target: it and what it needs, and no other stage. All of them where no target is named, because somebody may want any. */
export function builtStages(stages: readonly Stage[], target: string | null): readonly Stage[] {
  if (target === null) return stages;
  const needed = new Set<number>();
  const need = ({ index, uses }: Stage): void => {
    if (needed.has(index)) return;
    needed.add(index);
    for (const stage of stages) if (uses.has(stage.index)) need(stage);
  };
  imageStages(stages, target).forEach(need);
  return stages.filter(({ index }) => needed.has(index));
}
