import type { Traced } from "../../text/index.js";
import { concatAll, LogicalText } from "./logical-text.js";

/**
 * Fields of the value of `--mount` and `--device`: comma-separated values of one line, quoted with `"`. Null when it is not well formed.
 *
 * Source: `Fields` of the Go module tonistiigi/go-csvvalue, which BuildKit uses.
 */
export function csvFields(value: Traced): readonly Traced[] | null {
  const line = new LogicalText(value);
  const { text } = line;
  if (text === "") return null;
  const fields: Traced[] = [];
  let at = 0;
  for (;;) {
    if (text[at] !== '"') {
      const comma = text.indexOf(",", at);
      const end = comma === -1 ? text.length : comma;
      if (text.slice(at, end).includes('"')) return null;
      fields.push(line.slice(at, end));
      if (comma === -1) return fields;
      at = comma + 1;
      continue;
    }
    const parts: Traced[] = [];
    for (at++; ; at++) {
      const quote = text.indexOf('"', at);
      if (quote === -1) return null;
      parts.push(line.slice(at, quote));
      at = quote + 1;
      if (text[at] !== '"') break;
      parts.push(line.slice(at, at + 1));
    }
    fields.push(concatAll(parts));
    if (at === text.length) return fields;
    if (text[at] !== ",") return null;
    at++;
  }
}

/** `key=value` of a field: the key in lower case, the value null without `=`. */
export function csvOption(field: Traced): { readonly key: string; readonly value: Traced | null } {
  const line = new LogicalText(field);
  const equals = line.text.indexOf("=");
  if (equals === -1) return { key: line.text.toLowerCase(), value: null };
  return { key: line.text.slice(0, equals).toLowerCase(), value: line.slice(equals + 1, line.text.length) };
}
