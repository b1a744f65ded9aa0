import type * as unbash from "unbash";
import type { Heredoc, Redirect, WordPart } from "./ast.js";
import { literals, verbatim } from "./literals.js";
import type { Words } from "./words.js";

export function convertRedirect(words: Words, foreign: unbash.Redirection): Redirect {
  const { descriptor: written, operator } = foreign;
  const range = words.source.range(foreign.pos, foreign.end);
  const descriptor = written?.type === "FileDescriptor" ? written.value : null;
  if (foreign.type === "HereDoc") return { range, operator, descriptor, target: null, heredoc: convertHeredoc(words, foreign) };
  const target = foreign.target === undefined ? null : words.word(foreign.target);
  return { range, operator, descriptor, target, heredoc: null };
}

function convertHeredoc(words: Words, { body, delimiter, operator }: unbash.HereDoc): Heredoc {
  const { source } = words;
  const range = source.range(body.pos, body.end);
  const quoted = delimiter?.quoted === true;
  const literal = quoted ? verbatim : (...[from, start, end]: Parameters<typeof verbatim>) => literals(from, start, end, "here-document");
  const strip = operator === "<<-";
  const parts: WordPart[] = [];
  let at = body.pos;
  const text = (end: number): void => {
    if (strip) for (const [from, to] of withoutTabs(source.text, at, end, at === body.pos)) parts.push(...literal(source, from, to));
    else parts.push(...literal(source, at, end));
  };
  for (const part of body.parts ?? []) {
    if (part.type === "Literal") continue;
    text(part.pos);
    parts.push(...words.quoted(part.pos, part.end, [part], "here-document"));
    at = part.end;
  }
  text(body.end);
  return { range, quoted, body: { range, parts } };
}

/** The lines between two offsets without the tabs at their start. The first is the start of a line only where the body starts. */
function* withoutTabs(text: string, start: number, end: number, isLineStart: boolean): Generator<readonly [number, number]> {
  let atStart = isLineStart;
  for (let at = start; at < end; ) {
    if (atStart) while (at < end && text[at] === "\t") at++;
    let lineEnd = at;
    while (lineEnd < end && text[lineEnd] !== "\n") lineEnd++;
    lineEnd = Math.min(lineEnd + 1, end);
    if (lineEnd > at) yield [at, lineEnd];
    at = lineEnd;
    atStart = true;
  }
}
