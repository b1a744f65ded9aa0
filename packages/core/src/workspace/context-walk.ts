import type { IgnorePattern } from "./dockerignore.js";
import { dirname } from "./paths.js";

/** What is known of a directory on the way down. */
interface Visited {
  readonly excluded: boolean;
  /** patterns that match it or a directory above it, in which case they match what is below */
  readonly matched: readonly boolean[];
  /** it is left out as a whole: nothing below is looked at */
  readonly pruned: boolean;
}

/**
 * Which paths of a build context are sent to the builder. This is not one question per path: the client walks down, and a pattern that is not asked
 * at a directory, because it could change nothing there, is not asked for that directory again further down. So `a/b` followed by `!a` leaves
 * `a/b/c` out.
 *
 * Source: `Walk` of tonistiigi/fsutil, filter.go; `MatchesUsingParentResults` of moby/patternmatcher.
 */
export class ContextWalk {
  readonly #patterns: readonly IgnorePattern[];
  readonly #directories = new Map<string, Visited>();
  /** beginnings of paths to which an exception may apply; null when that cannot be told from their text */
  readonly #exceptions: readonly string[] | null;

  constructor(patterns: readonly IgnorePattern[]) {
    this.#patterns = patterns;
    const exceptions = patterns.filter(({ exception }) => exception).map(({ text }) => text.replace(/\/\*\*$/, "").replace(/\/\*$/, ""));
    this.#exceptions = exceptions.some((text) => /[*[\]?^\\]/.test(text)) ? null : exceptions;
  }

  included(path: string): boolean {
    return !this.#visit(path, path === "" ? ROOT : this.#directory(dirname(path))).excluded;
  }

  includesBelow(directory: string): boolean {
    return !this.#directory(directory).pruned;
  }

  #directory(path: string): Visited {
    if (path === "") return ROOT;
    let visited = this.#directories.get(path);
    if (visited === undefined) this.#directories.set(path, (visited = this.#visit(path, this.#directory(dirname(path)))));
    return visited;
  }

  #visit(path: string, parent: Visited): Visited {
    if (path === "") return ROOT;
    if (parent.pruned) return parent;
    let excluded = false;
    const matched: boolean[] = [];
    for (const [i, { exception, matches }] of this.#patterns.entries()) {
      // what would not change the answer is not asked, except for what matches above
      const applies = parent.matched[i] === true || (exception === excluded && matches(path));
      matched.push(applies);
      if (applies) excluded = !exception;
    }
    return { excluded, matched, pruned: excluded && !this.#mayHaveExceptionBelow(path) };
  }

  #mayHaveExceptionBelow(directory: string): boolean {
    return this.#exceptions === null || this.#exceptions.some((text) => `${text}/`.startsWith(`${directory}/`));
  }
}

const ROOT: Visited = { excluded: false, matched: [], pruned: false };
