/** Which targets a goal makes, and in which order. Source: GNU make 4.3, remake.c (update_file_1, check_dep). */
import { LIMITS } from "../../limits.js";
import type { Hop, Reason } from "../../text/index.js";
import { carrier, firstUnknown, literalOf, originOf, shapeOf } from "../../text/index.js";
import { absolutePath } from "../../workspace/index.js";
import { automaticVariables } from "./automatic.js";
import { recipeEnvironment } from "./exports.js";
import type { ImplicitRule, Search } from "./implicit.js";
import { findImplicitRules } from "./implicit.js";
import type { Make } from "./make.js";
import type { Plan } from "./plan.js";
import { expandedAgain, planOf, planOfImplicit } from "./plan.js";
import type { Meant } from "./meant.js";
import { meantBy } from "./meant.js";
import { runRecipe } from "./recipe.js";
import type { FileName, PatternRule, Prerequisite } from "./rules.js";
import type { Scope } from "./scope.js";
import { localScope } from "./scope.js";
import { searchedName } from "./search-path.js";
import { SpecialTarget } from "./special-targets.js";
import { targetScope } from "./target-scope.js";
import type { Answer } from "./values.js";
import { couldBe, shown, strongest } from "./values.js";
import { notUnderstood } from "../may-hide-build.js";

export interface Outcome {
  /** whether what depends on it must be made again */
  readonly changed: Answer;
  readonly failed: boolean;
}

const PERHAPS: Outcome = { changed: "maybe", failed: false };
const UNCHANGED: Outcome = { changed: "no", failed: false };
const FAILED: Outcome = { changed: "maybe", failed: true };

/** A target that is being made: where it stands in the graph. */
interface Place {
  readonly scope: Scope;
  /** up to the target itself */
  readonly chain: readonly Hop[];
}

export class Updater {
  readonly #outcomes = new Map<string, { readonly outcome: Outcome; readonly certain: boolean }>();
  readonly #running = new Set<string>();
  /** Most makefiles need none of the builtin rules, and reading them takes longer than reading the makefile. */
  #search: Search | null = null;
  readonly #phony: SpecialTarget;
  readonly #silent: SpecialTarget;
  readonly #ignore: SpecialTarget;
  /** targets whose name is not known */
  readonly #unknownTargets: readonly FileName[];

  constructor(
    private readonly make: Make,
    private readonly builtinRules: () => readonly PatternRule[],
    private readonly level: number,
  ) {
    this.#phony = new SpecialTarget(make, ".PHONY");
    this.#silent = new SpecialTarget(make, ".SILENT");
    this.#ignore = new SpecialTarget(make, ".IGNORE");
    this.#unknownTargets = [...make.targets.entries()].map(([, record]) => record.name).filter((name) => literalOf(name.text) === null);
  }

  #implicitRules(name: FileName): readonly ImplicitRule[] {
    return findImplicitRules((this.#search ??= this.#searched()), name);
  }

  #searched(): Search {
    const { make } = this;
    const mentioned = mentionedNames(make);
    const builtinRules = this.builtinRules();
    return {
      make,
      rules: [...(make.patternRules.get("") ?? []), ...builtinRules],
      builtin: new Set(builtinRules),
      exists: (name) => this.#exists(name),
      mentioned: (key) => mentioned.has(key),
      expandAgain: (text, target, stem) => expandedAgain(make, text, targetScope(make, target, make.global), { target, stem, before: [] }),
    };
  }

  /** Brings a target up to date. `chain` leads to it; `implicit` is how an intermediate file is made. */
  update(name: FileName, parent: Scope, chain: readonly Hop[], implicit: ImplicitRule | null = null): Outcome {
    const known = this.#outcomes.get(name.key);
    // what was made in some ways only is made now for certain
    if (known !== undefined && (known.certain || this.make.certainty === "may")) return known.outcome;
    // make drops circular dependencies
    if (this.#running.has(name.key)) return UNCHANGED;
    if (this.#running.size >= LIMITS.expansionDepth) return this.#notUnderstood(`limit: prerequisites nested deeper than ${LIMITS.expansionDepth}`, chain, "limit");
    this.#running.add(name.key);
    try {
      // a name is pointed at where a rule defines it
      const outcome = this.#updateRules(this.make.targets.get(name.key)?.name ?? name, parent, chain, implicit);
      this.#outcomes.set(name.key, { outcome, certain: this.make.certainty === "must" });
      return outcome;
    } finally {
      this.#running.delete(name.key);
    }
  }

  #updateRules(name: FileName, parent: Scope, chain: readonly Hop[], implicit: ImplicitRule | null): Outcome {
    const { make } = this;
    const record = make.targets.get(name.key);
    const place = { scope: targetScope(make, name, parent), chain: [...chain, { fact: "", text: `target ${carrier(name.text)}`, at: originOf(name.text) }] };
    if (implicit !== null) return this.#updateTarget(name, planOfImplicit(implicit), place);
    const entries = record?.entries ?? [];
    const similar = record === undefined ? this.#similar(name) : [];
    if (similar.length > 0) return this.#updateSimilar(name, similar, parent, place);
    const meant = record === undefined ? meantBy(make, name.text) : null;
    if (meant !== null) return this.#updateMeant(name, meant, parent, place);
    if (entries[0]?.doubleColon !== true) return this.#updateTarget(name, planOf(make, name, entries, place.scope), place);
    const outcomes = entries.map((entry) => this.#guarded(entry.when, () => this.#updateTarget(name, planOf(make, name, [entry], place.scope), place), PERHAPS));
    return { changed: strongest(outcomes.map((outcome) => outcome.changed)), failed: outcomes.some((outcome) => outcome.failed) };
  }

  /** A name without a rule of its own: it may be one of the targets whose name is not known, or what an implicit rule makes. */
  #updateSimilar(name: FileName, similar: readonly FileName[], parent: Scope, place: Place): Outcome {
    const is = (other: FileName): string => `${carrier(name.text)} is ${shown(other.text)}`;
    // not kept: when the other is needed by its own name it is made then
    const outcomes = similar.map((other) => (this.#running.has(other.key) ? UNCHANGED : this.#guarded([is(other)], () => this.#updateRules(other, parent, place.chain, null), PERHAPS)));
    for (const implicit of this.#implicitRules(name)) outcomes.push(this.#guarded([`${carrier(name.text)} is none of the targets that are not known`], () => this.#updateTarget(name, planOfImplicit(implicit), place), PERHAPS));
    return { changed: "maybe", failed: outcomes.every((outcome) => outcome.failed) };
  }

  /** A name that is one of several. */
  #updateMeant(name: FileName, { names, all }: Meant, parent: Scope, place: Place): Outcome {
    const outcomes = names.map((one) => this.#guarded([`${shown(name.text)} is ${carrier(one.text)}`], () => this.update(one, parent, place.chain), PERHAPS));
    if (all) return { changed: "maybe", failed: outcomes.every((outcome) => outcome.failed) };
    const others = this.#implicitRules(name);
    for (const implicit of others) this.#guarded([`${shown(name.text)} is none of them`], () => this.#updateTarget(name, planOfImplicit(implicit), place), PERHAPS);
    if (others.length === 0) this.#notUnderstood(`which target ${shown(name.text)} is`, place.chain, "not-understood");
    return PERHAPS;
  }

  #updateTarget(name: FileName, plan: Plan, place: Place): Outcome {
    if (plan.recipes.length > 0 || this.#phony.names(name) === "yes") return this.#updateComplete(name, plan, place);
    const found = this.#implicitRules(name);
    const [first] = found;
    if (first === undefined) return this.#updateComplete(name, this.#withDefaultRecipe(name, plan), place);
    if (first.when.length === 0) return this.#updateComplete(name, planOfImplicit(first, plan), place);
    const outcomes = found.map((implicit) =>
      this.#guarded(implicit.when.length === 0 ? ["otherwise"] : implicit.when, () => this.#updateComplete(name, planOfImplicit(implicit, plan), place), PERHAPS),
    );
    return { changed: strongest(["maybe", ...outcomes.map((outcome) => outcome.changed)]), failed: false };
  }

  #updateComplete(name: FileName, complete: Plan, place: Place): Outcome {
    const phony = this.#phony.names(name);
    const exists = phony === "yes" ? "no" : this.#exists(name);
    const missing: Answer = exists === "no" || this.make.flags.alwaysMake ? "yes" : exists === "maybe" ? "maybe" : "no";
    const updated = this.#updatePrerequisites(name, complete, place, missing);
    if (updated === null) return FAILED;
    if (complete.recipes.length === 0) {
      if (complete.isTarget || phony !== "no" || exists !== "no") return { changed: exists === "no" ? "yes" : exists === "yes" ? "no" : "maybe", failed: false };
      this.#notUnderstood(`no make rule for ${carrier(name.text)}, and no such file`, place.chain, "file");
      return FAILED;
    }
    // times of files that are in the repository are not known: any of them may be newer
    const hasTimes = exists !== "no" && complete.prerequisites.some(({ orderOnly }) => !orderOnly);
    const always = complete.doubleColon && complete.prerequisites.length === 0;
    const must = always ? "yes" : strongest([missing, updated.changed, hasTimes ? "maybe" : "no"]);
    if (must === "no") return UNCHANGED;
    return this.#guarded(must === "yes" ? [] : [`${carrier(name.text)} is not up to date`], () => this.#run(name, complete, place, exists), PERHAPS);
  }

  /** Intermediate files come last, and only when the target must be made; before that what they are made from. Null when one fails. */
  #updatePrerequisites(name: FileName, plan: Plan, place: Place, missing: Answer): { readonly changed: Answer } | null {
    const changed = this.#updateOthers(name, plan, place);
    if (changed === null) return null;
    const intermediate = missing === "no" && changed === "no" ? [] : plan.prerequisites.filter((prerequisite) => plan.intermediates.has(prerequisite.name.key));
    const answers: Answer[] = [changed];
    for (const prerequisite of intermediate) {
      const answer = this.#updatePrerequisite(prerequisite, plan, place, name);
      if (answer === null) return null;
      answers.push(answer);
    }
    return { changed: strongest(answers) };
  }

  /** Whether a prerequisite that is no intermediate file changed, of the target itself or of its intermediate files. */
  #updateOthers(name: FileName, plan: Plan, place: Place): Answer | null {
    const answers: Answer[] = [];
    for (const prerequisite of plan.prerequisites) {
      const implicit = plan.intermediates.get(prerequisite.name.key);
      const answer =
        implicit === undefined
          ? this.#updatePrerequisite(prerequisite, plan, place, name)
          : this.#updateOthers(prerequisite.name, planOfImplicit(implicit), { ...place, scope: targetScope(this.make, prerequisite.name, place.scope) });
      if (answer === null) return null;
      answers.push(answer);
    }
    return strongest(answers);
  }

  /** Whether a prerequisite changed, as far as that matters to the target; null when it fails for certain. */
  #updatePrerequisite({ name, orderOnly, when }: Prerequisite, plan: Plan, { scope, chain }: Place, target: FileName): Answer | null {
    const mayBeNone = name.kind === "gap" && shapeOf(name.text).mayBeEmpty;
    if (name.kind === "gap" && this.make.targets.get(name.key) === undefined) {
      // where it is one word after all, a pattern rule may make it
      if (!mayBeNone) this.#guarded(["it is one file"], () => this.update({ ...name, kind: "word" }, scope, chain), PERHAPS);
      if (!LISTS_FILES.test(firstUnknown(name.text)?.text ?? "")) this.#notUnderstood(`prerequisites of ${carrier(target.text)} that are not known`, chain, "not-understood");
      return orderOnly ? "no" : "maybe";
    }
    const conditions = mayBeNone ? [...when, `${shown(name.text)} is not empty`] : when;
    const outcome = this.#guarded(conditions, () => this.update(name, scope, chain, plan.intermediates.get(name.key) ?? null), PERHAPS);
    if (outcome.failed && conditions.length === 0 && !this.make.flags.keepGoing) return null;
    if (orderOnly) return "no";
    return conditions.length === 0 || outcome.changed === "no" ? outcome.changed : "maybe";
  }

  #run(name: FileName, plan: Plan, { scope, chain }: Place, exists: Answer): Outcome {
    const { make } = this;
    const names = (orderOnly: boolean): readonly FileName[] =>
      plan.prerequisites.filter((prerequisite) => prerequisite.orderOnly === orderOnly).map((prerequisite) => ({ ...searchedName(make, prerequisite.name), when: prerequisite.when }));
    const variables = automaticVariables({
      target: name,
      prerequisites: names(false),
      orderOnly: names(true),
      stem: plan.stem,
      allNewer: exists === "no",
      isDefault: plan.isDefault,
      knowsSuffixes: !make.flags.noBuiltinRules,
    });
    const inner = localScope(variables, scope);
    const run = { chain, silent: this.#silent.holdsFor(name), ignoreErrors: this.#ignore.holdsFor(name) };
    const results = plan.recipes.map(({ recipe, when }) =>
      this.#guarded(when, () => make.within(inner, () => runRecipe(make, { ...run, recipe, environment: recipeEnvironment(make, inner, this.level) })), true),
    );
    const failed = make.certainty === "must" && plan.recipes.some(({ when }, i) => when.length === 0 && results[i] === false);
    for (const other of plan.alsoMakes) this.#outcomes.set(other.key, { outcome: { changed: "yes", failed }, certain: make.certainty === "must" });
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

  /** Source: remake.c, update_file_1 (`.DEFAULT`). */
  #withDefaultRecipe(name: FileName, plan: Plan): Plan {
    if (plan.isTarget || this.#exists(name) === "yes") return plan;
    const fallback = this.make.targets.get(".DEFAULT")?.entries.findLast((entry) => entry.recipe !== null);
    return fallback?.recipe == null ? plan : { ...plan, recipes: [{ recipe: fallback.recipe, when: fallback.when }], isDefault: true };
  }

  #exists(name: FileName): Answer {
    const text = literalOf(name.text);
    const path = text === null ? null : absolutePath(this.make.run.directory, text);
    if (path === null) return "maybe";
    const fact = this.make.machine.files.stat(path);
    if (fact.kind === "unknown") return "maybe";
    return fact.kind !== "absent" || searchedName(this.make, name) !== name ? "yes" : "no";
  }

  /** Targets whose name is not known and that may be the one that is wanted. They are taken to be none that has a rule under its own name. */
  #similar(name: FileName): readonly FileName[] {
    const text = literalOf(name.text);
    return text === null ? [] : this.#unknownTargets.filter((other) => couldBe(other.text, text));
  }

  #notUnderstood(text: string, chain: readonly Hop[], code: Reason["code"]): Outcome {
    this.make.machine.record(notUnderstood({ code, text, at: chain.at(-1)?.at ?? this.make.run.at }, "make", chain));
    return PERHAPS;
  }
}

/** Commands that print names of files that are there: as prerequisites they make nothing. */
const LISTS_FILES = /^output of .*`(?:find|ls|git ls-files)\b/;

/** Names that a makefile mentions, for which an implicit rule may rely on them; a target-specific variable mentions its target too. */
function mentionedNames(make: Make): ReadonlySet<string> {
  const names = new Set([...make.targetVariables.entries()].map(([key]) => key));
  for (const [key, record] of make.targets.entries()) {
    names.add(key);
    for (const entry of record.entries) for (const { name } of entry.prerequisites) names.add(name.key);
  }
  return names;
}
