import type * as unbash from "unbash";

/** The expansions in an arithmetic expression in the order of the text; what is between them is text. A chain of operators may be long: no recursion. */
export function arithmeticParts(expression: unbash.ArithmeticExpression | undefined): readonly unbash.WordPart[] {
  const parts: unbash.WordPart[] = [];
  const rest = expression === undefined ? [] : [expression];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    switch (next.type) {
      case "ArithmeticBinary":
        rest.push(next.right, next.left);
        break;
      case "ArithmeticUnary":
        rest.push(next.operand);
        break;
      case "ArithmeticTernary":
        rest.push(next.alternate, next.consequent, next.test);
        break;
      case "ArithmeticGroup":
        rest.push(next.expression);
        break;
      case "ArithmeticWord":
        parts.push(...(next.parts ?? simpleExpansions(next)));
        break;
      case "ArithmeticCommandExpansion":
        parts.push({ type: "CommandExpansion", pos: next.pos, end: next.end, text: next.text, script: next.script });
    }
  }
  return parts;
}

/** The library gives no parts for words that are nothing but `$name`. */
function simpleExpansions({ pos, value }: unbash.ArithmeticWord): readonly unbash.WordPart[] {
  return [...value.matchAll(/\$(?:[A-Za-z_]\w*|[0-9@*#?$!-])/g)].map(({ 0: text, index }) => ({ type: "SimpleExpansion", pos: pos + index, end: pos + index + text.length, text }));
}
