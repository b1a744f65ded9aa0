/** Headers of source files, scanned once per file: the closure of a large program needs tens of thousands of them, and never a body. */
import { assemblyNames, type CNames, cNames, goNames } from "../syntax/c/index.js";
import type { BuildLines, GoBody, GoHeader } from "../syntax/go/index.js";
import { readGoBody, scanBuildLines, scanGoHeader } from "../syntax/go/index.js";
import { ownCopy, type Origin, type Reason } from "../text/index.js";
import type { Workspace } from "../workspace/index.js";
import { BUILD_LINES_FORM, DYNAMIC_IMPORTS_FORM, HEADER_FORM, keptOr } from "./kept-headers.js";

export interface Unreadable {
  readonly unknown: Reason;
}

/** A `//go:cgo_import_dynamic local remote "library"` line. Source: cmd/compile/internal/noder, pragcgo. */
export interface DynamicImport {
  readonly library: string;
  readonly start: number;
  readonly end: number;
}

/** What the package loader reads of files, by workspace path. Results are shared: an implementation remembers them, or computes them by queries. */
export interface HeaderCache {
  goHeader(source: string): GoHeader | Unreadable;
  /** of a file of C, assembly or another language that is not Go */
  buildLines(source: string): BuildLines | Unreadable;
  /** of a Go file; asked for only where a header does not tell */
  goBody(source: string): GoBody | Unreadable;
  /** of a file of C, C++ or assembly, or of a Go file with `import "C"`; asked for only where the C code decides */
  cNames(source: string): CNames | Unreadable;
  /** of the whole file, header included */
  dynamicImports(source: string): readonly DynamicImport[] | Unreadable;
}

/** Bytes read at first: enough for the header of all but one file in a hundred. */
const HEAD = 4096;
/** Bytes that one UTF-16 unit takes at most in UTF-8. */
const BYTES_PER_UNIT = 3;

/** Reads each file at most once for each question, as long as it lives: one revision of the workspace. */
export function workspaceHeaders(workspace: Workspace): HeaderCache {
  const goHeaders = new Map<string, GoHeader | Unreadable>();
  const buildLines = new Map<string, BuildLines | Unreadable>();
  const goBodies = new Map<string, GoBody | Unreadable>();
  const namesOfC = new Map<string, CNames | Unreadable>();
  const dynamicImports = new Map<string, readonly DynamicImport[] | Unreadable>();
  return {
    goHeader: (source) => remember(goHeaders, source, () => keptOr(workspace, source, HEADER_FORM, () => readGoHeader(workspace, source))),
    buildLines: (source) => remember(buildLines, source, () => keptOr(workspace, source, BUILD_LINES_FORM, () => readBuildLines(workspace, source))),
    goBody: (source) => remember(goBodies, source, () => readBody(workspace, source)),
    cNames: (source) => remember(namesOfC, source, () => readCNames(workspace, source)),
    dynamicImports: (source) => remember(dynamicImports, source, () => keptOr(workspace, source, DYNAMIC_IMPORTS_FORM, () => readDynamicImports(workspace, source))),
  };
}

function remember<T>(memory: Map<string, T>, key: string, compute: () => T): T {
  const found = memory.get(key);
  if (found !== undefined) return found;
  const value = compute();
  memory.set(key, value);
  return value;
}

function readGoHeader(workspace: Workspace, source: string): GoHeader | Unreadable {
  const head = workspace.readHead(source, HEAD);
  if (head.kind !== "text") return unreadable(source, head);
  const isWhole = head.text.length * BYTES_PER_UNIT < HEAD;
  const header = scanGoHeader(head.text, { complete: isWhole });
  if (isWhole || header.complete) return withoutText(header);
  const whole = workspace.read(source);
  return whole.kind === "text" ? withoutText(scanGoHeader(whole.text)) : unreadable(source, whole);
}

/** Import paths and names of packages in all files: each is kept once. */
const names = new Map<string, string>();

function keptOnce(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const copy = ownCopy(name);
  names.set(copy, copy);
  return copy;
}

/** Headers live long and are many: without this, so would the beginnings of all files. Headers with anything but imports are few. */
function withoutText(header: GoHeader): GoHeader {
  return {
    ...header,
    packageName: header.packageName === null ? null : keptOnce(header.packageName),
    imports: header.imports.map(({ path, name, range }) => ({ path: keptOnce(path), name, range })),
  };
}

function readBuildLines(workspace: Workspace, source: string): BuildLines | Unreadable {
  for (let length = HEAD; ; length *= 16) {
    const head = workspace.readHead(source, length);
    if (head.kind !== "text") return unreadable(source, head);
    if (head.text.length * BYTES_PER_UNIT < length || hasCode(head.text)) return scanBuildLines(head.text);
  }
}

/** Whether anything follows the leading comments: build constraints cannot come after it. */
function hasCode(text: string): boolean {
  for (let at = 0; ; ) {
    while (at < text.length && text.charCodeAt(at) <= 0x20) at++;
    if (at >= text.length) return false;
    const isLine = text.startsWith("//", at);
    if (!isLine && !text.startsWith("/*", at)) return at + 1 < text.length;
    const end = text.indexOf(isLine ? "\n" : "*/", at + 2);
    if (end < 0) return false;
    at = end + (isLine ? 1 : 2);
  }
}

function readBody(workspace: Workspace, source: string): GoBody | Unreadable {
  const whole = workspace.read(source);
  return whole.kind === "text" ? readGoBody(whole.text) : unreadable(source, whole);
}

function readCNames(workspace: Workspace, source: string): CNames | Unreadable {
  const whole = workspace.read(source);
  if (whole.kind !== "text") return unreadable(source, whole);
  if (source.endsWith(".go")) return goNames(whole.text);
  return /\.(?:s|S|sx)$/.test(source) ? assemblyNames(whole.text) : cNames(whole.text);
}

function readDynamicImports(workspace: Workspace, source: string): readonly DynamicImport[] | Unreadable {
  const whole = workspace.read(source);
  return whole.kind === "text" ? findDynamicImports(whole.text) : unreadable(source, whole);
}

const DYNAMIC_IMPORT = "//go:cgo_import_dynamic ";

/** The compiler takes the directive only at the start of a line and only with a library. */
export function findDynamicImports(text: string): readonly DynamicImport[] {
  const found: DynamicImport[] = [];
  for (let start = text.indexOf(DYNAMIC_IMPORT); start >= 0; start = text.indexOf(DYNAMIC_IMPORT, start + 1)) {
    if (start > 0 && text[start - 1] !== "\n") continue;
    const newline = text.indexOf("\n", start);
    const line = text.slice(start, newline < 0 ? text.length : newline).trimEnd();
    const library = line.split(/\s+/)[3]?.replace(/^"+|"+$/g, "") ?? "";
    if (library !== "") found.push({ library, start, end: start + line.length });
  }
  return found;
}

function unreadable(source: string, content: { readonly kind: "absent" } | { readonly kind: "unreadable"; readonly reason: Reason }): Unreadable {
  return { unknown: content.kind === "absent" ? { code: "file", text: `${source} is gone`, at: null } : content.reason };
}

/** A place in a file, when the file belongs to the repository: readers cannot open the module cache from a report. */
export function originIn(source: string | null, range: readonly [number, number], isRepository: boolean): Origin | null {
  return source === null || !isRepository ? null : { file: source, start: range[0], end: range[1] };
}
