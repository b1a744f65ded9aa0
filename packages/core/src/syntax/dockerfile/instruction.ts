import { LIMITS } from "../../limits.js";
import type { Argument, Heredoc, Instruction, Pair, SyntaxProblem } from "./ast.js";
import { isBlank, isSpace, skipWhile, trimSpace } from "./characters.js";
import { readExecForm } from "./exec-form.js";
import { readFlags } from "./flags.js";
import type { LogicalText } from "./logical-text.js";
import { splitAtBlanks, splitQuoted } from "./words.js";
import type { Span } from "./words.js";

/** An instruction whose heredocs and last line are not read yet. */
export type InstructionHead = Omit<Instruction, "heredocs" | "inner" | "startLine" | "endLine"> & { readonly inner: InstructionHead | null };

type Arguments = Pick<InstructionHead, "form" | "args" | "pairs" | "inner">;

const NONE: Arguments = { form: "shell", args: [], pairs: [], inner: null };

/** Reads one instruction after another; the arguments are read as BuildKit's dispatch table in parser.go says. */
export class InstructionParser {
  readonly #escape: string;
  readonly #problems: SyntaxProblem[];

  constructor(escape: string, problems: SyntaxProblem[]) {
    this.#escape = escape;
    this.#problems = problems;
  }

  /** Source: `newNodeFromLine` in BuildKit's parser.go, `splitCommand` in split_command.go. */
  parse(line: LogicalText, from = 0, depth = 0): InstructionHead {
    const { text } = line;
    const [start, end] = trimSpace(text, from, text.length);
    const keywordEnd = skipWhile(text, start, end, (c) => !isBlank(c));
    const { flags, rest } = readFlags(line, skipWhile(text, keywordEnd, end, isBlank), end, this.#escape);
    const written = text.slice(start, keywordEnd);
    const name = written.toLowerCase();
    const read = READERS.get(name);
    const at = skipWhile(text, rest, end, isSpace);
    return {
      type: "Instruction",
      range: line.rangeOf(start, end),
      name: read === undefined ? written : name.toUpperCase(),
      keyword: line.rangeOf(start, keywordEnd),
      flags,
      ...(read === undefined ? NONE : read({ parser: this, line, start: at, end, name: name.toUpperCase(), depth })),
    };
  }

  get escape(): string {
    return this.#escape;
  }

  report(range: Argument["range"], message: string): void {
    this.#problems.push({ range, message });
  }
}

interface Place {
  readonly parser: InstructionParser;
  readonly line: LogicalText;
  /** of the arguments after the flags, without white space around them */
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly depth: number;
}

type Reader = (place: Place) => Arguments;

/** Source: `parseString` in BuildKit's line_parsers.go. */
const readText: Reader = ({ line, start, end }) => (start === end ? NONE : { ...NONE, args: [argumentOf(line, { start, end })] });

/** Source: `parseStringsWhitespaceDelimited`. */
const readWords: Reader = ({ line, start, end }) => ({ ...NONE, args: splitAtBlanks(line.text, start, end).map((word) => argumentOf(line, word)) });

/** Source: `parseMaybeJSON` and `parseMaybeJSONToList`, which differ in how they go on without JSON. */
function readMaybeExec(otherwise: Reader): Reader {
  return (place) => {
    const { parser, line, start, end } = place;
    const exec = readExecForm(line, start, end);
    if (exec.kind === "strings") return { ...NONE, form: "exec", args: exec.args };
    if (exec.kind === "not-strings") parser.report(line.rangeOf(start, end), "A JSON array of arguments must hold strings only.");
    return otherwise(place);
  };
}

const readScript = readMaybeExec(readText);
const readList = readMaybeExec(readWords);

/** Source: `parseHealthConfig`. */
const readHealthcheck: Reader = (place) => {
  const { line, start, end } = place;
  if (start === end) return NONE;
  const typeEnd = skipWhile(line.text, start, end, (c) => !isSpace(c));
  const command = readScript({ ...place, start: skipWhile(line.text, typeEnd, end, isSpace) });
  return { ...command, args: [argumentOf(line, { start, end: typeEnd }), ...command.args] };
};

/** Source: `parseNameVal`. The first word tells `KEY value with blanks` from `key=value key=value`. */
const readPairs: Reader = ({ parser, line, start, end, name }) => {
  const words = splitQuoted(line.text, start, end, parser.escape);
  const [first] = words;
  if (first === undefined) return NONE;
  if (!line.text.slice(first.start, first.end).includes("=")) {
    const keyEnd = skipWhile(line.text, start, end, (c) => !isBlank(c));
    const value = skipWhile(line.text, keyEnd, end, isBlank);
    if (keyEnd === end) parser.report(line.rangeOf(start, end), `${name} needs a value.`);
    return { ...NONE, pairs: [pairOf(line, { start, end: keyEnd }, keyEnd === end ? null : { start: value, end })] };
  }
  const pairs = words.map((word) => pairOfWord(line, word));
  for (const { range, value } of pairs) if (value === null) parser.report(range, "A pair must have the form name=value.");
  return { ...NONE, pairs };
};

/** Source: `parseNameOrNameVal`, and `parseArg` in BuildKit's instructions/parse.go. */
const readBuildArguments: Reader = ({ parser, line, start, end }) => ({
  ...NONE,
  pairs: splitQuoted(line.text, start, end, parser.escape).map((word) => pairOfWord(line, word)),
});

/** Source: `parseSubCommand`. */
const readTrigger: Reader = ({ parser, line, start, end, depth }) => {
  if (start === end || depth === LIMITS.evaluationDepth) return NONE;
  return { ...NONE, inner: parser.parse(line, start, depth + 1) };
};

const READERS: ReadonlyMap<string, Reader> = new Map([
  ["add", readList],
  ["arg", readBuildArguments],
  ["cmd", readScript],
  ["copy", readList],
  ["entrypoint", readScript],
  ["env", readPairs],
  ["expose", readWords],
  ["from", readWords],
  ["healthcheck", readHealthcheck],
  ["label", readPairs],
  ["maintainer", readText],
  ["onbuild", readTrigger],
  ["run", readScript],
  ["shell", readScript],
  ["stopsignal", readText],
  ["user", readText],
  ["volume", readList],
  ["workdir", readText],
]);

function argumentOf(line: LogicalText, { start, end }: Span): Argument {
  return { type: "Argument", range: line.rangeOf(start, end), text: line.slice(start, end) };
}

function pairOfWord(line: LogicalText, word: Span): Pair {
  const equals = line.text.slice(word.start, word.end).indexOf("=");
  if (equals === -1) return pairOf(line, word, null);
  return pairOf(line, { start: word.start, end: word.start + equals }, { start: word.start + equals + 1, end: word.end });
}

function pairOf(line: LogicalText, name: Span, value: Span | null): Pair {
  return {
    type: "Pair",
    range: line.rangeOf(name.start, value?.end ?? name.end),
    name: line.slice(name.start, name.end),
    value: value === null ? null : line.slice(value.start, value.end),
  };
}

/** Whether an instruction may open heredocs, and which one: that of ONBUILD, one level deep. Source: `canContainHeredoc` in BuildKit's parser.go. */
export function heredocOwner(head: InstructionHead): InstructionHead | null {
  const owner = head.name === "ONBUILD" ? (head.inner ?? head) : head;
  return ["ADD", "COPY", "RUN"].includes(owner.name) && owner.form === "shell" ? owner : null;
}

/** What is known of an instruction only when its heredocs are read. */
export interface InstructionTail {
  /** belong to `owner` */
  readonly heredocs: readonly Heredoc[];
  readonly owner: InstructionHead | null;
  readonly startLine: number;
  readonly endLine: number;
  /** where its last character ends */
  readonly end: number;
}

export function complete(head: InstructionHead, tail: InstructionTail): Instruction {
  return {
    ...head,
    range: [head.range[0], tail.end],
    heredocs: head === tail.owner ? tail.heredocs : [],
    inner: head.inner === null ? null : complete(head.inner, tail),
    startLine: tail.startLine,
    endLine: tail.endLine,
  };
}
