/** `$@`, `$<`, `$^`, … Source: GNU make 4.3, commands.c (set_file_variables). */
import type { Traced } from "../../text/index.js";
import { carrier, EMPTY, slice, unknownText } from "../../text/index.js";
import type { FileName } from "./rules.js";
import { suffixOf } from "./suffixes.js";
import type { Variable } from "./variable.js";
import { always, definition } from "./variable.js";
import { listOf } from "./words.js";

export interface Automatic {
  readonly target: FileName;
  /** in order, order-only ones apart */
  readonly prerequisites: readonly FileName[];
  readonly orderOnly: readonly FileName[];
  readonly stem: Traced | null;
  /** whether all prerequisites are newer than the target, because there is no target yet */
  readonly allNewer: boolean;
  /** the recipe is that of `.DEFAULT`, whose first prerequisite is the target */
  readonly isDefault?: boolean;
  /** whether the builtin list of suffixes counts, for `$*` of an explicit rule */
  readonly knowsSuffixes?: boolean;
}

export function automaticVariables({ target, prerequisites, orderOnly, stem, allNewer, isDefault = false, knowsSuffixes = true }: Automatic): ReadonlyMap<string, Variable> {
  const distinct = unique(prerequisites);
  const inOrder = unique(orderOnly).filter((name) => !distinct.some((other) => other.key === name.key));
  const newer = allNewer || distinct.length === 0 ? list(distinct) : unknownText({ code: "file", text: `which prerequisites are newer than ${carrier(target.text)}`, at: null });
  const values: readonly (readonly [string, Traced])[] = [
    ["@", target.text],
    ["%", EMPTY],
    ["*", stem ?? (knowsSuffixes ? withoutSuffix(target.text) : EMPTY)],
    ["<", isDefault ? target.text : (prerequisites[0]?.text ?? EMPTY)],
    ["^", list(distinct)],
    ["+", list(prerequisites)],
    ["?", newer],
    ["|", list(inOrder)],
  ];
  return new Map(values.map(([name, value]) => [name, always(definition("simple", "automatic", value))]));
}

function list(names: readonly FileName[]): Traced {
  return listOf(names.map(({ kind, text }) => ({ kind, value: text })));
}

function unique(names: readonly FileName[]): readonly FileName[] {
  return [...new Map(names.map((name) => [name.key, name])).values()];
}

/** `$*` of an explicit rule: the name without a known suffix, else nothing. */
function withoutSuffix(name: Traced): Traced {
  const suffix = suffixOf(carrier(name));
  return suffix === null ? EMPTY : slice(name, 0, carrier(name).length - suffix.length);
}

