/** Regular expressions of sed and grep. Source: POSIX.1-2017, XBD 9; glibc's extensions `\+ \?` in basic ones, which musl has too. */
import { Regex } from "./regex.js";

const CLASSES: Readonly<Record<string, string>> = {
  alnum: "a-zA-Z0-9",
  alpha: "a-zA-Z",
  blank: " \t",
  digit: "0-9",
  lower: "a-z",
  space: " \t\n\r\f\v",
  upper: "A-Z",
  xdigit: "0-9A-Fa-f",
};

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", s: "[ \t\n\r\f\v]", w: "[a-zA-Z0-9_]" };

/**
 * Null for what is not understood. POSIX takes the longest of the leftmost matches, which is another than that of a greedy search where one of several
 * alternatives or a group that may be missing is chosen: these are left out, as are intervals and back-references.
 */
export function posixRegex(source: string, extended: boolean): Regex | null {
  const translated = new Translation(source, extended).run();
  try {
    return translated === null ? null : new Regex(translated);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

class Translation {
  #at = 0;
  #out = "";
  #depth = 0;
  /** what a repetition would repeat */
  #last: "nothing" | "character" | "other" = "nothing";

  constructor(
    private readonly source: string,
    private readonly extended: boolean,
  ) {}

  run(): string | null {
    while (this.#at < this.source.length) if (!this.#piece()) return null;
    return this.#depth === 0 ? this.#out : null;
  }

  /** False for what is not understood. */
  #piece(): boolean {
    const character = this.source[this.#at++] as string;
    switch (character) {
      case "\\":
        return this.#escaped(this.source[this.#at++]);
      case "[":
        return this.#bracket();
      case ".":
        return this.#put(".", "character");
      case "*":
        return this.#last === "nothing" && !this.extended ? this.#literal("*") : this.#repeat("*");
      case "^":
        return this.#last === "nothing" && (this.extended || !this.#out.endsWith("^")) ? this.#put("^", "nothing") : !this.extended && this.#literal("^");
      case "$":
        return this.#isEnd() ? this.#put("$", "other") : !this.extended && this.#literal("$");
      case "+":
      case "?":
        return this.extended ? this.#repeat(character) : this.#literal(character);
      case "(":
      case ")":
        return this.extended ? this.#group(character) : this.#literal(character);
      case "|":
      case "{":
        return !this.extended && this.#literal(character);
      default:
        return this.#literal(character);
    }
  }

  #escaped(character: string | undefined): boolean {
    if (character === undefined) return false;
    if (!this.extended) {
      if (character === "(" || character === ")") return this.#group(character);
      if (character === "+" || character === "?") return this.#repeat(character);
      if (character === "{" || character === "}" || character === "|") return false;
    }
    const meaning = ESCAPES[character];
    if (meaning !== undefined) return this.#put(meaning, "character");
    return !/[a-zA-Z0-9<>`']/.test(character) && this.#literal(character);
  }

  #group(bracket: "(" | ")"): boolean {
    this.#depth += bracket === "(" ? 1 : -1;
    if (this.#depth < 0 || (bracket === ")" && this.#out.endsWith("("))) return false;
    return this.#put(bracket, bracket === "(" ? "nothing" : "other");
  }

  #repeat(operator: string): boolean {
    return this.#last === "character" && this.#put(operator, "other");
  }

  #bracket(): boolean {
    const negated = this.source[this.#at] === "^";
    if (negated) this.#at++;
    let set = "";
    for (let first = true; first || this.source[this.#at] !== "]"; first = false) {
      const character = this.source[this.#at];
      if (character === undefined) return false;
      const opened = character === "[" ? /^\[([:.=])([a-z]*)\1\]/.exec(this.source.slice(this.#at)) : null;
      if (opened !== null) {
        const members = opened[1] === ":" ? CLASSES[opened[2] ?? ""] : undefined;
        if (members === undefined) return false;
        set += members;
        this.#at += opened[0].length;
        continue;
      }
      // A backslash is itself in POSIX, and the first half of \n and \t in GNU sed.
      if (character === "\\") return false;
      set += character;
      this.#at++;
    }
    this.#at++;
    return this.#put(`[${negated ? "^" : ""}${set}]`, "character");
  }

  #isEnd(): boolean {
    const rest = this.source.slice(this.#at);
    return rest === "" || rest.startsWith(this.extended ? ")" : "\\)");
  }

  #literal(character: string): boolean {
    return this.#put(/[\w\s]/.test(character) ? character : `\\${character}`, "character");
  }

  #put(text: string, last: "nothing" | "character" | "other"): boolean {
    this.#out += text;
    this.#last = last;
    return true;
  }
}
