/** Scalars that begin with `|` or `>`. Source: YAML 1.2.2, 8.1; as the library `yaml` reads them (compose/resolve-block-scalar). */
import type { Runs } from "./runs.js";

interface Line {
  readonly start: number;
  /** spaces at its start */
  readonly indent: number;
  /** behind the last character, without a carriage return */
  readonly end: number;
  /** behind its newline */
  readonly next: number;
}

/**
 * @param header `|`, `>-`, `|2+`
 * @param from, to the lines below it
 * @param parentIndent columns by which an explicit indentation counts from
 */
export function unindent(source: string, header: string, from: number, to: number, parentIndent: number, runs: Runs): void {
  const folded = header.startsWith(">");
  const keep = header.includes("+");
  const explicit = Number(/[1-9]/.exec(header)?.[0] ?? 0);
  const lines = linesOf(source, from, to);
  let chomped = lines.length;
  while (chomped > 0 && isBlank(lines[chomped - 1])) chomped--;
  if (chomped === 0) {
    if (keep && lines.length > 0) runs.decoded("\n".repeat(Math.max(1, lines.length - 1)), from, to);
    return;
  }
  const first = lines.findIndex((line) => !isBlank(line));
  const width = explicit > 0 ? parentIndent + explicit : (lines[first]?.indent ?? 0);
  for (let i = lines.length - 1; i >= chomped; i--) if ((lines[i]?.indent ?? 0) > width) chomped = i + 1;

  /** newlines that are not written yet, and what they are when text follows */
  let pending: "" | " " | "\n" | "\n\n" = "";
  let pendingAt = from;
  let wasMoreIndented = false;
  const separate = (line: Line): void => {
    if (pending !== "") newline(pending, pendingAt, line.start + Math.min(width, line.indent), runs);
  };
  for (const [i, line] of lines.slice(0, chomped).entries()) {
    const text = line.start + Math.min(width, line.indent);
    if (i < first) {
      runs.verbatim(text, line.end);
      newline("\n", line.end, line.next, runs);
      continue;
    }
    const isMoreIndented = line.indent > width || source[line.start + line.indent] === "\t";
    if (!folded || isMoreIndented) {
      if (folded && pending === " ") pending = "\n";
      else if (folded && !wasMoreIndented && pending === "\n") pending = "\n\n";
      separate(line);
      runs.verbatim(text, line.end);
      pending = "\n";
      pendingAt = line.end;
      wasMoreIndented = isMoreIndented;
    } else if (line.end === line.start + line.indent) {
      if (pending === "\n") newline("\n", line.end, line.next, runs);
      else {
        pending = "\n";
        pendingAt = line.end;
      }
    } else {
      separate(line);
      runs.verbatim(text, line.end);
      pending = " ";
      pendingAt = line.end;
      wasMoreIndented = false;
    }
  }
  const last = lines[chomped - 1];
  if (last === undefined || header.includes("-")) return;
  if (!keep) return newline("\n", last.end, last.next, runs);
  const rest = lines.slice(chomped);
  if (rest.length === 0) newline("\n", last.end, last.next, runs);
  for (const [i, line] of rest.entries()) {
    const before = i === 0 ? last : (rest[i - 1] ?? last);
    newline("\n", before.end, before.next, runs);
    runs.verbatim(line.start + Math.min(width, line.indent), line.end);
  }
}

/** A newline that stands there is verbatim, so that the text goes on from line to line where nothing is indented. */
function newline(text: string, start: number, end: number, runs: Runs): void {
  if (text === "\n" && end === start + 1) runs.verbatim(start, end);
  else runs.decoded(text, start, end);
}

function linesOf(source: string, from: number, to: number): readonly Line[] {
  const lines: Line[] = [];
  for (let start = from; ; ) {
    const found = source.indexOf("\n", start);
    const stop = found === -1 || found >= to ? to : found;
    let indent = 0;
    while (start + indent < stop && source[start + indent] === " ") indent++;
    const end = stop > start + indent && source[stop - 1] === "\r" ? stop - 1 : stop;
    const next = Math.min(stop + 1, to);
    lines.push({ start, indent, end, next });
    if (stop === to) return lines;
    start = next;
  }
}

function isBlank(line: Line | undefined): boolean {
  return line !== undefined && line.end === line.start + line.indent;
}
