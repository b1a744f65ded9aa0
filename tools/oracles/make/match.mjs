/** Whether a real text is one that a traced text may be. Unknown pieces match anything: `$(shell)` gives nothing under the oracle. */
import { literalOf } from "../../../packages/core/dist/text/index.js";

export function isExact(traced, text) {
  return literalOf(traced) === text;
}

export function matches(traced, text) {
  if (literalOf(traced) !== null) return false;
  return endsOf(traced, text, ANY).has(text.length) || endsOf(traced, text.trim(), { ...ANY, blanks: true }).has(text.trim().length);
}

/** What something unknown may be, and whether blanks beside it may be more or fewer. */
const ANY = { any: "text", blanks: false };
const IN_A_LINE = { any: "line", blanks: true };

/** Where a traced text may end that begins where `text` does. All ways are followed at once: a pattern with dozens of unknown pieces would try them one after the other, for hours. */
function endsOf({ pieces }, text, how) {
  const start = how.blanks && how.any === "text" ? /^\s*/.exec(text)[0].length : 0;
  const ends = through(pieces, text, new Set([0, start]), how);
  return how.blanks && how.any === "text" ? new Set([...ends].map((end) => (text.slice(end).trim() === "" ? text.length : end))) : ends;
}

function through(pieces, text, starts, how) {
  let at = starts;
  for (const piece of pieces) {
    if (at.size === 0) return at;
    if (piece.kind === "unknown") at = afterAny(text, at, how.any);
    else if (piece.kind === "literal") at = afterLiteral(piece.text, text, at, how.blanks);
    else at = new Set(piece.alternatives.flatMap(({ value }) => [...through(value.pieces, text, at, how)]));
  }
  return at;
}

function afterAny(text, starts, any) {
  const ends = new Set();
  for (const start of any === "text" ? [smallest(starts)] : starts) {
    for (let end = start; end <= text.length && !ends.has(end); end++) {
      ends.add(end);
      if (any === "line" && text[end] === "\n") break;
    }
  }
  return ends;
}

function afterLiteral(literal, text, starts, blanks) {
  const ends = new Set();
  if (!blanks) {
    for (const start of starts) if (text.startsWith(literal, start)) ends.add(start + literal.length);
    return ends;
  }
  const pattern = new RegExp(literal.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/[ \t]+/g, "[ \\t]*"), "uy");
  for (const start of starts) {
    pattern.lastIndex = start;
    if (pattern.test(text)) ends.add(pattern.lastIndex);
  }
  return ends;
}

/**
 * Reads the printed text of a real run as the texts of ours in order. A text that only may be printed may be missing. Returns how many lines were
 * matched exactly and how many with something unknown, or the first line that was not matched.
 */
export function align(texts, printed) {
  let exact = 0;
  let unknown = 0;
  let rest = printed;
  for (const [i, { text, optional }] of texts.entries()) {
    const literal = literalOf(text);
    // nothing but output of commands, which is empty here: make prints no line
    if (literal === null && text.pieces.every((piece) => piece.kind === "unknown" || (piece.kind === "literal" && piece.text.trim() === ""))) continue;
    if (literal !== null && rest.startsWith(literal)) {
      rest = rest.slice(literal.length);
      exact += optional ? 0 : lines(literal);
      unknown += optional ? lines(literal) : 0;
      continue;
    }
    const end = literal === null ? lastLineEnd(endsOf(text, rest, IN_A_LINE), rest) : -1;
    if (end >= 0) {
      unknown += lines(rest.slice(0, end));
      rest = rest.slice(end);
    } else if (!optional) return { exact, unknown, missed: rest.split("\n")[0], wanted: texts.slice(i, i + 2).map((entry) => entry.text) };
  }
  // make removes intermediate files at the end, which is no recipe
  if (/^rm [^\n]*\n$/.test(rest)) rest = "";
  return rest === "" ? { exact, unknown, missed: null } : { exact, unknown, missed: rest.split("\n")[0], wanted: [] };
}

/** -1 when none of them is one. */
function lastLineEnd(ends, text) {
  let last = -1;
  for (const end of ends) if (end > last && (end === 0 || text[end - 1] === "\n")) last = end;
  return last;
}

function smallest(numbers) {
  let least = Number.POSITIVE_INFINITY;
  for (const number of numbers) if (number < least) least = number;
  return least;
}

function lines(text) {
  return text.split("\n").length - 1;
}
