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

/** Why names that are not listed may be set all the same. */
export interface Openness extends Reason {
  /** whether a name is taken to be unset nevertheless; asking is what makes an answer rest on that */
  readonly isAssumedUnset?: (name: string) => boolean;
}

type Changes = ReadonlyMap<string, Variable | null>;

/**
 * Changes over a layer below; null for a variable that is unset. Shells and make change a few of many variables, many times: a change is a
 * layer, and takes in those below that are no larger, so that there are few of them and the large ones are shared.
 */
class Layer {
  /** whether commands see all that is set, here and below */
  readonly areExported: boolean;
  private exportedOnes: Layer | null = null;

  constructor(
    private readonly changes: Changes,
    private readonly below: Layer | null,
  ) {
    this.areExported = (below?.areExported ?? true) && [...changes.values()].every((variable) => variable?.exported !== false);
  }

  with(changes: Changes): Layer {
    if (this.changes.size > changes.size) return new Layer(changes, this);
    const all = joined([this.changes, changes]);
    return this.below === null ? new Layer(all, null) : this.below.with(all);
  }

  find(name: string): Variable | null | undefined {
    const found = this.changes.get(name);
    return found === undefined && this.below !== null ? this.below.find(name) : found;
  }

  merged(): Changes {
    return this.below === null ? this.changes : joined([this.below.merged(), this.changes]);
  }

  /** The same without what commands do not see. */
  exported(): Layer {
    if (this.areExported) return this;
    this.exportedOnes ??= new Layer(new Map([...this.changes].map(([name, variable]) => [name, variable?.exported === true ? variable : null])), this.below?.exported() ?? null);
    return this.exportedOnes;
  }

  /** Names that are changed here. */
  names(): Iterable<string> {
    return this.changes.keys();
  }

  /** This layer and those below. */
  *down(): IterableIterator<Layer> {
    yield this;
    if (this.below !== null) yield* this.below.down();
  }
}

/** Told of what is looked up in an environment. */
export interface EnvironmentWatch {
  /** `found`: undefined for a name that is not listed, null for one that is unset */
  looked(name: string, found: Variable | null | undefined): void;
  /** all names were gone through */
  lookedAtAll(): void;
}

/** Tells of every look into the layers below it, in which all that is set is exported. */
class WatchedLayer extends Layer {
  constructor(
    private readonly watched: Layer,
    private readonly watch: EnvironmentWatch,
  ) {
    super(new Map(), null);
  }

  override with(changes: Changes): Layer {
    return new Layer(changes, this);
  }

  override find(name: string): Variable | null | undefined {
    const found = this.watched.find(name);
    this.watch.looked(name, found);
    return found;
  }

  override merged(): Changes {
    this.watch.lookedAtAll();
    return this.watched.merged();
  }

  override exported(): Layer {
    return this;
  }

  override names(): Iterable<string> {
    return this.merged().keys();
  }
}

function joined(parts: readonly Changes[]): Changes {
  const all = new Map<string, Variable | null>();
  for (const part of parts) for (const [name, variable] of part) all.set(name, variable);
  return all;
}

/**
 * Immutable map of variables. Names that are not in it are unset, unless the environment is `open`: then whoever starts the build (or an
 * image that is not known) may have set them, and they are unknown, never empty.
 */
export class Environment {
  static readonly EMPTY = new Environment(new Layer(new Map(), null), null);

  private constructor(
    private readonly top: Layer,
    /** why names that are not listed may be set all the same; null when the environment is closed */
    readonly open: Openness | null,
  ) {}

  static of(variables: Iterable<readonly [string, Variable]>, open: Openness | null = null): Environment {
    return new Environment(new Layer(new Map(variables), null), open);
  }

  /** Null when the variable is unset for certain. */
  get(name: string): Variable | null {
    const found = this.top.find(name);
    if (found !== undefined) return found;
    if (this.open === null || this.open.isAssumedUnset?.(name) === true) return null;
    return { value: unknownText({ ...this.open, text: `${name}: ${this.open.text}` }), set: "maybe", exported: true };
  }

  /** As {@link get}, for what a command sees. */
  getExported(name: string): Variable | null {
    const found = this.get(name);
    return found?.exported === true ? found : null;
  }

  set(name: string, value: Traced, exported: boolean, set: Variable["set"] = "yes"): Environment {
    return new Environment(this.top.with(new Map([[name, { value, set, exported }]])), this.open);
  }

  /** After this the variable is unset for certain, even in an open environment. */
  unset(name: string): Environment {
    return this.unsetAll([name]);
  }

  unsetAll(names: Iterable<string>): Environment {
    const changes = new Map([...names].filter((name) => this.get(name) !== null).map((name) => [name, null] as const));
    return changes.size === 0 ? this : new Environment(this.top.with(changes), this.open);
  }

  /** What a command sees: variables that are not exported are unset for it. */
  exported(): Environment {
    const top = this.top.exported();
    return top === this.top ? this : new Environment(top, this.open);
  }

  /** Names that may be another thing in the other environment: all others that are listed are the same. */
  namesBeside(other: Environment): ReadonlySet<string> {
    const own = new Set(this.top.down());
    const names = new Set<string>();
    let shared: Layer | null = null;
    for (const layer of other.top.down()) {
      if (own.has(layer)) {
        shared = layer;
        break;
      }
      for (const name of layer.names()) names.add(name);
    }
    for (const layer of own) {
      if (layer === shared) break;
      for (const name of layer.names()) names.add(name);
    }
    return names;
  }

  /** Names that are listed, sorted. */
  names(): readonly string[] {
    return [...this.entries()].map(([name]) => name).sort();
  }

  /** Names that are unset for certain although the environment is open. */
  unsetNames(): Iterable<string> {
    return this.open === null ? [] : [...this.top.merged()].flatMap(([name, variable]) => (variable === null ? [name] : []));
  }

  *entries(): IterableIterator<readonly [string, Variable]> {
    for (const [name, variable] of this.top.merged()) if (variable !== null) yield [name, variable];
  }

  /** The same environment, which tells `watch` of what is looked up in it and in those that are made from it. Null where it holds what commands do not see. */
  watched(watch: EnvironmentWatch): Environment | null {
    return this.top.areExported ? new Environment(new WatchedLayer(this.top, watch), this.open) : null;
  }

  /** What is listed under a name: undefined when nothing is, null when it is unset for certain. */
  listed(name: string): Variable | null | undefined {
    return this.top.find(name);
  }

  withOpen(open: Openness | null): Environment {
    return new Environment(this.top, open);
  }
}
