/** White space as Go's `unicode.IsSpace` sees it: not JavaScript's `\s`, which lacks U+0085 and has U+FEFF. */
export function isSpace(character: string): boolean {
  const code = character.charCodeAt(0);
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  if (code < 0x1680) return code === 0x85 || code === 0xa0;
  return code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}

/** What separates the words of an instruction. Source: `reWhitespace` of BuildKit's parser.go. */
export function isBlank(character: string): boolean {
  return character === " " || character === "\t" || character === "\r" || character === "\v" || character === "\f";
}

/** The first offset in `[start, end)` whose character does not satisfy `test`; `end` when all do. */
export function skipWhile(text: string, start: number, end: number, test: (character: string) => boolean): number {
  let at = start;
  while (at < end && test(text[at] as string)) at++;
  return at;
}

/** Go's `strings.TrimSpace` as offsets. */
export function trimSpace(text: string, start: number, end: number): readonly [start: number, end: number] {
  const from = skipWhile(text, start, end, isSpace);
  let to = end;
  while (to > from && isSpace(text[to - 1] as string)) to--;
  return [from, to];
}
