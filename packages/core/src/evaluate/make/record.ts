/** Recording rules. Source: GNU make 4.3, read.c (record_files), rule.c (create_pattern_rule). */
import type { Origin, Traced } from "../../text/index.js";
import { carrier, concat, EMPTY, isEmpty, literal, originOf, slice, WORD_SHAPE } from "../../text/index.js";
import { fileName, fileNames } from "./file-names.js";
import type { Make, Setting } from "./make.js";
import { matchPattern, parsePattern, substitute } from "./pattern.js";
import type { FileName, PatternRule, PendingRule, Prerequisite, Recipe, RuleEntry } from "./rules.js";
import { isSuffix } from "./suffixes.js";
import { unknownFrom } from "./values.js";
import { always, definition } from "./variable.js";
import { MakeStop } from "./world.js";

export interface RuleLine {
  /** expanded, like `tail` */
  readonly targets: Traced;
  readonly grouped: boolean;
  readonly doubleColon: boolean;
  /** after the colon: prerequisites, or a target pattern and prerequisites */
  readonly tail: Traced;
  /** the recipe after `;`, not expanded; null without */
  readonly inline: Traced | null;
  readonly at: Origin | null;
}

/** Begins a rule; it is recorded when something ends it. */
export function startRule(make: Make, line: RuleLine): void {
  const targets = fileNames(make, unescapeColons(line.targets));
  const semicolon = line.inline === null ? unquoted(carrier(line.tail), ";") : -1;
  const tail = semicolon === -1 ? line.tail : slice(line.tail, 0, semicolon);
  const inline = semicolon === -1 ? line.inline : slice(line.tail, semicolon + 1);
  const colon = unquoted(carrier(tail), ":");
  setDefaultGoal(make, targets);
  make.pending.set("", {
    targets,
    grouped: line.grouped,
    doubleColon: line.doubleColon,
    targetPattern: colon === -1 ? null : slice(tail, 0, colon),
    prerequisites: unescapeColons(colon === -1 ? tail : slice(tail, colon + 1)),
    lines: inline === null ? [] : [{ text: inline, prefix: "\t", at: originOf(inline) ?? line.at, when: [] }],
    at: line.at,
  });
}

/** The first target of the first rule, unless its name starts with a dot. */
function setDefaultGoal(make: Make, targets: readonly FileName[]): void {
  for (const target of targets) {
    const name = carrier(target.text);
    if (name.includes("%")) return;
    if ((name.startsWith(".") && !name.includes("/")) || isSuffix(name) || target.when.length > 0) continue;
    make.redefine(".DEFAULT_GOAL", (old) => always(old === null || isEmpty(old.value) ? definition("simple", "file", target.text) : old));
    return;
  }
}

/** Records the rule that was being read, if any. */
export function flush(make: Make): void {
  const rule = make.pending.get("");
  if (rule === undefined) return;
  make.pending.set("", undefined);
  const [first] = rule.targets;
  if (first === undefined) return;
  const recipe: Recipe | null = rule.lines.length === 0 ? null : { lines: rule.lines };
  if (parsePattern(first.text).suffix !== null) recordPatternRule(make, rule, recipe);
  else for (const target of rule.targets) recordTarget(make, rule, recipe, target);
}

function recordTarget(make: Make, rule: PendingRule, recipe: Recipe | null, target: FileName): void {
  noteSpecial(make, target);
  const stem = rule.targetPattern === null ? null : stemOf(make, rule, target);
  const mismatched = rule.targetPattern !== null && stem === null;
  const deferred = !mismatched && make.is("second expansion") !== "no" && carrier(rule.prerequisites).includes("$");
  const all = deferred || mismatched ? [] : prerequisites(make, rule.prerequisites);
  const entry: RuleEntry = {
    prerequisites: stem === null ? all : all.map((prerequisite) => withStem(prerequisite, stem)),
    secondExpansion: deferred ? rule.prerequisites : null,
    recipe,
    doubleColon: rule.doubleColon,
    stem,
    alsoMakes: rule.grouped ? rule.targets.filter((other) => other !== target) : [],
    at: rule.at,
    when: target.when,
  };
  const before = make.targets.get(target.key);
  if (before?.entries.some((other) => other.doubleColon !== rule.doubleColon) === true) throw new MakeStop(`target file '${carrier(target.text)}' has both : and :: entries`, rule.at);
  make.targets.set(target.key, { name: before?.name ?? target, entries: [...(before?.entries ?? []), entry] });
}

/** The stem of a static pattern rule; null when the name does not match, in which case make warns and the target has no prerequisites. */
function stemOf(make: Make, rule: PendingRule, target: FileName): Traced | null {
  const [pattern, ...more] = fileNames(make, rule.targetPattern ?? EMPTY, { glob: false });
  if (pattern === undefined) throw new MakeStop("missing target pattern", rule.at);
  if (more.length > 0) throw new MakeStop("multiple target patterns", rule.at);
  const parsed = parsePattern(pattern.text);
  if (parsed.suffix === null) throw new MakeStop("target pattern contains no '%'", rule.at);
  const { answer, stem } = matchPattern(parsed, target.text);
  return answer === "maybe" ? unknownFrom([target.text, pattern.text], "stem of a static pattern rule", WORD_SHAPE) : stem;
}

function withStem(prerequisite: Prerequisite, stem: Traced): Prerequisite {
  const pattern = parsePattern(prerequisite.name.text);
  return pattern.suffix === null ? prerequisite : { ...prerequisite, name: fileName(substitute(pattern, stem), prerequisite.name.kind, prerequisite.name.when) };
}

function recordPatternRule(make: Make, rule: PendingRule, recipe: Recipe | null): void {
  if (rule.targetPattern !== null) throw new MakeStop("mixed implicit and static pattern rules", rule.at);
  const targets = rule.targets.map((target) => ({ pattern: parsePattern(target.text), text: target.text }));
  if (targets.some((target) => target.pattern.suffix === null)) throw new MakeStop("mixed implicit and normal rules", rule.at);
  const deferred = make.is("second expansion") !== "no" && carrier(rule.prerequisites).includes("$");
  const list = make.patternRules.get("") ?? [];
  const made: PatternRule = {
    targets,
    prerequisites: deferred ? [] : prerequisites(make, rule.prerequisites, false),
    secondExpansion: deferred ? rule.prerequisites : null,
    recipe,
    terminal: rule.doubleColon,
    at: rule.at,
    when: [],
  };
  const signature = (other: PatternRule): string => JSON.stringify([other.targets.map((target) => carrier(target.text)), other.prerequisites.map((prerequisite) => prerequisite.name.key)]);
  // the same targets and prerequisites again: the new recipe replaces the old one
  const same = list.findIndex((other) => signature(other) === signature(made) && other.secondExpansion === null);
  make.patternRules.set("", same === -1 || deferred ? [...list, made] : list.map((other, i) => (i === same ? made : other)));
}

/** Prerequisites of an expanded text; those after `|` are order-only. */
export function prerequisites(make: Make, text: Traced, glob = true): readonly Prerequisite[] {
  const pipe = carrier(text).indexOf("|");
  const names = (part: Traced, orderOnly: boolean): readonly Prerequisite[] => fileNames(make, part, { glob }).map((name) => ({ name, orderOnly, when: name.when }));
  return pipe === -1 ? names(text, false) : [...names(slice(text, 0, pipe), false), ...names(slice(text, pipe + 1), true)];
}

const SETTINGS: Readonly<Record<string, Setting>> = { ".EXPORT_ALL_VARIABLES": "export all", ".ONESHELL": "one shell", ".POSIX": "posix", ".SECONDEXPANSION": "second expansion" };

/** Targets that change how make works from here on. */
function noteSpecial(make: Make, target: FileName): void {
  const setting = SETTINGS[target.key];
  if (setting === undefined) return;
  make.settings.set(setting, "yes");
  if (setting === "posix") make.define(".SHELLFLAGS", definition("simple", "default", literal("-ec")));
}

/** `\:` is a colon of the name. */
function unescapeColons(text: Traced): Traced {
  const source = carrier(text);
  if (!source.includes("\\:")) return text;
  const parts: Traced[] = [];
  let start = 0;
  for (const { index } of source.matchAll(/\\:/g)) {
    parts.push(slice(text, start, index));
    start = index + 1;
  }
  return concat(...parts, slice(text, start));
}

function unquoted(text: string, character: string): number {
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) if (text[at - 1] !== "\\") return at;
  return -1;
}
