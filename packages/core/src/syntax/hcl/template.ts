/** Quoted strings, here-documents and what is between `${` and `}` in them. */
import type { Expression, TextPart } from "./ast.js";
import type { Scanner } from "./scanner.js";

export type ReadExpression = (scanner: Scanner) => Expression;

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** `"…"`; the scanner stands at the quote. */
export function readQuoted(scanner: Scanner, read: ReadExpression): Expression {
  const start = scanner.at++;
  const parts = readParts(scanner, read, { isQuoted: true, end: scanner.end });
  if (scanner.text[scanner.at] === '"') scanner.at++;
  else scanner.problem("a string that does not end", [start, scanner.at]);
  return { kind: "template", parts, range: [start, scanner.at] };
}

/** `<<EOT` and `<<-EOT`; null when none stands here. */
export function readHeredoc(scanner: Scanner, read: ReadExpression): Expression | null {
  const { text } = scanner;
  const opening = /<<(-?)([\p{L}_][\p{L}\p{N}_-]*)[ \t]*\r?\n/uy;
  opening.lastIndex = scanner.at;
  const match = opening.exec(text);
  if (match === null) return null;
  const start = scanner.at;
  const closing = new RegExp(`^[ \\t]*${match[2] ?? ""}(?=[ \\t]*\\r?$)`, "mg");
  closing.lastIndex = opening.lastIndex;
  const close = closing.exec(text);
  const end = close === null ? scanner.end : Math.min(close.index, scanner.end);
  scanner.at = opening.lastIndex;
  const parts = readParts(scanner, read, { isQuoted: false, end });
  scanner.at = close === null ? scanner.end : Math.min(close.index + close[0].length, scanner.end);
  if (close === null) scanner.problem("a here-document that does not end", [start, scanner.at]);
  return { kind: "template", parts: match[1] === "-" ? withoutIndent(parts) : parts, range: [start, scanner.at] };
}

/** The text of a JSON string is a template too. Source: hcl/json/spec.md, "Template". */
export function readTemplate(scanner: Scanner, read: ReadExpression): Expression {
  const start = scanner.at;
  const parts = readParts(scanner, read, { isQuoted: false, end: scanner.end });
  return { kind: "template", parts, range: [start, scanner.at] };
}

function readParts(scanner: Scanner, read: ReadExpression, { isQuoted, end }: { readonly isQuoted: boolean; readonly end: number }): readonly (TextPart | Expression)[] {
  const { text } = scanner;
  const parts: (TextPart | Expression)[] = [];
  let from = scanner.at;
  let plain = "";
  const flush = (): void => {
    if (scanner.at > from) parts.push({ kind: "text", text: plain, range: [from, scanner.at] });
    plain = "";
  };
  while (scanner.at < end) {
    const c = text[scanner.at] ?? "";
    if (isQuoted && (c === '"' || c === "\n")) break;
    if (isQuoted && c === "\\") {
      flush();
      from = scanner.at;
      const { value, length } = escaped(text, scanner.at + 1);
      scanner.at += 1 + length;
      plain = value;
      flush();
      from = scanner.at;
    } else if ((c === "$" || c === "%") && text[scanner.at + 1] === c && text[scanner.at + 2] === "{") {
      flush();
      from = scanner.at;
      scanner.at += 3;
      plain = `${c}{`;
      flush();
      from = scanner.at;
    } else if ((c === "$" || c === "%") && text[scanner.at + 1] === "{") {
      flush();
      parts.push(readInterpolation(scanner, read, c));
      from = scanner.at;
    } else {
      plain += c;
      scanner.at++;
    }
  }
  flush();
  return parts;
}

function readInterpolation(scanner: Scanner, read: ReadExpression, sigil: string): Expression {
  const start = scanner.at;
  scanner.at += 2;
  const strips = scanner.take("~");
  const inner = scanner.inBrackets(() => {
    const expression = read(scanner);
    return scanner.looksAt("~") ? notUnderstood("a strip marker", start, scanner.at) : expression;
  });
  scanner.inBrackets(() => {
    scanner.take("~");
    if (!scanner.take("}")) {
      scanner.problem("an interpolation that does not end", [start, scanner.at]);
      const close = scanner.text.indexOf("}", scanner.at);
      const line = scanner.text.indexOf("\n", scanner.at);
      scanner.at = Math.min(close === -1 ? scanner.end : close + 1, line === -1 ? scanner.end : line, scanner.end);
    }
  });
  if (sigil === "%" || strips) return notUnderstood(sigil === "%" ? "a template directive" : "a strip marker", start, scanner.at);
  return inner;
}

function notUnderstood(what: string, start: number, end: number): Expression {
  return { kind: "not-understood", what, range: [start, end] };
}

/** The backslash is read already. */
function escaped(text: string, at: number): { readonly value: string; readonly length: number } {
  const code = /^u([0-9a-fA-F]{4})|^U([0-9a-fA-F]{8})/.exec(text.slice(at, at + 9));
  if (code !== null) {
    const point = Number.parseInt(code[1] ?? code[2] ?? "0", 16);
    return { value: point <= 0x10ffff ? String.fromCodePoint(point) : "\uFFFD", length: code[0].length };
  }
  const c = text[at] ?? "";
  return { value: ESCAPES[c] ?? c, length: c === "" ? 0 : 1 };
}

/** `<<-`: the indent of the least indented line is taken from all; a line may begin with an interpolation. */
function withoutIndent(parts: readonly (TextPart | Expression)[]): readonly (TextPart | Expression)[] {
  const indents = parts.flatMap((part, i) => {
    if (part.kind !== "text") return i === 0 ? [0] : [];
    const lineStart = i === 0 ? "(?:^|\\n)" : "\\n";
    const isLast = i === parts.length - 1;
    return [...part.text.matchAll(new RegExp(`${lineStart}([ \\t]*)(?=[^ \\t\\n]${isLast ? "" : "|$"})`, "g"))].map((match) => match[1]?.length ?? 0);
  });
  const indent = Math.min(...indents);
  if (!Number.isFinite(indent) || indent === 0) return parts;
  return parts.map((part, i) => (part.kind === "text" ? { ...part, text: part.text.replace(new RegExp(`${i === 0 ? "(^|\\n)" : "(\\n)"}[ \\t]{1,${indent}}`, "g"), "$1") } : part));
}
