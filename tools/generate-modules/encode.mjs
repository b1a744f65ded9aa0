/** The table as text, in the grammar of packages/core/src/gopackages/module-table.ts. Few words make nine tenths of it, so that they are numbered. */
import { defaultName, WORD_CODES } from "../../packages/core/dist/gopackages/module-table.js";
import { directoryOf, importPathOf } from "./select-packages.mjs";

export const FORMAT = "go-indep module table 1";

function codeOf(index) {
  const { first, short, base } = WORD_CODES;
  if (index < short) return String.fromCharCode(first + index);
  const rest = index - short;
  if (rest >= (base - short) * base) throw new RangeError(`more than ${short + (base - short) * base} words`);
  return String.fromCharCode(first + short + Math.floor(rest / base), first + (rest % base));
}

/** Words by how often they are used. */
class Dictionary {
  #counts = new Map();
  #codes = null;

  count(word) {
    this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
  }

  words() {
    return [...this.#counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([word]) => word);
  }

  code(word) {
    this.#codes ??= new Map(this.words().map((one, i) => [one, codeOf(i)]));
    return this.#codes.get(word);
  }
}

/**
 * @param {Map<string, Map<string, Map<string, import("./read-module.mjs").Package>>>} modules path → version, oldest first → directory
 */
export function encode(modules) {
  const dictionaries = { imports: new Dictionary(), constraints: new Dictionary(), cgo: new Dictionary() };
  const sections = [...modules].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, versions]) => ({ path, versions: [...versions.keys()], records: recordsOf(versions) }));
  for (const { path, records } of sections) {
    const own = new Set(records.map(({ directory }) => directory));
    for (const { package: one } of records) {
      for (const rule of one.rules) {
        dictionaries.constraints.count(rule.when);
        for (const line of rule.cgo ?? []) dictionaries.cgo.count(JSON.stringify(line));
        for (const imported of rule.imports) if (!own.has(directoryOf(path, imported))) dictionaries.imports.count(imported);
      }
    }
  }
  const { imports, constraints, cgo } = dictionaries;
  const lines = [imports.words().join(" "), constraints.words().join("\t"), cgo.words().join("\t")];
  for (const section of sections) lines.push(...sectionLines(section, dictionaries));
  return `${lines.join("\n")}\n`;
}

/** One record for each content that a directory has in some version. */
function recordsOf(versions) {
  const records = new Map();
  for (const [i, packages] of [...versions.values()].entries()) {
    for (const [directory, one] of packages) {
      const key = JSON.stringify([directory, one]);
      const record = records.get(key) ?? { directory, package: one, versions: [] };
      record.versions.push(i);
      records.set(key, record);
    }
  }
  return [...records.values()].sort((a, b) => (a.directory === b.directory ? a.versions[0] - b.versions[0] : a.directory < b.directory ? -1 : 1));
}

function sectionLines({ path, versions, records }, { imports, constraints, cgo }) {
  const places = new Map([...new Set(records.map(({ directory }) => directory))].map((directory, i) => [directory, codeOf(i)]));
  const lines = [`@${path} ${versions.join(" ")}`];
  let last = null;
  for (const { directory, package: one, versions: held } of records) {
    const where = directory === last ? "=" : directory;
    last = directory;
    const rules = one.rules.map((rule) => {
      const own = rule.imports.flatMap((imported) => places.get(directoryOf(path, imported)) ?? []);
      const others = rule.imports.filter((imported) => !places.has(directoryOf(path, imported))).map((imported) => imports.code(imported));
      const lists = [others.join("") || NONE, own.join("") || NONE, rule.cgo === null ? NONE : rule.cgo.map((line) => cgo.code(JSON.stringify(line))).join("") || EMPTY];
      const more = rest(rule);
      if (more === "") while (lists.at(-1) === NONE) lists.pop();
      return [constraints.code(rule.when), ...lists, ...(more === "" ? [] : [more])].join(" ");
    });
    const name = one.name === defaultName(importPathOf(path, directory)) ? "" : one.name;
    lines.push([where, name, held.length === versions.length ? "" : ranges(held), ...rules].join("\t"));
  }
  return lines;
}

const NONE = "!";
const EMPTY = '"';

/** What few rules have, as JSON. */
function rest({ libraries, others, isForeign }) {
  const some = { ...(libraries.length === 0 ? {} : { libraries }), ...(others.length === 0 ? {} : { others }), ...(isForeign ? { isForeign } : {}) };
  return Object.keys(some).length === 0 ? "" : JSON.stringify(some);
}

/** `0-2,5` */
function ranges(numbers) {
  const parts = [];
  for (const n of numbers) {
    const last = parts.at(-1);
    if (last !== undefined && last[1] === n - 1) last[1] = n;
    else parts.push([n, n]);
  }
  return parts.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(",");
}
