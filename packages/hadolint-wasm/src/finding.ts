import { HadolintError } from "./error.js";

export type Level = "error" | "warning" | "info" | "style";

/** What hadolint reports. */
export interface Finding {
  /** "DL3008", "SC2086" */
  readonly code: string;
  readonly level: Level;
  readonly message: string;
  /** the file name that was given, else "-" */
  readonly file: string;
  /** 1-based, as hadolint gives it: the first line of the instruction */
  readonly line: number;
  /** 1-based, as hadolint gives it: 1, except for syntax errors */
  readonly column: number;
  /** offsets of the text, in UTF-16 units: from the column (or the first character that is no blank, where hadolint says 1) to the end of the line */
  readonly range: readonly [number, number];
}

const LEVELS: readonly string[] = ["error", "warning", "info", "style"];

/**
 * The findings of hadolint's JSON (`--format json`).
 *
 * @throws HadolintError when the text is something else
 */
export function readFindings(json: string, source: string, file: string): readonly Finding[] {
  const items = parse(json);
  if (!Array.isArray(items)) throw unreadable(json);
  const lines = startsOfLines(source);
  return items.map((item: unknown) => {
    if (!isRawFinding(item)) throw unreadable(json);
    const { code, level, message, line, column } = item;
    return { code, level, message, file, line, column, range: rangeOf(source, lines, line, column) };
  });
}

interface RawFinding {
  readonly code: string;
  readonly level: Level;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

function isRawFinding(item: unknown): item is RawFinding {
  if (typeof item !== "object" || item === null) return false;
  const { code, level, message, line, column } = item as Readonly<Record<string, unknown>>;
  return typeof code === "string" && typeof message === "string" && Number.isInteger(line) && Number.isInteger(column) && typeof level === "string" && LEVELS.includes(level);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function unreadable(text: string): HadolintError {
  return new HadolintError("failed", `the engine printed something else than hadolint's JSON: ${excerpt(text)}`);
}

/** A text for a message: one line, not too long. */
export function excerpt(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, " ");
  return line === "" ? "nothing" : line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

/** hadolint counts line feeds. */
function startsOfLines(source: string): readonly number[] {
  const starts = [0];
  for (let at = source.indexOf("\n"); at !== -1; at = source.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Places beyond the text (hadolint expands tabs, and may point at its end) become the nearest in it. */
function rangeOf(source: string, lines: readonly number[], line: number, column: number): readonly [number, number] {
  const start = lines[line - 1] ?? source.length;
  const text = source.slice(start, (lines[line] ?? source.length + 1) - 1).trimEnd();
  const indent = column > 1 ? column - 1 : text.length - text.trimStart().length;
  return [start + Math.min(indent, text.length), start + text.length];
}
