/**
 * Regular expressions of CMake, and what those of POSIX are translated to. Source: CMake 3.25, Source/kwsys/RegularExpression.cxx (Henry Spencer's): `^ $ . [] * + ? | ()`, leftmost, greedy. JavaScript's are not used: an analysed repository could write one that never
 * ends; here the number of steps is bounded.
 */

/** A match: the whole, and groups by number; "" for those that took no part. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly string[];
}

type Node =
  | { readonly kind: "set"; readonly accepts: (character: string) => boolean }
  | { readonly kind: "start" | "end" }
  | { readonly kind: "group"; readonly index: number; readonly branches: readonly (readonly Node[])[] }
  | { readonly kind: "repeat"; readonly min: 0 | 1; readonly max: number; readonly of: Node };

const MAX_STEPS = 200_000;
const MAX_DEPTH = 1_500;

export class TooHard extends Error {
  override readonly name = "TooHard";
}

export class Regex {
  readonly #branches: readonly (readonly Node[])[];
  #groups = 0;
  #at = 0;

  /** @throws SyntaxError for what CMake refuses */
  constructor(private readonly source: string) {
    this.#branches = this.#alternatives();
    if (this.#at < source.length) throw new SyntaxError("unmatched )");
  }

  get groupCount(): number {
    return this.#groups;
  }

  /** The leftmost match from `from` on; null without one. @throws TooHard when it takes too many steps */
  match(text: string, from = 0, atStart = true): Match | null {
    const run = new Run(text, this.#groups, atStart);
    for (let start = from; start <= text.length; start++) {
      const end = run.start(this.#branches, start);
      if (end !== null) return { start, end, groups: run.groups(start, end) };
    }
    return null;
  }

  #alternatives(): readonly (readonly Node[])[] {
    const branches = [this.#sequence()];
    while (this.source[this.#at] === "|") {
      this.#at++;
      branches.push(this.#sequence());
    }
    return branches;
  }

  #sequence(): readonly Node[] {
    const nodes: Node[] = [];
    for (let character = this.source[this.#at]; character !== undefined && character !== "|" && character !== ")"; character = this.source[this.#at]) nodes.push(this.#piece());
    return nodes;
  }

  #piece(): Node {
    let node = this.#atom();
    for (let operator = this.source[this.#at]; operator === "*" || operator === "+" || operator === "?"; operator = this.source[this.#at]) {
      this.#at++;
      if (node.kind === "start" || node.kind === "end" || node.kind === "repeat") throw new SyntaxError(`nested ${operator}`);
      node = { kind: "repeat", min: operator === "+" ? 1 : 0, max: operator === "?" ? 1 : Number.POSITIVE_INFINITY, of: node };
    }
    return node;
  }

  #atom(): Node {
    const character = this.source[this.#at++] as string;
    switch (character) {
      case "^":
        return { kind: "start" };
      case "$":
        return { kind: "end" };
      case ".":
        return { kind: "set", accepts: () => true };
      case "[":
        return { kind: "set", accepts: this.#set() };
      case "(": {
        if (this.#groups >= 9) throw new SyntaxError("too many ()");
        const index = ++this.#groups;
        const branches = this.#alternatives();
        if (this.source[this.#at++] !== ")") throw new SyntaxError("unmatched ()");
        return { kind: "group", index, branches };
      }
      case "*":
      case "+":
      case "?":
        throw new SyntaxError(`${character} follows nothing`);
      case "\\": {
        const escaped = this.source[this.#at++];
        if (escaped === undefined) throw new SyntaxError("trailing backslash");
        return { kind: "set", accepts: (other) => other === escaped };
      }
      default:
        return { kind: "set", accepts: (other) => other === character };
    }
  }

  #set(): (character: string) => boolean {
    const negated = this.source[this.#at] === "^";
    if (negated) this.#at++;
    const ranges: (readonly [string, string])[] = [];
    for (let first = true; first || this.source[this.#at] !== "]"; first = false) {
      const from = this.source[this.#at++];
      if (from === undefined) throw new SyntaxError("unmatched []");
      const isRange = this.source[this.#at] === "-" && this.source[this.#at + 1] !== "]" && this.source[this.#at + 1] !== undefined;
      const to = isRange ? (this.source[this.#at + 1] as string) : from;
      if (isRange) this.#at += 2;
      ranges.push([from, to]);
    }
    this.#at++;
    return (character) => ranges.some(([from, to]) => from <= character && character <= to) !== negated;
  }
}

class Run {
  #captures: (readonly [number, number] | undefined)[] = [];
  #steps = 0;
  #depth = 0;

  constructor(
    private readonly text: string,
    private readonly count: number,
    private readonly atStart: boolean,
  ) {}

  start(branches: readonly (readonly Node[])[], at: number): number | null {
    this.#captures = [];
    return this.#either(branches, at, (end) => end);
  }

  groups(start: number, end: number): readonly string[] {
    const inner = Array.from({ length: this.count }, (_, i) => this.#captures[i + 1]);
    return [this.text.slice(start, end), ...inner.map((range) => (range === undefined ? "" : this.text.slice(...range)))];
  }

  #either(branches: readonly (readonly Node[])[], at: number, then: (end: number) => number | null): number | null {
    for (const branch of branches) {
      const end = this.#sequence(branch, 0, at, then);
      if (end !== null) return end;
    }
    return null;
  }

  #sequence(nodes: readonly Node[], index: number, at: number, then: (end: number) => number | null): number | null {
    if (++this.#steps > MAX_STEPS || this.#depth > MAX_DEPTH) throw new TooHard();
    const node = nodes[index];
    if (node === undefined) return then(at);
    this.#depth++;
    try {
      return this.#node(node, at, (end) => this.#sequence(nodes, index + 1, end, then));
    } finally {
      this.#depth--;
    }
  }

  #node(node: Node, at: number, then: (end: number) => number | null): number | null {
    switch (node.kind) {
      case "start":
        return at === 0 && this.atStart ? then(at) : null;
      case "end":
        return at === this.text.length ? then(at) : null;
      case "set":
        return at < this.text.length && node.accepts(this.text[at] as string) ? then(at + 1) : null;
      case "group": {
        const before = this.#captures[node.index];
        const end = this.#either(node.branches, at, (inner) => {
          const previous = this.#captures[node.index];
          this.#captures[node.index] = [at, inner];
          const rest = then(inner);
          if (rest === null) this.#captures[node.index] = previous;
          return rest;
        });
        if (end === null) this.#captures[node.index] = before;
        return end;
      }
      case "repeat":
        return node.of.kind === "set" ? this.#run(node.of.accepts, node.min, node.max, at, then) : this.#repeat(node.of, node.min, node.max, at, then);
    }
  }

  /** Repeats one character, greedily. */
  #run(accepts: (character: string) => boolean, min: number, max: number, at: number, then: (end: number) => number | null): number | null {
    let end = at;
    while (end < this.text.length && end - at < max && accepts(this.text[end] as string)) end++;
    for (; end - at >= min; end--) {
      if (++this.#steps > MAX_STEPS) throw new TooHard();
      const found = then(end);
      if (found !== null) return found;
    }
    return null;
  }

  #repeat(node: Node, min: number, max: number, at: number, then: (end: number) => number | null): number | null {
    if (++this.#steps > MAX_STEPS || this.#depth > MAX_DEPTH) throw new TooHard();
    this.#depth++;
    try {
      const more = max < 1 ? null : this.#node(node, at, (end) => (end === at ? null : this.#repeat(node, 0, max - 1, end, then)));
      if (more !== null) return more;
      return min === 0 ? then(at) : this.#node(node, at, then);
    } finally {
      this.#depth--;
    }
  }
}
