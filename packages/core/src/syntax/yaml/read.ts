/** Looking into YAML by names, as programs that decode it into their own types do. */
import { literalOf, type Traced } from "../../text/index.js";
import type { YamlMapping, YamlNode, YamlScalar, YamlSequence } from "./ast.js";

/** A node that is there: no alias, and no null. */
export type YamlValue = YamlScalar | YamlMapping | YamlSequence;

export interface YamlField {
  readonly name: string;
  readonly key: YamlScalar;
  readonly value: YamlValue | null;
}

const NULLS = new Set(["", "~", "null", "Null", "NULL"]);

/** What a node stands for: the target of an alias; null for what is not there and for YAML's null. */
export function valueOf(node: YamlNode | null | undefined): YamlValue | null {
  let value = node ?? null;
  while (value?.type === "Alias") value = value.target;
  return value?.type === "Scalar" && value.style === "plain" && value.tag === null && NULLS.has(literalOf(value.text) ?? "x") ? null : value;
}

/** The fields of a mapping in their order, each name once: the last one of a name counts, and what `<<` merges in counts last. Empty for what is no mapping. */
export function fieldsOf(node: YamlNode | null | undefined): readonly YamlField[] {
  const mapping = valueOf(node);
  if (mapping?.type !== "Mapping") return [];
  const own = new Map<string, YamlField>();
  const merged: YamlField[] = [];
  for (const entry of mapping.entries) {
    const key = entry.key?.type === "Alias" ? entry.key.target : entry.key;
    const name = key?.type === "Scalar" ? literalOf(key.text) : null;
    if (name === null || key?.type !== "Scalar") continue;
    if (name === "<<" && key.style === "plain") merged.push(...itemsOf(entry.value).flatMap(fieldsOf));
    else own.set(name, { name, key, value: valueOf(entry.value) });
  }
  for (const field of merged) if (!own.has(field.name)) own.set(field.name, field);
  return [...own.values()];
}

/** The value of a field; null for what is not there, for null, and for what is no mapping. Several names are a path into mappings. */
export function fieldOf(node: YamlNode | null | undefined, ...path: readonly string[]): YamlValue | null {
  return path.reduce<YamlValue | null>((at, name) => fieldsOf(at).find((field) => field.name === name)?.value ?? null, valueOf(node));
}

/** The items of a sequence that are there; of what is no sequence itself, as programs read that take "one or a list of them". */
export function itemsOf(node: YamlNode | null | undefined): readonly YamlValue[] {
  const value = valueOf(node);
  if (value === null) return [];
  return value.type === "Sequence" ? value.items.flatMap((item) => valueOf(item) ?? []) : [value];
}

/** The text of a scalar; null for anything else. */
export function textOf(node: YamlNode | null | undefined): Traced | null {
  const value = valueOf(node);
  return value?.type === "Scalar" ? value.text : null;
}

/** The text of a scalar as one string; null for anything else. */
export function stringOf(node: YamlNode | null | undefined): string | null {
  const text = textOf(node);
  return text === null ? null : literalOf(text);
}
