/**
 * A place in a source file.
 *
 * `file` is a POSIX path relative to the root of the analysed repository. `start` and `end` are UTF-16 offsets into the text that
 * {@link ../workspace} returns for it (a byte order mark is not part of that text, as in ESLint).
 */
export interface Origin {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** The smallest range of one file that holds both places; the first place alone when they lie in different files. */
export function span(first: Origin, last: Origin): Origin {
  if (first.file !== last.file) return first;
  return { file: first.file, start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
}
