import { nearestName } from "../../text/index.js";
import { SETTINGS_SCHEMA, type Schema } from "./schema.js";

/** Names and positions that lead to a value: `["shipments", 0, "role"]`. */
export type SettingsPath = readonly (string | number)[];

/** Something in the configuration that is wrong, for people; without a final stop. */
export interface SettingsFault {
  /** where: of an unknown name the path to it */
  readonly path: SettingsPath;
  readonly text: string;
  /** the place is the name, not what it stands for */
  readonly isName: boolean;
}

/** What breaks the schema; empty for settings that hold to it. A name that is near to a known one is told. */
export function checkSettings(value: unknown): readonly SettingsFault[] {
  return faultsOf(value, SETTINGS_SCHEMA, []);
}

/** How people write a path: `shipments[0].role`, `images["corp/base:*"].like`. */
export function settingsPathText(path: SettingsPath): string {
  return path.map((part, i) => (typeof part === "number" ? `[${part}]` : /^[\w$]+$/.test(part) ? `${i === 0 ? "" : "."}${part}` : `[${JSON.stringify(part)}]`)).join("");
}

function faultsOf(value: unknown, schema: Schema, path: SettingsPath): readonly SettingsFault[] {
  const wrong = (text: string): readonly SettingsFault[] => [{ path, text: `${path.length === 0 ? "the configuration" : settingsPathText(path)} must be ${text}`, isName: false }];
  if (schema.oneOf !== undefined) return chosen(value, schema, path) ?? wrong(schema.description ?? "another value");
  if (schema.type !== undefined && typeOf(value) !== schema.type) return wrong(wordsFor(schema));
  if (schema.enum !== undefined && !schema.enum.some((allowed) => allowed === value)) return wrong(`${either(schema.enum.map((allowed) => JSON.stringify(allowed)))}${suggestion(value, schema.enum)}`);
  if (typeof value === "string") return schema.pattern === undefined || new RegExp(schema.pattern, "u").test(value) ? [] : wrong(schema.description ?? "another text");
  if (Array.isArray(value)) {
    if (value.length < (schema.minItems ?? 0)) return wrong("a list with something in it");
    return value.flatMap((item: unknown, i) => faultsOf(item, schema.items ?? {}, [...path, i]));
  }
  return isRecord(value) ? faultsOfRecord(value, schema, path) : [];
}

function faultsOfRecord(value: Readonly<Record<string, unknown>>, { properties = {}, required = [], additionalProperties, minProperties = 0 }: Schema, path: SettingsPath): readonly SettingsFault[] {
  const faults: SettingsFault[] = [];
  // ESLint's configurations and scripts give undefined for what they leave out.
  const names = Object.keys(value).filter((name) => value[name] !== undefined);
  for (const name of names) {
    const schema = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    if (schema === undefined) continue;
    if (schema === false) faults.push(unknownName(name, Object.keys(properties), path));
    else faults.push(...faultsOf(value[name], schema, [...path, name]));
  }
  for (const name of required) if (!names.includes(name)) faults.push({ path, text: `${settingsPathText(path)} needs "${name}"`, isName: false });
  if (names.length < minProperties) faults.push({ path, text: `${settingsPathText(path)} says nothing`, isName: false });
  return faults;
}

/** Null when nothing fits; of alternatives that are objects the one whose required name is there tells what is wrong. */
function chosen(value: unknown, { oneOf = [] }: Schema, path: SettingsPath): readonly SettingsFault[] | null {
  const tried = oneOf.map((schema) => ({ schema, faults: faultsOf(value, schema, path) }));
  if (tried.some(({ faults }) => faults.length === 0)) return [];
  const meant = tried.find(({ schema }) => isRecord(value) && schema.required?.some((name) => name in value) === true);
  return meant?.faults ?? null;
}

function unknownName(name: string, names: readonly string[], path: SettingsPath): SettingsFault {
  const near = nearestName(name, names);
  const where = path.length === 0 ? "the configuration" : settingsPathText(path);
  return { path: [...path, name], text: `${where} has no "${name}": ${near === null ? `it may have ${names.join(", ")}` : `perhaps "${near}" is meant`}`, isName: true };
}

function suggestion(value: unknown, allowed: Schema["enum"] = []): string {
  const near = typeof value === "string" ? nearestName(value, allowed.filter((each) => typeof each === "string")) : null;
  return near === null ? "" : `; perhaps ${JSON.stringify(near)} is meant`;
}

function either(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
}

function wordsFor({ type, description }: Schema): string {
  const words = { object: "an object", array: "a list", string: "a text", boolean: "true or false" };
  const kind = type === undefined ? "another value" : words[type];
  return description === undefined ? kind : `${kind}: ${description}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
