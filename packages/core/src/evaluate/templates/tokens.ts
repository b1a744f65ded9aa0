export type Token =
  | { readonly kind: "field" | "variable"; readonly name: string }
  | { readonly kind: "string" | "number" | "word"; readonly text: string }
  | { readonly kind: "symbol"; readonly text: "(" | ")" | "|" | ":=" | "=" | "," }
  | { readonly kind: "blank" };

const PATTERNS = /(\s+)|("(?:[^"\\\n]|\\.)*")|(`[^`]*`)|('(?:[^'\\\n]|\\.)*')|(\$\w*)|(\.\w+|\.)|(:=|[()|=,])|([+-]?\d[\w.+-]*)|([A-Za-z_]\w*)/y;

/** The tokens between the delimiters of an action; null for what is none. Source: text/template/parse/lex.go. */
export function tokensOf(text: string): readonly Token[] | null {
  const tokens: Token[] = [];
  PATTERNS.lastIndex = 0;
  while (PATTERNS.lastIndex < text.length) {
    const match = PATTERNS.exec(text);
    if (match === null) return null;
    const token = tokenOf([...match]);
    if (token === null) return null;
    tokens.push(token);
  }
  return tokens;
}

function tokenOf([, blank, quoted, raw, character, variable, field, symbol, number, word]: readonly (string | undefined)[]): Token | null {
  if (blank !== undefined) return { kind: "blank" };
  if (quoted !== undefined) {
    const text = unquote(quoted);
    return text === null ? null : { kind: "string", text };
  }
  if (raw !== undefined) return { kind: "string", text: raw.slice(1, -1) };
  if (variable !== undefined) return { kind: "variable", name: variable };
  if (field !== undefined) return { kind: "field", name: field.slice(1) };
  if (symbol !== undefined) return { kind: "symbol", text: symbol as "(" };
  if (number !== undefined) return { kind: "number", text: number };
  if (word !== undefined) return { kind: "word", text: word };
  // a character is a number
  return character === undefined ? null : { kind: "number", text: character };
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\\": "\\", '"': '"', a: "\x07", b: "\b", f: "\f", v: "\v" };

/** Null for escapes by number, which nobody writes here. */
function unquote(quoted: string): string | null {
  const inner = quoted.slice(1, -1);
  if (/\\[^ntr\\"abfv]/.test(inner)) return null;
  return inner.replace(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}
