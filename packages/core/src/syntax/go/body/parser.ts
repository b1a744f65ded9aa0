/** Where the reader of a body stands, and what it has found. The grammar itself is in types.ts, expressions.ts, statements.ts and declarations.ts. */
import type { Range } from "../../../text/index.js";
import type { GoAssignment, GoBody, GoCall, GoReceive } from "../ast.js";
import { stringLiteralValue } from "../literal.js";
import type { Kind, Tokens } from "./tokens.js";
import { T, tokenize } from "./tokens.js";

/** Deeper nesting ends the reading: the reader is recursive, and real code has less than a tenth of it. */
const MAX_DEPTH = 1000;

type Growing<X> = X extends readonly (infer Element)[] ? Element[] : X;

/** One top-level function while it is read. */
interface FunctionScope {
  readonly name: string;
  /** every name that is declared anywhere in the function: parameters, variables, constants, types */
  readonly locals: Set<string>;
  readonly assignments: GoAssignment[];
}

export class Parser {
  readonly body: { -readonly [K in keyof Omit<GoBody, "calls" | "receives">]: Growing<GoBody[K]> } = {
    values: [],
    functions: [],
    types: [],
    assignments: [],
    strings: [],
    directives: [],
    problem: null,
  };
  /** below zero in the header of if, for and switch, where `{` after a name begins the block. Source: go/parser, exprLev */
  expressionLevel = 0;
  /** `for` statements around the current token */
  loops = 0;
  /** in the communication of a case of select */
  inCommunication = false;
  #at = 0;
  #depth = 0;
  readonly #calls: { -readonly [K in keyof GoCall]: GoCall[K] }[] = [];
  readonly #receives: { -readonly [K in keyof GoReceive]: GoReceive[K] }[] = [];
  /** the top-level function that is being read; null between functions */
  #scope: FunctionScope | null = null;
  readonly #tokens: Tokens;

  constructor(readonly text: string) {
    this.#tokens = tokenize(text);
    this.body.directives = [...this.#tokens.directives];
    this.body.problem = this.#tokens.problem;
  }

  get kind(): Kind {
    return this.#tokens.kinds[this.#at] as Kind;
  }

  /** Whether the current token is of the kind. */
  at(kind: Kind): boolean {
    return this.kind === kind;
  }

  get start(): number {
    return this.#tokens.starts[this.#at] as number;
  }

  /** End of the token before. */
  get lastEnd(): number {
    return this.#at === 0 ? 0 : (this.#tokens.ends[this.#at - 1] as number);
  }

  get tokenText(): string {
    return this.text.slice(this.start, this.#tokens.ends[this.#at]);
  }

  get tokenRange(): Range {
    return [this.start, this.#tokens.ends[this.#at] as number];
  }

  /** Kind of the token that many places further on. */
  kindAfter(count: number): Kind {
    return this.#tokens.kinds[this.#at + count] ?? T.end;
  }

  textAfter(count: number): string {
    return this.text.slice(this.#tokens.starts[this.#at + count], this.#tokens.ends[this.#at + count]);
  }

  advance(): void {
    if (this.kind === T.string) this.#string();
    if (this.kind !== T.end) this.#at++;
  }

  /** Reads a string that is no value of the program. */
  skipString(): void {
    if (this.kind === T.string) this.#at++;
  }

  /** Reads the token if it is there. */
  accept(kind: Kind): boolean {
    if (this.kind !== kind) return false;
    this.advance();
    return true;
  }

  /** Reads the token; one that is not there is a syntax error, after which the reading goes on. */
  expect(kind: Kind, what: string): boolean {
    if (this.accept(kind)) return true;
    this.fail(`expected ${what}`);
    return false;
  }

  /** A semicolon, which may be missing before a closing parenthesis or brace. */
  terminator(): void {
    if (this.kind === T.closeParen || this.kind === T.closeBrace || this.kind === T.end) return;
    this.expect(T.semicolon, "';' or a new line");
  }

  /** Keeps the first problem: the others often follow from it. */
  fail(message: string): void {
    this.body.problem ??= { range: this.tokenRange, message };
  }

  /** Goes one level deeper, until {@link leave}; false when that is too deep, which ends the reading. */
  enter(): boolean {
    if (this.#depth < MAX_DEPTH) {
      this.#depth++;
      return true;
    }
    this.fail("nested too deeply");
    this.#at = this.#tokens.kinds.length - 1;
    return false;
  }

  leave(): void {
    this.#depth--;
  }

  /** Calls `read` until `close` or the end of the file; skips a token when it reads nothing. */
  until(close: Kind, read: () => void): void {
    while (this.kind !== close && this.kind !== T.end) {
      const before = this.#at;
      read();
      if (this.#at > before) continue;
      this.fail("unexpected token");
      this.advance();
    }
  }

  /** What `read` reads belongs to the top-level function `name`. */
  inFunction(name: string, read: () => void): void {
    const scope: FunctionScope = { name, locals: new Set(), assignments: [] };
    this.#scope = scope;
    read();
    this.#scope = null;
    for (const assignment of scope.assignments) if (!scope.locals.has(assignment.name)) this.body.assignments.push(assignment);
  }

  declareLocal(name: string): void {
    this.#scope?.locals.add(name);
  }

  assignment(name: string, range: Range): void {
    if (name !== "_" && this.#scope !== null) this.#scope.assignments.push({ name, inFunction: this.#scope.name, range });
  }

  /** Returns the number of the call, for {@link assignCall}. */
  call(callee: string, range: Range, args: GoCall["args"], isSpread: boolean): number {
    return this.#calls.push({ callee, range, args, isSpread, inFunction: this.#scope?.name ?? null, assignedTo: null }) - 1;
  }

  /** Says where the results of a call go. */
  assignCall(index: number, targets: readonly string[]): void {
    const call = this.#calls[index];
    if (call !== undefined) call.assignedTo = targets;
  }

  /** Returns the number of the receive, for {@link assignReceive}. */
  receive(channel: string, range: Range): number {
    const { loops, inCommunication } = this;
    return this.#receives.push({ channel, range, inFunction: this.#scope?.name ?? null, inLoop: loops > 0, inSelect: inCommunication, assignedTo: null }) - 1;
  }

  /** Says where the received value goes. */
  assignReceive(index: number, targets: readonly string[]): void {
    const receive = this.#receives[index];
    if (receive !== undefined) receive.assignedTo = targets;
  }

  /** What was found, calls and receives in the order of their beginnings. */
  finish(): GoBody {
    this.#calls.sort((a, b) => a.range[0] - b.range[0] || b.range[1] - a.range[1]);
    this.#receives.sort((a, b) => a.range[0] - b.range[0]);
    return { ...this.body, calls: this.#calls, receives: this.#receives };
  }

  #string(): void {
    const range = this.tokenRange;
    const value = stringLiteralValue(this.text.slice(...range));
    if (value !== null) this.body.strings.push({ value, range, inFunction: this.#scope?.name ?? null });
  }
}
