/**
 * The parser of Makefiles: one pass over logical lines with an explicit stack of open conditionals. It never throws; what make would refuse
 * becomes a problem, and the line after it is read as if nothing had happened.
 */
import type { Range, Traced } from "../../text/index.js";
import { literal, OPAQUE } from "../../text/index.js";
import type { Comment, Makefile, RecipeLine, Rule, Statement, SyntaxProblem } from "./ast.js";
import { Blocks } from "./blocks.js";
import { isConditionKeyword } from "./condition.js";
import { readDefine } from "./define.js";
import type { Line, LogicalLine } from "./line.js";
import { Source } from "./line.js";
import { commentInRecipe } from "./recipe.js";
import { assignmentAt, parseAssignment, parsePrerequisites, parseRuleHead, trimEnd } from "./rule.js";
import { endOfToken, findUnquoted, nextToken, parseAssignmentHead } from "./scan.js";

/** Parses the text of a file of the repository. `file` is its path, to which the origins of all texts point. Never throws. */
export function parseMakefile(text: string, file: string): Makefile {
  return parseMakefileText(literal(text, { file, start: 0, end: text.length }));
}

/** Parses a text that was made during evaluation: the argument of `$(eval)`, or a file written during the build. Ranges are offsets of its carrier. */
export function parseMakefileText(text: Traced): Makefile {
  return new Parser(new Source(text)).parse();
}

class Parser {
  readonly #comments: Comment[] = [];
  readonly #problems: SyntaxProblem[] = [];
  readonly #blocks = new Blocks((range, message) => this.#problem(range, message));
  #prefix = "\t";
  #posix = false;
  /** `.POSIX:` was read; it holds from the line after the one that ends its rule */
  #posixNext = false;

  constructor(private readonly source: Source) {}

  parse(): Makefile {
    let at = 0;
    for (let line = this.source.logicalLine(at); line !== null; line = this.source.logicalLine(at)) {
      at = this.#line(line);
    }
    const end = this.source.text.length;
    return {
      type: "Makefile",
      range: [0, end],
      statements: this.#blocks.finish(end),
      comments: this.#comments,
      problems: this.#problems,
    };
  }

  /** Reads one statement and gives the offset at which the next one starts. */
  #line(line: LogicalLine): number {
    if (line.first === this.#prefix) {
      if (this.#blocks.inRuleWithoutTargets) return line.next;
      if (this.#blocks.inRule) {
        this.#recipeLine(line);
        return line.next;
      }
    }
    const collapsed = line.collapsed(this.#posix);
    const { text: clean, comment } = this.#withoutComment(collapsed);
    if (comment !== null) this.#comments.push(comment);
    const start = nextToken(clean.text, 0);
    if (start === clean.text.length) return line.next;

    const head = parseAssignmentHead(clean, start);
    if (head !== null) {
      if (head.kind === "define") {
        const define = readDefine(this.source, clean, head, line, { prefix: this.#prefix, posix: this.#posix, report: (range, message) => this.#problem(range, message) });
        this.#blocks.add(define.statement);
        return define.next;
      }
      if (head.kind === "undefine") {
        const end = trimEnd(clean.text, head.at, clean.text.length);
        this.#blocks.add({ type: "Undefine", range: clean.range(start, end), modifiers: head.modifiers, name: clean.slice(head.at, end) });
        return line.next;
      }
      const assignment = assignmentAt(clean, head.at, head.modifiers);
      this.#notePrefix(clean.text.slice(head.at), assignment.value);
      this.#blocks.add(assignment);
      this.#posix ||= this.#posixNext;
      return line.next;
    }

    const wordEnd = endOfToken(clean.text, start);
    const word = clean.text.slice(start, wordEnd);
    if (isConditionKeyword(word) || word === "else" || word === "endif") {
      this.#blocks.directive(word, clean, start, wordEnd);
      return line.next;
    }
    const keyword = this.#keyword(word, clean, start, wordEnd);
    if (keyword !== null) {
      this.#blocks.add(keyword);
      this.#posix ||= this.#posixNext;
      return line.next;
    }
    if (line.first === this.#prefix) this.#invalid(clean.range(start), "recipe commences before first target");
    else {
      const posix = this.#posixNext;
      this.#ruleLine(line, comment);
      this.#posix ||= posix;
    }
    return line.next;
  }

  #recipeLine(line: LogicalLine): void {
    const text = line.verbatim(line.start + 1);
    this.#blocks.addRecipeLine({ type: "RecipeLine", range: [line.start + 1, line.end], text: text.slice(0), inline: false, prefix: this.#prefix });
    const comment = commentInRecipe(text);
    if (comment !== null) this.#comments.push(comment);
  }

  #keyword(word: string, line: Line, start: number, wordEnd: number): Statement | null {
    const from = nextToken(line.text, wordEnd);
    const end = trimEnd(line.text, from, line.text.length);
    const range = line.range(start, Math.max(wordEnd, end));
    const rest = line.slice(from, end);
    switch (word) {
      case "export":
      case "unexport":
        return { type: "Export", range, keyword: word, names: rest };
      case "include":
      case "-include":
      case "sinclude":
        return { type: "Include", range, keyword: word, files: rest };
      case "load":
      case "-load":
        return { type: "Load", range, keyword: word, files: rest };
      case "vpath":
        return { type: "Vpath", range, args: rest };
      default:
        return null;
    }
  }

  /** A rule, a target-specific variable, or references only. The recipe after `;` keeps its continuations and its `#`. */
  #ruleLine(line: LogicalLine, comment: Comment | null): void {
    const raw = line.verbatim();
    const cut = findUnquoted(raw.text, ";#");
    const inline = cut.at !== -1 && raw.text[cut.at] === ";" ? cut.at : -1;
    const head = this.#head(line, inline === -1 ? null : raw.offset(inline));
    // the comment that was seen belongs to the recipe when it comes after the `;`
    if (inline !== -1 && comment !== null && this.#comments.at(-1) === comment) this.#comments.pop();

    const start = nextToken(head.text, 0);
    const end = trimEnd(head.text, start, head.text.length);
    const rule = parseRuleHead(head);
    if (rule === null) {
      if (head.text.includes("$") || head.text.includes(OPAQUE)) this.#blocks.add({ type: "ExpansionLine", range: head.range(start, end), text: line.collapsed(this.#posix).slice(start) });
      else if (start === end) this.#invalid(raw.range(0), "missing rule before recipe");
      else this.#invalid(head.range(start, end), head.text.startsWith("        ") && this.#prefix === "\t" ? "missing separator (did you mean TAB instead of 8 spaces?)" : "missing separator");
      return;
    }

    const assignment = parseAssignment(head, rule.tail);
    if (assignment !== null) {
      // the value goes to the end of the line: `;` is no separator here
      const whole = inline === -1 ? head : this.#withoutComment(line.collapsed(this.#posix)).text;
      const statement = inline === -1 ? assignment : (parseAssignment(whole, rule.tail) ?? assignment);
      this.#blocks.add({
        type: "TargetAssignment",
        range: [rule.targetsRange[0], statement.range[1]],
        targets: rule.targets,
        targetsRange: rule.targetsRange,
        assignment: statement,
      });
      return;
    }

    const tailStart = Math.min(head.text.length, nextToken(head.text, rule.tail));
    const tailEnd = trimEnd(head.text, tailStart, head.text.length);
    const body: RecipeLine[] = [];
    if (inline !== -1) {
      const text = raw.slice(inline + 1);
      body.push({ type: "RecipeLine", range: raw.range(inline + 1), text, inline: true, prefix: this.#prefix });
    }
    const statement: Rule = {
      type: "Rule",
      range: [rule.targetsRange[0], Math.max(body[0]?.range[1] ?? 0, tailEnd > tailStart ? head.range(tailStart, tailEnd)[1] : head.offset(rule.tail - 1) + 1)],
      targets: rule.targets,
      targetsRange: rule.targetsRange,
      grouped: rule.grouped,
      doubleColon: rule.doubleColon,
      tail: head.slice(tailStart, tailEnd),
      tailRange: head.range(tailStart, tailEnd),
      ...parsePrerequisites(head, rule.tail),
      body,
    };
    if (/^\s*\.POSIX\s*:/.test(head.text)) this.#posixNext = true;
    this.#blocks.addRule(statement);
  }

  /** The collapsed line up to the `;` at `end` (an offset of the source), or up to its comment. */
  #head(line: LogicalLine, end: number | null): Line {
    if (end === null) return this.#withoutComment(line.collapsed(this.#posix)).text;
    const collapsed = line.collapsed(this.#posix);
    return collapsed.without([[collapsed.lengthBefore(end), collapsed.text.length]]);
  }

  #withoutComment(line: Line): { readonly text: Line; readonly comment: Comment | null } {
    const { at, gaps } = findUnquoted(line.text, "#");
    if (at === -1) return { text: line.without(gaps), comment: null };
    const [start] = line.range(at);
    const [, end] = line.range(at);
    const value = this.source.text.slice(start + 1, end);
    return {
      text: line.without([...gaps, [at, line.text.length]]),
      comment: { type: "Comment", range: [start, end], value, inRecipe: false },
    };
  }

  #notePrefix(assignment: string, value: Traced): void {
    if (!/^\.RECIPEPREFIX\s*[:?+]?:?=/.test(assignment)) return;
    const first = value.pieces[0];
    this.#prefix = first === undefined ? "\t" : first.kind === "literal" ? (first.text[0] as string) : this.#prefix;
  }

  #invalid(range: Range, message: string): void {
    this.#problem(range, message);
    this.#blocks.add({ type: "InvalidLine", range, message });
  }

  #problem(range: Range, message: string): void {
    this.#problems.push({ range, message });
  }
}

