/** Image builds as the settings say that they are. What they do not say is as it was found. */
import type { Dockerfile } from "../syntax/dockerfile/index.js";
import { literalOf, type Hop } from "../text/index.js";
import type { CalledEntry } from "./entry-merge.js";
import type { DockerfileEntry } from "./model.js";
import type { Session } from "./session.js";
import { saidHop, type Said, type SaidOfImage } from "./settings/index.js";

/** The stage that an entry builds: the one that it names, else the last one. */
export function targetOf(target: string | null, { stages }: Dockerfile): string {
  if (target !== null) return target;
  const last = stages.at(-1);
  return (last?.alias == null ? null : literalOf(last.alias.text)) ?? String(stages.length - 1);
}

/** All that is said of what an entry builds; null when nothing is. */
export function saidOf({ dockerfile, target }: Pick<DockerfileEntry, "dockerfile" | "target">, { said, sources }: Session): SaidOfImage | null {
  const tree = sources.dockerfile(dockerfile);
  return tree === null ? null : said.of(dockerfile, targetOf(target, tree));
}

/** A context that is said takes the place of the one that was found, and of what was put together for it. */
export function asSaid(called: CalledEntry, session: Session): CalledEntry {
  const said = saidOf(called.entry, session);
  return said === null ? called : { ...called, entry: entryAsSaid(called.entry, said), files: said.context === null ? called.files : null };
}

export function entryAsSaid(entry: DockerfileEntry, { at, context, buildArgs }: SaidOfImage): DockerfileEntry {
  const isOurs = entry.kind === "assumed" && (context !== null || buildArgs.size > 0 || entry.target !== null);
  return {
    ...entry,
    ...(isOurs ? { kind: "settings", at } : {}),
    context: context?.value ?? entry.context,
    buildArgs: new Map([...entry.buildArgs, ...buildArgs]),
  };
}

/** Targets that are named for a Dockerfile, that it has, and that none of the builds makes. */
export function targetsToAdd(dockerfile: string, called: readonly CalledEntry[], tree: Dockerfile, { said }: Session): readonly Said<string>[] {
  const built = new Set(called.filter(({ entry }) => entry.makesImage).map(({ entry }) => targetOf(entry.target, tree).toLowerCase()));
  return said.targetsOf(dockerfile).filter(({ value }) => !built.has(value.toLowerCase()) && hasStage(value, tree));
}

export function hasStage(target: string, { stages }: Dockerfile): boolean {
  return stages.some(({ alias }, index) => target === String(index) || (alias !== null && literalOf(alias.text)?.toLowerCase() === target.toLowerCase()));
}

/** For people: what is said of the images that are built. */
export function saidHops(entries: readonly DockerfileEntry[], session: Session): readonly Hop[] {
  return entries.flatMap((entry) => {
    const said = saidOf(entry, session);
    return said === null ? [] : [saidHop(entry.target === null ? entry.dockerfile : `${entry.dockerfile} (${entry.target})`, said)];
  });
}
