/** Whether a real text is one that a traced text may be. Unknown pieces match anything: `$(shell)` gives nothing under the oracle. */
import { literalOf } from "../../../packages/core/dist/text/index.js";

export function isExact(traced, text) {
  return literalOf(traced) === text;
}

export function matches(traced, text) {
  if (literalOf(traced) !== null) return false;
  return new RegExp(`^${source(traced.pieces, "[\\s\\S]*?")}$`, "u").test(text) || new RegExp(`^${loose(traced)}$`, "u").test(text.trim());
}

/** Blanks beside something unknown may be more or fewer. */
function loose(traced) {
  return `\\s*${source(traced.pieces, "[\\s\\S]*?", true)}\\s*`;
}

function source(pieces, any, blanks = false) {
  return pieces
    .map((piece) => {
      if (piece.kind === "unknown") return any;
      if (piece.kind === "oneOf") return `(?:${piece.alternatives.map(({ value }) => source(value.pieces, any, blanks)).join("|")})`;
      const escaped = piece.text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
      return blanks ? escaped.replace(/[ \t]+/g, "[ \\t]*") : escaped;
    })
    .join("");
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
    const found = literal === null ? new RegExp(`^${source(text.pieces, "[^\\n]*", true)}`, "u").exec(rest) : null;
    if (found !== null && (rest[found[0].length - 1] === "\n" || found[0] === "")) {
      rest = rest.slice(found[0].length);
      unknown += lines(found[0]);
    } else if (!optional) return { exact, unknown, missed: rest.split("\n")[0], wanted: texts.slice(i, i + 2).map((entry) => entry.text) };
  }
  // make removes intermediate files at the end, which is no recipe
  if (/^rm [^\n]*\n$/.test(rest)) rest = "";
  return rest === "" ? { exact, unknown, missed: null } : { exact, unknown, missed: rest.split("\n")[0], wanted: [] };
}

function lines(text) {
  return text.split("\n").length - 1;
}
