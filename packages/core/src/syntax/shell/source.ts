import type { Range } from "../../text/index.js";

/**
 * A text that is read, and where its characters are in the text that was given. The two differ inside of backquotes, where backslashes are taken
 * away before the inner script is read.
 */
export class Source {
  constructor(
    readonly text: string,
    /** for each character its place in the given text; null when they are the same */
    private readonly places: readonly number[] | null = null,
  ) {}

  /** The place in the given text. In broken text the library's offsets may lie behind the end. */
  range(from: number, to: number): Range {
    const end = Math.min(to, this.text.length);
    const start = Math.min(from, end);
    if (this.places === null) return [start, end];
    const first = this.#placeOf(start);
    return [first, end > start ? this.#placeOf(end - 1) + 1 : first];
  }

  /** Runs of text without a gap in the given text: one, but for decoded text. */
  runs(start: number, to: number): readonly Range[] {
    const end = Math.min(to, this.text.length);
    if (end <= start) return [];
    if (this.places === null) return [[start, end]];
    const runs: Range[] = [];
    for (let from = start, at = start; at < end; at++) {
      if (at + 1 < end && this.#placeOf(at + 1) === this.#placeOf(at) + 1) continue;
      runs.push([from, at + 1]);
      from = at + 1;
    }
    return runs;
  }

  /**
   * The script between the backquotes of a substitution that spans `start` to `end`: a backslash before a dollar, a backquote or a backslash goes, inside
   * of double quotes one before a double quote too. Source: POSIX.1-2024, 2.6.3.
   */
  insideBackquotes(start: number, end: number, quoted: boolean): Source {
    const escapable = quoted ? '$`\\"' : "$`\\";
    let text = "";
    const places: number[] = [];
    for (let at = start + 1; at < end - 1; at++) {
      if (this.text[at] === "\\" && at + 2 < end && escapable.includes(this.text[at + 1]!)) at++;
      text += this.text[at]!;
      places.push(this.#placeOf(at));
    }
    return new Source(text, places);
  }

  #placeOf(offset: number): number {
    if (this.places === null) return offset;
    return this.places[offset] ?? (this.places.at(-1) ?? -1) + 1;
  }
}
