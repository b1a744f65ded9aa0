/** Values of Go string literals. Source: strconv.Unquote; the Go specification, "String literals". */

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", "\\": "\\", '"': '"',
};

/** Digits after the letter, for escapes with a letter; octal escapes have none. */
const HEX_ESCAPES: Readonly<Record<string, RegExp>> = { x: /[0-9a-fA-F]{2}/y, u: /[0-9a-fA-F]{4}/y, U: /[0-9a-fA-F]{8}/y };
const OCTAL_ESCAPE = /[0-7]{3}/y;

/**
 * The value of an interpreted (`"…"`) or raw (`` `…` ``) string literal; null when the text is none. Bytes that are no UTF-8 become U+FFFD:
 * the value is a text, not the bytes of the program.
 */
export function stringLiteralValue(literal: string): string | null {
  const quote = literal[0];
  if (literal.length < 2 || literal.at(-1) !== quote) return null;
  const body = literal.slice(1, -1);
  if (quote === "`") return body.includes("`") ? null : body.replaceAll("\r", "");
  if (quote !== '"' || body.includes("\n")) return null;
  if (!body.includes("\\")) return body.includes('"') ? null : body;
  return unescaped(body);
}

function unescaped(body: string): string | null {
  const value = new TextBuilder();
  for (let i = 0; i < body.length; ) {
    if (body[i] === '"') return null;
    if (body[i] !== "\\") {
      value.text(body[i] as string);
      i++;
      continue;
    }
    const letter = body[i + 1] ?? "";
    const simple = SIMPLE_ESCAPES[letter];
    if (simple !== undefined) {
      value.text(simple);
      i += 2;
      continue;
    }
    const hex = HEX_ESCAPES[letter];
    const pattern = hex ?? OCTAL_ESCAPE;
    pattern.lastIndex = hex === undefined ? i + 1 : i + 2;
    const digits = pattern.exec(body)?.[0];
    if (digits === undefined) return null;
    i = pattern.lastIndex;
    const code = Number.parseInt(digits, hex === undefined ? 8 : 16);
    if (letter === "u" || letter === "U") {
      if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return null;
      value.text(String.fromCodePoint(code));
    } else {
      if (code > 0xff) return null;
      value.byte(code);
    }
  }
  return value.finish();
}

/** Text of which some characters are written as UTF-8 bytes (`"\xe2\x82\xac"`). */
class TextBuilder {
  #value = "";
  #bytes: number[] = [];

  text(text: string): void {
    this.#flush();
    this.#value += text;
  }

  byte(byte: number): void {
    this.#bytes.push(byte);
  }

  finish(): string {
    this.#flush();
    return this.#value;
  }

  #flush(): void {
    if (this.#bytes.length === 0) return;
    this.#value += new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(this.#bytes));
    this.#bytes = [];
  }
}
