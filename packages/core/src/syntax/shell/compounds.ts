import type * as unbash from "unbash";
import type { Range } from "../../text/index.js";
import type { CaseItem, CompoundCommand, Redirect, Statement, TestExpression, Word } from "./ast.js";
import type { Commands } from "./commands.js";

/** A compound command without what all of them have. */
type Body<T extends CompoundCommand = CompoundCommand> = T extends CompoundCommand ? Omit<T, "redirects" | "range"> : never;

/** Turns compound commands of the library into ours. */
export class Compounds {
  constructor(private readonly commands: Commands) {}

  convert(node: unbash.CompoundCommand | unbash.CompoundList, range: Range, redirects: readonly Redirect[]): CompoundCommand {
    return { ...this.#body(node), range, redirects };
  }

  #body(node: unbash.CompoundCommand | unbash.CompoundList): Body {
    const { words } = this.commands;
    switch (node.type) {
      case "Subshell":
        return { kind: "subshell", body: this.#list(node.body) };
      case "BraceGroup":
        return { kind: "group", body: this.#list(node.body) };
      case "CompoundList":
        return { kind: "group", body: this.#list(node) };
      case "If":
        return {
          kind: "if",
          branches: [node, ...node.elif].map((branch) => ({ condition: this.#list(branch.clause), body: this.#list(branch.then) })),
          otherwise: node.else === undefined ? null : this.#list(node.else),
        };
      case "While":
        return { kind: "while", until: node.kind === "until", condition: this.#list(node.clause), body: this.#list(node.body) };
      case "For":
        return { kind: "for", variable: words.word(node.name), words: node.wordlist === undefined ? null : words.words(node.wordlist), body: this.#list(node.body) };
      case "ArithmeticFor": {
        const expressions = [node.initialize, node.test, node.update].map((expression) => this.#expression(expression, node.pos));
        return { kind: "arithmetic-for", expressions, body: this.#list(node.body) };
      }
      case "Select":
        return { kind: "select", variable: words.word(node.name), body: this.#list(node.body) };
      case "Case":
        return { kind: "case", subject: words.word(node.word), items: node.items.map((item) => this.#item(item)) };
      case "TestCommand":
        return { kind: "test", expression: this.#test(node.expression) };
      case "ArithmeticCommand":
        return { kind: "arithmetic-command", expression: words.arithmetic(node, 2, node.expression) };
    }
  }

  #list(list: unbash.CompoundList): readonly Statement[] {
    return this.commands.statements(list.commands);
  }

  #expression(expression: unbash.ArithmeticExpression | undefined, pos: number): Word {
    return this.commands.words.expression(expression?.pos ?? pos, expression?.end ?? pos, expression);
  }

  #item(item: unbash.CaseItem): CaseItem {
    const patterns = item.pattern.map((word) => this.commands.words.word(word));
    return { range: this.commands.range(item), patterns, body: this.#list(item.body), terminator: item.terminator ?? ";;" };
  }

  #test(node: unbash.TestExpression): TestExpression {
    const range = this.commands.range(node);
    const { words } = this.commands;
    switch (node.type) {
      case "TestUnary":
        return { kind: "unary", range, operator: node.operator, operand: words.word(node.operand) };
      case "TestBinary":
        return { kind: "binary", range, operator: node.operator, left: words.word(node.left), right: words.word(node.right) };
      case "TestLogical":
        return { kind: "logical", range, operator: node.operator, operands: node.operands.map((operand) => this.#test(operand)) };
      case "TestNot":
        return node.negations.length % 2 === 1 ? { kind: "not", range, operand: this.#test(node.operand) } : this.#test(node.operand);
      case "TestGroup":
        return this.#test(node.expression);
    }
  }
}
