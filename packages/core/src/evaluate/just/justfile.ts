/** Justfiles with those that they import. Source: casey/just, src/search.rs and src/compiler.rs. */
import { parseJustfile, type Justfile, type Recipe } from "../../syntax/just/index.js";
import { absolutePath, dirname, join } from "../../workspace/index.js";
import { readBuildText } from "../build-text.js";
import type { Machine } from "../machine.js";

export interface OpenRecipe {
  readonly recipe: Recipe;
  /** path for origins */
  readonly file: string;
}

export interface OpenJustfile extends Pick<Justfile, "settings" | "assignments" | "aliases"> {
  /** absolute */
  readonly path: string;
  readonly directory: string;
  readonly file: string;
  /** those for this system; of two of a name the one that counts */
  readonly recipes: ReadonlyMap<string, OpenRecipe>;
  /** the one that runs when none is named: the one marked so, else the first */
  readonly first: string | null;
  readonly problems: readonly { readonly message: string; readonly file: string; readonly start: number; readonly end: number }[];
}

/** Files that import each other. */
const MAX_DEPTH = 8;

/** The names are the same in any case. The nearest one, in the directory or above. */
export function findJustfile(directory: string, machine: Machine): string | null {
  for (let at = directory; ; at = dirname(at)) {
    const found = machine.files.list(at)?.names.find((name) => /^\.?justfile$/i.test(name));
    if (found !== undefined) return join(at, found);
    if (at === "/" || at === "" || at === ".") return null;
  }
}

export function readJustfile(path: string, machine: Machine, depth = 0): OpenJustfile | null {
  const read = readBuildText(machine.files, path);
  if (read === null || "unknown" in read) return null;
  const file = read.source ?? path;
  const own = parseJustfile(read.text, file);
  const directory = dirname(path);
  const imported = own.imports.flatMap((name) => {
    const other = depth >= MAX_DEPTH ? null : absolutePath(directory, name);
    return (other === null ? null : readJustfile(other, machine, depth + 1)) ?? [];
  });
  const recipes = new Map<string, OpenRecipe>();
  for (const one of imported) for (const [name, recipe] of one.recipes) if (!recipes.has(name)) recipes.set(name, recipe);
  const enabled = own.recipes.filter(isForLinux);
  for (const recipe of enabled) recipes.set(recipe.name, { recipe, file });
  const names = new Set(own.assignments.map(({ name }) => name));
  return {
    path,
    directory,
    file,
    settings: new Map([...imported.flatMap((one) => [...one.settings]), ...own.settings]),
    assignments: [...imported.flatMap((one) => one.assignments.filter(({ name }) => !names.has(name))), ...own.assignments],
    aliases: new Map([...imported.flatMap((one) => [...one.aliases]), ...own.aliases]),
    recipes,
    first: (enabled.find(({ attributes }) => attributes.some(({ name }) => name === "default")) ?? enabled[0])?.name ?? imported.map(({ first }) => first).find((first) => first !== null) ?? null,
    problems: [...imported.flatMap((one) => one.problems), ...own.problems.map(({ message, range: [start, end] }) => ({ message, file, start, end }))],
  };
}

/** Attributes of systems; without one a recipe is for all. */
function isForLinux({ attributes }: Recipe): boolean {
  const systems = attributes.filter(({ name }) => ["linux", "macos", "windows", "unix", "openbsd", "freebsd", "netbsd", "dragonfly", "android"].includes(name));
  return systems.length === 0 || systems.some(({ name }) => name === "linux" || name === "unix");
}
