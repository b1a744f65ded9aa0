/** Bake files in JSON, which are HCL in its JSON syntax. Source: hashicorp/hcl, json/spec.md. */
import type { Attribute, Block, Body, Expression } from "../../syntax/hcl/index.js";
import { parseTemplate } from "../../syntax/hcl/index.js";
import { fieldsOf, parseYaml, stringOf, valueOf, type YamlField, type YamlNode } from "../../syntax/yaml/index.js";

const BLOCK_TYPES = new Set(["variable", "group", "target", "function"]);

/** JSON is YAML. What is not understood is left out. */
export function bodyOfJson(text: string, file: string): Body {
  const [document = null] = parseYaml(text, file).documents;
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (const field of fieldsOf(document)) {
    if (!BLOCK_TYPES.has(field.name)) attributes.push(attributeOf(field, text));
    else for (const labelled of fieldsOf(field.value)) blocks.push(blockOf(field.name, labelled, text));
  }
  return { attributes, blocks };
}

function blockOf(type: string, { name, key, value }: YamlField, text: string): Block {
  const attributes = fieldsOf(value).map((field) => attributeOf(field, text));
  return { type, labels: [{ text: name, range: key.range }], body: { attributes, blocks: [] }, range: [key.range[0], value?.range[1] ?? key.range[1]] };
}

function attributeOf({ name, key, value }: YamlField, text: string): Attribute {
  return { name, nameRange: key.range, value: expressionOf(value, text, key.range), range: [key.range[0], value?.range[1] ?? key.range[1]] };
}

function expressionOf(node: YamlNode | null, text: string, at: Expression["range"]): Expression {
  const value = valueOf(node);
  if (value === null) return { kind: "literal", value: null, range: at };
  const { range } = value;
  if (value.type === "Sequence") return { kind: "list", items: value.items.map((item) => expressionOf(item, text, range)), range };
  if (value.type === "Mapping") return { kind: "object", entries: fieldsOf(value).map((field) => ({ key: plain(field.name, field.key.range), value: expressionOf(field.value, text, range) })), range };
  const written = stringOf(value) ?? "";
  if (value.style === "plain") {
    if (written === "true" || written === "false") return { kind: "literal", value: written === "true", range };
    return /^-?\d/.test(written) ? { kind: "literal", value: Number(written), range } : plain(written, range);
  }
  // Between the quotes, where nothing is escaped, the text is a template as it stands.
  const inner = text.slice(range[0] + 1, range[1] - 1);
  if (inner === written) return { ...parseTemplate(text, range[0] + 1, range[1] - 1), range };
  return written.includes("{") ? { kind: "not-understood", what: "a template with escapes", range } : plain(written, range);
}

function plain(text: string, range: Expression["range"]): Expression {
  return { kind: "template", parts: [{ kind: "text", text, range }], range };
}
