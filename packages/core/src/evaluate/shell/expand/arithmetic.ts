/** Arithmetic of literal integers. Source: POSIX.1-2024, 2.6.4; bash manual, Shell Arithmetic. */

/** Variables of the shell as the expression sees them. */
export interface Variables {
  /** the text of a variable, "" when it is unset, null when it is not known */
  get(name: string): string | null;
  set(name: string, value: string): void;
}

/** Null when it cannot be told: an unknown variable, a syntax error, a division by zero. */
export function evaluateArithmetic(expression: string, variables: Variables): bigint | null {
  try {
    return new Evaluation(expression, variables, 0).whole();
  } catch (error) {
    if (error instanceof NotKnown) return null;
    throw error;
  }
}

/** Names that an expression may assign. */
export function assignedInArithmetic(expression: string): readonly string[] {
  return [...expression.matchAll(/(?:\+\+|--)\s*([A-Za-z_]\w*)|([A-Za-z_]\w*)\s*(?:\+\+|--|(?:[-+*/%&^|]|<<|>>)?=(?!=))/g)].map((match) => match[1] ?? match[2] ?? "");
}

class NotKnown extends Error {}

const TOKEN = /\s*(\d+#[\w@]+|0[xX][\da-fA-F]+|\d+|[A-Za-z_]\w*|<<=|>>=|\*\*|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&^|]=|[-+*/%<>&^|!~?:,=()])/y;

/** Binary operators by precedence, the loosest first. */
const LEVELS: readonly (readonly string[])[] = [["|"], ["^"], ["&"], ["==", "!="], ["<", "<=", ">", ">="], ["<<", ">>"], ["+", "-"], ["*", "/", "%"]];

const MAX_DEPTH = 50;

class Evaluation {
  readonly #tokens: readonly string[];
  #at = 0;
  /** inside of a branch that is not taken nothing is assigned */
  #skipped = 0;
  #depth = 0;

  constructor(
    expression: string,
    private readonly variables: Variables,
    /** of variables whose values are expressions themselves */
    private readonly references: number,
  ) {
    this.#tokens = tokens(expression);
  }

  whole(): bigint {
    if (this.#tokens.length === 0) return 0n;
    const value = this.#comma();
    if (this.#at < this.#tokens.length) throw new NotKnown();
    return value;
  }

  #comma(): bigint {
    let value = this.#assignment();
    while (this.#accept(",")) value = this.#assignment();
    return value;
  }

  #assignment(): bigint {
    const name = this.#tokens[this.#at] ?? "";
    const operator = this.#tokens[this.#at + 1] ?? "";
    if (!/^[A-Za-z_]/.test(name) || !/^(?:[-+*/%&^|]|<<|>>)?=$/.test(operator)) return this.#ternary();
    this.#at += 2;
    const right = this.#assignment();
    return this.#assign(name, operator === "=" ? right : binary(operator.slice(0, -1), this.#read(name), right));
  }

  #ternary(): bigint {
    if (++this.#depth > MAX_DEPTH) throw new NotKnown();
    const condition = this.#or();
    this.#depth--;
    if (!this.#accept("?")) return condition;
    const whenTrue = this.#unless(condition === 0n, () => this.#assignment());
    this.#expect(":");
    const whenFalse = this.#unless(condition !== 0n, () => this.#ternary());
    return condition !== 0n ? whenTrue : whenFalse;
  }

  #or(): bigint {
    let value = this.#and();
    while (this.#accept("||")) {
      const right = this.#unless(value !== 0n, () => this.#and());
      value = value !== 0n || right !== 0n ? 1n : 0n;
    }
    return value;
  }

  #and(): bigint {
    let value = this.#level(0);
    while (this.#accept("&&")) {
      const right = this.#unless(value === 0n, () => this.#level(0));
      value = value !== 0n && right !== 0n ? 1n : 0n;
    }
    return value;
  }

  #level(level: number): bigint {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#power();
    let value = this.#level(level + 1);
    for (let token = this.#tokens[this.#at]; token !== undefined && operators.includes(token); token = this.#tokens[this.#at]) {
      this.#at++;
      const right = this.#level(level + 1);
      value = this.#skipped > 0 ? 0n : binary(token, value, right);
    }
    return value;
  }

  #power(): bigint {
    const base = this.#unary();
    if (!this.#accept("**")) return base;
    const exponent = this.#power();
    if (exponent < 0n || exponent > 63n) throw new NotKnown();
    return BigInt.asIntN(64, base ** exponent);
  }

  #unary(): bigint {
    if (++this.#depth > MAX_DEPTH) throw new NotKnown();
    try {
      const token = this.#tokens[this.#at];
      if (token === "++" || token === "--") {
        this.#at++;
        const name = this.#name();
        return this.#assign(name, this.#read(name) + (token === "++" ? 1n : -1n));
      }
      if (this.#accept("+")) return this.#unary();
      if (this.#accept("-")) return -this.#unary();
      if (this.#accept("!")) return this.#unary() === 0n ? 1n : 0n;
      if (this.#accept("~")) return ~this.#unary();
      return this.#primary();
    } finally {
      this.#depth--;
    }
  }

  #primary(): bigint {
    if (this.#accept("(")) {
      const value = this.#comma();
      this.#expect(")");
      return value;
    }
    const token = this.#tokens[this.#at];
    if (token !== undefined && /^\d/.test(token)) {
      this.#at++;
      return number(token);
    }
    const name = this.#name();
    const value = this.#read(name);
    if (this.#accept("++")) this.#assign(name, value + 1n);
    else if (this.#accept("--")) this.#assign(name, value - 1n);
    return value;
  }

  #name(): string {
    const name = this.#tokens[this.#at] ?? "";
    if (!/^[A-Za-z_]/.test(name)) throw new NotKnown();
    this.#at++;
    return name;
  }

  #read(name: string): bigint {
    if (this.#skipped > 0) return 0n;
    const text = this.variables.get(name);
    if (text === null || this.references > MAX_DEPTH) throw new NotKnown();
    if (/^\s*\d*\s*$/.test(text)) return number(text.trim() === "" ? "0" : text.trim());
    return new Evaluation(text, this.variables, this.references + 1).whole();
  }

  #assign(name: string, value: bigint): bigint {
    const wrapped = BigInt.asIntN(64, value);
    if (this.#skipped === 0) this.variables.set(name, wrapped.toString());
    return wrapped;
  }

  #unless(skip: boolean, read: () => bigint): bigint {
    if (skip) this.#skipped++;
    const value = read();
    if (skip) this.#skipped--;
    return value;
  }

  #accept(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }

  #expect(token: string): void {
    if (!this.#accept(token)) throw new NotKnown();
  }
}

function tokens(expression: string): readonly string[] {
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  const trimmed = expression.trimEnd();
  while (TOKEN.lastIndex < trimmed.length) {
    const token = TOKEN.exec(trimmed)?.[1];
    if (token === undefined) throw new NotKnown();
    found.push(token);
  }
  return found;
}

function number(token: string): bigint {
  const based = /^(\d+)#(.*)$/.exec(token);
  if (based !== null) {
    const [radix, digits] = [Number(based[1]), based[2]!];
    if (radix > 36 || [...digits].some((digit) => Number.isNaN(Number.parseInt(digit, radix)))) throw new NotKnown();
    return [...digits].reduce((value, digit) => value * BigInt(radix) + BigInt(Number.parseInt(digit, radix)), 0n);
  }
  if (/^0\d/.test(token)) {
    if (!/^[0-7]+$/.test(token)) throw new NotKnown();
    return BigInt(`0o${token.slice(1)}`);
  }
  return BigInt.asIntN(64, BigInt(token));
}

function binary(operator: string, a: bigint, b: bigint): bigint {
  const truth = (value: boolean): bigint => (value ? 1n : 0n);
  const compute = (): bigint => {
    switch (operator) {
      case "|": return a | b;
      case "^": return a ^ b;
      case "&": return a & b;
      case "==": return truth(a === b);
      case "!=": return truth(a !== b);
      case "<": return truth(a < b);
      case "<=": return truth(a <= b);
      case ">": return truth(a > b);
      case ">=": return truth(a >= b);
      case "<<": return a << (b & 63n);
      case ">>": return a >> (b & 63n);
      case "+": return a + b;
      case "-": return a - b;
      case "*": return a * b;
      default:
        if (b === 0n) throw new NotKnown();
        return operator === "/" ? a / b : a % b;
    }
  };
  return BigInt.asIntN(64, compute());
}
