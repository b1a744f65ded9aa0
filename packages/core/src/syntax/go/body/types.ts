/** Types. Source: go/parser, tryIdentOrType and what it calls. */
import { readExpression } from "./expressions.js";
import type { Parser } from "./parser.js";
import type { Kind } from "./tokens.js";
import { T } from "./tokens.js";

/** Whether a token may begin a type. */
export function beginsType({ kind }: Parser): boolean {
  switch (kind) {
    case T.identifier:
    case T.openBracket:
    case T.struct:
    case T.star:
    case T.func:
    case T.interface:
    case T.map:
    case T.chan:
    case T.arrow:
    case T.openParen:
      return true;
    default:
      return false;
  }
}

export function readType(p: Parser): void {
  if (!p.enter()) return;
  switch (p.kind) {
    case T.identifier:
      readTypeName(p);
      break;
    case T.openBracket:
      readArrayType(p);
      break;
    case T.star:
      p.advance();
      readType(p);
      break;
    case T.func:
      p.advance();
      readSignature(p);
      break;
    case T.struct:
      readStructType(p);
      break;
    case T.interface:
      readInterfaceType(p);
      break;
    case T.map:
      p.advance();
      p.expect(T.openBracket, "'['");
      readType(p);
      p.expect(T.closeBracket, "']'");
      readType(p);
      break;
    case T.arrow:
      p.advance();
      p.expect(T.chan, "'chan'");
      readType(p);
      break;
    case T.chan:
      p.advance();
      p.accept(T.arrow);
      readType(p);
      break;
    case T.openParen:
      p.advance();
      readType(p);
      p.expect(T.closeParen, "')'");
      break;
    default:
      p.fail("expected a type");
  }
  p.leave();
}

/** `T`, `pkg.T`, `T[int]`. */
function readTypeName(p: Parser): void {
  p.advance();
  while (p.accept(T.period)) p.expect(T.identifier, "a name");
  if (p.at(T.openBracket)) readBracketed(p);
}

/** `[]T`, `[n]T`, `[...]T`. */
export function readArrayType(p: Parser): void {
  readBracketed(p);
  readType(p);
}

/** What stands in brackets: a length, an index, or types and expressions, between commas. */
export function readBracketed(p: Parser): void {
  p.advance();
  p.expressionLevel++;
  p.until(T.closeBracket, () => {
    if (!p.accept(T.ellipsis)) readExpression(p);
    if (!p.at(T.closeBracket)) p.expect(T.comma, "',' or ']'");
  });
  p.expressionLevel--;
  p.expect(T.closeBracket, "']'");
}

export function readStructType(p: Parser): void {
  p.advance();
  p.expect(T.openBrace, "'{'");
  p.until(T.closeBrace, () => {
    readField(p);
    p.accept(T.string);
    p.terminator();
  });
  p.expect(T.closeBrace, "'}'");
}

/** `a, b T`, or an embedded `T`, `*pkg.T`, `T[int]`. */
function readField(p: Parser): void {
  if (!p.at(T.identifier)) {
    readType(p);
    return;
  }
  if (p.kindAfter(1) === T.period) {
    readTypeName(p);
    return;
  }
  p.advance();
  while (p.accept(T.comma)) p.expect(T.identifier, "a name");
  // `name [n]T` or an embedded `T[int]`: only the former goes on with a type
  if (p.at(T.openBracket)) readBracketed(p);
  if (beginsType(p)) readType(p);
}

export function readInterfaceType(p: Parser): void {
  p.advance();
  p.expect(T.openBrace, "'{'");
  p.until(T.closeBrace, () => {
    if (p.at(T.identifier) && p.kindAfter(1) === T.openParen) {
      p.advance();
      readSignature(p);
    } else readConstraint(p);
    p.terminator();
  });
  p.expect(T.closeBrace, "'}'");
}

/** `~int | string | fmt.Stringer`. */
export function readConstraint(p: Parser): void {
  do {
    p.accept(T.tilde);
    readType(p);
  } while (p.accept(T.pipe));
}

/** Parameters and results, after `func` and the name. */
export function readSignature(p: Parser): void {
  if (!p.at(T.openParen)) {
    p.fail("expected '('");
    return;
  }
  readParameters(p, T.closeParen);
  if (p.at(T.openParen)) readParameters(p, T.closeParen);
  else if (beginsType(p)) readType(p);
}

/** A parameter list, or type parameters when it ends with `]`. Names are declared in the enclosing function. */
export function readParameters(p: Parser, close: typeof T.closeParen | typeof T.closeBracket): void {
  /** identifiers that are a whole entry or its first word: names, unless no entry has a type after a name */
  const candidates: string[] = [];
  const typed: string[] = [];
  p.advance();
  p.expressionLevel++;
  p.until(close, () => {
    if (p.at(T.identifier) && p.kindAfter(1) !== T.period) {
      const name = p.tokenText;
      p.advance();
      const rest = readAfterName(p, close);
      if (rest !== "type arguments") candidates.push(name);
      if (rest === "type") typed.push(name);
    } else {
      p.accept(T.ellipsis);
      readConstraint(p);
    }
    if (!p.at(close)) p.expect(T.comma, "','");
  });
  p.expressionLevel--;
  p.expect(close, close === T.closeParen ? "')'" : "']'");
  if (typed.length > 0) for (const name of candidates) p.declareLocal(name);
}

/** What follows the first identifier of an entry: `T` of `name T`, the brackets of the type `T[int]`, or nothing. */
function readAfterName(p: Parser, close: Kind): "type" | "type arguments" | "nothing" {
  if (p.at(T.comma) || p.at(close)) return "nothing";
  const hasBrackets = p.at(T.openBracket);
  // `name [n]T` or `T[int]`: only the former goes on with a type
  if (hasBrackets) readBracketed(p);
  if (hasBrackets && !beginsType(p)) return "type arguments";
  p.accept(T.ellipsis);
  readConstraint(p);
  return "type";
}
