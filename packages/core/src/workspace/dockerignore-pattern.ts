/** A pattern that cannot be used: Docker refuses it ("syntax"), or its meaning is an accident of Docker's that is not followed here. */
export class IgnorePatternError extends Error {
  readonly code: "syntax" | "not-understood";

  constructor(code: "syntax" | "not-understood", message: string) {
    super(message);
    this.code = code;
  }
}

/** Tells whether a path, relative to the build context, matches as a whole. */
export type PathTest = (path: string) => boolean;

type Token =
  | { readonly kind: "character"; readonly value: string }
  /** `?`, `[a-z]` */
  | { readonly kind: "one"; readonly test: (character: string) => boolean }
  /** `*`: characters within one element */
  | { readonly kind: "element" }
  /** `**` before something else: nothing, or anything up to a slash */
  | { readonly kind: "directories" }
  /** `**` at the end */
  | { readonly kind: "anything" };

/**
 * Compiles one cleaned pattern of `.dockerignore`. Patterns without wildcards, with `**` only at the end, or only at the start, are compared as strings, in
 * which case their other characters have no meaning.
 *
 * Source: `compile` and `match` of the Go module moby/patternmatcher.
 * @throws IgnorePatternError
 */
export function compileIgnorePattern(pattern: string): PathTest {
  checkSyntax(pattern);
  let kind: "exact" | "prefix" | "suffix" | "tokens" = "exact";
  let hasOperator = false;
  const tokens: Token[] = [];
  for (let at = 0, first = true; at < pattern.length; first = false) {
    const character = String.fromCodePoint(pattern.codePointAt(at) as number);
    at += character.length;
    if (character === "*" && pattern[at] === "*") {
      at++;
      if (pattern[at] === "/") at++;
      if (at < pattern.length) {
        kind = "tokens";
        tokens.push({ kind: "directories" });
      } else if (kind === "exact") kind = "prefix";
      else {
        kind = "tokens";
        tokens.push({ kind: "anything" });
      }
      if (first) kind = "suffix";
    } else if (character === "*") {
      kind = "tokens";
      tokens.push({ kind: "element" });
    } else if (character === "?") {
      kind = "tokens";
      tokens.push({ kind: "one", test: (c) => c !== "/" });
    } else if (character === "\\" && at < pattern.length) {
      kind = "tokens";
      const escaped = String.fromCodePoint(pattern.codePointAt(at) as number);
      at += escaped.length;
      if (/[0-9A-Za-z]/.test(escaped)) throw new IgnorePatternError("not-understood", `escaped letter in the pattern ${pattern}`);
      if (escaped > "\x7f") throw new IgnorePatternError("syntax", `escaped character in the pattern ${pattern}`);
      tokens.push({ kind: "character", value: escaped });
    } else if (character === "[") {
      kind = "tokens";
      const end = classEnd(pattern, at);
      tokens.push({ kind: "one", test: compileClass(pattern, at, end) });
      at = end + 1;
    } else {
      if (character === "]") kind = "tokens";
      hasOperator ||= character === "^" || character === "|" || (character === "{" && /\d/.test(pattern[at] ?? ""));
      tokens.push({ kind: "character", value: character });
    }
  }
  switch (kind) {
    case "exact":
      return (path) => path === pattern;
    case "prefix":
      return (path) => path.startsWith(pattern.slice(0, -"**".length));
    case "suffix": {
      const suffix = pattern.slice("**".length);
      return (path) => path.endsWith(suffix) || (suffix.startsWith("/") && path === suffix.slice(1));
    }
    case "tokens":
      // the module forgets to escape them in the regular expression that it makes of the pattern
      if (hasOperator) throw new IgnorePatternError("not-understood", `"^", "|" or "{" beside wildcards in the pattern ${pattern}`);
      return testOf(tokens);
  }
}

/** Most paths are told apart by the text at the ends of a pattern, without looking at what is between. */
function testOf(tokens: readonly Token[]): PathTest {
  const prefix = leadingText(tokens).join("");
  const suffix = leadingText([...tokens].reverse()).reverse().join("");
  return (path) => path.startsWith(prefix) && path.endsWith(suffix) && matches(tokens, path);
}

function leadingText(tokens: readonly Token[]): string[] {
  const text: string[] = [];
  for (const token of tokens) {
    if (token.kind !== "character") break;
    text.push(token.value);
  }
  return text;
}

/** All ways of matching at once: time grows with the product of the lengths, whatever the pattern. */
function matches(tokens: readonly Token[], path: string): boolean {
  let states = new Set<number>();
  const enter = (into: Set<number>, from: number): void => {
    for (let state = from; !into.has(state); state++) {
      into.add(state);
      const kind = tokens[state]?.kind;
      if (kind !== "element" && kind !== "directories" && kind !== "anything") return;
    }
  };
  enter(states, 0);
  for (const character of path) {
    const next = new Set<number>();
    for (const state of states) {
      const token = tokens[state];
      if (token?.kind === "character" ? token.value === character : token?.kind === "one" && token.test(character)) enter(next, state + 1);
      else if (token?.kind === "element" && character !== "/") enter(next, state);
      else if (token?.kind === "anything" && character !== "\n") enter(next, state);
      else if (token?.kind === "directories" && character !== "\n") {
        // it may only be left after a slash
        next.add(state);
        if (character === "/") enter(next, state + 1);
      }
    }
    states = next;
  }
  return states.has(tokens.length);
}

function classEnd(pattern: string, start: number): number {
  let at = start;
  while (at < pattern.length && pattern[at] !== "]") at += pattern[at] === "\\" ? 2 : 1;
  return at;
}

/** `[a-z]`, `[^a]`, after {@link checkSyntax}. A class may match a slash. */
function compileClass(pattern: string, start: number, end: number): (character: string) => boolean {
  const written = pattern.slice(start, end);
  if (/[*?[]|\\[0-9A-Za-z]/.test(written)) throw new IgnorePatternError("not-understood", `class [${written}] in the pattern ${pattern}`);
  const negated = written.startsWith("^");
  const ranges = [...written.slice(negated ? 1 : 0).matchAll(/\\?(.)(?:-\\?(.))?/gsu)].map(([, low = "", high = low]) => [low.codePointAt(0)!, high.codePointAt(0)!] as const);
  if (ranges.some(([low, high]) => low > high) || /\\[^\0-\x7f]/.test(written)) throw new IgnorePatternError("syntax", `class [${written}] in the pattern ${pattern}`);
  return (character) => ranges.some(([low, high]) => low <= character.codePointAt(0)! && character.codePointAt(0)! <= high) !== negated;
}

/** Source: path/filepath.Match of Go, which the module asks whether a pattern is well formed. */
function checkSyntax(pattern: string): void {
  const malformed = (): never => {
    throw new IgnorePatternError("syntax", `malformed pattern ${pattern}`);
  };
  /** after one character of a class */
  const afterMember = (at: number): number => {
    if (at >= pattern.length || pattern[at] === "-" || pattern[at] === "]") return malformed();
    const member = pattern[at] === "\\" ? at + 1 : at;
    if (member >= pattern.length) return malformed();
    const end = member + ((pattern.codePointAt(member) as number) > 0xffff ? 2 : 1);
    return end >= pattern.length ? malformed() : end;
  };
  for (let at = 0; at < pattern.length; ) {
    if (pattern[at] === "\\") {
      if (at + 1 >= pattern.length) malformed();
      at += 2;
    } else if (pattern[at] === "[") {
      at += pattern[at + 1] === "^" ? 2 : 1;
      for (let members = 0; pattern[at] !== "]" || members === 0; members++) {
        at = afterMember(at);
        if (pattern[at] === "-") at = afterMember(at + 1);
      }
      at++;
    } else at++;
  }
}
