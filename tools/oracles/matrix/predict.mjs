/** Predicts the linkage of a row from its environment, its flags and the sources of its program, and from nothing else. */
import { join } from "node:path";
import { buildHost } from "./hosts.mjs";

export const PROGRAMS = join(import.meta.dirname, "prog");

/** Programs for older releases are in a module of their own, prog/old. */
export function directoryOf(row) {
  if (row.directory !== undefined) return row.directory;
  return row.program.startsWith("old/") ? join(PROGRAMS, "old") : PROGRAMS;
}

/** Words of the go command of a row. */
export function argumentsOf(row) {
  return [row.verb ?? "build", ...(row.verb === "run" ? [] : ["-o", "app"]), ...row.flags, ...(row.packages ?? [`./${row.program.replace("old/", "")}`])];
}

/**
 * `core` has the functions of packages/core; `files` the view, the package store and the module cache (null without one).
 *
 * Returns the linkage of each main package that the row builds (one, with few exceptions).
 */
export function predict(core, row, files, host = buildHost(row.go ?? "1.26.8", { path: row.path !== "none" })) {
  const call = callOf(core, row);
  const command = core.understandGoCommand(call, host);
  const load = command.failure === null ? loadOf(core, command, host, files) : null;
  const closures = load === null || load.closures.length === 0 ? [null] : load.closures;
  return closures.map((closure) => core.predictLinkage({ command, closure, load, host, declarations: (importPath) => declarationsOf(core, closure, importPath, files.view) }));
}

function callOf(core, row) {
  const word = (text) => ({ kind: "word", value: core.literal(text) });
  const variables = Object.entries(row.env).map(([name, value]) => [name, { value: core.literal(value), set: "yes", exported: true }]);
  const goflags = row.env.GOFLAGS ?? "-buildvcs=false";
  return {
    words: ["go", ...argumentsOf(row)].map(word),
    environment: core.Environment.of([...variables, ["GOFLAGS", { value: core.literal(goflags), set: "yes", exported: true }]]),
    directory: directoryOf(row),
    at: { file: "row", start: 0, end: 0 },
    chain: [],
    certainty: "must",
    input: null,
  };
}

function loadOf(core, command, host, files) {
  const { goos, goarch, cgoEnabled, tags, race, msan, asan, mod } = command.settings;
  const context = {
    goos: goos.value,
    goarch: goarch.value,
    cgo: cgoEnabled.value,
    tags: tags.value,
    goVersion: host.goVersion.value,
    mod: mod.value,
    race: race.value,
    msan: msan.value,
    asan: asan.value,
  };
  return core.loadPackages({ ...files, directory: command.directory.value, patterns: command.packages.value, context });
}

/** Declarations of the files of a package of the matrix. */
function declarationsOf(core, closure, importPath, view) {
  const one = closure?.packages.get(importPath) ?? (closure?.main.importPath === importPath ? closure.main : undefined);
  if (one === undefined || one.directory === null) return { kind: "unknown", reason: { code: "package", text: importPath, at: null }, evidence: [] };
  const bodies = one.goFiles.map((name) => core.readGoBody(view.read(`${one.directory}/${name}`).text));
  const all = (part) => bodies.flatMap((body) => body[part]);
  return { kind: "known", value: { values: all("values"), types: all("types"), assignments: all("assignments") }, evidence: [] };
}
