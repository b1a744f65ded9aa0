/** Environment variables and shell variables as they are at one moment. */
import type { Reason, Traced } from "../text/index.js";
import { unknownText } from "../text/index.js";

export interface Variable {
  readonly value: Traced;
  /** "maybe": set in some of the ways the build can go; `value` is then what it is when it is set */
  readonly set: "yes" | "maybe";
  /** whether commands see it */
  readonly exported: boolean;
}

/** Changes over a layer below: null for a variable that is unset. */
interface Layer {
  readonly changes: ReadonlyMap<string, Variable | null>;
  readonly below: Layer | null;
  /** layers below */
  readonly depth: number;
}

/** Shells and make change a few of many variables, many times: a change is a layer, and layers are merged when looking through them would cost more. */
const MAX_DEPTH = 24;

/**
 * Immutable map of variables. Names that are not in it are unset, unless the environment is `open`: then whoever starts the build (or an
 * image that is not known) may have set them, and they are unknown, never empty.
 */
export class Environment {
  static readonly EMPTY = new Environment({ changes: new Map(), below: null, depth: 0 }, null);

  private constructor(
    private readonly top: Layer,
    /** why names that are not listed may be set all the same; null when the environment is closed */
    readonly open: Reason | null,
  ) {}

  static of(variables: Iterable<readonly [string, Variable]>, open: Reason | null = null): Environment {
    return new Environment({ changes: new Map(variables), below: null, depth: 0 }, open);
  }

  /** Null when the variable is unset for certain. */
  get(name: string): Variable | null {
    const found = this.find(name);
    if (found !== undefined) return found;
    if (this.open === null) return null;
    return { value: unknownText({ ...this.open, text: `${name}: ${this.open.text}` }), set: "maybe", exported: true };
  }

  /** As {@link get}, for what a command sees. */
  getExported(name: string): Variable | null {
    const found = this.get(name);
    return found?.exported === true ? found : null;
  }

  set(name: string, value: Traced, exported: boolean, set: Variable["set"] = "yes"): Environment {
    return this.with(name, { value, set, exported });
  }

  /** After this the variable is unset for certain, even in an open environment. */
  unset(name: string): Environment {
    return this.get(name) === null ? this : this.with(name, null);
  }

  /** Names that are listed, sorted. */
  names(): readonly string[] {
    return [...this.entries()].map(([name]) => name).sort();
  }

  /** Names that are unset for certain although the environment is open. */
  unsetNames(): Iterable<string> {
    return this.open === null ? [] : [...merged(this.top)].flatMap(([name, variable]) => (variable === null ? [name] : []));
  }

  *entries(): IterableIterator<readonly [string, Variable]> {
    for (const [name, variable] of merged(this.top)) if (variable !== null) yield [name, variable];
  }

  withOpen(open: Reason | null): Environment {
    return new Environment(this.top, open);
  }

  // TypeScript 6.0 compiles a class with #methods and a static field of its own type to code that fails when it is loaded.
  private find(name: string): Variable | null | undefined {
    for (let layer: Layer | null = this.top; layer !== null; layer = layer.below) {
      const found = layer.changes.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private with(name: string, variable: Variable | null): Environment {
    const below: Layer = this.top.depth < MAX_DEPTH ? this.top : { changes: merged(this.top), below: null, depth: 0 };
    return new Environment({ changes: new Map([[name, variable]]), below, depth: below.depth + 1 }, this.open);
  }
}

function merged(top: Layer): ReadonlyMap<string, Variable | null> {
  if (top.below === null) return top.changes;
  const layers: Layer[] = [];
  for (let layer: Layer | null = top; layer !== null; layer = layer.below) layers.push(layer);
  const all = new Map<string, Variable | null>();
  for (const { changes } of layers.reverse()) for (const [name, variable] of changes) all.set(name, variable);
  return all;
}
