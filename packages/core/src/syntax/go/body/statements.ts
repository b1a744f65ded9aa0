/** Statements. Source: go/parser, parseStmt and what it calls. */
import { readGroup, readTypeSpec, readValueSpec } from "./declarations.js";
import type { Expression } from "./expressions.js";
import { readExpression, readExpressions } from "./expressions.js";
import type { Parser } from "./parser.js";
import { T } from "./tokens.js";

/** `{ … }`. */
export function readBlock(p: Parser): void {
  if (!p.enter()) return;
  p.expect(T.openBrace, "'{'");
  p.until(T.closeBrace, () => {
    readStatement(p);
  });
  p.expect(T.closeBrace, "'}'");
  p.leave();
}

function readStatement(p: Parser): void {
  switch (p.kind) {
    case T.semicolon:
      p.advance();
      return;
    case T.const:
    case T.var:
      p.advance();
      readGroup(p, () => {
        readValueSpec(p, null);
      });
      break;
    case T.type:
      p.advance();
      readGroup(p, () => {
        readTypeSpec(p, false);
      });
      break;
    case T.openBrace:
      readBlock(p);
      break;
    case T.if:
      readIf(p);
      break;
    case T.for:
      p.advance();
      p.loops++;
      readHeader(p, true);
      readBlock(p);
      p.loops--;
      break;
    case T.switch:
      p.advance();
      readHeader(p, false);
      readClauses(p, false);
      break;
    case T.select:
      p.advance();
      readClauses(p, true);
      break;
    case T.go:
    case T.defer:
      p.advance();
      discard(p, readExpression(p));
      break;
    case T.return:
      p.advance();
      if (!p.at(T.semicolon) && !p.at(T.closeBrace)) readExpressions(p);
      break;
    case T.break:
    case T.continue:
    case T.goto:
    case T.fallthrough:
      p.advance();
      p.accept(T.identifier);
      break;
    default:
      if (p.at(T.identifier) && p.kindAfter(1) === T.colon) {
        p.advance();
        p.advance();
        return;
      }
      discard(p, readSimpleStatement(p));
  }
  p.terminator();
}

function readIf(p: Parser): void {
  if (!p.enter()) return;
  p.advance();
  readHeader(p, false);
  readBlock(p);
  if (p.accept(T.else)) {
    if (p.at(T.if)) readIf(p);
    else readBlock(p);
  }
  p.leave();
}

/** What stands between the keyword and the block: simple statements and a condition between semicolons. */
function readHeader(p: Parser, isFor: boolean): void {
  const level = p.expressionLevel;
  p.expressionLevel = -1;
  let semicolons = 0;
  p.until(T.openBrace, () => {
    if (p.accept(T.semicolon)) {
      semicolons++;
      return;
    }
    const x = readSimpleStatement(p);
    const isStatement = semicolons === 0 ? p.at(T.semicolon) : isFor && semicolons === 2;
    if (isStatement) discard(p, x);
  });
  p.expressionLevel = level;
}

/** The block of switch and select; the cases of select are statements. */
function readClauses(p: Parser, isSelect: boolean): void {
  if (!p.enter()) return;
  p.expect(T.openBrace, "'{'");
  p.until(T.closeBrace, () => {
    if (p.accept(T.case)) {
      const outer = p.inCommunication;
      p.inCommunication ||= isSelect;
      const x = readSimpleStatement(p);
      p.inCommunication = outer;
      if (isSelect) discard(p, x);
      p.expect(T.colon, "':'");
    } else if (p.accept(T.default)) p.expect(T.colon, "':'");
    else readStatement(p);
  });
  p.expect(T.closeBrace, "'}'");
  p.leave();
}

/** Expressions, and what is done with them: assignment, declaration, range, send, `++`. Returns a single expression with which nothing is done. */
function readSimpleStatement(p: Parser): Expression | null {
  if (p.accept(T.range)) {
    readExpression(p);
    return null;
  }
  const left = readExpressions(p);
  switch (p.kind) {
    case T.define:
    case T.assign:
    case T.operatorAssign:
      readAssignment(p, left);
      return null;
    case T.increment:
      for (const x of left) record(p, x, false);
      p.advance();
      return null;
    case T.arrow:
      p.advance();
      readExpression(p);
      return null;
    default:
      return left.length === 1 ? (left[0] ?? null) : null;
  }
}

function readAssignment(p: Parser, left: readonly Expression[]): void {
  const operator = p.kind;
  for (const x of left) record(p, x, operator === T.define);
  p.advance();
  if (p.accept(T.range)) {
    readExpression(p);
    return;
  }
  const right = readExpressions(p);
  const only = right.length === 1 ? right[0] : undefined;
  if (operator !== T.operatorAssign && only !== undefined) send(p, only, left.map(({ range }) => p.text.slice(...range)));
}

function record(p: Parser, { kind, range }: Expression, isDefinition: boolean): void {
  if (kind !== "name") return;
  const name = p.text.slice(...range);
  if (isDefinition) p.declareLocal(name);
  else p.assignment(name, range);
}

/** A call or receive as a statement: its results go nowhere. */
function discard(p: Parser, x: Expression | null): void {
  if (x !== null) send(p, x, []);
}

/** Says where the results of a call or receive go. */
export function send(p: Parser, { kind, node }: Expression, targets: readonly string[]): void {
  if (kind === "call") p.assignCall(node, targets);
  else if (kind === "receive") p.assignReceive(node, targets);
}
