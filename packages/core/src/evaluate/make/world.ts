/**
 * State that can be evaluated in several ways at once. Where make's way is not known (`ifeq` on an unknown), each way is run from the same
 * state, its changes are taken back, and at the end the changes of all ways are joined.
 */
import type { Origin } from "../../text/index.js";

/** One way to go, or what holds in it. */
export interface Way<T> {
  /** the condition that chooses it, for people: "$(OS) is Windows_NT"; "" when there is no other */
  readonly when: string;
  readonly value: T;
}

/** Thrown where make stops with an error: this way ends here. */
export class MakeStop extends Error {
  override readonly name = "MakeStop";

  constructor(
    readonly reason: string,
    readonly at: Origin | null,
  ) {
    super(reason);
  }
}

/** Old or new values by table and key; `undefined` for a key that is not there. */
type Changes = Map<Table<unknown>, Map<string, unknown>>;

/** A map whose changes can be taken back. */
export class Table<V> {
  readonly #values = new Map<string, V>();

  /** @param join what holds after ways in which the value differs; `undefined` where a way has none */
  constructor(
    private readonly world: World,
    readonly join: (ways: readonly Way<V | undefined>[], key: string) => V | undefined,
  ) {}

  get(key: string): V | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: V | undefined): void {
    this.world.remember(this as Table<unknown>, key, this.#values.get(key));
    this.restore(key, value);
  }

  entries(): IterableIterator<[string, V]> {
    return this.#values.entries();
  }

  /** Sets a value without remembering the old one. */
  restore(key: string, value: V | undefined): void {
    if (value === undefined) this.#values.delete(key);
    else this.#values.set(key, value);
  }
}

export class World {
  readonly #frames: Changes[] = [];

  /** Whether what happens now happens in some ways only. */
  get undecided(): boolean {
    return this.#frames.length > 0;
  }

  /** Keeps the value that a write replaces. */
  remember(table: Table<unknown>, key: string, old: unknown): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return;
    const values = frame.get(table) ?? new Map<string, unknown>();
    frame.set(table, values);
    if (!values.has(key)) values.set(key, old);
  }

  /**
   * Runs every way from the present state and joins what they changed. Ways in which make stops are dropped; when it stops in all of them it
   * stops for certain. A single way is no choice and simply runs.
   *
   * @returns the results of the ways that did not stop
   */
  either<T>(ways: readonly { readonly when: string; readonly run: () => T }[]): readonly Way<T>[] {
    const [only, ...others] = ways;
    if (only !== undefined && others.length === 0) return [{ when: only.when, value: only.run() }];
    const results: Way<T>[] = [];
    const changes: Way<Changes>[] = [];
    let stop: MakeStop | null = null;
    for (const { when, run } of ways) {
      this.#frames.push(new Map());
      try {
        const value = run();
        changes.push({ when, value: this.#takeBack() });
        results.push({ when, value });
      } catch (error) {
        this.#takeBack();
        if (!(error instanceof MakeStop)) throw error;
        stop = error;
      }
    }
    if (results.length === 0 && stop !== null) throw stop;
    this.#apply(changes);
    return results;
  }

  /** Ends the innermost frame: restores the values of before and gives the new ones. */
  #takeBack(): Changes {
    const news: Changes = new Map();
    for (const [table, olds] of this.#frames.pop() ?? []) {
      news.set(table, new Map([...olds.keys()].map((key) => [key, table.get(key)])));
      for (const [key, old] of olds) table.restore(key, old);
    }
    return news;
  }

  #apply(ways: readonly Way<Changes>[]): void {
    const touched = new Map<Table<unknown>, Set<string>>();
    for (const { value } of ways) {
      for (const [table, news] of value) touched.set(table, new Set([...(touched.get(table) ?? []), ...news.keys()]));
    }
    for (const [table, keys] of touched) {
      for (const key of keys) {
        const before = table.get(key);
        const values = ways.map(({ when, value }) => {
          const news = value.get(table);
          return { when, value: news?.has(key) === true ? news.get(key) : before };
        });
        const [first, ...rest] = values;
        const same = first !== undefined && rest.every((way) => way.value === first.value);
        table.set(key, same ? first.value : table.join(values, key));
      }
    }
  }
}

/** "a, b" without empty parts. What is chosen again and again by one condition tells it once, and long lists of them end with "…". */
export function both(first: string, second: string): string {
  if (first === "" || second === "") return first + second;
  if (first === second || first.endsWith(REST) || first.startsWith(`${second}, `) || first.endsWith(`, ${second}`) || first.includes(`, ${second}, `)) return first;
  return first.length + second.length > MAX_CONDITION ? `${first}${REST}` : `${first}, ${second}`;
}

const REST = ", …";

/** UTF-16 units of conditions that people are told. */
const MAX_CONDITION = 400;
