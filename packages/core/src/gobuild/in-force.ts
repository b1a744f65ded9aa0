/** Which of several occurrences of a flag counts. */
import type { Traced, Verdict } from "../text/index.js";
import { andThen, known, literalOf, unknown } from "../text/index.js";
import type { FlagItem, FlagOccurrence } from "./model.js";
import { parseBoolean } from "./flag-line.js";
import { evidenceOf, textOf } from "./traced-verdict.js";

/**
 * The last occurrence of a flag (facts e1, e2, d10, e11); null when it is not given. A gap after it (or after the start, when it is not
 * given) may hold another one: unknown.
 */
export function lastOf(items: readonly FlagItem[], flag: string): Verdict<FlagOccurrence | null> {
  for (const item of [...items].reverse()) {
    if (item.kind === "gap") return unknown(item.reason);
    if (item.flag === flag) return known(item, evidenceOf(item.value));
  }
  return known(null);
}

export function stringFlag(items: readonly FlagItem[], flag: string): Verdict<string | null> {
  return andThen(lastOf(items, flag), (item): Verdict<string | null> => (item === null ? known(null) : textOf(item.value)));
}

/** False when it is not given. */
export function booleanFlag(items: readonly FlagItem[], flag: string): Verdict<boolean> {
  return andThen(lastOf(items, flag), (item): Verdict<boolean> => (item === null ? known(false) : booleanOf(item.value)));
}

export function booleanOf(value: Traced): Verdict<boolean> {
  return andThen(textOf(value), (text) => known(parseBoolean(text) ?? false));
}

/** Marks occurrences that a later one replaces for certain: of the same flag, and when it applies to packages, of the same pattern. */
export function markDropped(items: readonly FlagItem[], accumulates: (item: FlagOccurrence) => string | null): readonly FlagItem[] {
  const later = new Set<string>();
  const marked: FlagItem[] = [];
  for (const item of [...items].reverse()) {
    if (item.kind === "gap") {
      marked.push(item);
      continue;
    }
    const key = accumulates(item);
    marked.push(key !== null && later.has(key) ? { ...item, dropped: true } : item);
    if (key !== null) later.add(key);
  }
  return marked.reverse();
}

/** Text of a flag's value, null when it is not known. */
export function valueText(item: FlagOccurrence): string | null {
  return literalOf(item.value);
}
