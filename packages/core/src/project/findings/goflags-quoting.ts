/** GOFLAGS as it was meant: a flag whose value has blanks stands in quotes as a whole (facts e4, e5). */
import { ANY_GO_FLAG, GO_FLAGS, parseGoFlags, splitQuotedText } from "../../gobuild/index.js";
import { literal, originOf, literalOf, type Traced } from "../../text/index.js";
import type { Edit } from "../model.js";

const LIST_FLAG = /^(--?(?:ldflags|gcflags|asmflags)=)(.*)$/s;

/**
 * The text with its one list of flags quoted, by the quote that its surroundings leave: null when it is not plain what was meant, when its place is
 * not exact, or when quotes do not help, as before Go 1.20.
 *
 * @param source text of the file that the value stands in
 */
export function quotedAsMeant(value: Traced, source: string, goVersion: string | null): Edit | null {
  const text = literalOf(value);
  const at = originOf(value);
  if (text === null || at === null || source.slice(at.start, at.end) !== text) return null;
  const outer = source[at.start - 1] === source[at.end] ? source[at.end] : undefined;
  const quote = outer === "'" ? '"' : "'";
  // Without quotes around it a shell would take ours away; the value of a make variable keeps them.
  if (outer !== "'" && outer !== '"' && !/(?:^|\n)[^\t\n]*=[ \t]*$/.test(source.slice(0, at.start))) return null;
  const written = grouped(text, quote);
  if (written === null) return null;
  const { items, failure } = parseGoFlags(literal(written), GO_FLAGS.build, goVersion, () => {});
  const lists = items.filter((item) => item.kind === "flag" && LIST_FLAG.test(`-${item.flag}=`));
  return failure !== null || lists.length !== 1 ? null : { start: at.start, end: at.end, text: written };
}

/** The words that follow a list flag belong to it, up to a flag of go that is none of the linker. */
function grouped(text: string, quote: string): string | null {
  const words = text.trim().split(/\s+/);
  const start = words.findIndex((word) => LIST_FLAG.test(word));
  if (start === -1 || words.filter((word) => LIST_FLAG.test(word)).length > 1) return null;
  let end = start + 1;
  while (end < words.length && !isOwnFlag(words[end] ?? "")) end++;
  const [, flag = "", first = ""] = LIST_FLAG.exec(words[start] ?? "") ?? [];
  const list = unquoted([first, ...words.slice(start + 1, end)].join(" "));
  if (list === null || list.includes(quote) || splitQuotedText(list) === null) return null;
  return [...words.slice(0, start), `${quote}${flag}${list}${quote}`, ...words.slice(end)].join(" ");
}

function isOwnFlag(word: string): boolean {
  const name = /^--?([\w.-]+)(?==|$)/.exec(word)?.[1];
  return name !== undefined && ANY_GO_FLAG.has(name) && GO_FLAGS.build.has(name);
}

/** Without quotes around the whole; null with others. */
function unquoted(list: string): string | null {
  const inner = /^(["'])(.*)\1$/s.exec(list)?.[2] ?? list;
  return /["']/.test(inner) ? null : inner;
}
