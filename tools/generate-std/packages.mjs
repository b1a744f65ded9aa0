/** The packages of GOROOT/src with their imports, by build constraint, read with core's own scanner. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  evaluateConstraint, fileNameTags, formatConstraint, isPredefinedTag, matchTag, parseConstraint, parsePlusBuild, scanGoHeader, tagsOf,
} from "../../packages/core/dist/syntax/go/index.js";

/** builtin is documentation that go does not list. */
const SKIPPED_DIRECTORIES = new Set(["cmd", "testdata", "builtin"]);
/** Tags that no build of a program has, and one that every build has. */
const FIXED_TAGS = new Map([["ignore", false], ["compiler_bootstrap", false], ["cmd_go_bootstrap", false], ["gccgo", false], ["gc", true]]);
const RELEASE_TAG = /^go1\.(\d+)$/;

/**
 * A package is `[imports of every build or null, [constraint, more imports, #cgo lines or absent]…]`. Imports are joined by blanks; a #cgo line is
 * `[condition, linker flags]`, and a file with cgo has a list of them, empty or not.
 *
 * @param {string} source GOROOT/src
 * @param {{ minor: number, platforms: readonly { goos: string, goarch: string }[] }} release
 */
export function readPackages(source, release) {
  const vendored = (path) => (path.includes(".") && existsSync(join(source, "vendor", path)) ? `vendor/${path}` : path);
  const packages = {};
  const tags = new Set();
  const visit = (directory, importPath) => {
    const names = [];
    for (const entry of readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith("_") || entry.name.startsWith(".")) continue;
      if (entry.isDirectory() && !SKIPPED_DIRECTORIES.has(entry.name)) visit(join(directory, entry.name), importPath === "" ? entry.name : `${importPath}/${entry.name}`);
      if (entry.isFile() && entry.name.endsWith(".go") && !entry.name.endsWith("_test.go")) names.push(entry.name);
    }
    const files = names.map((name) => readFile(directory, name, vendored, release.minor)).filter((file) => file !== null);
    if (files.length === 0) return;
    for (const { constraint } of files) if (constraint !== null) for (const tag of tagsOf(constraint)) if (!isPredefinedTag(tag)) tags.add(tag);
    packages[importPath] = summary(files, release);
  };
  visit(source, "");
  return { packages, tags: [...tags].sort() };
}

/** Null for a file that no build of a program takes. */
function readFile(directory, name, vendored, minor) {
  const header = scanGoHeader(readFileSync(join(directory, name), "utf8"));
  if (header.constraintProblem !== null || header.problems.length > 0) throw new Error(`${directory}/${name}: ${JSON.stringify(header)}`);
  if (header.packageName === "documentation") return null;
  const parts = fileNameTags(name).map((tag) => ({ kind: "tag", tag }));
  if (header.buildConstraint !== null) parts.push(parseConstraint(header.buildConstraint.text).expression);
  else for (const line of header.plusBuild) parts.push(parsePlusBuild(line).expression);
  const constraint = simplified(parts.length === 0 ? null : parts.reduce((left, right) => ({ kind: "and", left, right })), (tag) => FIXED_TAGS.get(tag) ?? releaseTag(tag, minor));
  if (constraint === false) return null;
  const usesCgo = header.imports.some((spec) => spec.path === "C");
  return {
    constraint,
    imports: header.imports.map((spec) => spec.path).filter((path) => path !== "C").map(vendored),
    cgo: usesCgo ? header.cgo.filter((line) => line.variable === "LDFLAGS").map((line) => [line.condition, line.args.join(" ")]) : null,
  };
}

function releaseTag(tag, minor) {
  const release = RELEASE_TAG.exec(tag)?.[1];
  return release === undefined ? "unknown" : Number(release) <= minor;
}

/** The constraint without the tags whose value is fixed; null when it always holds, false when it never does. */
function simplified(constraint, fixed) {
  if (constraint === null) return null;
  const value = evaluateConstraint(constraint, fixed);
  if (value === true) return null;
  if (value === false) return false;
  if (constraint.kind === "not") return { kind: "not", operand: simplified(constraint.operand, fixed) };
  if (constraint.kind === "tag") return constraint;
  const left = simplified(constraint.left, fixed);
  const right = simplified(constraint.right, fixed);
  // the whole is not decided, so that a decided side does not matter: `true && x` and `false || x` are x
  if (left === null || left === false) return right;
  if (right === null || right === false) return left;
  return { ...constraint, left, right };
}

function summary(files, release) {
  const always = files.filter((file) => file.constraint === null && file.cgo === null);
  const base = new Set(always.flatMap((file) => file.imports));
  const rules = new Map();
  for (const file of files) {
    if (always.includes(file)) continue;
    // go takes files that import "C" only when cgo is on
    const constraint = withoutRepetition(file.cgo === null ? file.constraint : and(file.constraint, { kind: "tag", tag: "cgo" }));
    const when = formatConstraint(constraint);
    const rule = rules.get(when) ?? { constraint, when, gives: new Set(), cgo: [] };
    for (const path of file.imports) if (!base.has(path)) rule.gives.add(path);
    if (always.length === 0) rule.gives.add(BUILT);
    if (file.cgo !== null) rule.gives.add(CGO);
    rule.cgo.push(...(file.cgo ?? []));
    rules.set(when, rule);
  }
  const rows = withoutRedundancy([...rules.values()], release).map(({ when, gives, cgo }) => {
    const imports = list([...gives].filter((path) => path !== CGO && path !== BUILT));
    return gives.has(CGO) || cgo.length > 0 ? [when, imports, cgo] : [when, imports];
  });
  return [always.length === 0 ? null : list(base), ...rows];
}

/** What a rule gives besides imports: that the package has files with cgo, that it has files at all. */
const CGO = "(cgo)";
const BUILT = "(built)";

/** Tags of one package that are tried both ways; more are left unknown, which only keeps more rules. */
const MAX_TRIED_TAGS = 6;

/** Takes from each rule what another rule gives in every build in which it holds, and drops the rules that are left with nothing. */
function withoutRedundancy(rules, { minor, platforms }) {
  const tried = [...new Set(rules.flatMap((rule) => [...tagsOf(rule.constraint)]))].filter((tag) => !isPredefinedTag(tag)).slice(0, MAX_TRIED_TAGS);
  const builds = [];
  for (let bits = 0; bits < 2 << tried.length; bits++) {
    const isOn = new Map(tried.map((tag, i) => [tag, (bits & (2 << i)) !== 0]));
    for (const platform of platforms) builds.push({ isOn, context: { ...platform, cgo: (bits & 1) !== 0, compiler: "gc", goMinor: minor, tags: new Set(), mayHaveMoreTags: true } });
  }
  const truth = new Map(rules.map((rule) => [rule, builds.map(({ isOn, context }) => evaluateConstraint(rule.constraint, (tag) => isOn.get(tag) ?? matchTag(tag, context)))]));
  const implies = (a, b) => truth.get(a).every((value, i) => value === false || truth.get(b)[i] === true);
  for (const rule of rules) {
    for (const given of [...rule.gives]) {
      if (rules.some((other) => other !== rule && other.gives.has(given) && implies(rule, other))) rule.gives.delete(given);
    }
  }
  return rules.filter((rule) => rule.gives.size > 0 || rule.cgo.length > 0);
}

function and(left, right) {
  return left === null ? right : { kind: "and", left, right };
}

/** `linux && linux && amd64` is what a file name and a line of the file often say together. */
function withoutRepetition(constraint) {
  const seen = new Map();
  const visit = (x) => {
    if (x.kind === "and") {
      visit(x.left);
      visit(x.right);
    } else seen.set(formatConstraint(x), x);
  };
  visit(constraint);
  return [...seen.values()].reduce(and);
}

const list = (set) => [...set].sort().join(" ");
