/** `$@`, `$<`, `$^`, … Source: GNU make 4.3, commands.c (set_file_variables). */
import type { Traced } from "../../text/index.js";
import { carrier, EMPTY, slice, unknownText } from "../../text/index.js";
import type { FileName } from "./rules.js";
import { suffixOf } from "./suffixes.js";
import { choose } from "./values.js";
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
  readonly isDefault: boolean;
  /** whether the builtin list of suffixes counts, for `$*` of an explicit rule */
  readonly knowsSuffixes: boolean;
}

export function automaticVariables({ target, prerequisites, orderOnly, stem, allNewer, isDefault, knowsSuffixes }: Automatic): ReadonlyMap<string, Variable> {
  const distinct = unique(prerequisites);
  const inOrder = unique(orderOnly).filter((name) => !distinct.some((other) => other.key === name.key));
  const newer = allNewer || distinct.length === 0 ? list(distinct) : unknownText({ code: "file", text: `which prerequisites are newer than ${carrier(target.text)}`, at: null });
  const values: readonly (readonly [string, Traced])[] = [
    ["@", target.text],
    ["%", EMPTY],
    ["*", stem ?? (knowsSuffixes ? withoutSuffix(target.text) : EMPTY)],
    ["<", isDefault ? target.text : first(prerequisites)],
    ["^", list(distinct)],
    ["+", list(prerequisites)],
    ["?", newer],
    ["|", list(inOrder)],
  ];
  return new Map(values.map(([name, value]) => [name, always(definition("simple", "automatic", value))]));
}

function list(names: readonly FileName[]): Traced {
  return listOf(names.map((name) => (name.when.length === 0 ? { kind: name.kind, value: name.text } : { kind: "gap", value: maybe(name, EMPTY) })));
}

function first(names: readonly FileName[]): Traced {
  const [name, ...rest] = names;
  if (name === undefined) return EMPTY;
  return name.when.length === 0 ? name.text : maybe(name, first(rest));
}

/** The name where it is there, else another text. */
function maybe(name: FileName, otherwise: Traced): Traced {
  return choose([
    { when: name.when.join(", "), value: name.text },
    { when: "", value: otherwise },
  ]);
}

function unique(names: readonly FileName[]): readonly FileName[] {
  return [...new Map(names.map((name) => [name.key, name])).values()];
}

/** `$*` of an explicit rule: the name without a known suffix, else nothing. */
function withoutSuffix(name: Traced): Traced {
  const suffix = suffixOf(carrier(name));
  return suffix === null ? EMPTY : slice(name, 0, carrier(name).length - suffix.length);
}

