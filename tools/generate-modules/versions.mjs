/** Which versions of which modules are read. */
import { readdirSync, readFileSync } from "node:fs";
import { scanGoHeader } from "../../packages/core/dist/syntax/go/index.js";
import { compareModuleVersion, parseGoMod } from "../../packages/core/dist/syntax/gomod/index.js";

const PROGRAMS = ["gopackages/programs/cloud", "gopackages/programs/data", "gopackages/programs/native", "gopackages/programs/services", "gopackages/programs/web", "native/programs"];

const folder = (program) => new URL(`../oracles/${program}/`, import.meta.url);

/** What the programs themselves import. */
export function programImports() {
  const files = PROGRAMS.flatMap((program) => readdirSync(folder(program), { recursive: true }).filter((name) => name.endsWith(".go")).map((name) => new URL(name, folder(program))));
  return new Set(files.flatMap((file) => scanGoHeader(readFileSync(file, "utf8")).imports.map(({ path }) => path)));
}

/** Path → versions, oldest first; sorted by path. Replaced modules are not those that are named. */
export function namedVersions() {
  const named = new Map();
  const add = (path, version) => named.set(path, (named.get(path) ?? new Set()).add(version));
  for (const program of PROGRAMS) {
    const { require, replace } = parseGoMod(readFileSync(new URL("go.mod", folder(program)), "utf8"));
    for (const { path, version } of require) if (!replace.some((line) => line.old.path === path)) add(path, version);
  }
  for (const line of readFileSync(new URL("../../packages/core/data/module-versions.txt", import.meta.url), "utf8").split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [path, ...list] = line.split(" ");
    for (const version of list) add(path, version);
  }
  return new Map([...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, list]) => [path, [...list].sort(compareModuleVersion)]));
}
