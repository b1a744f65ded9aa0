import type { BakeConfig, BakeTarget } from "./model.js";

/** Targets that a command line names; groups are what they hold. Source: bake.go, ReadTargets, ResolveGroup. */
export function resolveTargets({ targets, groups }: BakeConfig, names: readonly string[]): readonly BakeTarget[] {
  const found = new Map<string, BakeTarget>();
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const own = groups.filter((group) => group.name === name);
    if (own.length > 0) for (const group of own) group.targets.forEach(visit);
    else {
      const target = resolve(name, targets, new Set());
      if (target !== null) found.set(name, target);
    }
  };
  names.flatMap((name) => matching(name, { targets, groups })).forEach(visit);
  return [...found.values()];
}

/** What somebody would build who is not asked for one: the default, each group, and each target that is no part of another. */
export function startingPoints({ targets, groups }: BakeConfig): readonly string[] {
  const inherited = new Set(targets.flatMap((target) => target.inherits));
  const own = targets.filter(({ name, context, dockerfile }) => !name.startsWith("_") && (!inherited.has(name) || context !== null || dockerfile !== null)).map(({ name }) => name);
  return [...new Set([...groups.map(({ name }) => name), ...own])];
}

function matching(pattern: string, { targets, groups }: BakeConfig): readonly string[] {
  if (!/[*?]/.test(pattern)) return [pattern];
  const expression = new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^/]*").replaceAll("?", "[^/]")}$`);
  return [...groups, ...targets].map(({ name }) => name).filter((name) => expression.test(name));
}

/** A target over all that it inherits, in order; several of one name are laid over each other. */
function resolve(name: string, targets: readonly BakeTarget[], above: ReadonlySet<string>): BakeTarget | null {
  if (above.has(name)) return null;
  const own = targets.filter((target) => target.name === name);
  const [first] = own;
  if (first === undefined) return null;
  const bases = own.flatMap((target) => target.inherits).map((base) => resolve(base, targets, new Set([...above, name])));
  return [...bases.filter((base) => base !== null), ...own].reduce<BakeTarget>((under, over) => ({ ...mergedTarget(under, over), name, at: first.at }), { ...EMPTY_TARGET, name, at: first.at });
}

const EMPTY_TARGET: Omit<BakeTarget, "name" | "at"> = {
  inherits: [], context: null, dockerfile: null, hasInlineDockerfile: false, target: null, args: new Map(), contexts: new Map(), platforms: null, outputs: null, gap: null,
};

/** Source: bake.go, Target.Merge. */
function mergedTarget(under: BakeTarget, over: BakeTarget): BakeTarget {
  return {
    ...over,
    context: over.context ?? under.context,
    dockerfile: over.dockerfile ?? under.dockerfile,
    hasInlineDockerfile: over.hasInlineDockerfile || under.hasInlineDockerfile,
    target: over.target ?? under.target,
    args: new Map([...under.args, ...over.args]),
    contexts: new Map([...under.contexts, ...over.contexts]),
    platforms: over.platforms ?? under.platforms,
    outputs: over.outputs ?? under.outputs,
    gap: over.gap ?? under.gap,
  };
}
