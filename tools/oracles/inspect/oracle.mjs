/**
 * Compares what core reads of compiled programs with `readelf -hlSdVnW`, `go version -m` and `go tool buildid`.
 *
 *   node tools/oracles/inspect/oracle.mjs [--full] [--only TEXT]
 *
 * Without `--full`: the rows of binaries.mjs and every twentieth row of the matrix, really built, and every sixtieth program of this machine; each own
 * row also without section headers and after `strip`. Where a row of the matrix has recorded runs, what core says of base images is compared with them,
 * and the prediction for the row with its binary. With it: every row of the matrix and every program. Needs a built core (`npm run build`).
 */
import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { requireGo } from "../support/go.mjs";
import { oracleOptions } from "../support/options.mjs";
import { binaries } from "./binaries.mjs";
import { elfFields, goVersionText, isPlainSegment, readFile } from "./ours.mjs";
import { comparePrediction } from "./prediction.mjs";
import { goBuildId, goVersion, readelf } from "./readelf.mjs";
import { compareStarts } from "./starts.mjs";

const SHOWN_DIFFERENCES = 30;
const values = oracleOptions({ only: { type: "string", default: "" } });
requireGo("inspect");
if (spawnSync("readelf", ["--version"]).status !== 0) {
  console.log("oracle inspect: skipped, no readelf");
  process.exit(0);
}

/** @type {Map<string, number>} */
const formats = new Map();
/** @type {Map<string, number>} */
const predictions = new Map();
/** @type {Map<string, number>} */
const starts = new Map();
let [files, fields, differences, withInfo] = [0, 0, 0, 0];
let [size, read] = [0, 0];
for (const { name, path, row, like } of binaries(values, (text) => console.log(`skipped ${text}`))) {
  const { binary, bytesRead } = readFile(path);
  size += statSync(path).size;
  read += bytesRead;
  files++;
  const label = binary.format === "elf" ? `elf ${binary.arch}` : binary.format;
  formats.set(label, (formats.get(label) ?? 0) + 1);
  const compare = (/** @type {string} */ field, /** @type {unknown} */ ours, /** @type {unknown} */ theirs) => {
    fields++;
    const [left, right] = [JSON.stringify(ours), JSON.stringify(theirs)];
    if (left !== right && differences++ < SHOWN_DIFFERENCES) console.log(`${name}: ${field}: ours ${left?.slice(0, 400)}, really ${right?.slice(0, 400)}`);
  };
  const theirs = isTold(binary) ? readelf(path) : null;
  const head = readFileSync(path).subarray(0, 4).toString("latin1");
  compare("is ELF", binary.format === "elf", head === "\x7fELF");
  if (binary.format === "elf" && theirs !== null) {
    // readelf finds symbol versions by the section headers alone.
    if (like !== undefined) theirs["versionNeeds"] = readelf(like)?.["versionNeeds"];
    compareElf(elfFields(binary), theirs, compare);
  }
  if (row !== undefined) {
    comparePrediction(row, binary, predictions, compare);
    compareStarts(row, binary, starts, compare);
  }
  const info = goVersion(path);
  if (info !== null) withInfo++;
  if (binary.format !== "xcoff" && binary.format !== "plan9") compare("go version -m", binary.goBuildInfo && goVersionText(binary.goBuildInfo), info);
  if (binary.format === "elf" && binary.goBuildInfo !== null && binary.segments.length > 0) compare("go build id", binary.goBuildId, goBuildId(path));
}
for (const [format, count] of [...formats].sort()) console.log(`${format}: ${count} files`);
console.log(`predictions beside the binaries: ${[...predictions].sort().map(([result, count]) => `${count} ${result}`).join(", ")}`);
console.log(`starts in base images beside runs: ${[...starts].sort().map(([verdict, count]) => `${count} ${verdict}`).join(", ") || "none"}`);
console.log(`${withInfo} have Go build information; ${((100 * read) / size).toFixed(2)} % of ${(size / 1e6).toFixed(0)} MB were read`);
console.log(`oracle inspect: ${files} files, ${fields} fields, ${differences} differences`);
process.exitCode = differences > 0 ? 1 : 0;

/** readelf goes through the members of archives. @param {{ format: string }} binary */
function isTold({ format }) {
  return format === "elf";
}

/** @param {Record<string, any>} ours @param {Record<string, any>} theirs @param {(field: string, ours: unknown, theirs: unknown) => void} compare */
function compareElf(ours, theirs, compare) {
  for (const field of ["class", "endianness", "type", "entry", "flags", "interpreter", "dynamic", "versionNeeds", "notes", "gnuBuildId", "abiTag", "symtab", "dwarf"]) compare(field, ours[field], theirs[field]);
  compareRows("segment", ours["segments"], theirs["segments"], (segment) => isPlainSegment(segment.type), compare);
  compareRows("section", ours["sections"], theirs["sections"], (section) => typeof section.type === "string", compare);
}

/** Each row a field. Names of types are compared where we have one. @param {string} what @param {any[]} ours @param {any[]} theirs @param {(row: any) => boolean} named @param {(field: string, ours: unknown, theirs: unknown) => void} compare */
function compareRows(what, ours, theirs, named, compare) {
  compare(`${what}s`, ours.length, theirs.length);
  if (ours.length !== theirs.length) return;
  for (const [i, row] of ours.entries()) {
    const other = theirs[i];
    const plain = (/** @type {any} */ one) => Object.fromEntries(Object.keys(other).filter((key) => key !== "type" || named(row)).map((key) => [key, one[key]]));
    const [left, right] = [plain(row), plain(other)];
    if (what === "section") {
      // readelf cuts names that are wider than its column, and has letters for flags of single systems.
      if (typeof right["name"] === "string" && right["name"].endsWith("[...]")) left["name"] = right["name"];
      right["flags"] = String(right["flags"]).replaceAll(/[^WAXMSILGTC]/g, "");
    }
    compare(`${what} ${i}`, left, right);
  }
}
