/** Values of Go string literals. Source: strconv.Unquote; the Go specification, "String literals". */

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", "\\": "\\", '"': '"',
};

/** Digits after the letter, for escapes with a letter; octal escapes have none. */
const HEX_ESCAPES: Readonly<Record<string, RegExp>> = { x: /[0-9a-fA-F]{2}/y, u: /[0-9a-fA-F]{4}/y, U: /[0-9a-fA-F]{8}/y };
const OCTAL_ESCAPE = /[0-7]{3}/y;

/** A byte from 0x80 on is this plus the byte: a lone surrogate, which no Go source can have otherwise. */
const BYTE = 0xdc00;
const BYTES = /[\udc80-\udcff]+/gu;

/**
 * The value of an interpreted (`"…"`) or raw (`` `…` ``) string literal; null when the text is none. Bytes that are no UTF-8 become U+FFFD:
 * the value is a text, not the bytes of the program.
 */
export function stringLiteralValue(literal: string): string | null {
  const value = stringLiteralBytes(literal);
  // only escapes make bytes
  return value === null || !literal.includes("\\") ? value : textOfBytes(value);
}

/**
 * As {@link stringLiteralValue}, with bytes from 0x80 on that are written as escapes (`"\xe2\x82"`) not decoded yet: values can be joined before
 * {@link textOfBytes} decodes them, as go joins literals.
 */
export function stringLiteralBytes(literal: string): string | null {
  const quote = literal[0];
  if (literal.length < 2 || literal.at(-1) !== quote) return null;
  const body = literal.slice(1, -1);
  if (quote === "`") return body.includes("`") ? null : body.replaceAll("\r", "");
  if (quote !== '"' || body.includes("\n")) return null;
  if (!body.includes("\\")) return body.includes('"') ? null : body;
  return unescaped(body);
}

export function textOfBytes(value: string): string {
  return value.replace(BYTES, (run) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(run, (c) => c.charCodeAt(0) - BYTE)));
}

function unescaped(body: string): string | null {
  let value = "";
  for (let i = 0; i < body.length; ) {
    const backslash = body.indexOf("\\", i);
    const text = body.slice(i, backslash < 0 ? undefined : backslash);
    if (text.includes('"')) return null;
    value += text;
    if (backslash < 0) break;
    const letter = body[backslash + 1] ?? "";
    const simple = SIMPLE_ESCAPES[letter];
    if (simple !== undefined) {
      value += simple;
      i = backslash + 2;
      continue;
    }
    const hex = HEX_ESCAPES[letter];
    const pattern = hex ?? OCTAL_ESCAPE;
    pattern.lastIndex = hex === undefined ? backslash + 1 : backslash + 2;
    const digits = pattern.exec(body)?.[0];
    if (digits === undefined) return null;
    i = pattern.lastIndex;
    const character = escapedCharacter(letter, Number.parseInt(digits, hex === undefined ? 8 : 16));
    if (character === null) return null;
    value += character;
  }
  return value;
}

function escapedCharacter(letter: string, code: number): string | null {
  if (letter === "u" || letter === "U") return code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? null : String.fromCodePoint(code);
  return code > 0xff ? null : String.fromCharCode(code < 0x80 ? code : BYTE + code);
}
