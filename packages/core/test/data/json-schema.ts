/** The part of JSON Schema that the schemas of the facts use. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: { readonly pattern: string };
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly Schema[];
}

const KEYWORDS = new Set(["$schema", "title", "description", "type", "const", "enum", "pattern", "properties", "required", "additionalProperties", "propertyNames", "items", "minItems", "maxItems", "anyOf"]);

/** What is wrong, with where; empty when nothing is. */
export function violations(value: unknown, schema: Schema, at = "$"): readonly string[] {
  const unsupported = Object.keys(schema).filter((keyword) => !KEYWORDS.has(keyword));
  if (unsupported.length > 0) return [`${at}: the test does not know ${unsupported.join(", ")}`];
  const found: string[] = [];
  const types = schema.type === undefined ? null : [schema.type].flat();
  if (types !== null && !types.includes(typeOf(value))) found.push(`${at}: ${typeOf(value)}, not ${types.join(" or ")}`);
  if ("const" in schema && value !== schema.const) found.push(`${at}: not ${String(schema.const)}`);
  if (schema.enum !== undefined && !schema.enum.includes(value)) found.push(`${at}: ${JSON.stringify(value)} is none of ${JSON.stringify(schema.enum)}`);
  if (schema.pattern !== undefined && typeof value === "string" && !new RegExp(schema.pattern, "u").test(value)) found.push(`${at}: "${value}" does not match ${schema.pattern}`);
  if (schema.anyOf !== undefined && schema.anyOf.every((choice) => violations(value, choice, at).length > 0)) found.push(`${at}: none of the choices`);
  if (Array.isArray(value)) {
    if (schema.minItems !== undefined && value.length < schema.minItems) found.push(`${at}: fewer than ${schema.minItems}`);
    if (schema.maxItems !== undefined && value.length > schema.maxItems) found.push(`${at}: more than ${schema.maxItems}`);
    if (schema.items !== undefined) for (const [i, item] of value.entries()) found.push(...violations(item, schema.items, `${at}[${i}]`));
  } else if (typeof value === "object" && value !== null) {
    const object = value as Readonly<Record<string, unknown>>;
    for (const name of schema.required ?? []) if (!(name in object)) found.push(`${at}: ${name} is missing`);
    for (const [name, inner] of Object.entries(object)) {
      const own = schema.properties?.[name];
      if (schema.propertyNames !== undefined && !new RegExp(schema.propertyNames.pattern, "u").test(name)) found.push(`${at}: the name ${name}`);
      if (own !== undefined) found.push(...violations(inner, own, `${at}.${name}`));
      else if (schema.additionalProperties === false) found.push(`${at}: ${name} is not known`);
      else if (typeof schema.additionalProperties === "object") found.push(...violations(inner, schema.additionalProperties, `${at}.${name}`));
    }
  }
  return found;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}
