/** `math(EXPR …)`. Source: CMake 3.25, cmExprParser.y: 64-bit integers with the operators of C. */
import { lift, unknownText } from "../../../text/index.js";
import { MakeStop } from "../../make/index.js";
import { textAt, valueAt, type Handler } from "../call.js";

export const math: Handler = ({ cmake, args, at }) => {
  const output = textAt(args, 1);
  const expression = valueAt(args, 2);
  if (textAt(args, 0) !== "EXPR" || output === null || expression === null) return undefined;
  const hexadecimal = textAt(args, 3) === "OUTPUT_FORMAT" && textAt(args, 4) === "HEXADECIMAL";
  try {
    cmake.set(output, lift((text) => shown(evaluate(text), hexadecimal), [expression], { mayBeEmpty: false, mayHaveBlanks: false }));
  } catch (error) {
    if (error instanceof SyntaxError) throw new MakeStop(`math cannot parse the expression: ${error.message}`, at);
    if (error instanceof RangeError) cmake.set(output, unknownText({ code: "limit", text: "limit: an expression nested too deeply", at }));
    else throw error;
  }
  return undefined;
};

function shown(value: bigint, hexadecimal: boolean): string {
  return hexadecimal ? `0x${BigInt.asUintN(64, value).toString(16)}` : value.toString();
}

/** Binary operators, the weakest first. */
const LEVELS: readonly (readonly string[])[] = [["|"], ["^"], ["&"], ["<<", ">>"], ["+", "-"], ["*", "/", "%"]];
const MAX_NESTING = 200;

/** @throws SyntaxError for what is no expression, and for a division by zero */
export function evaluate(text: string): bigint {
  const tokens = text.match(/0[xX][0-9a-fA-F]+|\d+|<<|>>|[-+*/%|&^~()]|\S/g) ?? [];
  let at = 0;
  let depth = 0;
  const binary = (level: number): bigint => {
    const operators = LEVELS[level];
    if (operators === undefined) return unary();
    let left = binary(level + 1);
    for (let operator = tokens[at]; operator !== undefined && operators.includes(operator); operator = tokens[at]) {
      at++;
      left = BigInt.asIntN(64, apply(operator, left, binary(level + 1)));
    }
    return left;
  };
  const unary = (): bigint => {
    if (++depth > MAX_NESTING) throw new RangeError("too deep");
    const token = tokens[at++];
    let value: bigint;
    if (token === "-") value = -unary();
    else if (token === "+") value = unary();
    else if (token === "~") value = ~unary();
    else if (token === "(") {
      value = binary(0);
      if (tokens[at++] !== ")") throw new SyntaxError(text);
    } else if (token !== undefined && /^\d/.test(token)) value = BigInt(token);
    else throw new SyntaxError(text);
    depth--;
    return BigInt.asIntN(64, value);
  };
  const value = binary(0);
  if (at < tokens.length) throw new SyntaxError(text);
  return value;
}

function apply(operator: string, a: bigint, b: bigint): bigint {
  switch (operator) {
    case "|":
      return a | b;
    case "^":
      return a ^ b;
    case "&":
      return a & b;
    case "<<":
      return a << (b & 63n);
    case ">>":
      return a >> (b & 63n);
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
  }
  if (b === 0n) throw new SyntaxError("divide by zero");
  return operator === "/" ? a / b : a % b;
}
