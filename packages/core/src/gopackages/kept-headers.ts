/** What headers and build lines look like in an index that is kept between runs. */
import type { BuildLines, CgoDirective, GoDirective, GoHeader, GoProblem, ImportSpec } from "../syntax/go/index.js";
import type { Range } from "../text/index.js";
import type { PlainData, Workspace } from "../workspace/index.js";
import type { DynamicImport, Unreadable } from "./headers.js";

/** One question about a file, and how its answers are written. */
export interface KeptForm<T> {
  readonly question: string;
  /** null for what is not worth keeping, or cannot be */
  write(value: T): PlainData;
  /** null for what this has not written */
  read(data: unknown): T | null;
}

/**
 * The kept answer about a file, or a new one, which is kept.
 *
 * @param compute reads the file through the workspace, and nothing else
 */
export function keptOr<T extends object>(workspace: Workspace, source: string, form: KeptForm<T>, compute: () => T | Unreadable): T | Unreadable {
  const { kept } = workspace;
  if (kept == null) return compute();
  const fingerprint = workspace.fingerprint(source);
  const known = form.read(kept.get(source, form.question, fingerprint));
  if (known !== null) return known;
  const answer = compute();
  const data = "unknown" in answer ? null : form.write(answer);
  if (data !== null) kept.set(source, form.question, fingerprint, data);
  return answer;
}

/** The package clause and the imports; then, where there is any of it: build lines, #cgo lines, directives, problems. */
export const HEADER_FORM: KeptForm<GoHeader> = {
  question: "header",
  write({ packageName, packageRange, imports, end, complete, cgo, directives, problems, ...lines }) {
    const specs = imports.map(writeImport);
    if (!complete || packageName === null || packageRange === null || specs.includes(null)) return null;
    const head = [packageName, packageRange[0], end, specs.flat(1)];
    const hasMore = cgo.length > 0 || directives.length > 0 || problems.length > 0 || hasBuildLines(lines);
    if (!hasMore) return head;
    return [...head, writeBuildLines(lines), cgo.map(writeCgo), directives.map(({ name, value, range }) => [name, value, range]), problems.map(writeProblem)];
  },
  read(data) {
    if (!isList(data)) return null;
    // by index: of most of the files that are linked nothing else is done
    const packageName = data[0];
    const packageStart = data[1];
    const end = data[2];
    const imports = readImports(data[3]);
    if (typeof packageName !== "string" || typeof packageStart !== "number" || typeof end !== "number" || imports === null) return null;
    const packageRange: Range = [packageStart, packageStart + packageName.length];
    if (data.length === 4) {
      return { packageName, packageRange, buildConstraint: null, plusBuild: [], constraintProblem: null, imports, cgo: [], directives: [], end, complete: true, problems: [] };
    }
    const lines = readBuildLines(data[4]);
    const cgo = readAll(data[5], readCgo);
    const directives = readAll(data[6], readDirective);
    const problems = readAll(data[7], readProblem);
    if (lines === null || cgo === null || directives === null || problems === null) return null;
    return { packageName, packageRange, ...lines, imports, cgo, directives, end, complete: true, problems };
  },
};

export const BUILD_LINES_FORM: KeptForm<BuildLines> = {
  question: "lines",
  write: (lines) => (hasBuildLines(lines) ? writeBuildLines(lines) : []),
  read: (data) => (isList(data) && data.length === 0 ? NO_BUILD_LINES : readBuildLines(data)),
};

export const DYNAMIC_IMPORTS_FORM: KeptForm<readonly DynamicImport[]> = {
  question: "dynamic",
  write: (imports) => imports.map(({ library, start, end }) => [library, start, end]),
  read: (data) =>
    readAll(data, ([library, start, end]) => (typeof library === "string" && typeof start === "number" && typeof end === "number" ? { library, start, end } : null)),
};

const NO_BUILD_LINES: BuildLines = { buildConstraint: null, plusBuild: [], constraintProblem: null };

/** Where it starts, the path, and a local name if it has one. Null for a path that is not written as it is (`"a\x2fb"`), which nobody does. */
function writeImport({ path, name, range: [start, end] }: ImportSpec): readonly PlainData[] | null {
  if (end - start !== path.length + 2) return null;
  return name === null ? [start, path] : [start, path, name];
}

function readImports(data: unknown): readonly ImportSpec[] | null {
  if (!isList(data)) return null;
  const imports: ImportSpec[] = [];
  for (let i = 0; i < data.length; ) {
    const start = data[i];
    const path = data[i + 1];
    const third = data[i + 2];
    if (typeof start !== "number" || typeof path !== "string") return null;
    const name = typeof third === "string" ? third : null;
    imports.push({ path, name, range: [start, start + path.length + 2] });
    i += name === null ? 2 : 3;
  }
  return imports;
}

function hasBuildLines({ buildConstraint, plusBuild, constraintProblem }: BuildLines): boolean {
  return buildConstraint !== null || plusBuild.length > 0 || constraintProblem !== null;
}

function writeBuildLines({ buildConstraint, plusBuild, constraintProblem }: BuildLines): PlainData {
  const constraint = buildConstraint === null ? null : [buildConstraint.text, buildConstraint.range];
  return [constraint, plusBuild, constraintProblem === null ? null : writeProblem(constraintProblem)];
}

function readBuildLines(data: unknown): BuildLines | null {
  if (!isList(data) || data.length !== 3) return null;
  const [constraint, plusBuild, problem] = data;
  const constraints = readAll(constraint === null ? [] : [constraint], readConstraint);
  const problems = readAll(problem === null ? [] : [problem], readProblem);
  if (constraints === null || problems === null || !isTexts(plusBuild)) return null;
  return { buildConstraint: constraints[0] ?? null, plusBuild, constraintProblem: problems[0] ?? null };
}

function readConstraint([text, range]: readonly unknown[]): BuildLines["buildConstraint"] {
  return typeof text === "string" && isRange(range) ? { text, range } : null;
}

function writeCgo({ condition, variable, args, argRanges, range, problem }: CgoDirective): PlainData {
  return [condition, variable, args, argRanges, range, problem];
}

function readCgo([condition, variable, args, argRanges, range, problem]: readonly unknown[]): CgoDirective | null {
  if (typeof condition !== "string" || typeof variable !== "string" || !isTexts(args) || !isList(argRanges) || !argRanges.every(isRange)) return null;
  if (!isRange(range) || (problem !== null && typeof problem !== "string")) return null;
  return { condition, variable, args, argRanges, range, problem };
}

function readDirective([name, value, range]: readonly unknown[]): GoDirective | null {
  return typeof name === "string" && typeof value === "string" && isRange(range) ? { name, value, range } : null;
}

function writeProblem({ message, range }: GoProblem): PlainData {
  return [message, range];
}

function readProblem([message, range]: readonly unknown[]): GoProblem | null {
  return typeof message === "string" && isRange(range) ? { message, range } : null;
}

/** Null when one of them is not as it was written. */
function readAll<T>(data: unknown, read: (item: readonly unknown[]) => T | null): readonly T[] | null {
  if (!isList(data)) return null;
  const all: T[] = [];
  for (const item of data) {
    const value = isList(item) ? read(item) : null;
    if (value === null) return null;
    all.push(value);
  }
  return all;
}

function isList(data: unknown): data is readonly unknown[] {
  return Array.isArray(data);
}

function isTexts(data: unknown): data is readonly string[] {
  return isList(data) && data.every((item) => typeof item === "string");
}

function isRange(data: unknown): data is Range {
  return isList(data) && data.length === 2 && typeof data[0] === "number" && typeof data[1] === "number";
}
