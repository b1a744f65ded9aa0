/** YAML that is put together of several places: its parts keep the places where they are written. */
import { fieldOf, fieldsOf, itemsOf, stringOf, valueOf, type YamlField, type YamlMapping, type YamlValue } from "../../syntax/yaml/index.js";

export function mappingOf(fields: readonly YamlField[], like: YamlMapping): YamlMapping {
  return { type: "Mapping", entries: fields.map(({ key, value }) => ({ key, value })), tag: null, range: like.range };
}

/** Mappings are merged key by key, anything else replaces what was there. Source: GitLab documentation, "extends", merge details. */
export function merged(base: YamlValue | null, over: YamlValue | null): YamlValue | null {
  if (base?.type !== "Mapping" || over?.type !== "Mapping") return over;
  const fields = new Map(fieldsOf(base).map((field) => [field.name, field]));
  for (const field of fieldsOf(over)) {
    const earlier = fields.get(field.name);
    fields.set(field.name, earlier === undefined ? field : { ...field, value: merged(earlier.value, field.value) });
  }
  return mappingOf([...fields.values()], over);
}

export function without(node: YamlMapping, names: readonly string[]): YamlMapping {
  return mappingOf(fieldsOf(node).filter(({ name }) => !names.includes(name)), node);
}

/** The names of a `!reference [job, script]`; null for anything else. */
export function referenceOf(node: YamlValue | null): readonly (string | null)[] | null {
  return node?.type === "Sequence" && node.tag === "!reference" ? node.items.map(stringOf) : null;
}

/** The items of a list, and of the lists in it, as references leave them. */
export function flatItems(node: YamlValue | null): readonly YamlValue[] {
  return itemsOf(node).flatMap((item) => (item.type === "Sequence" ? item.items.flatMap((inner) => itemsOf(inner)) : [item]));
}

/** Whether a key is written, be it with nothing. */
export function has(node: YamlValue | null, name: string): boolean {
  return fieldsOf(node).some((field) => field.name === name);
}

/** What is written, without its places, to be compared. */
export function writtenIn(node: YamlValue | null, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => plain(fieldOf(node, name))));
}

function plain(node: YamlValue | null): unknown {
  if (node === null) return null;
  if (node.type === "Scalar") return stringOf(node);
  if (node.type === "Sequence") return node.items.map((item) => plain(valueOf(item)));
  return fieldsOf(node).map(({ name, value }) => [name, plain(value)]);
}
