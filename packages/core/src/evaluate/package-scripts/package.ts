/** package.json, whose JSON is read as the YAML that it also is. Source: npm documentation, "package.json", "npm-prefix" and "workspaces". */
import { fieldOf, fieldsOf, itemsOf, parseYaml, stringOf, valueOf, type YamlField, type YamlValue } from "../../syntax/yaml/index.js";
import { dirname, join } from "../../workspace/index.js";
import type { Machine } from "../machine.js";

export interface ScriptPackage {
  readonly root: YamlValue | null;
  /** absolute directory of the file, in which its scripts run */
  readonly directory: string;
  /** path for origins */
  readonly file: string;
  readonly scripts: readonly YamlField[];
}

/** Null when there is none, or none that can be read. */
export function readPackage(directory: string, machine: Machine): ScriptPackage | null {
  const path = join(directory, "package.json");
  const read = machine.files.read(path);
  if (read === null || "unknown" in read) return null;
  const file = read.source ?? path;
  const root = valueOf(parseYaml(read.text, file).documents[0]);
  return { root, directory, file, scripts: fieldsOf(fieldOf(root, "scripts")) };
}

/** The package of a directory: its own, else that of the nearest directory above. Null too when that cannot be told. */
export function findPackage(directory: string, machine: Machine): ScriptPackage | null {
  for (let at = directory; ; at = dirname(at)) {
    const { kind } = machine.files.stat(join(at, "package.json"));
    if (kind !== "absent") return readPackage(at, machine);
    if (at === "/" || at === "" || at === ".") return null;
  }
}

/** The package that `--workspace` names: by its directory, or by its name. Source: @npmcli/map-workspaces; of patterns those that end with `/*` are understood. */
export function findWorkspacePackage(top: ScriptPackage, name: string, machine: Machine): ScriptPackage | null {
  const byPath = readPackage(join(top.directory, name), machine);
  if (byPath !== null) return byPath;
  const workspaces = fieldOf(top.root, "workspaces");
  const patterns = itemsOf(workspaces?.type === "Mapping" ? fieldOf(workspaces, "packages") : workspaces).flatMap((item) => stringOf(item) ?? []);
  for (const directory of patterns.flatMap((pattern) => directoriesOf(join(top.directory, pattern), machine))) {
    const found = readPackage(directory, machine);
    if (found !== null && stringOf(fieldOf(found.root, "name")) === name) return found;
  }
  return null;
}

function directoriesOf(pattern: string, machine: Machine): readonly string[] {
  if (!pattern.endsWith("/*")) return [pattern];
  const parent = pattern.slice(0, -2);
  return (machine.files.list(parent)?.names ?? []).map((name) => join(parent, name));
}
