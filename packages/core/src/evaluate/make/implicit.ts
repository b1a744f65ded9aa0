/** The search for an implicit rule. Source: GNU make 4.3, implicit.c (pattern_search). */
import type { Traced } from "../../text/index.js";
import { carrier, concat, EMPTY, isEmpty, MAX_ALTERNATIVES, slice, width } from "../../text/index.js";
import { fileName, fileNames } from "./file-names.js";
import type { Make } from "./make.js";
import { matchPattern, parsePattern, substitute } from "./pattern.js";
import type { FileName, PatternRule, Prerequisite, Recipe } from "./rules.js";
import type { Answer } from "./values.js";

export interface ImplicitRule {
  readonly recipe: Recipe | null;
  readonly prerequisites: readonly Prerequisite[];
  readonly stem: Traced;
  readonly alsoMakes: readonly FileName[];
  readonly when: readonly string[];
  /** prerequisites that no file and no explicit rule gives: how they are made */
  readonly intermediates: ReadonlyMap<string, ImplicitRule>;
  readonly rule: PatternRule;
}

export interface Search {
  readonly make: Make;
  /** user's rules first, builtin ones last */
  readonly rules: readonly PatternRule[];
  /** rules that every make has: they make objects and programs of C and its kin */
  readonly builtin: ReadonlySet<PatternRule>;
  /** whether a file is there */
  readonly exists: (name: FileName) => Answer;
  /** whether the makefile mentions a name as target or prerequisite: then it ought to exist */
  readonly mentioned: (key: string) => boolean;
  /** expands the prerequisites of a `.SECONDEXPANSION` rule again, for one target */
  readonly expandAgain: (text: Traced, target: FileName, stem: Traced) => readonly Prerequisite[];
}

interface Candidate {
  readonly rule: PatternRule;
  readonly target: number;
  readonly stem: Traced;
  /** of the name, when the pattern has no slash and matches the rest */
  readonly directory: Traced;
}

/** How deep intermediate files may be chained. */
const MAX_CHAIN = 6;

/** The rules of which one makes a name: the first that applies, and while that is there in some ways only, those after it. */
export function findImplicitRules(search: Search, name: FileName): readonly ImplicitRule[] {
  const found: ImplicitRule[] = [];
  const seen = new Set<PatternRule>();
  for (;;) {
    const next = findImplicitRule({ ...search, rules: search.rules.filter((rule) => !seen.has(rule)) }, name);
    if (next === null) return found;
    found.push(next);
    seen.add(next.rule);
    if (next.when.length === 0 || found.length >= MAX_ALTERNATIVES) return found;
  }
}

export function findImplicitRule(search: Search, name: FileName, inUse: ReadonlySet<PatternRule> = new Set()): ImplicitRule | null {
  if (name.kind === "gap") return null;
  const candidates = candidatesFor(search, name, inUse);
  for (const intermediates of [false, true]) {
    if (intermediates && inUse.size >= MAX_CHAIN) return null;
    for (const candidate of candidates) {
      const found = tryRule(search, name, candidate, intermediates, inUse);
      if (found !== null) return found;
    }
  }
  return null;
}

/** Rules whose pattern matches, those with the shortest stem first. */
function candidatesFor(search: Search, name: FileName, inUse: ReadonlySet<PatternRule>): readonly Candidate[] {
  const found: Candidate[] = [];
  let specific = false;
  for (const rule of search.rules) {
    const hasPrerequisites = rule.prerequisites.length > 0 || rule.secondExpansion !== null;
    if ((hasPrerequisites && rule.recipe === null) || inUse.has(rule)) continue;
    for (const [target, { text }] of rule.targets.entries()) {
      const any = carrier(text) === "%";
      const match = inUse.size > 0 && any && !rule.terminal ? null : matchName(text, name.text);
      if (match === null) continue;
      specific ||= !any;
      if (hasPrerequisites || rule.recipe !== null) found.push({ rule, target, ...match });
    }
  }
  const usable = specific ? found.filter(({ rule }) => rule.terminal || !rule.targets.some(({ text }) => carrier(text) === "%")) : found;
  return [...usable].sort((a, b) => length(a) - length(b));
}

function length({ stem, directory }: Candidate): number {
  return width(stem) + width(directory);
}

function matchName(pattern: Traced, name: Traced): Pick<Candidate, "stem" | "directory"> | null {
  const text = carrier(name);
  const slash = text.lastIndexOf("/", text.length - 2);
  const split = slash !== -1 && !carrier(pattern).includes("/") ? slash + 1 : 0;
  const match = matchPattern(parsePattern(pattern), slice(name, split));
  if (match.answer !== "yes" || match.stem === null || isEmpty(match.stem)) return null;
  return { stem: match.stem, directory: split === 0 ? EMPTY : slice(name, 0, split) };
}

function tryRule(search: Search, name: FileName, candidate: Candidate, intermediates: boolean, inUse: ReadonlySet<PatternRule>): ImplicitRule | null {
  const { rule, stem, directory } = candidate;
  if (intermediates && rule.terminal) return null;
  const made = new Map<string, ImplicitRule>();
  const prerequisites: Prerequisite[] = [];
  for (const prerequisite of namesFor(search, name, candidate)) {
    const file = prerequisite.name;
    const exists = search.exists(file);
    // Any name may have a source in some language; builtin rules would chain through all of them for ever.
    if (!search.mentioned(file.key) && (exists === "no" || (exists === "maybe" && search.builtin.has(rule)))) {
      const chained = intermediates ? findImplicitRule(search, file, new Set(inUse).add(rule)) : null;
      if (chained === null) return null;
      made.set(file.key, chained);
    }
    prerequisites.push(prerequisite);
  }
  const full = concat(directory, stem);
  return {
    recipe: rule.recipe,
    prerequisites,
    stem: full,
    alsoMakes: rule.targets.filter((_, i) => i !== candidate.target).map(({ pattern }) => fileName(concat(directory, substitute(pattern, stem)))),
    when: rule.when,
    intermediates: made,
    rule,
  };
}

function namesFor(search: Search, name: FileName, { rule, stem, directory }: Candidate): readonly Prerequisite[] {
  const names = rule.secondExpansion === null ? rule.prerequisites : search.expandAgain(rule.secondExpansion, name, concat(directory, stem));
  return names.flatMap((prerequisite) => {
    const pattern = parsePattern(prerequisite.name.text);
    const text = pattern.suffix === null ? prerequisite.name.text : concat(directory, substitute(pattern, stem));
    return fileNames(search.make, text).map((found) => ({ ...prerequisite, name: found }));
  });
}
