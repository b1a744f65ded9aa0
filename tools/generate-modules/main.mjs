/**
 * The table of packages of library modules, for repositories whose modules were not downloaded.
 *
 *   node tools/generate-modules/main.mjs                     reads the modules and writes packages/core/data/modules.txt; needs go, the network and a built core
 *   node tools/generate-modules/main.mjs --check             fails when the table is not made of the versions that are named now, or was edited
 *   node tools/generate-modules/main.mjs --modules --check   fails when the table is not what the modules say
 *
 * The versions are those of the go.mod files of the oracles' programs, and of packages/core/data/module-versions.txt.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { downloadAll } from "./download.mjs";
import { encode, FORMAT } from "./encode.mjs";
import { readModule } from "./read-module.mjs";
import { directoryOf, selectPackages } from "./select-packages.mjs";
import { namedVersions, programImports } from "./versions.mjs";

const file = new URL("../../packages/core/data/modules.txt", import.meta.url);
const check = process.argv.includes("--check");
const versions = namedVersions();
const names = [...versions].map(([path, list]) => `${path} ${list.join(" ")}\n`).join("");

const present = readOrEmpty(file);
if (!check || process.argv.includes("--modules")) {
  const body = encode(selected(readAll()));
  const text = `${FORMAT} ${digestOf(body)}\n${body}`;
  if (!check) writeFileSync(file, text);
  else if (text !== present) fail("is not what the modules say");
} else {
  const newline = present.indexOf("\n");
  if (present.slice(0, newline) !== `${FORMAT} ${digestOf(present.slice(newline + 1))}`) fail("is not made of the versions that are named now, or was edited");
}

/** Path → version, oldest first → packages by directory. */
function readAll() {
  const modules = new Map();
  const directories = downloadAll(versions);
  for (const [path, list] of versions) modules.set(path, new Map(list.map((version) => [version, readModule(directories.get(`${path}@${version}`))])));
  return modules;
}

function selected(modules) {
  const imported = programImports();
  for (const [path, list] of modules) {
    for (const packages of list.values()) {
      const paths = [...packages.values()].flatMap(({ rules }) => rules.flatMap(({ imports }) => imports));
      for (const one of paths) if (!packages.has(directoryOf(path, one))) imported.add(one);
    }
  }
  return new Map([...modules].map(([path, list]) => [path, new Map([...list].map(([version, packages]) => [version, selectPackages({ path, packages }, imported)]))]));
}

function digestOf(body) {
  return createHash("sha256").update(names).update(body).digest("hex").slice(0, 16);
}

function readOrEmpty(url) {
  try {
    return readFileSync(url, "utf8");
  } catch {
    return "";
  }
}

function fail(why) {
  console.error(`packages/core/data/modules.txt ${why}\nrun: node tools/generate-modules/main.mjs`);
  process.exitCode = 1;
}
