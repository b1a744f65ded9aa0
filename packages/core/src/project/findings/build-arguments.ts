import type { Dockerfile, Instruction, StageNode } from "../../syntax/dockerfile/index.js";
import { literalOf, type Origin } from "../../text/index.js";
import type { BuildInvocation } from "../model.js";
import type { Detection } from "./detector.js";

/** A build argument that a Dockerfile declares. */
export interface DeclaredArgument {
  readonly name: string;
  readonly hasDefault: boolean;
  /** the name, where it is written */
  readonly at: Origin;
  /** null before the first FROM */
  readonly stage: number | null;
}

/** Every ARG of a Dockerfile, in order. */
export function declaredArguments(dockerfile: string, { preamble, stages }: Dockerfile): readonly DeclaredArgument[] {
  const of = (body: readonly Instruction[], stage: number | null): readonly DeclaredArgument[] =>
    body.flatMap((instruction) => {
      const own = instruction.name === "ONBUILD" && instruction.inner !== null ? instruction.inner : instruction;
      if (own.name !== "ARG") return [];
      return own.pairs.flatMap((pair): readonly DeclaredArgument[] => {
        const name = literalOf(pair.name);
        const [start, end] = pair.range;
        return name === null ? [] : [{ name, hasDefault: pair.value !== null, at: { file: dockerfile, start, end: Math.min(end, start + name.length) }, stage }];
      });
    });
  return [...of(preamble, null), ...stages.flatMap((stage, i) => of(stage.body, i))];
}

/** Whether BuildKit itself knows an argument. Source: Dockerfile reference, "Predefined ARGs", "BuildKit built-in build args", "Automatic platform ARGs". */
export function isPredefinedArgument(name: string): boolean {
  return PREDEFINED.test(name);
}

const PREDEFINED = /^(?:(?:https?|ftp|all|no)_proxy|buildkit_\w+|source_date_epoch|(?:target|build)(?:platform|os|arch|variant)|docker_\w+|dockerfile_check|bake_\w+)$/i;

/** A stage of a Dockerfile, by its index. */
interface StageOfDockerfile {
  readonly dockerfile: string;
  readonly tree: Dockerfile;
  readonly stage: number;
}

/** The stages that start a build: one of each Dockerfile that leads to it. */
export function stagesThatBuild(invocation: BuildInvocation, { entries, session }: Detection): readonly StageOfDockerfile[] {
  const dockerfiles = new Set(entries.filter(({ id }) => invocation.entries.includes(id)).map(({ dockerfile }) => dockerfile));
  return [...dockerfiles].flatMap((dockerfile): readonly StageOfDockerfile[] => {
    const tree = dockerfile === null ? null : session.sources.dockerfile(dockerfile);
    const built = dockerfile === null ? null : startIn(dockerfile, invocation);
    const stage = tree === null || built === null ? null : stageAt(built.start, tree);
    return dockerfile === null || tree === null || stage === null ? [] : [{ dockerfile, tree, stage }];
  });
}

/** The stage in which a place lies; null outside of all. */
function stageAt(offset: number, { stages }: Dockerfile): number | null {
  const index = stages.findIndex(({ range }: StageNode) => range[0] <= offset && offset < range[1]);
  return index === -1 ? null : index;
}

/** A stage and those that it continues, down to the one that begins with an image; they hand on their arguments. */
export function lineage(stage: number, tree: Dockerfile): readonly number[] {
  const base = literalOf(tree.stages[stage]?.from.args[0]?.text ?? { pieces: [] })?.toLowerCase();
  const parent = tree.stages.findLastIndex(({ alias }, i) => i < stage && alias !== null && literalOf(alias.text)?.toLowerCase() === base);
  return parent === -1 ? [stage] : [stage, ...lineage(parent, tree)];
}

/** Where a Dockerfile starts the build; null when it does not. */
export function startIn(dockerfile: string, { at, chain }: BuildInvocation): Origin | null {
  return [at, ...chain.map((step) => step.at)].find((place) => place?.file === dockerfile) ?? null;
}

/** Whether a Dockerfile of the entries declares a build argument of that name, in whatever stage. */
export function isBuildArgument(name: string, entries: readonly string[], { entries: all, session }: Detection): boolean {
  return all.some(({ id, dockerfile }) => {
    const tree = dockerfile === null || !entries.includes(id) ? null : session.sources.dockerfile(dockerfile);
    return dockerfile !== null && tree !== null && declaredArguments(dockerfile, tree).some((argument) => argument.name === name);
  });
}
