import { LIMITS } from "../../limits.js";

type Token = { readonly kind: "star" | "any" } | { readonly kind: "character"; readonly value: string };

/** An operation that BuildKit refuses, or one that would take too long; the expansion turns it into an unknown. */
export class PatternError extends Error {
  readonly code: "syntax" | "limit";

  constructor(code: "syntax" | "limit", message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * The patterns of `${x#p}`, `${x%p}` and `${x/p/r}`: `*`, `?` and literals, without brackets.
 *
 * Source: `convertShellPatternToRegex` in BuildKit's shell/lex.go.
 */
function compile(pattern: readonly string[]): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] as string;
    if (character === "*") tokens.push({ kind: "star" });
    else if (character === "?") tokens.push({ kind: "any" });
    else if (character !== "\\") tokens.push({ kind: "character", value: character });
    else {
      const next = pattern[at + 1];
      // the escape of } and / belongs to ${…}, not to the pattern
      if (next === "}" || next === "/") continue;
      if (next !== "*" && next !== "?" && next !== "\\") throw new PatternError("syntax", `invalid escape in the pattern ${pattern.join("")}`);
      tokens.push({ kind: "character", value: next });
      at++;
    }
  }
  return tokens;
}

interface Match {
  readonly start: number;
  readonly end: number;
}

/** A way of matching that is still possible: it waits for a character at a token, or is through when there is none left. */
interface Thread {
  readonly token: number;
  readonly start: number;
}

/**
 * The preferred match: at `from` when `anchored`, else the leftmost one at or after it.
 *
 * BuildKit compiles patterns to Go's regular expressions, which match in linear time. JavaScript's would not, so the automaton is run here:
 * its threads are kept in the order in which Go prefers them, and one that is through ends those after it.
 */
function find(tokens: readonly Token[], text: readonly string[], from: number, options: { readonly greedy: boolean; readonly anchored: boolean }): Match | null {
  if (tokens.length * text.length > LIMITS.valueLength * LIMITS.evaluationDepth) throw new PatternError("limit", "limit: pattern and value are too long");
  const seenAt = new Int32Array(tokens.length + 1).fill(-1);
  let threads: Thread[] = [];
  let best: Match | null = null;
  for (let at = from; at <= text.length; at++) {
    const waiting = threads;
    threads = [];
    const add = (first: number, start: number): void => {
      const stars: Thread[] = [];
      for (let token = first; seenAt[token] !== at; token++) {
        seenAt[token] = at;
        const isStar = tokens[token]?.kind === "star";
        if (isStar && !options.greedy) stars.push({ token, start });
        else threads.push({ token, start });
        if (!isStar) break;
      }
      threads.push(...stars.reverse());
    };
    for (const { token, start } of waiting) {
      const expected = tokens[token] as Token;
      const accepted = expected.kind === "character" ? expected.value === text[at - 1] : text[at - 1] !== "\n";
      if (accepted) add(expected.kind === "star" ? token : token + 1, start);
    }
    if (best === null && (at === from || !options.anchored)) add(0, at);
    const through = threads.findIndex(({ token }) => token === tokens.length);
    if (through !== -1) {
      best = { start: (threads[through] as Thread).start, end: at };
      threads.length = through;
    }
    if (threads.length === 0 && (best !== null || options.anchored)) break;
  }
  return best;
}

/** `${x#p}`; the longest prefix when `greedy` (`##`). @throws PatternError */
export function trimPrefix(pattern: string, value: string, greedy: boolean): string {
  return removePrefix([...pattern], [...value], greedy).join("");
}

/** `${x%p}`; the longest suffix when `greedy` (`%%`). @throws PatternError */
export function trimSuffix(pattern: string, value: string, greedy: boolean): string {
  return removePrefix(reversePattern([...pattern]), [...value].reverse(), greedy).reverse().join("");
}

/** `${x/p/r}`, or `${x//p/r}` when `all`. Source: regexp.(*Regexp).replaceAll for the latter. @throws PatternError */
export function replace(pattern: string, replacement: string, value: string, all: boolean): string {
  const tokens = compile([...pattern]);
  const text = [...value];
  let result = "";
  let copied = 0;
  for (let from = 0; from <= text.length; ) {
    const match = find(tokens, text, from, { greedy: true, anchored: false });
    if (match === null) break;
    result += text.slice(copied, match.start).join("");
    // an empty match directly after a match does not count
    if (match.end > copied || match.start === 0) result += all ? expandTemplate(replacement, text.slice(match.start, match.end).join("")) : replacement;
    copied = match.end;
    if (result.length > LIMITS.valueLength) throw new PatternError("limit", "limit: value is too long");
    if (!all) break;
    from = match.end > from ? match.end : from + 1;
  }
  return result + text.slice(copied).join("");
}

function removePrefix(pattern: readonly string[], value: string[], greedy: boolean): string[] {
  const match = find(compile(pattern), value, 0, { greedy, anchored: true });
  return match === null ? value : value.slice(match.end);
}

/** Reversed, but an escape stays before the character that it escapes. */
function reversePattern(pattern: readonly string[]): string[] {
  const reversed: string[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] as string;
    if (character === "\\" && at + 1 < pattern.length) reversed.push(pattern[++at] as string, character);
    else reversed.push(character);
  }
  return reversed.reverse();
}

/**
 * `$` in the replacement of `//`, which BuildKit hands to regexp.ReplaceAllString: `$0` is the match, other groups are empty, `$$` is `$`.
 * Source: regexp.(*Regexp).expand, extract.
 */
function expandTemplate(template: string, matched: string): string {
  return template.replace(/\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))?/gu, (written, braced?: string, bare?: string) => {
    if (written === "$$" || written === "$") return "$";
    return (braced ?? bare) === "0" ? matched : "";
  });
}
