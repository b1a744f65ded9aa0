/** Character classes of Go's scanner, on UTF-16 units and code points. Source: go/scanner, unicode.IsSpace, unicode.IsLetter, unicode.IsDigit. */

export const NEWLINE = 10;

const LETTER = /^\p{L}/u;
const DIGIT = /^\p{Nd}/u;

/** A code point that may begin an identifier. */
export function isLetter(code: number): boolean {
  if (code < 0x80) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
  return LETTER.test(String.fromCodePoint(code));
}

/** A code point that may continue an identifier, if {@link isLetter} does not hold. */
export function isDigit(code: number): boolean {
  if (code < 0x80) return code >= 48 && code <= 57;
  return DIGIT.test(String.fromCodePoint(code));
}

/** unicode.IsSpace; differs from JavaScript's `\s` by U+0085 and U+FEFF. */
export function isSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
  if (code < 0x80) return false;
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** The offset after the identifier that begins at `at`; `at` itself when none does. */
export function identifierEnd(text: string, at: number): number {
  let i = at;
  while (i < text.length) {
    let code = text.charCodeAt(i);
    let width = 1;
    if (code >= 0xd800 && code <= 0xdfff) {
      code = text.codePointAt(i) as number;
      width = code > 0xffff ? 2 : 1;
    }
    if (!isLetter(code) && (i === at || !isDigit(code))) break;
    i += width;
  }
  return i;
}

/** The part of `text` between the offsets without the blanks on both sides, as strings.TrimSpace cuts them. */
export function trimmedRange(text: string, start: number, end: number): readonly [start: number, end: number] {
  let from = start;
  let to = end;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return [from, to];
}

export function trimSpace(text: string): string {
  return text.slice(...trimmedRange(text, 0, text.length));
}

/** strings.Fields. */
export function fields(text: string): string[] {
  const words: string[] = [];
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const blank = i === text.length || isSpace(text.charCodeAt(i));
    if (blank && start >= 0) {
      words.push(text.slice(start, i));
      start = -1;
    } else if (!blank && start < 0) start = i;
  }
  return words;
}
