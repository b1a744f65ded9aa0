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

/**
 * Immutable map of variables. Names that are not in it are unset, unless the environment is `open`: then whoever starts the build (or an
 * image that is not known) may have set them, and they are unknown, never empty.
 */
export class Environment {
  static readonly EMPTY = new Environment(new Map(), new Set(), null);

  private constructor(
    private readonly variables: ReadonlyMap<string, Variable>,
    /** names that are unset although the environment is open */
    private readonly absent: ReadonlySet<string>,
    /** why names that are not listed may be set all the same; null when the environment is closed */
    readonly open: Reason | null,
  ) {}

  static of(variables: Iterable<readonly [string, Variable]>, open: Reason | null = null): Environment {
    return new Environment(new Map(variables), new Set(), open);
  }

  /** Null when the variable is unset for certain. */
  get(name: string): Variable | null {
    const found = this.variables.get(name);
    if (found !== undefined) return found;
    if (this.open === null || this.absent.has(name)) return null;
    return { value: unknownText({ ...this.open, text: `${name}: ${this.open.text}` }), set: "maybe", exported: true };
  }

  /** As {@link get}, for what a command sees. */
  getExported(name: string): Variable | null {
    const found = this.get(name);
    return found?.exported === true ? found : null;
  }

  set(name: string, value: Traced, exported: boolean, set: Variable["set"] = "yes"): Environment {
    return new Environment(new Map(this.variables).set(name, { value, set, exported }), this.absent, this.open);
  }

  /** After this the variable is unset for certain, even in an open environment. */
  unset(name: string): Environment {
    if (!this.variables.has(name) && this.get(name) === null) return this;
    const variables = new Map(this.variables);
    variables.delete(name);
    return new Environment(variables, this.open === null ? this.absent : new Set(this.absent).add(name), this.open);
  }

  /** Names that are listed, sorted. */
  names(): readonly string[] {
    return [...this.variables.keys()].sort();
  }

  /** Names that are unset for certain although the environment is open. */
  unsetNames(): Iterable<string> {
    return this.absent;
  }

  entries(): Iterable<readonly [string, Variable]> {
    return this.variables.entries();
  }

  withOpen(open: Reason | null): Environment {
    return new Environment(this.variables, this.absent, open);
  }
}
