/** The packages of one version of a module as the table keeps them, read with core's own scanners. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { findDynamicImports } from "../../packages/core/dist/gopackages/headers.js";
import {
  evaluateConstraint, fileNameTags, formatConstraint, parseConstraint, parsePlusBuild, scanBuildLines, scanGoHeader,
} from "../../packages/core/dist/syntax/go/index.js";

/** Files beside Go's that decide something: that there is C++, objects, C code without cgo. Assembly and headers decide nothing. */
const OTHER = /\.(?:c|cc|cpp|cxx|m|f|F|for|f90|swig|swigcxx|syso)$/;
const SWIG = /\.swig(?:cxx)?$/;

/**
 * @typedef {{ when: string, imports: string[], cgo: [condition: string, variable: string, ...args: string[]][] | null, libraries: string[], others: string[], isForeign: boolean }} Rule
 * @typedef {{ name: string, rules: Rule[] }} Package
 */

/**
 * Packages by directory; "" is the root of the module. What the table cannot describe is left out: programs, and packages that go refuses for some
 * platform or other.
 *
 * @param {string} root
 * @returns {Map<string, Package>}
 */
export function readModule(root) {
  const packages = new Map();
  const visit = (directory, own) => {
    const files = [];
    for (const name of readdirSync(directory).sort()) {
      if (name.startsWith("_") || name.startsWith(".")) continue;
      const stats = statSync(join(directory, name), { throwIfNoEntry: false });
      if (stats?.isDirectory() === true && name !== "testdata") visit(join(directory, name), own === "" ? name : `${own}/${name}`);
      if (stats?.isFile() === true) files.push(name);
    }
    const found = packageIn(directory, files);
    // a copy: what was cut out of a file keeps all of its text in memory
    if (found !== null) packages.set(own, JSON.parse(JSON.stringify(found)));
  };
  visit(root, "");
  return packages;
}

/** @returns {Package | null} */
function packageIn(directory, names) {
  if (names.some((name) => SWIG.test(name))) return null;
  const files = names.filter((name) => name.endsWith(".go") && !name.endsWith("_test.go")).map((name) => goFile(directory, name)).filter((file) => file !== "left out");
  const others = names.filter((name) => OTHER.test(name)).map((name) => otherFile(directory, name)).filter((file) => file !== "left out");
  if (files.length === 0 || files.includes(null) || others.includes(null)) return null;
  const name = nameOf(files);
  if (name === null || name === "main") return null;
  const hasAssembly = names.some((file) => file.endsWith(".s"));
  const rules = new Map();
  for (const { file, when, packageName, imports, cgo, isDynamic } of files) {
    const isForeign = packageName !== name;
    const rule = ruleOf(rules, when, cgo !== null, isForeign);
    if (isForeign) continue;
    rule.imports.push(...imports);
    rule.cgo?.push(...cgo);
    if (isDynamic || hasAssembly) rule.libraries.push(...findDynamicImports(readFileSync(join(directory, file), "utf8")).map(({ library }) => library));
  }
  for (const { file, when } of others) {
    const rule = ruleOf(rules, when, false, false, true);
    const extension = file.slice(file.lastIndexOf("."));
    if (!rule.others.some((other) => other.endsWith(extension))) rule.others.push(file);
  }
  const always = new Set(rules.get("false false false ")?.imports);
  for (const rule of rules.values()) {
    rule.imports = [...new Set(rule.imports)].filter((path) => rule.when === "" && rule.cgo === null ? true : !always.has(path)).sort();
    rule.libraries = [...new Set(rule.libraries)];
  }
  return { name, rules: [...rules.values()].filter((rule) => !isSilent(rule, rules)) };
}

/** One rule for all files of one kind that are built under the same condition. */
function ruleOf(rules, when, usesCgo, isForeign, isOther = false) {
  const key = `${usesCgo} ${isForeign} ${isOther} ${when}`;
  let rule = rules.get(key);
  if (rule === undefined) {
    rule = { when, imports: [], cgo: usesCgo ? [] : null, libraries: [], others: [], isForeign, isOther };
    rules.set(key, rule);
  }
  return rule;
}

/** Gives nothing beyond what every build has. Conditions on cgo stay: they tell builds apart whose packages are not of the same files. */
function isSilent({ when, imports, cgo, libraries, others, isForeign }, rules) {
  return rules.has("false false false ") && when !== "" && imports.length === 0 && cgo === null && libraries.length === 0 && others.length === 0 && !isForeign && !/\bcgo\b/.test(when);
}

/** That of the files of every build, else the only one that is not main; null when there are several. */
function nameOf(files) {
  const names = (some) => new Set(some.map(({ packageName }) => packageName));
  const always = names(files.filter(({ when }) => when === ""));
  if (always.size > 0) return always.size === 1 ? [...always][0] : null;
  const all = names(files);
  all.delete("main");
  return all.size === 1 ? [...all][0] : null;
}

/** Null when go refuses it. */
function goFile(directory, file) {
  const header = scanGoHeader(readFileSync(join(directory, file), "utf8"));
  const condition = conditionOf(file, header);
  // Source of "documentation": go/build/build.go, Context.Import
  if (condition === false || header.packageName === "documentation") return "left out";
  if (condition === null || header.problems.length > 0 || header.cgo.some(({ problem }) => problem !== null)) return null;
  const usesCgo = header.imports.some(({ path }) => path === "C");
  return {
    file,
    when: format(usesCgo ? and(condition, { kind: "tag", tag: "cgo" }) : condition),
    packageName: header.packageName,
    imports: header.imports.map(({ path }) => path).filter((path) => path !== "C"),
    cgo: usesCgo ? header.cgo.map(({ condition: where, variable, args }) => [where, variable, ...args]) : null,
    isDynamic: header.directives.some(({ name }) => name === "cgo_import_dynamic"),
  };
}

function otherFile(directory, file) {
  const lines = file.endsWith(".syso") ? { buildConstraint: null, plusBuild: [], constraintProblem: null } : scanBuildLines(readFileSync(join(directory, file), "utf8"));
  const condition = conditionOf(file, lines);
  if (condition === false) return "left out";
  return condition === null ? null : { file, when: format(condition) };
}

const ALWAYS = { kind: "always" };

/** Null for lines that go refuses, false for a file that no build takes (`ignore` is a tag that nobody sets; the table is not asked where somebody does). */
function conditionOf(file, { buildConstraint, plusBuild, constraintProblem }) {
  if (constraintProblem !== null) return null;
  const parts = fileNameTags(file).map((tag) => nameTag(tag));
  const lines = buildConstraint === null ? plusBuild.map((line) => parsePlusBuild(line)) : [parseConstraint(buildConstraint.text)];
  for (const { expression } of lines) {
    if (expression !== null) parts.push(expression);
    else if (buildConstraint !== null) return null;
  }
  const condition = parts.reduce(and, ALWAYS);
  if (condition !== ALWAYS && evaluateConstraint(condition, (tag) => (tag === "ignore" ? false : "unknown")) === false) return false;
  return condition;
}

/** Before Go 1.21 `_wasip1` in a name means nothing. Source: go/build/syslist.go, knownOS. */
function nameTag(tag) {
  const own = { kind: "tag", tag };
  return tag === "wasip1" ? { kind: "or", left: own, right: { kind: "not", operand: { kind: "tag", tag: "go1.21" } } } : own;
}

function and(left, right) {
  if (left === ALWAYS) return right;
  return { kind: "and", left, right };
}

/** "" for always. `linux && linux` is what a name and a line often say together. */
function format(condition) {
  if (condition === ALWAYS) return "";
  const operands = new Map();
  const visit = (x) => {
    if (x.kind === "and") {
      visit(x.left);
      visit(x.right);
    } else operands.set(formatConstraint(x), x);
  };
  visit(condition);
  return formatConstraint([...operands.values()].reduce(and));
}
