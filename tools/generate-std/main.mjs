/**
 * The table of the standard library, one for each minor version of Go, read from the real toolchains.
 *
 *   node tools/generate-std/main.mjs                       compiles packages/core/data/std to TypeScript
 *   node tools/generate-std/main.mjs --check               fails when the TypeScript is not what the data say
 *   node tools/generate-std/main.mjs --toolchains          reads the newest release of each minor version, then compiles; needs go, the network and a built core
 *   node tools/generate-std/main.mjs --toolchains --check  fails when the data are not what the toolchains that they name say
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { compileCgoFlags, mergeCgoFlags, readCgoFlags } from "./cgo-flags.mjs";
import { compile } from "./compile.mjs";
import { gorootOf, newestReleases, readToolchain } from "./toolchain.mjs";

const core = new URL("../../packages/core/", import.meta.url);
const data = new URL("data/std/", core);
const cgoFlags = new URL("data/cgo-flags.json", core);
const check = process.argv.includes("--check");
const stale = [];

function output(url, text) {
  if (!check) writeFileSync(url, text);
  else if (readOrEmpty(url) !== text) stale.push(url.pathname.slice(core.pathname.length));
}

function readOrEmpty(url) {
  try {
    return readFileSync(url, "utf8");
  } catch {
    return "";
  }
}

/** One package a line, so that a change of a release is a readable difference. */
function format(table) {
  const lines = (object) => Object.entries(object).map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(",\n");
  const entries = Object.entries(table).map(([key, value]) => (isPlainObject(value) ? `  ${JSON.stringify(key)}: {\n${lines(value)}\n  }` : `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`));
  return `{\n${entries.join(",\n")}\n}\n`;
}

const releasesOf = (tables) => tables.map((table) => table.go).sort((a, b) => Number(a.split(".")[1]) - Number(b.split(".")[1]));

const isPlainObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

const read = () => readdirSync(data).filter((name) => name.endsWith(".json")).sort().map((name) => JSON.parse(readFileSync(new URL(name, data), "utf8")));

if (process.argv.includes("--toolchains")) {
  const releases = check ? releasesOf(read()) : newestReleases();
  const flags = mergeCgoFlags(releases.map((release) => ({ release, flags: readCgoFlags(gorootOf(release)) })));
  output(cgoFlags, format(flags));
  for (const release of releases) {
    const minor = release.split(".").slice(0, 2).join(".");
    output(new URL(`go${minor}.json`, data), format(readToolchain(release)));
    console.log(`go ${release}`);
  }
}
output(new URL("src/linkage/cgo-flags.generated.ts", core), compileCgoFlags(JSON.parse(readFileSync(cgoFlags, "utf8"))));
output(new URL("src/gopackages/std-data.generated.ts", core), compile(read()));

if (stale.length > 0) {
  console.error(`out of date: ${stale.join(", ")}\nrun: node tools/generate-std/main.mjs`);
  process.exitCode = 1;
}
