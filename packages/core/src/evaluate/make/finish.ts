/** What make does between reading makefiles and making goals. Source: GNU make 4.3, main.c, file.c (snap_deps), rule.c (convert_to_pattern). */
import { literal, literalOf, originOf } from "../../text/index.js";
import { valueOf } from "./expand.js";
import { fileName } from "./file-names.js";
import { findImplicitRule } from "./implicit.js";
import type { Make } from "./make.js";
import { readOptions } from "./options.js";
import { parsePattern } from "./pattern.js";
import type { PatternRule } from "./rules.js";
import { suffixesOf } from "./suffixes.js";
import { definition } from "./variable.js";

export function finishReading(make: Make): void {
  addSuffixRules(make);
  noteRemade(make);
  addFlags(make);
  make.define("GNUMAKEFLAGS", definition("simple", "override", literal("")));
  const exportAll = make.targets.get(".EXPORT_ALL_VARIABLES");
  if (exportAll !== undefined) make.settings.set("export all", exportAll.entries.some((entry) => entry.when.length === 0) ? "yes" : "maybe");
}

/** Options that a makefile adds to MAKEFLAGS. */
function addFlags(make: Make): void {
  const { flags } = readOptions([], valueOf(make, "MAKEFLAGS"), null);
  const before = make.flags;
  make.flags = {
    ...before,
    alwaysMake: before.alwaysMake || flags.alwaysMake,
    ignoreErrors: before.ignoreErrors || flags.ignoreErrors,
    keepGoing: before.keepGoing || flags.keepGoing,
    silent: before.silent || flags.silent,
    noBuiltinRules: before.noBuiltinRules || flags.noBuiltinRules,
  };
}

/** `.c.o:` is `%.o: %.c`. Source: rule.c, convert_to_pattern. */
function addSuffixRules(make: Make): void {
  const rules: PatternRule[] = [];
  for (const [key, record] of make.targets.entries()) {
    const suffixes = suffixesOf(key);
    const entry = record.entries.findLast((found) => found.recipe !== null);
    if (suffixes === null || entry === undefined || record.entries.some((found) => found.prerequisites.length > 0)) continue;
    const target = literal(`%${suffixes.target}`);
    rules.push({
      targets: [{ pattern: parsePattern(target), text: target }],
      prerequisites: [{ name: fileName(literal(`%${suffixes.source}`)), orderOnly: false, when: [] }],
      secondExpansion: null,
      recipe: entry.recipe,
      terminal: false,
      at: entry.at,
      when: entry.when,
    });
  }
  if (rules.length > 0) make.patternRules.set("", [...(make.patternRules.get("") ?? []), ...rules]);
}

/** An included file that is not there but that a rule makes is made and read before anything else. Lists of dependencies define no variables. */
function noteRemade(make: Make): void {
  const search = {
    make,
    rules: make.patternRules.get("") ?? [],
    builtin: new Set<never>(),
    exists: (): "maybe" => "maybe",
    mentioned: (): boolean => true,
    expandAgain: (): readonly never[] => [],
  };
  for (const name of make.missing) {
    const record = make.targets.get(name.key);
    const isMade = record?.entries.some((entry) => entry.recipe !== null) === true || findImplicitRule(search, name) !== null;
    const text = literalOf(name.text);
    if (isMade && text?.endsWith(".d") !== true) make.disturb({ code: "file", text: `${text ?? "a makefile"} is made by a make rule before it is read`, at: originOf(name.text) }, text ?? "it");
  }
}
