/**
 * Reads the head of a Go file up to the end of its imports, without looking at the rest. Source: go/build, readGoInfo; go/parser in its mode
 * ImportsOnly, which decides what the comment before `import "C"` is.
 */
import type { Range } from "../../text/index.js";
import type { BuildLines, CgoDirective, GoDirective, GoHeader, GoProblem, ImportSpec } from "./ast.js";
import { scanBuildLines } from "./build-lines.js";
import { parseCgoPreamble } from "./cgo.js";
import { identifierEnd, isSpace, NEWLINE } from "./characters.js";
import { stringLiteralValue } from "./literal.js";

export interface HeaderOptions {
  /** false when `text` is only the beginning of the file; default true */
  readonly complete?: boolean;
}

/** Never throws; takes time linear in the header. */
export function scanGoHeader(text: string, options: HeaderOptions = {}): GoHeader {
  return new HeaderScanner(text, options.complete ?? true).scan();
}

const SLASH = 47;
const STAR = 42;
const SEMICOLON = 59;
const DOT = 46;
const QUOTE = 34;
const BACKQUOTE = 96;
const OPEN = 40;
const CLOSE = 41;
const BYTE_ORDER_MARK = 0xfeff;

const NO_BUILD_LINES: BuildLines = { buildConstraint: null, plusBuild: [], constraintProblem: null };

/** Characters that import paths have, and those that none may have. Source: go/build, isValidImport. */
const ORDINARY_IMPORT = /^[\w./~+-]+$/;
const INVALID_IMPORT = /^$|[!"#$%&'()*,:;<=>?[\\\]^`{|}\ufffd\s\p{C}]/u;

interface Spec extends ImportSpec {
  /** comment group that ends on the line before, as pairs of offsets */
  readonly doc: readonly number[];
}

class HeaderScanner {
  readonly #text: string;
  readonly #whole: boolean;
  readonly #imports: ImportSpec[] = [];
  readonly #cgo: CgoDirective[] = [];
  readonly #directives: GoDirective[] = [];
  readonly #problems: GoProblem[] = [];
  #at = 0;
  #line = 0;
  /** line of the token before; a comment that begins there belongs to that token */
  #tokenLine = -1;
  #lead: number[] = [];
  #hasBuildLines = false;
  #reachedEnd = false;

  constructor(text: string, whole: boolean) {
    this.#text = text;
    this.#whole = whole;
    if (text.charCodeAt(0) === BYTE_ORDER_MARK) this.#at = 1;
  }

  scan(): GoHeader {
    this.#skip();
    const build = this.#hasBuildLines ? scanBuildLines(this.#text.slice(0, this.#at)) : NO_BUILD_LINES;
    const packageRange = this.#packageClause();
    if (packageRange !== null) while (this.#importDeclaration());
    const complete = this.#whole || !this.#reachedEnd;
    return {
      packageName: packageRange === null ? null : this.#text.slice(...packageRange),
      packageRange,
      ...build,
      imports: this.#imports,
      cgo: this.#cgo,
      directives: this.#directives,
      end: this.#at,
      complete,
      problems: complete ? this.#problems : [],
    };
  }

  #packageClause(): Range | null {
    if (this.#word() !== "package") {
      this.#problem("expected 'package'");
      return null;
    }
    this.#advance(this.#at + "package".length);
    this.#skip();
    const start = this.#at;
    const end = identifierEnd(this.#text, start);
    if (end === start) {
      this.#problem("expected the name of the package");
      return null;
    }
    this.#advance(end);
    this.#terminator();
    return [start, end];
  }

  /** Returns false at the end of the imports. */
  #importDeclaration(): boolean {
    if (this.#word() !== "import") return false;
    const declarationDoc = this.#lead;
    this.#advance(this.#at + "import".length);
    this.#skip();
    const specs: Spec[] = [];
    let good = true;
    if (this.#code() === OPEN) {
      this.#advance(this.#at + 1);
      this.#skip(true);
      while (good && this.#code() !== CLOSE) {
        good = this.#importSpec(specs, this.#lead);
        if (good) this.#terminator();
      }
      if (good) {
        this.#advance(this.#at + 1);
        this.#terminator();
      }
    } else {
      good = this.#importSpec(specs, []);
      if (good) this.#terminator();
    }
    for (const { path, name, range, doc } of specs) {
      this.#imports.push({ path, name, range });
      if (path !== "C") continue;
      const preamble = parseCgoPreamble(this.#text, doc.length === 0 && specs.length === 1 ? declarationDoc : doc);
      this.#cgo.push(...preamble.directives);
      this.#problems.push(...preamble.problems);
    }
    return good;
  }

  #importSpec(specs: Spec[], doc: readonly number[]): boolean {
    let name: string | null = null;
    const start = this.#at;
    const nameEnd = this.#code() === DOT ? this.#at + 1 : identifierEnd(this.#text, this.#at);
    if (nameEnd > this.#at) {
      name = this.#text.slice(this.#at, nameEnd);
      this.#advance(nameEnd);
      this.#skip();
    }
    const range = this.#stringLiteral();
    if (range === null) {
      this.#problem("missing import path; require quoted string", name === null ? undefined : [start, nameEnd]);
      return false;
    }
    const path = stringLiteralValue(this.#text.slice(...range));
    if (path === null || (!ORDINARY_IMPORT.test(path) && INVALID_IMPORT.test(path))) this.#problem(`invalid import path: ${this.#text.slice(...range)}`, range);
    if (path !== null) specs.push({ path, name, range, doc });
    this.#advance(range[1]);
    return true;
  }

  #stringLiteral(): Range | null {
    const quote = this.#code();
    const start = this.#at;
    const text = this.#text;
    if (quote === BACKQUOTE) {
      const end = text.indexOf("`", start + 1);
      if (end < 0) this.#reachedEnd = true;
      return end < 0 ? null : [start, end + 1];
    }
    if (quote !== QUOTE) return null;
    for (let i = start + 1; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === QUOTE) return [start, i + 1];
      if (code === NEWLINE) return null;
      if (code === 92) i++;
    }
    this.#reachedEnd = true;
    return null;
  }

  #code(): number {
    return this.#text.charCodeAt(this.#at);
  }

  /** The identifier at the current place, "" without one. */
  #word(): string {
    const end = identifierEnd(this.#text, this.#at);
    if (end >= this.#text.length) this.#reachedEnd = true;
    return this.#text.slice(this.#at, end);
  }

  /** Moves behind a token. */
  #advance(end: number): void {
    for (let i = this.#text.indexOf("\n", this.#at); i >= 0 && i < end; i = this.#text.indexOf("\n", i + 1)) this.#line++;
    this.#at = end;
    this.#tokenLine = this.#line;
  }

  /** A newline or semicolon must end a clause; `)` and the end of the file may. */
  #terminator(): void {
    const separated = this.#skip(true);
    if (!separated && this.#at < this.#text.length && this.#code() !== CLOSE) this.#problem("expected ';' or a new line");
  }

  /**
   * Skips blanks and comments, and semicolons if wanted. Leaves in `#lead` the comment group that ends on the line before the next token.
   * Returns true when it crossed a newline or a semicolon.
   */
  #skip(semicolons = false): boolean {
    const text = this.#text;
    let separated = false;
    let groupEnd = -2;
    let trailing = this.#tokenLine;
    this.#lead = [];
    for (;;) {
      const code = text.charCodeAt(this.#at);
      if (code === NEWLINE) {
        this.#line++;
        this.#at++;
        separated = true;
      } else if (code === 32 || code === 9 || code === 13) this.#at++;
      else if (code === SEMICOLON && semicolons) {
        this.#at++;
        separated = true;
        this.#lead = [];
        groupEnd = -2;
        trailing = this.#line;
      } else if (code === SLASH) {
        const start = this.#at;
        const startLine = this.#line;
        if (!this.#comment()) break;
        if (this.#line > startLine) separated = true;
        if (startLine === trailing) trailing = this.#line;
        else {
          trailing = -1;
          if (startLine > groupEnd + 1) this.#lead = [];
          this.#lead.push(start, this.#at);
          groupEnd = this.#line;
        }
      } else break;
    }
    if (this.#at >= text.length) this.#reachedEnd = true;
    if (groupEnd + 1 !== this.#line) this.#lead = [];
    return separated;
  }

  /** Moves behind the comment at the current place; false when there is none. */
  #comment(): boolean {
    const text = this.#text;
    const start = this.#at;
    const second = text.charCodeAt(start + 1);
    if (second === SLASH) {
      const newline = text.indexOf("\n", start);
      this.#at = newline < 0 ? text.length : newline;
      this.#lineComment(start, this.#at);
      return true;
    }
    if (second !== STAR) {
      if (start + 1 >= text.length) this.#reachedEnd = true;
      return false;
    }
    const close = text.indexOf("*/", start + 2);
    const end = close < 0 ? text.length : close + 2;
    if (close < 0) this.#problem("comment not terminated", [start, end]);
    for (let i = text.indexOf("\n", start); i >= 0 && i < end; i = text.indexOf("\n", i + 1)) this.#line++;
    this.#at = end;
    return true;
  }

  #lineComment(start: number, end: number): void {
    const text = this.#text;
    if (text.startsWith("go:", start + 2)) {
      while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
      let nameEnd = start + 5;
      while (nameEnd < end && !isSpace(text.charCodeAt(nameEnd))) nameEnd++;
      let valueStart = nameEnd;
      while (valueStart < end && isSpace(text.charCodeAt(valueStart))) valueStart++;
      this.#directives.push({ name: text.slice(start + 5, nameEnd), value: text.slice(valueStart, end), range: [start, end] });
      this.#hasBuildLines ||= text.startsWith("build", start + 5);
    } else if (!this.#hasBuildLines) {
      let i = start + 2;
      while (i < end && isSpace(text.charCodeAt(i))) i++;
      this.#hasBuildLines = text.startsWith("+build", i);
    }
  }

  #problem(message: string, range: Range = [this.#at, Math.min(this.#at + 1, this.#text.length)]): void {
    this.#problems.push({ range, message });
  }
}
