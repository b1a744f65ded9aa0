/** Expressions. Source: go/parser, parseBinaryExpr and what it calls. Precedence does not matter here: nothing is computed but sums of strings. */
import type { Range } from "../../../text/index.js";
import type { GoArgument } from "../ast.js";
import { stringLiteralBytes, textOfBytes } from "../literal.js";
import type { Parser } from "./parser.js";
import { readBlock } from "./statements.js";
import { T } from "./tokens.js";
import { readArrayType, readInterfaceType, readSignature, readStructType, readType } from "./types.js";

export interface Expression {
  readonly range: Range;
  /**
   * `name` is a single identifier, `selector` ends in `.name`, `index` in brackets; `type` may begin a composite literal; `string` and `sum` are
   * string literals and sums of them
   */
  readonly kind: "name" | "selector" | "index" | "type" | "call" | "receive" | "string" | "sum" | "other";
  /** value of a `string` or `sum`, its bytes not decoded (see stringLiteralBytes) */
  readonly value: string | null;
  /** index among the calls or receives of the body, of a `call` or `receive` */
  readonly node: number;
}

/** An expression or a type: go's grammar has many places that allow both. */
export function readExpression(p: Parser): Expression {
  const start = p.start;
  if (!p.enter()) return made(p, start, "other");
  let result = readUnary(p);
  while (isBinary(p)) {
    const isSum = p.at(T.plus);
    p.advance();
    const right = readUnary(p);
    const value = isSum && result.value !== null && right.value !== null ? result.value + right.value : null;
    result = { ...made(p, start, value === null ? "other" : "sum"), value };
  }
  p.leave();
  return result;
}

/** One or more expressions between commas. */
export function readExpressions(p: Parser): Expression[] {
  const list = [readExpression(p)];
  while (p.accept(T.comma)) list.push(readExpression(p));
  return list;
}

function isBinary({ kind }: Parser): boolean {
  switch (kind) {
    case T.plus:
    case T.minus:
    case T.star:
    case T.ampersand:
    case T.pipe:
    case T.binary:
      return true;
    default:
      return false;
  }
}

function readUnary(p: Parser): Expression {
  const start = p.start;
  switch (p.kind) {
    case T.plus:
    case T.minus:
    case T.not:
    case T.ampersand:
    case T.tilde:
    case T.star:
      p.advance();
      if (p.enter()) {
        readUnary(p);
        p.leave();
      }
      return made(p, start, "other");
    case T.arrow:
      return readReceive(p);
    default:
      return readPrimary(p);
  }
}

/** `<-c`; also `<-chan T(x)`, which receives from a conversion, as go/parser has it. `<-chan T` alone is a type. */
function readReceive(p: Parser): Expression {
  const start = p.start;
  p.advance();
  const isChannelType = p.at(T.chan);
  if (!p.enter()) return made(p, start, "other");
  const channel = readUnary(p);
  p.leave();
  if (isChannelType && channel.kind === "other") return made(p, start, "other");
  const range: Range = [start, p.lastEnd];
  return { range, kind: "receive", value: null, node: p.receive(p.text.slice(...channel.range), range) };
}

function readPrimary(p: Parser): Expression {
  const start = p.start;
  let x = readOperand(p);
  for (;;) {
    switch (p.kind) {
      case T.period:
        p.advance();
        if (p.accept(T.openParen)) {
          // type assertion, or `.(type)`
          if (!p.accept(T.type)) readType(p);
          p.expect(T.closeParen, "')'");
          x = made(p, start, "other");
        } else {
          p.expect(T.identifier, "a name or a type assertion");
          x = made(p, start, "selector");
        }
        break;
      case T.openBracket:
        readIndex(p);
        x = made(p, start, "index");
        break;
      case T.openParen:
        x = readCall(p, start);
        break;
      case T.openBrace:
        if (!mayBeComposite(p, x)) return x;
        readComposite(p);
        x = made(p, start, "other");
        break;
      default:
        return x;
    }
  }
}

function made(p: Parser, start: number, kind: Expression["kind"]): Expression {
  return { range: [start, p.lastEnd], kind, value: null, node: -1 };
}

/** In the header of if, for and switch, `{` after a name begins the block. */
function mayBeComposite(p: Parser, x: Expression): boolean {
  if (x.kind === "type") return true;
  return (x.kind === "name" || x.kind === "selector" || x.kind === "index") && p.expressionLevel >= 0;
}

function readOperand(p: Parser): Expression {
  const start = p.start;
  switch (p.kind) {
    case T.identifier:
      p.advance();
      return made(p, start, "name");
    case T.string: {
      const value = stringLiteralBytes(p.tokenText);
      p.advance();
      return { range: [start, p.lastEnd], kind: value === null ? "other" : "string", value, node: -1 };
    }
    case T.number:
    case T.rune:
      p.advance();
      return made(p, start, "other");
    case T.openParen:
      return readParenthesised(p);
    case T.func:
      return readFunction(p);
    case T.openBracket:
      readArrayType(p);
      return made(p, start, "type");
    case T.struct:
      readStructType(p);
      return made(p, start, "type");
    case T.map:
      readType(p);
      return made(p, start, "type");
    case T.interface:
      readInterfaceType(p);
      return made(p, start, "other");
    case T.chan:
      readType(p);
      return made(p, start, "other");
    default:
      p.fail("expected an operand");
      return made(p, start, "other");
  }
}

/** Strings keep their value in parentheses; anything else in parentheses is just an operand. */
function readParenthesised(p: Parser): Expression {
  const start = p.start;
  p.advance();
  p.expressionLevel++;
  const inner = readExpression(p);
  p.expressionLevel--;
  p.expect(T.closeParen, "')'");
  const kind = inner.kind === "string" || inner.kind === "sum" ? inner.kind : "other";
  return { range: [start, p.lastEnd], kind, value: inner.value, node: -1 };
}

/** A function literal, or a function type. */
function readFunction(p: Parser): Expression {
  const start = p.start;
  p.advance();
  readSignature(p);
  if (p.at(T.openBrace)) {
    const level = p.expressionLevel;
    p.expressionLevel = 0;
    readBlock(p);
    p.expressionLevel = level;
  }
  return made(p, start, "other");
}

/** `x[i]`, `x[i:j:k]`, `f[int, string]`. */
function readIndex(p: Parser): void {
  p.advance();
  p.expressionLevel++;
  p.until(T.closeBracket, () => {
    if (p.accept(T.colon)) return;
    readExpression(p);
    if (!p.at(T.closeBracket) && !p.at(T.colon)) p.expect(T.comma, "',', ':' or ']'");
  });
  p.expressionLevel--;
  p.expect(T.closeBracket, "']'");
}

function readCall(p: Parser, start: number): Expression {
  const callee = p.text.slice(start, p.lastEnd);
  const args: GoArgument[] = [];
  let isSpread = false;
  p.advance();
  p.expressionLevel++;
  p.until(T.closeParen, () => {
    const { range, value } = readExpression(p);
    args.push({ text: p.text.slice(...range), range, stringValue: value === null ? null : textOfBytes(value) });
    isSpread = p.accept(T.ellipsis) || isSpread;
    if (!p.at(T.closeParen)) p.expect(T.comma, "',' or ')'");
  });
  p.expressionLevel--;
  p.expect(T.closeParen, "')'");
  const range: Range = [start, p.lastEnd];
  return { range, kind: "call", value: null, node: p.call(callee, range, args, isSpread) };
}

/** The braces of a composite literal. */
function readComposite(p: Parser): void {
  if (!p.enter()) return;
  p.advance();
  p.expressionLevel++;
  p.until(T.closeBrace, () => {
    readElement(p);
    if (p.accept(T.colon)) readElement(p);
    if (!p.at(T.closeBrace)) p.expect(T.comma, "',' or '}'");
  });
  p.expressionLevel--;
  p.expect(T.closeBrace, "'}'");
  p.leave();
}

function readElement(p: Parser): void {
  if (p.at(T.openBrace)) readComposite(p);
  else readExpression(p);
}
