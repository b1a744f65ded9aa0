/** Make rules as they are recorded. Source: GNU make 4.3, src/file.c, src/rule.c, read.c (record_files). */
import type { Assignment } from "../../syntax/makefile/index.js";
import type { Origin, Traced } from "../../text/index.js";
import type { Pattern } from "./pattern.js";
import type { Way } from "./world.js";

/** A thing that exists in some ways only; `when` is empty when it exists in all. */
export interface Guarded {
  readonly when: readonly string[];
}

/** The name of a file or phony target. `gap`: any number of names, which are not known. */
export interface FileName extends Guarded {
  readonly kind: "word" | "gap";
  readonly key: string;
  readonly text: Traced;
}

export interface Prerequisite extends Guarded {
  readonly name: FileName;
  readonly orderOnly: boolean;
}

export interface RecipeText extends Guarded {
  readonly text: Traced;
  /** the character that begins recipe lines, which goes where it follows a newline */
  readonly prefix: string;
  readonly at: Origin | null;
}

export interface Recipe {
  readonly lines: readonly RecipeText[];
}

export interface RuleEntry extends Guarded {
  readonly prerequisites: readonly Prerequisite[];
  /** prerequisites of a `.SECONDEXPANSION` rule, expanded when the target is made */
  readonly secondExpansion: Traced | null;
  readonly recipe: Recipe | null;
  readonly doubleColon: boolean;
  /** of a static pattern rule */
  readonly stem: Traced | null;
  /** targets that the same run of the recipe makes */
  readonly alsoMakes: readonly FileName[];
  readonly at: Origin | null;
}

export interface TargetRecord {
  readonly name: FileName;
  readonly entries: readonly RuleEntry[];
}

export interface PatternRule extends Guarded {
  readonly targets: readonly { readonly pattern: Pattern; readonly text: Traced }[];
  readonly prerequisites: readonly Prerequisite[];
  readonly secondExpansion: Traced | null;
  readonly recipe: Recipe | null;
  /** `%:: …` */
  readonly terminal: boolean;
  readonly at: Origin | null;
}

/** `%.o: CFLAGS += -g` */
export interface PatternVariable extends Guarded {
  readonly pattern: Pattern;
  readonly text: Traced;
  readonly assignment: Assignment;
  /** of `:=` */
  readonly expanded: Traced | null;
}

/** A rule whose recipe is being read. */
export interface PendingRule {
  readonly targets: readonly FileName[];
  readonly grouped: boolean;
  readonly doubleColon: boolean;
  readonly targetPattern: Traced | null;
  readonly prerequisites: Traced;
  readonly lines: readonly RecipeText[];
  readonly at: Origin | null;
}

/** What all ways have in front stays; the rest of each way exists when that way is taken. */
export function joinGuarded<T extends Guarded>(ways: readonly Way<readonly T[] | undefined>[]): readonly T[] {
  const lists = ways.map((way) => way.value ?? []);
  const [first = []] = lists;
  let common = 0;
  while (common < first.length && lists.every((list) => list[common] === first[common])) common++;
  return [
    ...first.slice(0, common),
    ...ways.flatMap(({ when, value }) => (value ?? []).slice(common).map((item) => ({ ...item, when: [...(when === "" ? [] : [when]), ...item.when, ...(when === "" && item.when.length === 0 ? ["otherwise"] : [])] }))),
  ];
}

export function joinTargets(ways: readonly Way<TargetRecord | undefined>[]): TargetRecord | undefined {
  const some = ways.find((way) => way.value !== undefined)?.value;
  if (some === undefined) return undefined;
  return { name: some.name, entries: joinGuarded(ways.map(({ when, value }) => ({ when, value: value?.entries }))) };
}

/** Only the lines of the recipe can differ: other rules are recorded before the ways part. */
export function joinPending(ways: readonly Way<PendingRule | undefined>[]): PendingRule | undefined {
  const some = ways.find((way) => way.value !== undefined)?.value;
  if (some === undefined || ways.some((way) => way.value === undefined)) return undefined;
  return { ...some, lines: joinGuarded(ways.map(({ when, value }) => ({ when, value: value?.lines }))) };
}
