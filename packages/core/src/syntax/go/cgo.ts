/** The `#cgo` lines of the comment before `import "C"`. Source: go/build, saveCgo, splitQuoted, safeCgoName. */
import type { Range } from "../../text/index.js";
import type { CgoDirective, GoProblem } from "./ast.js";
import { fields, isSpace, trimmedRange } from "./characters.js";

const VARIABLES: ReadonlySet<string> = new Set(["CFLAGS", "CPPFLAGS", "CXXFLAGS", "FFLAGS", "LDFLAGS", "pkg-config"]);

/** Hints for the cgo tool that go/build does not look at. */
const HINTS: ReadonlySet<string> = new Set(["nocallback", "noescape"]);

export interface CgoPreamble {
  readonly directives: readonly CgoDirective[];
  /** lines that go refuses whatever the platform is */
  readonly problems: readonly GoProblem[];
}

/** `comments` holds the start and end offset of each comment of the group, delimiters included. */
export function parseCgoPreamble(text: string, comments: readonly number[]): CgoPreamble {
  const directives: CgoDirective[] = [];
  const problems: GoProblem[] = [];
  for (let i = 0; i + 1 < comments.length; i += 2) {
    const start = comments[i] as number;
    const end = comments[i + 1] as number;
    const bodyEnd = text.charCodeAt(start + 1) === 42 ? end - 2 : end;
    for (let lineStart = start + 2; lineStart < bodyEnd; ) {
      const newline = text.indexOf("\n", lineStart);
      const lineEnd = newline < 0 || newline > bodyEnd ? bodyEnd : newline;
      const range = trimmedRange(text, lineStart, lineEnd);
      if (text.startsWith("#cgo", range[0])) {
        const parsed = parseLine(text, range);
        if (parsed !== null && "message" in parsed) problems.push(parsed);
        else if (parsed !== null) directives.push(parsed);
      }
      lineStart = lineEnd + 1;
    }
  }
  return { directives, problems };
}

function parseLine(text: string, range: Range): CgoDirective | GoProblem | null {
  const line = text.slice(...range);
  if (line[4] !== " " && line[4] !== "\t") return null;
  const words = fields(line);
  if (words.length === 3 && HINTS.has(words[1] as string)) return null;
  const colon = line.indexOf(":");
  const head = colon < 0 ? [] : fields(line.slice(4, colon));
  const variable = head.pop();
  if (variable === undefined) return { range, message: `invalid #cgo line: ${line}` };
  const split = splitQuoted(text, range[0] + colon + 1, range[1]);
  return { condition: head.join(" "), variable, args: split.args, argRanges: split.ranges, range, problem: problemOf(line, variable, split) };
}

function problemOf(line: string, variable: string, split: SplitArguments): string | null {
  if (split.problem !== null) return `invalid #cgo line: ${line} (${split.problem})`;
  const unsafe = split.args.find((arg) => !isSafeArgument(arg));
  if (unsafe !== undefined) return `malformed #cgo argument: ${unsafe}`;
  return VARIABLES.has(variable) ? null : `invalid #cgo verb: ${line}`;
}

/** Characters that go passes on to C tools; everything beyond ASCII is allowed too. */
const UNSAFE = /[^-+.,/0-9=A-Za-z_:$@%! ~^\u0080-\uffff]/;

function isSafeArgument(arg: string): boolean {
  const chunks = arg.split("${SRCDIR}");
  return !chunks.some((chunk) => UNSAFE.test(chunk)) && arg !== "";
}

export interface SplitArguments {
  readonly args: readonly string[];
  /** of each argument as written */
  readonly ranges: readonly Range[];
  readonly problem: "unclosed quote" | "unfinished escaping" | null;
}

/** go/build's splitQuoted: blanks separate, single and double quotes group, a backslash escapes everywhere, also in single quotes. */
export function splitQuoted(text: string, start = 0, end = text.length): SplitArguments {
  const args: string[] = [];
  const ranges: Range[] = [];
  let arg = "";
  let argStart = -1;
  let quote = "";
  let escaped = false;
  for (let i = start; i < end; i++) {
    const c = text[i] as string;
    if (escaped) {
      escaped = false;
      arg += c;
    } else if (c === "\\") {
      if (argStart < 0) argStart = i;
      escaped = true;
    } else if (quote !== "") {
      if (c === quote) quote = "";
      else arg += c;
    } else if (c === '"' || c === "'") {
      if (argStart < 0) argStart = i;
      quote = c;
    } else if (!isSpace(text.charCodeAt(i))) {
      if (argStart < 0) argStart = i;
      arg += c;
    } else if (argStart >= 0) {
      args.push(arg);
      ranges.push([argStart, i]);
      arg = "";
      argStart = -1;
    }
  }
  if (argStart >= 0 && (arg !== "" || !escaped)) {
    args.push(arg);
    ranges.push([argStart, end]);
  }
  return { args, ranges, problem: quote !== "" ? "unclosed quote" : escaped ? "unfinished escaping" : null };
}
