/** Words of custom commands as the Makefile generator writes them. Source: CMake 3.25, cmOutputConverter.cxx (EscapeForShell) and cmCustomCommandGenerator.cxx. */
import type { Traced } from "../../text/index.js";
import { concat, concatAll, literal, literalOf } from "../../text/index.js";

/** Words that are left as they are, so that commands may redirect. */
const OPERATORS = new Set(["<", ">", "<<", ">>", "|", "||", "&&", "&>", "1>", "2>", "2>&1", "1>&2"]);

/** A character, or a reference of make, that the shell must not see outside of quotes. */
const NEEDS_QUOTES = /['`;#&$()~<>|*?\\ \t]/;
const MAKE_REFERENCE = /\$\([A-Za-z_]*\)/g;

/** With `VERBATIM`: the shell and make give the word to the program as it is; `$(NAME)` stays a reference of make. */
export function verbatim(word: Traced): Traced {
  const text = literalOf(word);
  if (text !== null && OPERATORS.has(text)) return word;
  const escaped = concatAll(word.pieces.map((piece): Traced => {
    if (piece.kind === "unknown") return { pieces: [piece] };
    if (piece.kind === "oneOf") return { pieces: [{ ...piece, alternatives: piece.alternatives.map(({ when, value }) => ({ when, value: inQuotes(value) })) }] };
    return inQuotes({ pieces: [piece] });
  }));
  if (text !== null) return text === "" || NEEDS_QUOTES.test(text) ? quoted(escaped) : escaped;
  // an assignment in front of a program stays one
  const [first] = word.pieces;
  const name = first?.kind === "literal" ? /^[A-Za-z_]\w*=/.exec(first.text)?.[0] : undefined;
  return name === undefined ? quoted(escaped) : assignment(word, name.length);
}

function assignment(word: Traced, length: number): Traced {
  const [first, ...rest] = word.pieces;
  if (first?.kind !== "literal") return word;
  const name = { pieces: [sliced(first, 0, length)] };
  const value = { pieces: first.text.length === length ? rest : [sliced(first, length, first.text.length), ...rest] };
  return concat(name, quoted(inQuotes(value)));
}

function quoted(text: Traced): Traced {
  return concat(literal('"'), text, literal('"'));
}

type Literal = Extract<Traced["pieces"][number], { kind: "literal" }>;

function inQuotes(x: Traced): Traced {
  return concatAll(
    x.pieces.map((piece): Traced => {
      if (piece.kind === "unknown") return { pieces: [piece] };
      if (piece.kind === "oneOf") return { pieces: [{ ...piece, alternatives: piece.alternatives.map(({ when, value }) => ({ when, value: inQuotes(value) })) }] };
      return escapedPiece(piece, (character) => (character === "$" ? "\\$$" : '\\"`'.includes(character) ? `\\${character}` : null), true);
    }),
  );
}

/** Without `VERBATIM`: only spaces are escaped; what else the word holds is for make and the shell to read. */
export function asWritten(word: Traced): Traced {
  return concatAll(
    word.pieces.map((piece): Traced => {
      if (piece.kind === "unknown") return { pieces: [piece] };
      if (piece.kind === "oneOf") return { pieces: [{ ...piece, alternatives: piece.alternatives.map(({ when, value }) => ({ when, value: asWritten(value) })) }] };
      return escapedPiece(piece, (character) => (character === " " ? "\\ " : null), false);
    }),
  );
}

/** A piece with some of its characters replaced; each replacement has the place of its character. */
function escapedPiece(piece: Literal, escape: (character: string) => string | null, keepsReferences: boolean): Traced {
  const { text } = piece;
  const references = keepsReferences ? [...text.matchAll(MAKE_REFERENCE)].map(({ index, 0: found }) => [index, index + found.length] as const) : [];
  const parts: Traced[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const reference = references.find(([from]) => from === at);
    if (reference !== undefined) {
      at = reference[1] - 1;
      continue;
    }
    const escaped = escape(text[at] as string);
    if (escaped === null) continue;
    const own = sliced(piece, at, at + 1);
    parts.push({ pieces: start < at ? [sliced(piece, start, at)] : [] });
    // the backslash is written nowhere; what make and the shell make of the rest is the character
    parts.push({ pieces: [{ kind: "literal", text: escaped.slice(0, 1), origin: null, via: piece.via }, { ...own, text: escaped.slice(1) }] });
    start = at + 1;
  }
  return start === 0 ? { pieces: [piece] } : concatAll([...parts, { pieces: start < text.length ? [sliced(piece, start, text.length)] : [] }]);
}

function sliced(piece: Literal, start: number, end: number): Literal {
  const { origin } = piece;
  const exact = origin !== null && origin.end - origin.start === piece.text.length;
  return { ...piece, text: piece.text.slice(start, end), origin: exact ? { file: origin.file, start: origin.start + start, end: origin.start + end } : origin };
}
