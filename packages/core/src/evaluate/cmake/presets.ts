/** `CMakePresets.json`. Source: CMake 3.25, cmake-presets(7). */
import type { Traced } from "../../text/index.js";
import { concatAll, literal, literalOf, unknownText } from "../../text/index.js";
import { absolutePath, basename, dirname, join } from "../../workspace/index.js";
import type { Environment } from "../environment.js";
import type { FileView } from "../files/view.js";

export interface Preset {
  readonly cache: readonly { readonly name: string; readonly type: string; readonly value: Traced }[];
  readonly environment: readonly (readonly [string, Traced])[];
  readonly binary: string | null;
  readonly generator: Traced | null;
  /** of a build preset */
  readonly configurePreset: string | null;
  readonly targets: readonly string[];
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type Entry = Readonly<Record<string, Json>>;

const MAX_INHERITED = 64;

/** The preset of a name, with what it inherits; null when there is none, or the files cannot be read. */
export function findPreset(files: FileView, source: string, kind: "configurePresets" | "buildPresets", name: string, environment: Environment): Preset | null {
  const all = [...entriesOf(files, join(source, "CMakePresets.json"), kind), ...entriesOf(files, join(source, "CMakeUserPresets.json"), kind)];
  const order = ancestors(all, name);
  if (order.length === 0) return null;
  const own = first(order, "generator");
  const expand = (text: string): Traced => expanded(text, { source, name, generator: typeof own === "string" ? own : "", environment, variables });
  const variables = new Map<string, string>();
  for (const entry of order.toReversed()) {
    for (const [variable, value] of Object.entries(object(entry["environment"]))) {
      if (typeof value === "string") variables.set(variable, value);
      else variables.delete(variable);
    }
  }
  const cache = new Map<string, { readonly name: string; readonly type: string; readonly value: Traced }>();
  for (const entry of order.toReversed()) {
    for (const [variable, given] of Object.entries(object(entry["cacheVariables"]))) {
      const value = typeof given === "object" && given !== null && !Array.isArray(given) ? (given as Entry)["value"] : given;
      const type = typeof given === "object" && given !== null && !Array.isArray(given) ? (given as Entry)["type"] : null;
      if (given === null) cache.delete(variable);
      else if (typeof value === "boolean") cache.set(variable, { name: variable, type: "BOOL", value: literal(value ? "TRUE" : "FALSE") });
      else if (typeof value === "string") cache.set(variable, { name: variable, type: typeof type === "string" ? type : "UNINITIALIZED", value: expand(value) });
    }
  }
  const [binary, generator, configurePreset, targets] = ["binaryDir", "generator", "configurePreset", "targets"].map((key) => first(order, key));
  const directory = typeof binary === "string" ? expand(binary) : null;
  const path = directory === null ? null : literalOf(directory);
  return {
    cache: [...cache.values()],
    environment: [...variables].map(([variable, text]) => [variable, expand(text)] as const),
    binary: path === null ? null : absolutePath(source, path),
    generator: typeof generator === "string" ? literal(generator) : null,
    configurePreset: typeof configurePreset === "string" ? configurePreset : null,
    targets: typeof targets === "string" ? [targets] : Array.isArray(targets) ? targets.filter((target) => typeof target === "string") : [],
  };
}

function entriesOf(files: FileView, path: string, kind: string): readonly Entry[] {
  const found = files.read(path);
  if (found === null || "unknown" in found) return [];
  try {
    const list = object(JSON.parse(found.text) as Json)[kind];
    return Array.isArray(list) ? list.map((item) => object(item as Json)) : [];
  } catch {
    return [];
  }
}

function object(value: Json | undefined): Entry {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Entry) : {};
}

/** The preset and what it inherits, the strongest first. */
function ancestors(all: readonly Entry[], name: string): readonly Entry[] {
  const found: Entry[] = [];
  const visit = (wanted: string): void => {
    const entry = all.find((item) => item["name"] === wanted);
    if (entry === undefined || found.includes(entry) || found.length > MAX_INHERITED) return;
    found.push(entry);
    const { inherits } = entry;
    for (const parent of typeof inherits === "string" ? [inherits] : Array.isArray(inherits) ? inherits : []) if (typeof parent === "string") visit(parent);
  };
  visit(name);
  return found;
}

function first(order: readonly Entry[], key: string): Json | undefined {
  return order.find((entry) => entry[key] !== undefined)?.[key];
}

interface Macros {
  readonly source: string;
  readonly name: string;
  readonly generator: string;
  readonly environment: Environment;
  readonly variables: ReadonlyMap<string, string>;
}

function expanded(text: string, macros: Macros, depth = 0): Traced {
  const parts: Traced[] = [];
  let last = 0;
  for (const { 0: written, 1: domain = "", 2: name = "", index } of text.matchAll(/\$(env|penv|vendor)?\{([^}]*)\}/g)) {
    parts.push(literal(text.slice(last, index)), macro(domain, name, macros, depth));
    last = index + written.length;
  }
  return concatAll([...parts, literal(text.slice(last))]);
}

function macro(domain: string, name: string, macros: Macros, depth: number): Traced {
  const { source, environment, variables } = macros;
  const own = domain === "env" ? variables.get(name) : undefined;
  if (own !== undefined && depth < 20) return expanded(own, macros, depth + 1);
  if (domain === "env" || domain === "penv") {
    const found = environment.getExported(name);
    if (found === null) return literal("");
    return found.set === "yes" ? found.value : unknownText({ code: "caller", text: `the environment variable ${name}`, at: null });
  }
  const values: Readonly<Record<string, string>> = { sourceDir: source, sourceParentDir: dirname(source), sourceDirName: basename(source), presetName: macros.name, generator: macros.generator, hostSystemName: "Linux", fileDir: source, dollar: "$", pathListSep: ":" };
  const value = domain === "" ? values[name] : undefined;
  return value === undefined ? unknownText({ code: "not-understood", text: `the macro ${name} of a preset`, at: null }) : literal(value);
}
