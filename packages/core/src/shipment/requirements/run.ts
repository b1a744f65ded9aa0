import type { Stage } from "../../evaluate/dockerfile/index.js";
import type { Requirement } from "../model.js";
import { execFormRequirement } from "./exec-form.js";
import { unmet } from "./verdicts.js";

/** RUN instructions of a stage, and of those that it needs, which cannot run: no image comes out. */
export function runRequirements(stage: Stage, stages: readonly Stage[]): readonly Requirement[] {
  return neededFor(stage, stages).flatMap(({ node, dockerfile, withoutShell }): readonly Requirement[] => {
    const broken = node.body.flatMap((instruction) => {
      if (instruction.name !== "RUN" || instruction.heredocs.length > 0) return [];
      const command = { form: instruction.form, args: instruction.args.map(({ text }) => text) };
      return execFormRequirement(command, instruction, { file: dockerfile, start: instruction.range[0], end: instruction.range[1] }) ?? [];
    });
    const without = withoutShell
      .filter(({ at }) => !broken.some((other) => other.by?.at.start === at.start))
      .map(({ at, shell }) => unmet("shell", shell, "Run it in a stage that has a shell, and copy what it makes.", [{ fact: "img", text: `${shell} is not in the stage`, at: null }], { instruction: "RUN", at, cure: null }));
    return [...broken, ...without];
  });
}

/** The stage and those that it is made of, in order. */
function neededFor(stage: Stage, stages: readonly Stage[]): readonly Stage[] {
  const needed = new Set<number>();
  const need = ({ index, uses }: Stage): void => {
    if (needed.has(index)) return;
    needed.add(index);
    for (const other of uses) {
      const used = stages[other];
      if (used !== undefined) need(used);
    }
  };
  need(stage);
  return stages.filter(({ index }) => needed.has(index));
}
