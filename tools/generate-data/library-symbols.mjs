/**
 * Reads what shared libraries of Debian export, and which macros and inline functions of their headers lead to it, and writes
 * packages/core/data/facts/library-symbols.json. Run on a Debian machine that has the -dev packages.
 *
 *   node tools/generate-data/library-symbols.mjs [name…]     after a build; names of `-lname` are added to those of the file
 *
 * The linker keeps a library that nothing uses out of NEEDED (fact d18): whether something in it is used is told by names.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { stemOf } from "../../packages/core/dist/linkage/library-names.js";

const DIRECTORY = "/usr/lib/x86_64-linux-gnu";
const file = new URL("../../packages/core/data/facts/library-symbols.json", import.meta.url);
const previous = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).libraries : {};
const output = (name, ...args) => spawnSync(name, args, { encoding: "utf8", maxBuffer: 1 << 28, env: { ...process.env, LC_ALL: "C" } }).stdout;

const libraries = [...new Set([...Object.values(previous).flatMap(({ names }) => names.split(" ")), ...process.argv.slice(2)])].flatMap((name) => {
  const path = [`${DIRECTORY}/lib${name}.so`, `${DIRECTORY}/lib${name}.so.6`].find((each) => existsSync(each) && readFileSync(each).subarray(1, 4).toString() === "ELF");
  if (path === undefined) {
    console.error(`-l${name}: not installed, kept as it is`);
    return [];
  }
  const soname = /\(SONAME\).*\[(.*)\]/.exec(output("readelf", "-dW", path))?.[1] ?? "";
  const owner = (each) => output("dpkg", "-S", each).split("\n").map((line) => /^(\S+?)(?::amd64)?: /.exec(line)?.[1]).find((each) => each !== undefined) ?? "";
  const runtime = owner(realpathSync(path)) || owner(realpathSync(path).replace("/usr/lib", "/lib"));
  return [{ name, soname, exports: exportsOf(path), runtime, dev: owner(path) }];
});

/** Functions and variables of the public interface; of C++ the classes that have constructors. */
function exportsOf(path) {
  const names = new Set();
  for (const line of output("nm", "-D", "--defined-only", "--format=posix", path).split("\n")) {
    const [symbol = "", type = ""] = line.split(" ");
    const [name = "", version = ""] = symbol.split(/@+/);
    if (!/[TWBDVRi]/.test(type) || /PRIVATE/i.test(version) || name === version || /^_(?:init|fini|edata|end|_bss_start)$/.test(name)) continue;
    if (!name.startsWith("_Z")) names.add(name);
    else if (/C[12]E/.test(name)) names.add(classOf(name));
  }
  names.delete("");
  return names;
}

/** The last name before C1E: `_ZN9tesseract11TessBaseAPIC1Ev`. */
function classOf(name) {
  let rest = name.replace(/^_ZN/, "");
  let last = "";
  for (let match = /^(\d+)/.exec(rest); match !== null; match = /^(\d+)/.exec(rest)) {
    const start = match[1].length;
    last = rest.slice(start, start + Number(match[1]));
    rest = rest.slice(start + Number(match[1]));
  }
  return /^C[12]E/.test(rest) && /^\w+$/.test(last) ? last : "";
}

/** Headers of a package, with what their macros and inline functions mention (name → words) and what they include. */
function headersOf(name) {
  const uses = new Map();
  const includes = new Set();
  const own = output("dpkg", "-L", name).split("\n").filter((path) => path.endsWith(".h") && existsSync(path));
  for (const header of own) {
    const text = readFileSync(header, "latin1").replaceAll(/\\\r?\n/g, " ").replaceAll(/\/\*[^]*?\*\//g, " ");
    const add = (macro, body) => uses.set(macro, [...(uses.get(macro) ?? []), ...(body.match(/[A-Za-z_]\w*/g) ?? [])]);
    for (const [, macro, body] of text.matchAll(/^[ \t]*#[ \t]*define[ \t]+(\w+)(?:\([^)\n]*\))?[ \t]+(.+)$/gm)) add(macro, body);
    for (const [, inline, body] of text.matchAll(/\binline\b[^;{}()]*?(\w+)\s*\([^;{}]*\)\s*\{([^]*?)\n\}/g)) add(inline, body);
    for (const [, path] of text.matchAll(/^[ \t]*#[ \t]*include[ \t]*[<"]([^>"\n]+)[>"]/gm)) includes.add(path);
  }
  return { own, uses, includes };
}

const headers = new Map([...new Set(libraries.map(({ dev }) => dev))].map((dev) => [dev, headersOf(dev)]));

/** Names of macros and inline functions that lead to an export and do not begin as exports do. */
function oddMacros({ dev, exports }) {
  const { uses } = headers.get(dev);
  const stems = new Set([...exports].map(stemOf));
  const leads = (name) => {
    const found = new Set([name]);
    for (const each of found) for (const next of uses.get(each) ?? []) found.add(next);
    return [...found].some((word) => exports.has(word));
  };
  return [...uses.keys()].filter((name) => !stems.has(stemOf(name)) && leads(name)).sort();
}

/** Other libraries whose headers include headers of this one and have macros or inline functions that lead to it. */
function includers({ dev, soname, exports }) {
  const paths = new Set(headers.get(dev).own.flatMap((path) => [1, 2].map((n) => path.split("/").slice(3).filter((part) => part !== "x86_64-linux-gnu").slice(n - 1).join("/"))));
  const names = (other) => new Set(headers.get(other.dev).own.map((path) => path.slice(path.lastIndexOf("/") + 1)));
  const includes = (other) => [...headers.get(other.dev).includes].some((path) => paths.has(path) && !names(other).has(path.slice(path.lastIndexOf("/") + 1)));
  const leads = (other) => {
    const found = new Set([...headers.get(other.dev).uses.values()].flat());
    for (const each of found) for (const next of headers.get(dev).uses.get(each) ?? []) found.add(next);
    return [...found].some((word) => exports.has(word));
  };
  return libraries.filter((other) => other.soname !== soname && other.dev !== dev && includes(other) && leads(other)).map((other) => other.soname);
}

const versionOf = (name) => (name === "" ? "" : `${name} ${output("dpkg-query", "-W", "-f", "${Version}", name)}`);
const result = { ...previous };
for (const library of libraries) {
  const { name, soname, exports, runtime, dev } = library;
  const names = [...new Set([...(previous[soname]?.names ?? "").split(" "), name])].filter((each) => each !== "").sort();
  result[soname] = { names: names.join(" "), package: versionOf(runtime), headers: versionOf(dev), includedBy: includers(library).join(" "), exports: [...exports].sort().join(" "), macros: oddMacros(library).join(" ") };
}
const rows = Object.entries(result).sort(([a], [b]) => (a < b ? -1 : 1)).map(([soname, row]) => `  ${JSON.stringify(soname)}: ${JSON.stringify(row)}`);
const head = { $schema: "../schema/library-symbols.schema.json", schema: "library-symbols/1", generated: execFileSync("date", ["+%F"], { encoding: "utf8" }).trim(), suite: "bookworm", arch: "amd64", source: "nm -D and headers of the packages that each library names", confidence: "verified" };
writeFileSync(file, `${JSON.stringify(head, null, 1).slice(0, -2)},\n "libraries": {\n${rows.join(",\n")}\n }\n}\n`);
