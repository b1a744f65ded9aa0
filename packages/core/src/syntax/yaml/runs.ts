import { concatAll, literal, type Traced } from "../../text/index.js";

/** Collects the text of a scalar piece by piece, with the place of each. */
export class Runs {
  readonly #parts: Traced[] = [];
  /** verbatim text that may go on */
  #start = 0;
  #end = 0;

  constructor(
    private readonly source: string,
    private readonly file: string,
  ) {}

  /** Characters of the file as they stand there. */
  verbatim(start: number, end: number): void {
    if (start >= end) return;
    if (start !== this.#end) this.#flush();
    if (this.#start === this.#end) this.#start = start;
    this.#end = end;
  }

  /** Text that stands for other characters of the file: an escape, a fold. */
  decoded(text: string, start: number, end: number): void {
    this.#flush();
    if (text !== "") this.#parts.push(literal(text, { file: this.file, start, end }));
  }

  finish(): Traced {
    this.#flush();
    return concatAll(this.#parts);
  }

  #flush(): void {
    const { file, source } = this;
    const [start, end] = [this.#start, this.#end];
    if (start < end) this.#parts.push(literal(source.slice(start, end), { file, start, end }));
    this.#start = this.#end = -1;
  }
}
