/** What makes a target. Source: GNU make 4.3, read.c (record_files), file.c (expand_deps), remake.c (update_file_1). */
import type { Traced } from "../../text/index.js";
import { carrier, concat, literal, slice } from "../../text/index.js";
import type { Automatic } from "./automatic.js";
import { automaticVariables } from "./automatic.js";
import { expand } from "./expand.js";
import type { ImplicitRule } from "./implicit.js";
import type { Make } from "./make.js";
import { prerequisites } from "./record.js";
import type { FileName, Guarded, Prerequisite, Recipe, RuleEntry } from "./rules.js";
import type { Scope } from "./scope.js";
import { localScope } from "./scope.js";

export interface Plan {
  readonly prerequisites: readonly Prerequisite[];
  /** one, or several of which one is used */
  readonly recipes: readonly (Guarded & { readonly recipe: Recipe })[];
  readonly stem: Traced | null;
  readonly alsoMakes: readonly FileName[];
  readonly doubleColon: boolean;
  /** prerequisites that only a chain of implicit rules gives */
  readonly intermediates: ReadonlyMap<string, ImplicitRule>;
  /** named as a target by some rule */
  readonly isTarget: boolean;
  /** the recipe is the one of `.DEFAULT` */
  readonly isDefault: boolean;
}

/** Joins the rules of a target: prerequisites of the one with the recipe come first. */
export function planOf(make: Make, name: FileName, entries: readonly RuleEntry[], scope: Scope): Plan {
  let all: readonly Prerequisite[] = [];
  for (const entry of entries) {
    const own = entry.secondExpansion === null ? entry.prerequisites : expandedAgain(make, entry.secondExpansion, scope, { target: name, stem: entry.stem, before: all });
    const guarded = entry.when.length === 0 ? own : own.map((prerequisite) => ({ ...prerequisite, when: [...prerequisite.when, ...entry.when] }));
    all = entry.recipe === null ? [...all, ...guarded] : [...guarded, ...all];
  }
  return {
    prerequisites: all,
    recipes: recipesOf(entries),
    stem: entries.findLast((entry) => entry.stem !== null)?.stem ?? null,
    alsoMakes: entries.flatMap((entry) => entry.alsoMakes),
    doubleColon: entries.some((entry) => entry.doubleColon),
    intermediates: new Map(),
    isTarget: entries.length > 0,
    isDefault: false,
  };
}

/** The last recipe is the one that counts; those before it where its condition does not hold. */
function recipesOf(entries: readonly RuleEntry[]): Plan["recipes"] {
  const found: (Guarded & { readonly recipe: Recipe })[] = [];
  for (const { recipe, when } of [...entries].reverse()) {
    if (recipe === null) continue;
    found.push({ recipe, when });
    if (when.length === 0) break;
  }
  return found.length === 1 ? found : found.map(({ recipe, when }) => ({ recipe, when: when.length > 0 ? when : ["otherwise"] }));
}

export function planOfImplicit(found: ImplicitRule, plan: Plan | null = null): Plan {
  return {
    prerequisites: [...found.prerequisites, ...(plan?.prerequisites ?? [])],
    recipes: found.recipe === null ? [] : [{ recipe: found.recipe, when: [] }],
    stem: found.stem,
    alsoMakes: found.alsoMakes,
    doubleColon: false,
    intermediates: found.intermediates,
    isTarget: true,
    isDefault: false,
  };
}

/** Prerequisites of a `.SECONDEXPANSION` rule for one target. `%` of a pattern rule stands for the stem here too. */
export function expandedAgain(
  make: Make,
  text: Traced,
  scope: Scope,
  { target, stem, before }: { readonly target: FileName; readonly stem: Traced | null; readonly before: readonly Prerequisite[] },
): readonly Prerequisite[] {
  const automatic: Automatic = { target, prerequisites: before.filter(({ orderOnly }) => !orderOnly).map(({ name }) => name), orderOnly: [], stem, allNewer: true, isDefault: false, knowsSuffixes: true };
  const written = stem === null ? text : replaceAll(text, "%", literal("$*"));
  return make.within(localScope(automaticVariables(automatic), scope), () => prerequisites(make, expand(make, written)));
}

function replaceAll(text: Traced, search: string, replacement: Traced): Traced {
  let at = 0;
  return concat(
    ...carrier(text).split(search).flatMap((part, i) => {
      const kept = slice(text, at, at + part.length);
      at += part.length + search.length;
      return i === 0 ? [kept] : [replacement, kept];
    }),
  );
}
