import type { Range } from "../../text/index.js";
import type { Branch, Command, Operand, Pipeline, TemplateNode } from "./ast.js";
import { tokensOf, type Token } from "./tokens.js";

/** Null when the text is no template that Go accepts, or one with syntax that nobody uses here. Source: text/template/parse. */
export function parseTemplate(text: string): readonly TemplateNode[] | null {
  const parser = new TemplateParser(text);
  const nodes = parser.list();
  return parser.failed || !parser.atEnd ? null : nodes;
}

interface Action {
  readonly text: string;
  readonly range: Range;
}

/** Nested `if`s that are read; each is one call deeper. */
const MAX_NESTING = 50;

class TemplateParser {
  failed = false;
  #at = 0;
  #nesting = 0;
  /** the action that ended a list: `end`, `else` */
  #stop: Action | null = null;

  constructor(private readonly text: string) {}

  get atEnd(): boolean {
    return this.#at >= this.text.length && this.#stop === null;
  }

  /** Nodes up to the end, or to an `end` or `else`. */
  list(): readonly TemplateNode[] {
    const nodes: TemplateNode[] = [];
    this.#stop = null;
    while (!this.failed && this.#at < this.text.length) {
      const open = this.text.indexOf("{{", this.#at);
      const textEnd = open === -1 ? this.text.length : open;
      const trimmed = open !== -1 && /^-\s/.test(this.text.slice(open + 2, open + 4)) ? this.text.slice(this.#at, textEnd).trimEnd().length + this.#at : textEnd;
      if (trimmed > this.#at) nodes.push({ kind: "text", range: [this.#at, trimmed] });
      this.#at = textEnd;
      if (open === -1) break;
      const action = this.#action(open);
      if (action === null) break;
      const [word] = /^\w+/.exec(action.text) ?? [];
      if (word === "end" || word === "else") {
        this.#stop = action;
        break;
      }
      if (word === "if") nodes.push(this.#conditional(action));
      else if (word === "range" || word === "with" || word === "block" || word === "define") {
        this.#skipBlock();
        nodes.push({ kind: "other", name: word, range: [action.range[0], this.#at] });
      } else if (!action.text.startsWith("/*")) {
        const pipeline = this.#pipelineOf(action.text);
        if (pipeline !== null) nodes.push({ kind: "action", pipeline, range: action.range });
      }
    }
    return nodes;
  }

  #conditional(first: Action): TemplateNode {
    const branches: Branch[] = [];
    if (++this.#nesting > MAX_NESTING) this.failed = true;
    for (let action = first; !this.failed; ) {
      const text = action.text.replace(/^(else\s+)?if\b|^else\b/, "").trim();
      const condition = text === "" ? null : this.#pipelineOf(text);
      const body = this.list();
      branches.push({ condition, text, body });
      const stop: Action | null = this.#stop;
      this.#stop = null;
      if (stop === null) this.failed = true;
      else if (stop.text.startsWith("end")) break;
      else action = stop;
    }
    this.#nesting--;
    return { kind: "if", branches, range: [first.range[0], this.#at] };
  }

  #skipBlock(): void {
    for (let depth = 1; depth > 0; ) {
      const open = this.text.indexOf("{{", this.#at);
      const action = open === -1 ? null : this.#action(open);
      if (action === null) {
        this.failed = true;
        return;
      }
      if (/^(if|range|with|block|define)\b/.test(action.text)) depth++;
      else if (/^end\b/.test(action.text)) depth--;
    }
  }

  /** Reads an action, and the blanks that it takes away behind it. */
  #action(open: number): Action | null {
    const start = open + 2;
    const close = closingOf(this.text, start);
    if (close === -1) {
      this.failed = true;
      return null;
    }
    const trimsAfter = /\s-$/.test(this.text.slice(start, close));
    const inner = this.text.slice(start, close).replace(/^-(?=\s)/, "").replace(/(?<=\s)-$/, "");
    this.#at = close + 2;
    if (trimsAfter) while (/\s/.test(this.text[this.#at] ?? "")) this.#at++;
    return { text: inner.trim(), range: [open, close + 2] };
  }

  #pipelineOf(text: string): Pipeline | null {
    const tokens = tokensOf(text);
    const pipeline = tokens === null ? null : new PipelineParser(tokens).whole();
    this.failed ||= pipeline === null;
    return pipeline;
  }
}

/** Strings may hold the delimiter. */
function closingOf(text: string, start: number): number {
  if (text.startsWith("/*", start) || text.startsWith("- /*", start)) {
    const end = text.indexOf("*/", start);
    return end === -1 ? -1 : text.indexOf("}}", end);
  }
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"' || character === "`" || character === "'") {
      at++;
      while (at < text.length && text[at] !== character) at += text[at] === "\\" && character !== "`" ? 2 : 1;
    } else if (text.startsWith("}}", at)) return at;
  }
  return -1;
}

class PipelineParser {
  #at = 0;
  #depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Pipeline | null {
    const pipeline = this.#pipeline();
    return pipeline !== null && this.#at === this.tokens.length ? pipeline : null;
  }

  #pipeline(): Pipeline | null {
    if (++this.#depth > MAX_NESTING) return null;
    this.#blanks();
    const variable = this.#declaration();
    const commands: Command[] = [];
    for (;;) {
      const command = this.#command();
      if (command === null) return null;
      commands.push(command);
      this.#blanks();
      if (!this.#takes("|")) break;
    }
    this.#depth--;
    return { variable, commands };
  }

  #declaration(): string | null {
    const start = this.#at;
    const token = this.tokens[this.#at];
    if (token?.kind === "variable") {
      this.#at++;
      this.#blanks();
      if (this.#takes(":=") || this.#takes("=")) return token.name;
    }
    this.#at = start;
    return null;
  }

  #command(): Command | null {
    const operands: Operand[] = [];
    for (;;) {
      this.#blanks();
      const operand = this.#operand();
      if (operand === "none") break;
      if (operand === null) return null;
      operands.push(operand);
      const next = this.tokens[this.#at];
      if (next !== undefined && next.kind !== "blank" && next.kind !== "symbol") return null;
    }
    const [first, ...rest] = operands;
    return first === undefined ? null : [first, ...rest];
  }

  #operand(): Operand | null | "none" {
    const token = this.tokens[this.#at];
    if (token === undefined || token.kind === "blank") return "none";
    if (token.kind === "symbol" && token.text !== "(") return "none";
    this.#at++;
    switch (token.kind) {
      case "field":
        return { kind: "field", path: [...(token.name === "" ? [] : [token.name]), ...this.#path()] };
      case "variable":
        return { kind: "variable", name: token.name, path: this.#path() };
      case "string":
      case "number":
        return { kind: "literal", value: token.text };
      case "word":
        if (token.text === "true" || token.text === "false") return { kind: "literal", value: token.text === "true" };
        return { kind: "function", name: token.text };
      case "symbol": {
        const pipeline = this.#pipeline();
        if (pipeline === null || !this.#takes(")")) return null;
        return { kind: "pipeline", pipeline, path: this.#path() };
      }
    }
  }

  #path(): readonly string[] {
    const path: string[] = [];
    for (let token = this.tokens[this.#at]; token?.kind === "field" && token.name !== ""; token = this.tokens[++this.#at]) path.push(token.name);
    return path;
  }

  #blanks(): void {
    while (this.tokens[this.#at]?.kind === "blank") this.#at++;
  }

  #takes(symbol: string): boolean {
    const token = this.tokens[this.#at];
    if (token?.kind !== "symbol" || token.text !== symbol) return false;
    this.#at++;
    return true;
  }
}
