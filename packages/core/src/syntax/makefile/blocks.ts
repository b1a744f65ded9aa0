/** Open conditionals and the rule that recipe lines belong to, while a Makefile is parsed. */
import type { Range } from "../../text/index.js";
import type { Branch, Conditional, RecipeLine, Rule, Statement } from "./ast.js";
import type { ConditionKeyword } from "./condition.js";
import { isConditionKeyword, parseCondition } from "./condition.js";
import type { Line } from "./line.js";
import { trimEnd } from "./rule.js";
import { endOfToken, nextToken } from "./scan.js";

/** Conditionals nested deeper than this are read as if their keywords were not there, and reported. */
const MAX_DEPTH = 200;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What the statements so far say about a line that starts with the recipe prefix. */
type RuleState = "none" | "rule" | "rule without targets";

interface Frame {
  statements: Statement[];
  /** the rule whose body recipe lines are added to; null when they stand beside it */
  rule: (Mutable<Rule> & { body: (RecipeLine | Conditional)[] }) | null;
  state: RuleState;
}

interface OpenConditional extends Frame {
  readonly start: number;
  readonly branches: Branch[];
  branch: Pick<Branch, "condition" | "header">;
  readonly outer: RuleState;
  anyInRule: boolean;
}

export class Blocks {
  readonly #top: Frame = { statements: [], rule: null, state: "none" };
  readonly #open: OpenConditional[] = [];
  #ignored = 0;

  constructor(private readonly report: (range: Range, message: string) => void) {}

  get inRule(): boolean {
    return this.#frame.state === "rule";
  }

  /** After a rule without targets, whose recipe make skips. */
  get inRuleWithoutTargets(): boolean {
    return this.#frame.state === "rule without targets";
  }

  add(statement: Statement): void {
    const frame = this.#frame;
    frame.statements.push(statement);
    frame.rule = null;
    frame.state = "none";
  }

  addRule(rule: Rule): void {
    const frame = this.#frame;
    const open = { ...rule, body: [...rule.body] };
    frame.statements.push(open);
    frame.rule = open;
    frame.state = rule.targets.pieces.length === 0 ? "rule without targets" : "rule";
  }

  addRecipeLine(line: RecipeLine): void {
    const { rule, statements } = this.#frame;
    if (rule === null) statements.push(line);
    else {
      rule.body.push(line);
      rule.range = [rule.range[0], line.range[1]];
    }
  }

  /** `ifeq`, …, `else`, `endif`. Source: read.c, conditional_line. */
  directive(word: ConditionKeyword | "else" | "endif", line: Line, start: number, wordEnd: number): void {
    if (word === "endif") this.#endif(line, start, wordEnd);
    else if (word === "else") this.#else(line, start, wordEnd);
    else this.#if(word, line, start, wordEnd);
  }

  /** Closes what is still open. */
  finish(end: number): readonly Statement[] {
    while (this.#open.length > 0) {
      const open = this.#open.at(-1) as OpenConditional;
      this.report((open.branches[0] ?? open.branch).header, "missing 'endif'");
      this.#close(end, false);
    }
    return this.#top.statements;
  }

  get #frame(): Frame {
    return this.#open.at(-1) ?? this.#top;
  }

  #if(word: ConditionKeyword, line: Line, start: number, wordEnd: number): void {
    const branch = this.#condition(word, line, start, wordEnd);
    if (this.#open.length >= MAX_DEPTH) {
      this.#ignored++;
      this.report(branch.header, `conditionals nested deeper than ${MAX_DEPTH}`);
      return;
    }
    const { state } = this.#frame;
    this.#open.push({ start: branch.header[0], branches: [], branch, statements: [], rule: null, state, outer: state, anyInRule: false });
  }

  #else(line: Line, start: number, wordEnd: number): void {
    if (this.#ignored > 0) return;
    const open = this.#open.at(-1);
    const range = line.range(start, trimEnd(line.text, start, line.text.length));
    if (open === undefined) {
      this.report(range, "extraneous 'else'");
      return;
    }
    if (open.branch.condition === null) this.report(range, "only one 'else' per conditional");
    this.#endBranch(open, range[0]);
    const next = nextToken(line.text, wordEnd);
    if (next === line.text.length) {
      open.branch = { condition: null, header: line.range(start, wordEnd) };
      return;
    }
    const keywordEnd = endOfToken(line.text, next);
    const keyword = line.text.slice(next, keywordEnd);
    if (isConditionKeyword(keyword)) {
      const branch = this.#condition(keyword, line, next, keywordEnd);
      open.branch = { condition: branch.condition, header: [range[0], branch.header[1]] };
    } else {
      this.report(line.range(next), "extraneous text after 'else' directive");
      open.branch = { condition: null, header: line.range(start, wordEnd) };
    }
  }

  #endif(line: Line, start: number, wordEnd: number): void {
    if (this.#ignored > 0) {
      this.#ignored--;
      return;
    }
    const range = line.range(start, wordEnd);
    if (nextToken(line.text, wordEnd) < line.text.length) this.report(line.range(nextToken(line.text, wordEnd)), "extraneous text after 'endif' directive");
    if (this.#open.length === 0) this.report(range, "extraneous 'endif'");
    else this.#close(range[1], true);
  }

  #condition(word: ConditionKeyword, line: Line, start: number, wordEnd: number): Pick<Branch, "condition" | "header"> {
    const parsed = parseCondition(word, line, wordEnd);
    const header = line.range(start, Math.max(wordEnd, parsed.end));
    if (parsed.condition === "invalid") this.report(header, "invalid syntax in conditional");
    else if (parsed.extra) this.report(line.range(nextToken(line.text, parsed.end)), `extraneous text after '${word}' directive`);
    return { condition: parsed.condition, header };
  }

  #endBranch(open: OpenConditional, end: number): void {
    open.branches.push({
      type: "Branch",
      range: [open.branch.header[0], Math.max(open.branch.header[1], open.statements.at(-1)?.range[1] ?? 0, end)],
      header: open.branch.header,
      condition: open.branch.condition,
      body: open.statements,
    });
    open.anyInRule ||= open.state === "rule";
    open.statements = [];
    open.rule = null;
    open.state = open.outer;
  }

  #close(end: number, terminated: boolean): void {
    const open = this.#open.pop() as OpenConditional;
    this.#endBranch(open, end);
    const conditional: Conditional = { type: "Conditional", range: [open.start, end], branches: open.branches, terminated };
    const frame = this.#frame;
    if (frame.rule !== null && isRecipePart(conditional)) {
      frame.rule.body.push(conditional);
      frame.rule.range = [frame.rule.range[0], end];
      return;
    }
    frame.statements.push(conditional);
    if (isRecipePart(conditional)) return;
    frame.rule = null;
    const exhaustive = open.branches.some((branch) => branch.condition === null);
    if (open.anyInRule || (!exhaustive && open.outer === "rule")) frame.state = "rule";
    else if (exhaustive || open.outer === "none") frame.state = "none";
  }
}

/** Whether a statement can be part of a recipe: a line of it, or a conditional of such lines. */
export function isRecipePart(statement: Statement): boolean {
  if (statement.type === "RecipeLine") return true;
  return statement.type === "Conditional" && statement.branches.every((branch) => branch.body.every(isRecipePart));
}
