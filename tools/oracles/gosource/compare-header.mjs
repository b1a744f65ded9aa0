import { basename, posix } from "node:path";
import { isPredefinedTag, matchCgoDirective, matchFile, scanBuildLines, scanGoHeader } from "../../../packages/core/dist/syntax/go/index.js";
import { difference } from "../support/files.mjs";
import { CONTEXTS, coreContext } from "./contexts.mjs";

const CORE_CONTEXTS = CONTEXTS.map(coreContext);
const predefined = (tags) => new Set([...tags].filter(isPredefinedTag));
/** Contexts in which one thing is not known; the answer must be unknown or that of every context that it stands for. */
const BLURRED = [
  { blur: (c) => ({ ...c, goos: null }) },
  { blur: (c) => ({ ...c, goarch: null }) },
  { blur: (c) => ({ ...c, cgo: "unknown" }) },
  { blur: (c) => ({ ...c, goMinor: null }) },
  { blur: (c) => ({ ...c, tags: predefined(c.tags), mayHaveMoreTags: true }) },
  { blur: (c) => ({ ...c, goos: null, goarch: null, cgo: "unknown", goMinor: null, tags: predefined(c.tags), mayHaveMoreTags: true }) },
];

/** Returns the number of things compared; calls `report` for each difference. */
export function compareHeader(file, { text, units }, expected, report) {
  const isGo = file.endsWith(".go");
  const lines = isGo ? scanGoHeader(text) : scanBuildLines(text);
  let nodes = 0;
  const check = (what, wanted, got) => {
    nodes++;
    const found = difference(wanted, got);
    if (found !== null) report(`${what}: ${found}`);
  };
  const range = ([start, end]) => [units(start), units(end)];

  check("several //go:build", expected.GoBuildError, lines.constraintProblem !== null);
  if (!expected.GoBuildError) {
    check("go:build", expected.GoBuild ?? null, lines.buildConstraint?.text ?? null);
    check("+build", expected.PlusBuild ?? [], lines.plusBuild);
  }
  const parsed = isGo && expected.Error === "";
  if (isGo && !parsed) check(`refused with "${expected.Error}"`, true, lines.problems.length > 0);
  if (parsed) {
    check("package", [expected.Package, range(expected.PackageRange)], [lines.packageName, lines.packageRange]);
    check("problems", [], lines.problems.filter((problem) => !problem.message.startsWith("invalid")));
    check("imports", (expected.Imports ?? []).map((i) => [i.Path, i.Name, range(i.Range)]), lines.imports.map((i) => [i.path, i.name, i.range]));
    check("directives", (expected.Directives ?? []).map((d) => withoutBlanks(d, range)), lines.directives.filter((d) => d.range[0] < units(expected.HeaderEnd)).map((d) => [text.slice(...d.range), d.range]));
    for (const [i, flags] of (expected.Cgo ?? []).entries()) check(`#cgo in context ${i}`, goFlags(flags), coreFlags(lines, CORE_CONTEXTS[i]));
  }
  if (isGo) {
    for (const end of [64, lines.end >> 1, lines.end - 1, lines.end, lines.end + 1]) {
      const head = scanGoHeader(text.slice(0, end), { complete: false });
      if (head.complete) check(`first ${end} units`, lines, head);
    }
  }
  const name = basename(file);
  for (const [i, match] of expected.Match.entries()) {
    const exact = matchFile(name, lines, CORE_CONTEXTS[i]);
    // go/build also reports errors of the reading itself, where core has only problems
    if (match === -1) continue;
    check(`match in context ${i}`, match === 1, exact);
    for (const { blur } of BLURRED) {
      const blurred = matchFile(name, lines, blur(CORE_CONTEXTS[i]));
      if (blurred !== "unknown") check(`match in blurred context ${i}`, match === 1, blurred);
    }
  }
  return nodes;
}

/** Core leaves out the blanks at the end of a directive, which are part of the comment for go/ast. */
export function withoutBlanks({ Text, Range }, range) {
  const text = Text.trimEnd();
  const [start, end] = range(Range);
  return [text, [start, end - (Text.length - text.length)]];
}

const VARIABLES = ["CFLAGS", "CPPFLAGS", "CXXFLAGS", "FFLAGS", "LDFLAGS"];

function goFlags(flags) {
  if (flags.Error) return "error";
  return [...VARIABLES, "PkgConfig"].map((variable) => flags[variable] ?? []);
}

function coreFlags(header, context) {
  if (header.problems.length > 0) return "error";
  const active = header.cgo.filter((directive) => matchCgoDirective(directive, { ...context, cgo: true }) === true);
  if (active.some((directive) => directive.problem !== null)) return "error";
  const all = (variable) => active.filter((d) => d.variable === variable);
  return [...VARIABLES.map((v) => all(v).flatMap((d) => absolute(d.args))), all("pkg-config").flatMap((d) => d.args.map(expand))];
}

const expand = (arg) => arg.replaceAll("${SRCDIR}", "/S");

/** go/build makes relative -I and -L paths absolute; core leaves them as written. */
function absolute(args) {
  let nextIsPath = false;
  return args.map(expand).map((arg) => {
    const join = (path) => (path.startsWith("/") ? path : posix.join("/S", path));
    if (nextIsPath) {
      nextIsPath = false;
      return join(arg);
    }
    if (!/^-[IL]/.test(arg)) return arg;
    nextIsPath = arg.length === 2;
    return nextIsPath ? arg : arg.slice(0, 2) + join(arg.slice(2));
  });
}
