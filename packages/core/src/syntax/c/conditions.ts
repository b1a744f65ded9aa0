/** Conditions of the preprocessor, as far as the platform decides them: C code of Go programs is compiled by GCC or Clang for Linux here. */

/** True, false, or null where a macro decides of which nothing is known. */
export type Condition = boolean | null;

const DEFINED = new Set(["__linux__", "__linux", "__gnu_linux__", "__unix__", "__unix", "__GNUC__", "__ELF__", "__STDC__"]);
const NOT_DEFINED = new Set(["_WIN32", "_WIN64", "WIN32", "__WIN32__", "__MINGW32__", "__MINGW64__", "__CYGWIN__", "_MSC_VER", "__APPLE__", "__MACH__", "__FreeBSD__", "__NetBSD__", "__OpenBSD__", "__DragonFly__", "__sun", "__ANDROID__", "__EMSCRIPTEN__", "__HAIKU__"]);

const TOKEN = /\s*(defined\b|\w+|&&|\|\||[!()]|\S)/gy;

/** @param text of a directive, `#if defined(__linux__) && !defined(X)`; `#elif` is read as `#if` */
export function conditionOf(text: string): Condition {
  const [, word = "", rest = ""] = /^#\s*(\w+)\s*(.*)$/.exec(text) ?? [];
  if (word === "ifdef" || word === "elifdef") return isDefined(/^\w*/.exec(rest)?.[0] ?? "");
  if (word === "ifndef" || word === "elifndef") return not(isDefined(/^\w*/.exec(rest)?.[0] ?? ""));
  return rest.length > LONGEST ? null : new Expression([...rest.replaceAll(/\/\*.*?\*\/|\/\/.*$/g, " ").matchAll(TOKEN)].map(([, token = ""]) => token)).value();
}

/** UTF-16 units of a condition that is read. */
const LONGEST = 2000;

function isDefined(name: string): Condition {
  return DEFINED.has(name) ? true : NOT_DEFINED.has(name) ? false : null;
}

function not(value: Condition): Condition {
  return value === null ? null : !value;
}

class Expression {
  #at = 0;

  constructor(private readonly tokens: readonly string[]) {}

  value(): Condition {
    const value = this.#or();
    return this.#at === this.tokens.length ? value : null;
  }

  #or(): Condition {
    let value = this.#and();
    while (this.#take("||")) {
      const right = this.#and();
      value = value === true || right === true ? true : value === null || right === null ? null : false;
    }
    return value;
  }

  #and(): Condition {
    let value = this.#unary();
    while (this.#take("&&")) {
      const right = this.#unary();
      value = value === false || right === false ? false : value === null || right === null ? null : true;
    }
    return value;
  }

  #unary(): Condition {
    if (this.#take("!")) return not(this.#unary());
    if (this.#take("(")) {
      const value = this.#or();
      return this.#take(")") ? value : this.#fail();
    }
    if (this.#take("defined")) {
      const inner = this.#take("(");
      const value = isDefined(this.#next());
      return !inner || this.#take(")") ? value : this.#fail();
    }
    const token = this.#next();
    if (token === "0" || token === "1") return token === "1";
    return /^\w/.test(token) ? null : this.#fail();
  }

  #next(): string {
    return this.tokens[this.#at++] ?? "";
  }

  #take(token: string): boolean {
    if (this.tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }

  /** Comparisons and arithmetic: nothing more is read. */
  #fail(): null {
    this.#at = Number.POSITIVE_INFINITY;
    return null;
  }
}
