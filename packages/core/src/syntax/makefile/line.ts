/** Lines of a Makefile as make reads them, with the way back to the source for each character. */
import type { Range, Traced } from "../../text/index.js";
import { carrier, concatAll, EMPTY, literal, originOf, slice } from "../../text/index.js";

/** A part of a line: `length` characters that are `start`…`end` of the source, verbatim or (a collapsed continuation) in place of it. */
interface Run {
  readonly at: number;
  readonly length: number;
  readonly start: number;
  readonly end: number;
  readonly verbatim: boolean;
}

/** A text that was made from a source by leaving out and replacing parts of it. */
export class Line {
  constructor(
    readonly source: Source,
    readonly text: string,
    private readonly runs: readonly Run[],
  ) {}

  /** The part between two offsets of {@link text}, with exact origins. */
  slice(start: number, end: number = this.text.length): Traced {
    const parts: Traced[] = [];
    for (const run of this.overlapping(start, end)) {
      const from = Math.max(start, run.at) - run.at;
      const to = Math.min(end, run.at + run.length) - run.at;
      if (run.verbatim) parts.push(this.source.slice(run.start + from, run.start + to));
      else parts.push(literal(this.text.slice(run.at + from, run.at + to), originOf(this.source.slice(run.start, run.end))));
    }
    return parts.length === 1 ? (parts[0] as Traced) : concatAll(parts);
  }

  /** Where the part between two offsets of {@link text} is in the source. */
  range(start: number, end: number = this.text.length): Range {
    if (start >= end) return [this.offset(start), this.offset(start)];
    const runs = this.overlapping(start, end);
    const first = runs[0] as Run;
    const last = runs.at(-1) as Run;
    return [
      first.verbatim ? first.start + Math.max(0, start - first.at) : first.start,
      last.verbatim ? last.start + Math.min(last.length, end - last.at) : last.end,
    ];
  }

  /** The offset in the source at which a character of {@link text} is written. */
  offset(at: number): number {
    for (const run of this.runs) if (at < run.at + run.length) return run.verbatim ? run.start + Math.max(0, at - run.at) : run.start;
    return this.runs.at(-1)?.end ?? this.end;
  }

  /** How much of {@link text} is written before an offset of the source. */
  lengthBefore(offset: number): number {
    let length = 0;
    for (const run of this.runs) {
      if (run.start >= offset) break;
      length = run.verbatim ? run.at + Math.min(run.length, offset - run.start) : run.at + run.length;
    }
    return length;
  }

  /** The same line without the characters in `gaps` (sorted, not overlapping). */
  without(gaps: readonly Range[]): Line {
    if (gaps.length === 0) return this;
    const builder = new LineBuilder(this.source);
    let at = 0;
    for (const [start, end] of [...gaps, [this.text.length, this.text.length] as const]) {
      for (const run of this.overlapping(at, start)) {
        const from = Math.max(at, run.at) - run.at;
        const to = Math.min(start, run.at + run.length) - run.at;
        if (run.verbatim) builder.keep(run.start + from, run.start + to);
        else builder.replace(this.text.slice(run.at + from, run.at + to), run.start, run.end);
      }
      at = end;
    }
    return builder.build();
  }

  private get end(): number {
    return this.source.text.length;
  }

  private overlapping(start: number, end: number): readonly Run[] {
    return this.runs.filter((run) => run.at < end && run.at + run.length > start);
  }
}

export class LineBuilder {
  readonly #parts: (Omit<Run, "at" | "length"> & { readonly text: string })[] = [];

  constructor(private readonly source: Source) {}

  keep(start: number, end: number): void {
    if (start < end) this.#parts.push({ text: this.source.text.slice(start, end), start, end, verbatim: true });
  }

  replace(text: string, start: number, end: number): void {
    this.#parts.push({ text, start, end, verbatim: false });
  }

  /** Removes blanks at the end. */
  trimEnd(): void {
    for (let last = this.#parts.at(-1); last !== undefined && isBlank(last.text.at(-1)); last = this.#parts.at(-1)) {
      this.#parts.pop();
      let length = last.text.length;
      while (length > 0 && isBlank(last.text[length - 1])) length--;
      if (length > 0) this.#parts.push({ ...last, text: last.text.slice(0, length), end: last.verbatim ? last.start + length : last.end });
    }
  }

  build(): Line {
    let at = 0;
    const runs = this.#parts.map(({ text, start, end, verbatim }) => {
      const run = { at, length: text.length, start, end, verbatim };
      at += text.length;
      return run;
    });
    return new Line(this.source, this.#parts.map(({ text }) => text).join(""), runs);
  }
}

/** A physical line: `end` is before the newline (and the carriage return before it), `next` after it. */
interface Physical {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** The text that is parsed, addressed by offsets of its carrier. */
export class Source {
  readonly text: string;

  constructor(private readonly traced: Traced) {
    this.text = carrier(traced);
  }

  slice(start: number, end: number): Traced {
    return start < end ? slice(this.traced, start, end) : EMPTY;
  }

  /** The lines from `at` up to the first that does not end in a continuation. Null at the end of the text. */
  logicalLine(at: number): LogicalLine | null {
    if (at >= this.text.length) return null;
    const parts: Physical[] = [];
    let start = at;
    for (;;) {
      const part = this.physicalLine(start);
      parts.push(part);
      start = part.next;
      if (part.next === part.end || part.next > this.text.length - 1 || !endsInContinuation(this.text, part)) break;
    }
    return new LogicalLine(this, parts);
  }

  private physicalLine(start: number): Physical {
    const newline = this.text.indexOf("\n", start);
    if (newline === -1) return { start, end: this.text.length, next: this.text.length };
    const end = newline > start && this.text[newline - 1] === "\r" ? newline - 1 : newline;
    return { start, end, next: newline + 1 };
  }
}

export class LogicalLine {
  constructor(
    private readonly source: Source,
    private readonly parts: readonly Physical[],
  ) {}

  get start(): number {
    return (this.parts[0] as Physical).start;
  }

  get end(): number {
    return (this.parts.at(-1) as Physical).end;
  }

  /** where the next line starts */
  get next(): number {
    return (this.parts.at(-1) as Physical).next;
  }

  /** First character of the line. */
  get first(): string {
    return this.start < this.end ? (this.source.text[this.start] as string) : "";
  }

  /** As written from `from` on, newlines included; carriage returns at the end of a line left out. */
  verbatim(from: number = this.start): Line {
    const builder = new LineBuilder(this.source);
    this.parts.forEach((part, i) => {
      builder.keep(Math.max(part.start, from), part.end);
      const continues = i < this.parts.length - 1 || (part.next > part.end && endsInContinuation(this.source.text, part));
      if (continues && part.next > from) builder.keep(part.next - 1, part.next);
    });
    return builder.build();
  }

  /**
   * With continuations collapsed: the backslash-newline, the blanks before it (not in `.POSIX` mode) and after it become one space; of other
   * backslashes before it half stay. Source: misc.c, collapse_continuations.
   */
  collapsed(posix: boolean, from: number = this.start): Line {
    const builder = new LineBuilder(this.source);
    let start = from;
    this.parts.forEach((part, i) => {
      if (part.next <= from) return;
      const following = this.parts[i + 1];
      // a backslash before the very last newline continues with nothing
      if (following === undefined && !(part.next > part.end && endsInContinuation(this.source.text, part))) {
        builder.keep(start, part.end);
        return;
      }
      const slashes = trailingBackslashes(this.source.text, start, part.end);
      const kept = part.end - slashes + (slashes >> 1);
      builder.keep(start, kept);
      if (!posix) builder.trimEnd();
      start = following?.start ?? part.next;
      while (following !== undefined && start < following.end && isBlank(this.source.text[start])) start++;
      builder.replace(" ", kept, start);
    });
    return builder.build();
  }
}

export function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t";
}

/** Number of backslashes directly before `end`, not before `start`. */
export function trailingBackslashes(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && text[at - 1] === "\\") at--;
  return end - at;
}

function endsInContinuation(text: string, part: Physical): boolean {
  return trailingBackslashes(text, part.start, part.end) % 2 === 1;
}
