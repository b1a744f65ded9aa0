/** Flags of cmd/link, given by -ldflags. Sources: cmd/link/internal/ld/main.go, cmd/go/internal/load/flag.go. */
import type { Hop, Reason, Traced, Verdict, Word } from "../text/index.js";
import { andThen, carrier, firstUnknown, known, literalOf, OPAQUE, originOf, print, slice, unknown } from "../text/index.js";
import type { FlagGrammar } from "./flag-line.js";
import { failAt, parseFlag } from "./flag-line.js";
import { LINKER_FLAGS } from "./flag-tables.js";
import { booleanFlag, lastOf, markDropped, stringFlag } from "./in-force.js";
import type { CommandFailure, FlagGap, FlagItem, FlagOccurrence, LinkerFlags, PackageFlags, VariableAssignment } from "./model.js";
import { splitQuoted } from "./quoted.js";
import { reasonOf } from "./traced-verdict.js";
import { atLeastMinor } from "./version.js";

type Assume = (hop: Hop) => void;

/**
 * The values of -ldflags (or -gcflags, -asmflags) by package pattern (facts e1, e8). A value that starts in an unknown part is taken to hold flags, not
 * a pattern.
 */
export function packageFlags(items: readonly FlagItem[], flag: string, assume: Assume): readonly (PackageFlags | FlagGap)[] {
  const found: (PackageFlags | FlagGap)[] = [];
  for (const item of items) {
    if (item.kind === "gap") found.push(item);
    else if (item.flag === flag) found.push(...onePackageFlags(item, assume));
  }
  return found;
}

function onePackageFlags(item: FlagOccurrence, assume: Assume): readonly (PackageFlags | FlagGap)[] {
  const text = carrier(item.value);
  const start = text.length - text.trimStart().length;
  let flags = item.value;
  let pattern: string | null = null;
  const first = text[start];
  if (first !== undefined && first !== "-" && first !== OPAQUE) {
    const equals = text.indexOf("=");
    const name = slice(item.value, 0, equals);
    const written = literalOf(name);
    if (written === null) return [{ kind: "gap", reason: reasonOf(name) }];
    pattern = written.trim();
    flags = slice(item.value, equals + 1);
  }
  const { words, assumed } = splitQuoted(flags);
  for (const value of assumed) assume({ fact: "f3", text: `${print(value)} holds no blanks or quotes that split it`, at: originOf(value) });
  return [{ kind: "flags", pattern, words, at: item.at }];
}

/**
 * Parses the words of -ldflags as the linker does: flags end at the first word that is none, and then there must be none left.
 */
export function parseLinkerFlags(words: readonly Word[], goVersion: Verdict<string>, assume: Assume): LinkerFlags {
  const grammar: FlagGrammar = { flags: LINKER_FLAGS, goVersion: goVersion.kind === "known" ? goVersion.value : null, source: "ldflags", assume };
  const items: FlagItem[] = [];
  let failure: CommandFailure | null = null;
  for (let i = 0; i < words.length; ) {
    const word = words[i] as Word;
    const step = parseFlag(words, i, grammar);
    if (step.kind === "flag" || step.kind === "gap") {
      items.push(step.item);
      i = step.next;
      continue;
    }
    // What begins with something unknown may be a flag, or end in one whose value is the next word.
    if (step.kind === "word" && (carrier(word.value).startsWith(OPAQUE) || items.at(-1)?.kind === "gap")) {
      items.push({ kind: "gap", reason: reasonOf(word.value) });
      i = step.next;
      continue;
    }
    failure = linkerFailure(step, word);
    break;
  }
  const marked = markDropped(items, (item) => (item.flag === "X" || item.flag === "L" || item.flag === "v" ? null : item.flag));
  const assigned = assignments(marked);
  failure ??= assigned.failure;
  return { ...decided(marked, goVersion), variables: assigned.variables, all: marked, failure };
}

function decided(items: readonly FlagItem[], goVersion: Verdict<string>): Omit<LinkerFlags, "variables" | "all" | "failure"> {
  const stripSymbols = booleanFlag(items, "s");
  return {
    linkMode: andThen(stringFlag(items, "linkmode"), (mode) => known((mode ?? "auto") as "auto" | "internal" | "external")),
    externalFlags: andThen(quotedList(items, "extldflags"), (list) => known(list ?? [])),
    externalLinker: quotedList(items, "extld"),
    buildMode: stringFlag(items, "buildmode"),
    stripSymbols,
    stripDwarf: stripsDwarf(items, stripSymbols, goVersion),
    disableDynamic: booleanFlag(items, "d"),
    interpreter: stringFlag(items, "I"),
    rpath: stringFlag(items, "r"),
  };
}

/** Words of a flag that is itself a quoted list; unknown words in it make it unknown, for they may hold `-static`. */
function quotedList(items: readonly FlagItem[], flag: string): Verdict<readonly string[] | null> {
  return andThen(lastOf(items, flag), (item): Verdict<readonly string[] | null> => (item === null ? known(null) : quotedWords(item.value)));
}

export function quotedWords(value: Traced): Verdict<readonly string[]> {
  const { words, error } = splitQuoted(value);
  if (error !== null) return unknown({ code: "syntax", text: error, at: originOf(value) });
  const reason: Reason | null = firstUnknown(value);
  const texts = words.map((word) => literalOf(word.value));
  if (texts.some((text) => text === null)) return unknown(reason ?? reasonOf(value));
  return known(texts as string[]);
}

/** -s implies -w (fact g1). Since Go 1.22 `-w=0` keeps DWARF all the same; before, it did not. Source: cmd/link/internal/ld, main.go and dwarf.go. */
function stripsDwarf(items: readonly FlagItem[], stripSymbols: Verdict<boolean>, goVersion: Verdict<string>): Verdict<boolean> {
  const given = lastOf(items, "w");
  if (given.kind === "known" && given.value === null) return stripSymbols;
  return andThen(booleanFlag(items, "w"), (w) => {
    if (w) return known(true);
    return andThen(stripSymbols, (s) => (s ? andThen(atLeastMinor(goVersion, 22), (ternary) => known(!ternary)) : known(false)));
  });
}

/** Source: cmd/link/internal/ld/data.go, addstrdata1. */
function assignments(items: readonly FlagItem[]): { readonly variables: readonly VariableAssignment[]; readonly failure: CommandFailure | null } {
  const variables: VariableAssignment[] = [];
  const later = new Set<string>();
  let failure: CommandFailure | null = null;
  for (const item of [...items].reverse()) {
    if (item.kind === "gap" || item.flag !== "X") continue;
    const text = carrier(item.value);
    const equals = text.indexOf("=");
    const at = originOf(item.value);
    if (equals < 0 || !text.slice(0, equals).includes(".")) {
      if (!text.includes(OPAQUE)) failure = failAt("link", "-X flag requires argument of the form importpath.name=value", "f3", at);
      continue;
    }
    const target = slice(item.value, 0, equals);
    const name = literalOf(target);
    variables.push({ target, value: slice(item.value, equals + 1), at, dropped: name !== null && later.has(name) });
    if (name !== null) later.add(name);
  }
  return { variables: variables.reverse(), failure };
}

function linkerFailure(step: Exclude<ReturnType<typeof parseFlag>, { kind: "flag" | "gap" }>, word: Word): CommandFailure {
  const at = originOf(word.value);
  if (step.kind === "failure") return failAt("link", step.text, "d9", step.at);
  if (step.kind === "undefined") return failAt("link", `flag provided but not defined: -${step.name}`, "d9", at);
  // The first word that is no flag is taken for the object file, and then there is one too many.
  return failAt("link", "usage: link [options] main.o", "f3", at);
}

/** Nothing is known about the linker flags. */
export function unknownLinkerFlags(reason: Reason): LinkerFlags {
  const gap = unknown(reason);
  return {
    linkMode: gap,
    externalFlags: gap,
    externalLinker: gap,
    buildMode: gap,
    stripSymbols: gap,
    stripDwarf: gap,
    disableDynamic: gap,
    interpreter: gap,
    rpath: gap,
    variables: [],
    all: [{ kind: "gap", reason }],
    failure: null,
  };
}
