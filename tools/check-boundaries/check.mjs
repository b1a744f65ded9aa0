import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, posix, relative, sep } from "node:path";
import { BUNDLED, CORE_FOLDERS, FOLDERS_BY_LANGUAGE, FORBIDDEN_IN_CORE, NODE_ADAPTERS, OPEN_TO_TOOLS, PACKAGES, PUBLIC_FILES } from "./layers.mjs";
import { importsOf } from "./imports.mjs";

/**
 * @typedef {object} Violation
 * @property {string} file POSIX path from the root
 * @property {number} line
 * @property {string} rule what is broken, as a sentence
 */

/** @typedef {{ name?: string, dependencies?: object, devDependencies?: object, peerDependencies?: object }} Manifest */

const SKIPPED = new Set(["node_modules", "dist", ".turbo", ".vitest", "coverage", "testdata", "fixtures"]);
const SOURCE = /\.(?:[cm]?[jt]s|tsx)$/u;
const SCOPE = "@go-indep/";

/**
 * Every import of the repository that breaks the allowed directions.
 *
 * @param {string} root
 * @returns {Violation[]}
 */
export function checkBoundaries(root) {
  const folders = readdirSync(join(root, "packages")).filter((name) => existsSync(join(root, "packages", name, "package.json")));
  const nameOf = new Map(folders.map((folder) => [readManifest(join(root, "packages", folder)).name ?? folder, folder]));
  const rootManifest = readManifest(root);
  return [
    ...folders.flatMap((folder) => checkPackage(root, folder, nameOf, rootManifest)),
    ...sourcesBelow(join(root, "tools")).flatMap((file) => checkTool(root, file)),
  ];
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {ReadonlyMap<string, string>} nameOf folder by package name
 * @param {Manifest} rootManifest
 * @returns {Violation[]}
 */
function checkPackage(root, folder, nameOf, rootManifest) {
  const directory = join(root, "packages", folder);
  const manifest = readManifest(directory);
  const allowed = /** @type {Record<string, readonly string[]>} */ (PACKAGES)[folder];
  if (allowed === undefined) return [{ file: `packages/${folder}`, line: 1, rule: "is not in tools/check-boundaries/layers.mjs" }];
  const bundled = /** @type {Record<string, readonly string[]>} */ (BUNDLED)[folder] ?? [];
  const runtime = new Set([...Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }), ...bundled]);
  const anywhere = new Set([...runtime, ...Object.keys({ ...manifest.devDependencies, ...rootManifest.devDependencies }), manifest.name ?? ""]);

  return sourcesBelow(directory).flatMap((path) => {
    const inSources = path.startsWith(join(directory, "src") + sep);
    const file = posixPath(relative(root, path));
    const inner = posixPath(relative(join(directory, "src"), path));
    return importsOf(readFileSync(path, "utf8")).flatMap(({ specifier, line }) => {
      const rules = specifier.startsWith(".")
        ? relativeRules(root, path, specifier, folder, inSources ? inner : null)
        : bareRules(specifier, { folder, inner, inSources, allowed, nameOf, declared: inSources ? runtime : anywhere });
      return rules.map((rule) => ({ file, line, rule }));
    });
  });
}

/**
 * @param {string} root
 * @param {string} path
 * @param {string} specifier
 * @param {string} folder
 * @param {string | null} inner path below src/, null for files outside of it
 * @returns {string[]}
 */
function relativeRules(root, path, specifier, folder, inner) {
  const target = posixPath(relative(root, join(dirname(path), specifier)));
  const home = `packages/${folder}/`;
  if (!target.startsWith(home)) {
    const ownConfiguration = inner === null && /^packages\/[^/]+\/[^/]+\.config\.ts$/u.test(posixPath(relative(root, path)));
    return ownConfiguration && !target.includes("/") ? [] : [`imports "${specifier}", which is outside of its package`];
  }
  if (folder !== "core" || inner === null) return [];
  return target.startsWith(`${home}src/`) ? coreRules(inner, target.slice(`${home}src/`.length)) : [];
}

/**
 * @param {string} from path below core/src
 * @param {string} to path below core/src, with its `.js`
 * @returns {string[]}
 */
function coreRules(from, to) {
  const [layer, targetLayer] = [from, to].map((path) => (path.includes("/") ? path.slice(0, path.indexOf("/")) : null));
  if (layer === null || targetLayer === null) return [];
  const known = CORE_FOLDERS.get(/** @type {string} */ (layer));
  if (known === undefined) return [`is in "${layer}", which is not a folder of core in tools/check-boundaries/layers.mjs`];
  if (layer !== targetLayer && !known.includes(/** @type {string} */ (targetLayer))) return [`imports "${to}": ${layer} may not import ${targetLayer}`];
  const [home, target] = [posix.dirname(from), posix.dirname(to)].map(unitOf);
  const ancestor = home === target || /** @type {string} */ (home).startsWith(`${target}/`);
  if (ancestor || PUBLIC_FILES.includes(posix.basename(to))) return [];
  return [`imports "${to}": another folder is imported through ${PUBLIC_FILES.join(", ")} only`];
}

/**
 * What keeps its files to itself: a folder of core, or the folder of one language in it ("syntax/dockerfile").
 *
 * @param {string} directory
 */
function unitOf(directory) {
  const [layer = "", ...rest] = directory.split("/");
  return FOLDERS_BY_LANGUAGE.includes(layer) ? [layer, ...rest.slice(0, 1)].join("/") : layer;
}

/**
 * @param {string} specifier
 * @param {{ folder: string, inner: string, inSources: boolean, allowed: readonly string[], nameOf: ReadonlyMap<string, string>, declared: ReadonlySet<string> }} from
 * @returns {string[]}
 */
function bareRules(specifier, { folder, inner, inSources, allowed, nameOf, declared }) {
  const name = specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
  if (specifier.startsWith("node:") || builtinModules.includes(name)) {
    return folder === "core" && inSources && !NODE_ADAPTERS.test(inner) ? [`imports "${specifier}": in core only src/workspace/node*.ts knows Node`] : [];
  }
  if (folder === "core" && inSources && FORBIDDEN_IN_CORE.some((scope) => name === scope || name.startsWith(`${scope}/`))) {
    return [`imports "${specifier}": core must load where there is no ESLint`];
  }
  const target = nameOf.get(name);
  if (target !== undefined && target !== folder && inSources && !allowed.includes(target)) return [`imports "${specifier}": ${folder} may not import ${target}`];
  if (target === undefined && name.startsWith(SCOPE)) return [`imports "${specifier}", which is not a package of this repository`];
  return declared.has(name) ? [] : [`imports "${specifier}", which its package.json does not declare`];
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {Violation[]}
 */
function checkTool(root, path) {
  const file = posixPath(relative(root, path));
  return importsOf(readFileSync(path, "utf8")).flatMap(({ specifier, line }) => {
    if (!specifier.startsWith(".")) return [];
    const target = posixPath(relative(root, join(dirname(path), specifier)));
    return target.startsWith("packages/") && !OPEN_TO_TOOLS.test(target) ? [{ file, line, rule: `imports "${specifier}": tools import packages by their names` }] : [];
  });
}

/** @param {string} directory @returns {string[]} */
function sourcesBelow(directory) {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : sourcesBelow(path);
    return entry.isFile() && SOURCE.test(entry.name) ? [path] : [];
  });
}

/** @param {string} directory @returns {Manifest} */
function readManifest(directory) {
  return JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
}

/** @param {string} path */
function posixPath(path) {
  return path.replaceAll(sep, "/");
}
