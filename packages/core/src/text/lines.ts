/** `line` is 1-based, `column` is 0-based and counts UTF-16 units: ESLint's convention (ESTree). */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Maps offsets of one text to lines and back. Lines end at `\n`; a `\r` before it belongs to its line, as ESLint counts them. */
export class LineIndex {
  readonly #starts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    const starts = [0];
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    this.#starts = starts;
    this.#length = text.length;
  }

  /** Number of lines; a text that ends in a newline has an empty last line. */
  get lineCount(): number {
    return this.#starts.length;
  }

  /** @throws RangeError when `offset` is outside the text */
  positionAt(offset: number): Position {
    if (offset < 0 || offset > this.#length) throw new RangeError(`offset ${offset} is outside a text of ${this.#length} units`);
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] as number) };
  }

  /** @throws RangeError when the text has no such line */
  offsetAt(position: Position): number {
    const start = this.#starts[position.line - 1];
    if (start === undefined) throw new RangeError(`line ${position.line} is outside a text of ${this.lineCount} lines`);
    return start + position.column;
  }
}
