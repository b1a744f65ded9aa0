/** `[[ … ]]` of bash and busybox: nothing is split, and the right side of `==` is a pattern. Source: bash manual, Conditional Constructs. */
import type * as ast from "../../syntax/shell/ast.js";
import { concat, literal, type Traced } from "../../text/index.js";
import type { Context } from "./context.js";
import { Expander } from "./expand/expander.js";
import { settle } from "./lists.js";
import type { Outcome } from "./outcome.js";
import type { State } from "./state.js";
import { and, binary, constant, not, type Operand, or, outcomeOf, type Tested, unary } from "./tests.js";

export function runTest(command: ast.TestCommand, state: State, context: Context): Outcome {
  const expander = new Expander(context, state);
  const tested = test(command.expression, expander);
  return settle(outcomeOf(tested, expander.state), context);
}

function test(expression: ast.TestExpression, expander: Expander): Tested {
  switch (expression.kind) {
    case "not":
      return not(test(expression.operand, expander));
    case "logical": {
      const operands = expression.operands.map((operand) => test(operand, expander));
      const join = expression.operator === "&&" ? and : or;
      return operands.reduce(join);
    }
    case "unary":
      return unary(expression.operator, operand(expression.operand, expander), expander.state, expander.context);
    case "binary": {
      const isPattern = ["=", "==", "!="].includes(expression.operator);
      const left = operand(expression.left, expander);
      const pattern = isPattern ? expander.pattern(expression.right) : null;
      if (isPattern && pattern === null) return constant("maybe");
      if (expression.operator !== "=~") return binary(expression.operator, left, { ...operand(expression.right, expander), pattern }, expander.state, expander.context);
      const regular = regularExpression(expression.right, expander);
      return regular === null ? constant("maybe") : binary("=~", left, { text: regular, node: null, pattern: null }, expander.state, expander.context);
    }
  }
}

function operand(word: ast.Word, expander: Expander): Operand {
  return { text: expander.text(word), node: word, pattern: null };
}

/** What is quoted in an expression matches itself: null where its characters are not told from those that mean something. */
function regularExpression(word: ast.Word, expander: Expander): Traced | null {
  const parts: Traced[] = [];
  for (const part of word.parts) {
    const text = expander.text({ ...word, parts: [part] });
    if (part.kind === "escaped") parts.push(concat(literal("\\"), text));
    else if (part.kind === "literal" || part.kind === "glob" || part.kind === "parameter") parts.push(text);
    else return null;
  }
  return concat(...parts);
}
