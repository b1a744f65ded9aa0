/** A range in ESLint's counting of messages: lines and columns are 1-based, the end is exclusive. */
export interface DrawnRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Drawing {
  readonly text: string;
  /** in the order of the text */
  readonly ranges: readonly DrawnRange[];
}

/** Only `~` draws: `#`, `@`, `%` and `*` mean something in the languages that are tested. Tabs may stand below tabs. */
const MARKS = /^[ \t]*~[~ \t]*$/u;

/**
 * Reads a source text with ranges drawn under its lines:
 *
 *     FROM golang
 *     RUN GGO_ENABLED=0 go build
 *         ~~~~~~~~~~~
 *
 * A text that begins with a line break is taken without it and without the indentation (of blanks) that all its lines share.
 */
export function readDrawing(drawn: string): Drawing {
  const lines: string[] = [];
  const ranges: DrawnRange[] = [];
  for (const line of unindented(drawn).split("\n")) {
    if (lines.length === 0 || !MARKS.test(line)) {
      lines.push(line);
      continue;
    }
    for (const { index, 0: marks } of line.matchAll(/~+/gu)) {
      ranges.push({ line: lines.length, column: index + 1, endLine: lines.length, endColumn: index + marks.length + 1 });
    }
  }
  return { text: lines.join("\n"), ranges: ranges.sort((a, b) => a.line - b.line || a.column - b.column) };
}

function unindented(drawn: string): string {
  if (!drawn.startsWith("\n")) return drawn;
  const lines = drawn.slice(1).split("\n");
  if (/^ *$/u.test(lines.at(-1) ?? "")) lines[lines.length - 1] = "";
  const indentation = Math.min(...lines.filter((line) => line !== "").map((line) => /^ */u.exec(line)?.[0].length ?? 0));
  return lines.map((line) => line.slice(indentation)).join("\n");
}

/**
 * Puts reports at the ranges drawn for them, one by one.
 *
 * @throws Error when the number of drawn ranges differs from the number of reports
 */
export function atRanges<R>(reports: readonly R[], ranges: readonly DrawnRange[], source: string): (R & DrawnRange)[] {
  if (reports.length !== ranges.length) throw new Error(`${reports.length} reports are expected, but ${ranges.length} ranges are drawn in:\n${source}`);
  return reports.map((report, index) => ({ ...report, ...(ranges[index] as DrawnRange) }));
}
