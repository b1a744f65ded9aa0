/** Which targets a goal makes, and in which order. Source: GNU make 4.3, remake.c (update_file_1, check_dep). */
import { LIMITS } from "../../limits.js";
import type { Hop, Traced } from "../../text/index.js";
import { carrier, concat, literal, literalOf, originOf, shapeOf, slice } from "../../text/index.js";
import { inSet, newValue } from "./assign.js";
import type { Automatic } from "./automatic.js";
import { automaticVariables } from "./automatic.js";
import { expand } from "./expand.js";
import { recipeEnvironment } from "./exports.js";
import type { ImplicitRule, Search } from "./implicit.js";
import { findImplicitRule } from "./implicit.js";
import type { Make } from "./make.js";
import { matchPattern } from "./pattern.js";
import { absolutePath } from "./paths.js";
import { runRecipe } from "./recipe.js";
import { prerequisites as parsePrerequisites } from "./record.js";
import type { FileName, PatternRule, Prerequisite, Recipe, RuleEntry } from "./rules.js";
import type { Scope } from "./scope.js";
import { localScope } from "./scope.js";
import { searchedName } from "./search-path.js";
import type { Answer } from "./values.js";
import { couldBe, shown } from "./values.js";
import type { Variable } from "./variable.js";

export interface Outcome {
  /** whether what depends on it must be made again */
  readonly changed: Answer;
  readonly failed: boolean;
}

const PERHAPS: Outcome = { changed: "maybe", failed: false };
const UNCHANGED: Outcome = { changed: "no", failed: false };
const FAILED: Outcome = { changed: "maybe", failed: true };

/** A target with what makes it. */
interface Plan {
  readonly prerequisites: readonly Prerequisite[];
  readonly recipes: readonly { readonly recipe: Recipe; readonly when: readonly string[] }[];
  readonly stem: Traced | null;
  readonly alsoMakes: readonly FileName[];
  readonly doubleColon: boolean;
  readonly intermediates: ReadonlyMap<string, ImplicitRule>;
  readonly isTarget: boolean;
  readonly isDefault?: boolean;
}

export class Updater {
  readonly #outcomes = new Map<string, Outcome>();
  readonly #running = new Set<string>();
  readonly #mentioned: ReadonlySet<string>;
  readonly #search: Search;

  constructor(
    private readonly make: Make,
    builtinRules: readonly PatternRule[],
    private readonly level: number,
  ) {
    // a target-specific variable mentions its target too
    const mentioned = new Set([...make.targetVariables.entries()].map(([key]) => key));
    for (const [key, record] of make.targets.entries()) {
      mentioned.add(key);
      for (const entry of record.entries) for (const { name } of entry.prerequisites) mentioned.add(name.key);
    }
    this.#mentioned = mentioned;
    this.#search = {
      make,
      rules: [...(make.patternRules.get("") ?? []), ...builtinRules],
      exists: (name) => this.#exists(name),
      mentioned: (key) => this.#mentioned.has(key),
      expandAgain: (text, target, stem) => this.#expandAgain(text, this.#scopeOf(target, make.global), { target, prerequisites: [], orderOnly: [], stem, allNewer: true }),
    };
  }

  /** Brings a target up to date. `chain` leads to it. */
  update(name: FileName, parent: Scope, chain: readonly Hop[], implicit: ImplicitRule | null = null): Outcome {
    const known = this.#outcomes.get(name.key);
    if (known !== undefined) return known;
    // make drops circular dependencies
    if (this.#running.has(name.key)) return UNCHANGED;
    if (this.#running.size >= MAX_DEPTH) return this.#notUnderstood(`limit: prerequisites nested deeper than ${MAX_DEPTH}`, chain, "limit");
    this.#running.add(name.key);
    const outcome = this.#updateAll(name, parent, chain, implicit);
    this.#running.delete(name.key);
    this.#outcomes.set(name.key, outcome);
    return outcome;
  }

  #updateAll(name: FileName, parent: Scope, chain: readonly Hop[], implicit: ImplicitRule | null): Outcome {
    const record = this.make.targets.get(name.key);
    if (record === undefined && implicit === null) {
      const similar = this.#similar(name);
      if (similar.length > 0) {
        const outcomes = similar.map((other) => this.make.perhaps(() => this.update(other, parent, chain)));
        return { changed: "maybe", failed: outcomes.every((outcome) => outcome.failed) };
      }
    }
    const scope = this.#scopeOf(name, parent);
    const entries = record?.entries ?? [];
    if (entries[0]?.doubleColon === true) {
      const outcomes = entries.map((entry) => this.#guarded(entry.when, () => this.#updateOne(name, this.#planOf(name, [entry], scope), scope, chain), PERHAPS));
      return { changed: strongest(outcomes.map((outcome) => outcome.changed)), failed: outcomes.some((outcome) => outcome.failed) };
    }
    const plan = implicit === null ? this.#planOf(name, entries, scope) : fromImplicit(implicit);
    return this.#updateOne(name, plan, scope, chain);
  }

  #updateOne(name: FileName, plan: Plan, scope: Scope, chain: readonly Hop[]): Outcome {
    const here: readonly Hop[] = [...chain, { fact: "", text: `target ${carrier(name.text)}`, at: originOf(name.text) }];
    const phony = this.#isPhony(name);
    const exists = phony === "yes" ? "no" : this.#exists(name);
    const complete = this.#withImplicitRule(name, plan, phony);
    let must: Answer = exists === "no" || this.make.flags.alwaysMake ? "yes" : exists === "maybe" ? "maybe" : "no";
    const updated = this.#updatePrerequisites(name, complete, scope, here, must);
    if (updated === null) return FAILED;
    const { changed } = updated;
    if (updated.unsure && must === "no") must = "maybe";
    // times of files that are in the repository are not known: any of them may be newer
    const hasTimes = complete.prerequisites.some(({ orderOnly }) => !orderOnly);
    must = strongest([must, changed, hasTimes && exists !== "no" ? "maybe" : "no"]);
    if (complete.doubleColon && complete.prerequisites.length === 0) must = "yes";
    if (complete.recipes.length === 0) {
      if (complete.isTarget || exists === "yes" || phony !== "no") return { changed: exists === "no" ? "yes" : exists === "yes" ? "no" : "maybe", failed: false };
      if (exists === "maybe") return { changed: "maybe", failed: false };
      this.#notUnderstood(`no make rule for ${carrier(name.text)}, and no such file`, here, "file");
      return FAILED;
    }
    if (must === "no") return UNCHANGED;
    return this.#guarded(must === "yes" ? [] : [`${carrier(name.text)} is not up to date`], () => this.#run(name, complete, scope, here, exists), PERHAPS);
  }

  /**
   * Intermediate files come last, and only when the target must be made; before that what they are made from. Null when one fails. Source:
   * remake.c, update_file_1 and check_dep.
   */
  #updatePrerequisites(name: FileName, plan: Plan, scope: Scope, chain: readonly Hop[], must: Answer): { readonly changed: Answer; readonly unsure: boolean } | null {
    let changed: Answer = "no";
    let unsure = false;
    const later: Prerequisite[] = [];
    for (const prerequisite of plan.prerequisites) {
      const { name: needed } = prerequisite;
      if (needed.kind === "gap" && this.make.targets.get(needed.key) === undefined) {
        // where it is one word after all, a pattern rule may make it
        if (!shapeOf(needed.text).mayBeEmpty) this.#guarded(["it is one file"], () => this.update({ ...needed, kind: "word" }, scope, chain), PERHAPS);
        this.#notUnderstood(`prerequisites of ${carrier(name.text)} that are not known`, chain, "not-understood");
        unsure = true;
        continue;
      }
      const implicit = plan.intermediates.get(needed.key);
      if (implicit !== undefined) {
        later.push(prerequisite);
        if (this.#updatePrerequisites(needed, fromImplicit(implicit), this.#scopeOf(needed, scope), chain, must) === null) return null;
        continue;
      }
      const outcome = this.#updateNeeded(prerequisite, plan, scope, chain);
      if (outcome === null) return null;
      changed = strongest([changed, outcome]);
    }
    if (must === "no" && changed === "no") return { changed, unsure };
    for (const prerequisite of later) {
      const outcome = this.#updateNeeded(prerequisite, plan, scope, chain);
      if (outcome === null) return null;
      changed = strongest([changed, outcome]);
    }
    return { changed, unsure };
  }

  /** Whether a prerequisite changed, as far as that matters to the target; null when it fails for certain. */
  #updateNeeded({ name, orderOnly, when }: Prerequisite, plan: Plan, scope: Scope, chain: readonly Hop[]): Answer | null {
    const conditions = name.kind === "gap" && shapeOf(name.text).mayBeEmpty ? [...when, `${shown(name.text)} is not empty`] : when;
    const outcome = this.#guarded(conditions, () => this.update(name, scope, chain, plan.intermediates.get(name.key) ?? null), PERHAPS);
    if (outcome.failed && conditions.length === 0 && !this.make.flags.keepGoing) return null;
    if (orderOnly) return "no";
    return conditions.length === 0 || outcome.changed === "no" ? outcome.changed : "maybe";
  }

  #run(name: FileName, plan: Plan, scope: Scope, chain: readonly Hop[], exists: Answer): Outcome {
    const { make } = this;
    const automatic: Automatic = {
      target: name,
      prerequisites: plan.prerequisites.filter(({ orderOnly }) => !orderOnly).map((prerequisite) => ({ ...searchedName(make, prerequisite.name), when: prerequisite.when })),
      orderOnly: plan.prerequisites.filter(({ orderOnly }) => orderOnly).map((prerequisite) => ({ ...searchedName(make, prerequisite.name), when: prerequisite.when })),
      stem: plan.stem,
      allNewer: exists === "no",
      isDefault: plan.isDefault ?? false,
      knowsSuffixes: !make.flags.noBuiltinRules,
    };
    const inner = localScope(automaticVariables(automatic), scope);
    let failed = false;
    for (const { recipe, when } of plan.recipes) {
      const succeeded = this.#guarded(when, () =>
        make.within(inner, () => runRecipe(make, { recipe, environment: recipeEnvironment(make, inner, this.level), chain, silent: this.#isListed(".SILENT", name), ignoreErrors: this.#isListed(".IGNORE", name) })),
        true,
      );
      if (!succeeded && when.length === 0 && make.certainty === "must") failed = true;
    }
    for (const other of plan.alsoMakes) this.#outcomes.set(other.key, { changed: "yes", failed });
    return { changed: exists === "no" ? "yes" : "maybe", failed };
  }

  /** Runs what happens in some ways only: its changes are joined with the state without it; where it stops make, it did not happen. */
  #guarded<T>(when: readonly string[], run: () => T, otherwise: T): T {
    if (when.length === 0) return run();
    const ways = this.make.world.either<{ readonly value: T } | null>([
      { when: when.join(", "), run: () => ({ value: run() }) },
      { when: "", run: () => null },
    ]);
    return ways.find((way) => way.value !== null)?.value?.value ?? otherwise;
  }

  /** Joins the rules of a target: prerequisites of the one with the recipe come first. Source: read.c, record_files. */
  #planOf(name: FileName, entries: readonly RuleEntry[], scope: Scope): Plan {
    let all: readonly Prerequisite[] = [];
    for (const entry of entries) {
      const own = entry.secondExpansion === null ? entry.prerequisites : this.#again(entry, name, all, scope);
      const guarded = entry.when.length === 0 ? own : own.map((prerequisite) => ({ ...prerequisite, when: [...prerequisite.when, ...entry.when] }));
      all = entry.recipe === null ? [...all, ...guarded] : [...guarded, ...all];
    }
    const recipes: { readonly recipe: Recipe; readonly when: readonly string[] }[] = [];
    for (const entry of [...entries].reverse()) {
      if (entry.recipe === null) continue;
      recipes.push({ recipe: entry.recipe, when: entry.when });
      if (entry.when.length === 0) break;
    }
    // several recipes, of which one is used: each only may run
    const settled = recipes.length > 1 ? recipes.map(({ recipe, when }) => ({ recipe, when: when.length > 0 ? when : ["otherwise"] })) : recipes;
    return {
      prerequisites: all,
      recipes: settled,
      stem: entries.findLast((entry) => entry.stem !== null)?.stem ?? null,
      alsoMakes: entries.flatMap((entry) => entry.alsoMakes),
      doubleColon: entries.some((entry) => entry.doubleColon),
      intermediates: new Map(),
      isTarget: entries.length > 0,
    };
  }

  #again(entry: RuleEntry, target: FileName, before: readonly Prerequisite[], scope: Scope): readonly Prerequisite[] {
    const names = before.filter(({ orderOnly }) => !orderOnly).map(({ name }) => name);
    return this.#expandAgain(entry.secondExpansion as Traced, scope, { target, prerequisites: names, orderOnly: [], stem: entry.stem, allNewer: true });
  }

  /** `%` of a pattern rule stands for the stem here too. Source: file.c (expand_deps), implicit.c. */
  #expandAgain(text: Traced, scope: Scope, automatic: Automatic): readonly Prerequisite[] {
    const written = automatic.stem === null ? text : replaceAll(text, "%", literal("$*"));
    return this.make.within(localScope(automaticVariables(automatic), scope), () => parsePrerequisites(this.make, expand(this.make, written)));
  }

  #withImplicitRule(name: FileName, plan: Plan, phony: Answer): Plan {
    if (phony === "yes" || plan.recipes.length > 0) return plan;
    const found = findImplicitRule(this.#search, name);
    if (found !== null) return { ...fromImplicit(found), prerequisites: [...found.prerequisites, ...plan.prerequisites], isTarget: true };
    const fallback = plan.isTarget || this.#exists(name) === "yes" ? undefined : this.make.targets.get(".DEFAULT")?.entries.findLast((entry) => entry.recipe !== null);
    if (fallback?.recipe === null || fallback === undefined) return plan;
    return { ...plan, recipes: [{ recipe: fallback.recipe, when: fallback.when }], isDefault: true };
  }

  #exists(name: FileName): Answer {
    const text = literalOf(name.text);
    const path = text === null ? null : absolutePath(this.make.run.directory, text);
    if (path === null) return "maybe";
    const fact = this.make.machine.files.stat(path);
    if (fact.kind === "unknown") return "maybe";
    if (fact.kind !== "absent") return "yes";
    return searchedName(this.make, name) === name ? "no" : "yes";
  }

  #isPhony(name: FileName): Answer {
    return this.#listed(".PHONY", name);
  }

  #isListed(special: string, name: FileName): boolean {
    const record = this.make.targets.get(special);
    if (record?.entries.every((entry) => entry.prerequisites.length === 0) === true) return true;
    return this.#listed(special, name) === "yes";
  }

  #listed(special: string, name: FileName): Answer {
    const record = this.make.targets.get(special);
    let answer: Answer = "no";
    for (const entry of record?.entries ?? []) {
      for (const { name: other, when } of entry.prerequisites) {
        if (other.key === name.key) answer = strongest([answer, when.length === 0 && entry.when.length === 0 ? "yes" : "maybe"]);
        else if (other.kind === "gap") answer = strongest([answer, "maybe"]);
      }
    }
    return answer;
  }

  /** Targets whose name is not known and that may be the one that is wanted. */
  #similar(name: FileName): readonly FileName[] {
    const text = literalOf(name.text);
    if (text === null) return [];
    return [...this.make.targets.entries()].filter(([, record]) => literalOf(record.name.text) === null && record.name.text.pieces.length > 0 && couldBe(record.name.text, text)).map(([, record]) => record.name);
  }

  #scopeOf(name: FileName, parent: Scope): Scope {
    const { make } = this;
    const own: Scope = {
      get: (variable) => make.targetVariables.get(name.key)?.get(variable),
      entries: () => make.targetVariables.get(name.key) ?? [],
      next: this.#patternScope(name, parent),
      nextIsParent: false,
    };
    return own;
  }

  /** Pattern-specific variables that match, the most specific last. Source: variable.c, initialize_file_variables. */
  #patternScope(name: FileName, parent: Scope): Scope {
    const { make } = this;
    const matching = (make.patternVariables.get("") ?? [])
      .map((variable) => ({ variable, match: matchPattern(variable.pattern, name.text) }))
      .filter(({ match }) => match.answer === "yes")
      .sort((a, b) => carrier(b.match.stem ?? { pieces: [] }).length - carrier(a.match.stem ?? { pieces: [] }).length);
    const variables = new Map<string, Variable>();
    const scope: Scope = { get: (variable) => variables.get(variable), entries: () => variables, next: parent, nextIsParent: true };
    for (const { variable } of matching) {
      make.within(scope, () => {
        const written = literalOf(expand(make, variable.assignment.name));
        if (written !== null) variables.set(written, inSet(make, scope, variables.get(written), written, newValue(variable.assignment), variable.expanded));
      });
    }
    return scope;
  }

  #notUnderstood(text: string, chain: readonly Hop[], code: "file" | "limit" | "not-understood"): Outcome {
    this.make.machine.record({ kind: "not-understood", reason: { code, text, at: chain.at(-1)?.at ?? this.make.run.at }, driver: "make", mayBuildGo: true, chain });
    return PERHAPS;
  }
}

function replaceAll(text: Traced, search: string, replacement: Traced): Traced {
  const parts = carrier(text).split(search);
  let at = 0;
  return concat(
    ...parts.flatMap((part, i) => {
      const kept = slice(text, at, at + part.length);
      at += part.length + search.length;
      return i === 0 ? [kept] : [replacement, kept];
    }),
  );
}

const MAX_DEPTH = LIMITS.expansionDepth;

function strongest(answers: readonly Answer[]): Answer {
  return answers.includes("yes") ? "yes" : answers.includes("maybe") ? "maybe" : "no";
}

function fromImplicit(found: ImplicitRule): Plan {
  return {
    prerequisites: found.prerequisites,
    recipes: found.recipe === null ? [] : [{ recipe: found.recipe, when: found.when }],
    stem: found.stem,
    alsoMakes: found.alsoMakes,
    doubleColon: false,
    intermediates: found.intermediates,
    isTarget: true,
  };
}
