import type { Workspace } from "../workspace/port.js";
import { Inputs } from "./inputs.js";
import { Snapshot } from "./snapshot.js";

/** A computation that failed: a broken invariant of ours, with the query and what it was about. `cause` is the error itself. */
export class QueryError extends Error {
  override readonly name = "QueryError";

  constructor(query: string, cause: unknown) {
    super(`${query}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** Queries that need each other. */
export class QueryCycleError extends Error {
  override readonly name = "QueryCycleError";
  /** `name(key)` from the first to its return */
  readonly queries: readonly string[];

  constructor(queries: readonly string[]) {
    super(`queries need each other: ${queries.join(" → ")}`);
    this.queries = queries;
  }
}

/** One computation: its value once it is there, and what the value was made from. */
interface Entry {
  readonly label: string;
  value: unknown;
  /** read by itself; what its dependencies have read is theirs */
  readonly inputs: Inputs;
  readonly dependencies: Set<Entry>;
  readonly dependents: Set<Entry>;
}

/** Of the current revision. */
export interface QueryCounters {
  readonly computed: number;
  readonly reused: number;
}

/**
 * Remembers results of computations over a workspace. A result is kept from one revision to the next unless a file, directory or absence that it or
 * one of the results it was made from has seen is another one now.
 */
export class QueryEngine {
  readonly #workspace: Workspace;
  #snapshot: Snapshot;
  readonly #entries = new Map<string, Entry>();
  /** being computed, outermost first */
  readonly #stack: Entry[] = [];
  #computed = 0;
  #reused = 0;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.#snapshot = new Snapshot(workspace);
  }

  get counters(): QueryCounters {
    return { computed: this.#computed, reused: this.#reused };
  }

  /**
   * The result of `compute`, computed once for each name and key. Everything that it depends on must be in its key, come from the workspace that
   * it is given, or from other queries.
   *
   * @param name of the kind of question; it has one type of value
   * @param key what the question is about, a path for instance
   * @throws QueryCycleError when it needs itself
   * @throws QueryError when a computation throws; nothing is remembered of it
   */
  query<T>(name: string, key: string, compute: (workspace: Workspace) => T): T {
    const id = `${name}\0${key}`;
    const caller = this.#stack.at(-1);
    let entry = this.#entries.get(id);
    if (entry === undefined) {
      entry = this.#compute(`${name}(${key})`, compute, caller);
      this.#entries.set(id, entry);
      this.#computed++;
    } else this.#reused++;
    if (caller !== undefined) {
      caller.dependencies.add(entry);
      entry.dependents.add(caller);
    }
    return entry.value as T;
  }

  /** Starts a new revision: looks once at everything that results have seen, and forgets those for which something changed. */
  refresh(): void {
    if (this.#stack.length > 0) throw new Error(`refresh during ${this.#stack[0]?.label ?? ""}`);
    this.#snapshot = new Snapshot(this.#workspace);
    this.#computed = 0;
    this.#reused = 0;
    const stale = new Set<Entry>();
    const forget = (entry: Entry): void => {
      if (stale.has(entry)) return;
      stale.add(entry);
      for (const dependent of entry.dependents) forget(dependent);
    };
    for (const entry of this.#entries.values()) if (!stale.has(entry) && !entry.inputs.hold(this.#snapshot)) forget(entry);
    for (const [id, entry] of this.#entries) {
      if (stale.has(entry)) this.#entries.delete(id);
      else for (const dependent of entry.dependents) if (stale.has(dependent)) entry.dependents.delete(dependent);
    }
  }

  /** Paths that a remembered result has seen, directly or through others, sorted; those of absent files too. Empty for one that is not remembered. */
  inputsOf(name: string, key: string): readonly string[] {
    const paths = new Set<string>();
    const seen = new Set<Entry>();
    const visit = (entry: Entry): void => {
      if (seen.has(entry)) return;
      seen.add(entry);
      for (const path of entry.inputs.paths()) paths.add(path);
      for (const dependency of entry.dependencies) visit(dependency);
    };
    const entry = this.#entries.get(`${name}\0${key}`);
    if (entry !== undefined) visit(entry);
    return [...paths].sort();
  }

  #compute(label: string, compute: (workspace: Workspace) => unknown, caller: Entry | undefined): Entry {
    const first = this.#stack.findIndex((running) => running.label === label);
    if (first !== -1) throw new QueryCycleError([...this.#stack.slice(first).map((running) => running.label), label]);
    const entry: Entry = { label, value: undefined, inputs: new Inputs(), dependencies: new Set(), dependents: new Set() };
    this.#stack.push(entry);
    try {
      entry.value = compute(entry.inputs.recording(() => this.#snapshot));
      return entry;
    } catch (error) {
      // a caller that catches the error depends on what led to it
      caller?.inputs.add(entry.inputs);
      for (const dependency of entry.dependencies) {
        dependency.dependents.delete(entry);
        if (caller !== undefined) {
          caller.dependencies.add(dependency);
          dependency.dependents.add(caller);
        }
      }
      throw error instanceof QueryError || error instanceof QueryCycleError ? error : new QueryError(label, error);
    } finally {
      this.#stack.pop();
    }
  }
}
