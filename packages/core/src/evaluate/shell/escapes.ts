const SIMPLE: Readonly<Record<string, string>> = { a: "\x07", b: "\b", e: "\x1b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", "\\": "\\", '"': '"' };

/** Escapes of echo and printf. Source: POSIX.1-2024, echo and printf. */
export function decodeEscapes(text: string): string {
  return text.replace(/\\(?:([abefnrtv\\"])|0?([0-7]{1,3})|x([\dA-Fa-f]{1,2}))/g, (all, simple: string | undefined, octal: string | undefined, hex: string | undefined) => {
    if (simple !== undefined) return SIMPLE[simple] ?? all;
    return String.fromCharCode(octal === undefined ? Number.parseInt(hex ?? "0", 16) : Number.parseInt(octal, 8) & 0xff);
  });
}
