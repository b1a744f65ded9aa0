/** Declarations, of a file and inside functions. Source: go/parser, parseDecl and what it calls. */
import type { Range } from "../../../text/index.js";
import type { GoValueDeclaration } from "../ast.js";
import type { Expression } from "./expressions.js";
import { readExpressions } from "./expressions.js";
import type { Parser } from "./parser.js";
import { readBlock, send } from "./statements.js";
import type { Kind } from "./tokens.js";
import { T } from "./tokens.js";
import { beginsType, readParameters, readSignature, readType } from "./types.js";

/** The declarations of a file, after its package clause and imports. */
export function readFile(p: Parser): void {
  p.until(T.end, () => {
    switch (p.kind) {
      case T.import:
        p.advance();
        readGroup(p, () => {
          readImport(p);
        });
        break;
      case T.const:
      case T.var: {
        const kind = p.at(T.const) ? "const" : "var";
        p.advance();
        readGroup(p, () => {
          readValueSpec(p, kind);
        });
        break;
      }
      case T.type:
        p.advance();
        readGroup(p, () => {
          readTypeSpec(p, true);
        });
        break;
      case T.func:
        readFunctionDeclaration(p);
        break;
      default:
        p.fail("expected a declaration");
        p.advance();
    }
    p.terminator();
  });
}

/** One specification, or several in parentheses. */
export function readGroup(p: Parser, readSpec: () => void): void {
  if (!p.accept(T.openParen)) {
    readSpec();
    return;
  }
  p.until(T.closeParen, () => {
    readSpec();
    p.terminator();
  });
  p.expect(T.closeParen, "')'");
}

function readImport(p: Parser): void {
  if (!p.at(T.string)) p.advance();
  p.skipString();
}

/** `a, b T = x, y`; `kind` is null inside functions, where the names are local. */
export function readValueSpec(p: Parser, kind: GoValueDeclaration["kind"] | null): void {
  const names = readNames(p);
  if (kind === null) for (const { name } of names) p.declareLocal(name);
  const typeStart = p.start;
  const hasType = beginsType(p);
  if (hasType) readType(p);
  const typeText = hasType ? p.text.slice(typeStart, p.lastEnd) : null;
  const values = p.accept(T.assign) ? readExpressions(p) : [];
  const only = values.length === 1 ? values[0] : undefined;
  if (only !== undefined) send(p, only, names.map(({ name }) => name));
  if (kind === null) return;
  names.forEach(({ name, range }, i) => {
    const value = only ?? values[i];
    p.body.values.push({ kind, name, range, typeText, initialiser: value === undefined ? null : initialiser(p, value) });
  });
}

function initialiser(p: Parser, { range, kind }: Expression): NonNullable<GoValueDeclaration["initialiser"]> {
  const literal = kind === "string" ? "string" : kind === "sum" ? "stringConcatenation" : "other";
  return { text: p.text.slice(...range), range, literal };
}

function readNames(p: Parser): { readonly name: string; readonly range: Range }[] {
  const names: { name: string; range: Range }[] = [];
  do {
    if (p.at(T.identifier)) names.push({ name: p.tokenText, range: p.tokenRange });
    p.expect(T.identifier, "a name");
  } while (p.accept(T.comma));
  return names;
}

/** `T = U`, `T U`, `T[P any] U`. */
export function readTypeSpec(p: Parser, isPackageLevel: boolean): void {
  const start = p.start;
  const name = p.at(T.identifier) ? p.tokenText : "";
  p.expect(T.identifier, "a name");
  let typeStart = p.start;
  if (p.at(T.openBracket) && beginsTypeParameters(p)) {
    readParameters(p, T.closeBracket);
    typeStart = p.start;
  }
  const isAlias = p.accept(T.assign);
  if (isAlias) typeStart = p.start;
  readType(p);
  if (!isPackageLevel) p.declareLocal(name);
  else if (name !== "") p.body.types.push({ name, isAlias, typeText: p.text.slice(typeStart, p.lastEnd), range: [start, p.lastEnd] });
}

/**
 * Whether a bracket after the name of a type begins type parameters, not the length of an array. `[P *C]` is a length, unless a comma or a type
 * literal says otherwise. Source: go/parser, extractName.
 */
function beginsTypeParameters(p: Parser): boolean {
  if (p.kindAfter(1) !== T.identifier) return false;
  switch (p.kindAfter(2)) {
    case T.closeBracket:
    case T.period:
    case T.plus:
    case T.minus:
    case T.binary:
    case T.ampersand:
    case T.pipe:
      return false;
    case T.star:
    case T.openParen:
      return TYPE_LITERALS.has(p.kindAfter(3)) || hasComma(p);
    default:
      return true;
  }
}

const TYPE_LITERALS: ReadonlySet<Kind> = new Set([T.struct, T.interface, T.map, T.chan, T.func, T.openBracket, T.tilde]);

/** Tokens that are looked ahead over at most; receivers and type parameters have far less. */
const MAX_LOOKAHEAD = 500;

/** Whether the bracket at the current place has a comma of its own. */
function hasComma(p: Parser): boolean {
  let depth = 0;
  for (let i = 0; i < MAX_LOOKAHEAD; i++) {
    switch (p.kindAfter(i)) {
      case T.openBracket:
      case T.openParen:
      case T.openBrace:
        depth++;
        break;
      case T.closeBracket:
      case T.closeParen:
      case T.closeBrace:
        if (--depth === 0) return false;
        break;
      case T.comma:
        if (depth === 1) return true;
        break;
      default:
    }
  }
  return false;
}

function readFunctionDeclaration(p: Parser): void {
  const start = p.start;
  p.advance();
  const receiver = p.at(T.openParen) ? receiverName(p) : { name: "", length: 0 };
  const method = p.textAfter(receiver.length);
  const name = receiver.name === "" ? method : `${receiver.name}.${method}`;
  p.inFunction(name, () => {
    if (p.at(T.openParen)) readParameters(p, T.closeParen);
    p.expect(T.identifier, "a name");
    if (p.at(T.openBracket)) readParameters(p, T.closeBracket);
    readSignature(p);
    const bodyStart = p.start;
    const hasBody = p.at(T.openBrace);
    if (hasBody) readBlock(p);
    p.body.functions.push({ name, range: [start, p.lastEnd], bodyRange: hasBody ? [bodyStart, p.lastEnd] : null });
  });
}

/** Looks ahead over `(r *T[K])`: the name of the type is the last one before its type parameters. */
function receiverName(p: Parser): { readonly name: string; readonly length: number } {
  let name = "";
  let parens = 0;
  let isOver = false;
  let length = 0;
  do {
    const kind = p.kindAfter(length);
    if (kind === T.openParen) parens++;
    else if (kind === T.closeParen) parens--;
    else if (kind === T.openBracket) isOver = true;
    else if (kind === T.identifier && !isOver) name = p.textAfter(length);
    length++;
  } while (parens > 0 && length < MAX_LOOKAHEAD);
  return { name, length };
}
