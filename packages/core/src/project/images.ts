/** Stages that are images, and the references they stand on. */
import type { Stage } from "../evaluate/dockerfile/index.js";
import type { Entry } from "./model.js";

/**
 * Every stage that somebody may run: the one that a caller names; else the last one, and each that has an ENTRYPOINT or CMD of its own and that no other
 * stage uses (UX.md, gate 4), but for those that other callers name.
 */
export function imageStages(stages: readonly Stage[], { target, otherTargets = [] }: Pick<Entry, "target" | "otherTargets">): readonly Stage[] {
  if (target !== null) return stages.filter((stage) => isNamed(stage, target));
  return stages.filter((stage) => stage.index === stages.length - 1 || (stage.ownCommand && !stage.used && !otherTargets.some((other) => isNamed(stage, other))));
}

function isNamed({ name, index }: Stage, target: string): boolean {
  return name === target.toLowerCase() || String(index) === target;
}

/** What BuildKit builds for a target: it and what it needs, and no other stage. All of them where no target is named, because somebody may want any. */
export function builtStages(stages: readonly Stage[], entry: Pick<Entry, "target">): readonly Stage[] {
  if (entry.target === null) return stages;
  const needed = new Set<number>();
  const need = ({ index, uses }: Stage): void => {
    if (needed.has(index)) return;
    needed.add(index);
    for (const stage of stages) if (uses.has(stage.index)) need(stage);
  };
  imageStages(stages, entry).forEach(need);
  return stages.filter(({ index }) => needed.has(index));
}
