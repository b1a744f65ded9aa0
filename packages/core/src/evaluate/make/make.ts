/** One run of make: what it knows while it reads its makefiles and runs recipes. */
import type { Hop, Origin, Reason, Traced } from "../../text/index.js";
import { concat, EMPTY, isEmpty, literal, unknownText } from "../../text/index.js";
import type { CallingMake, IgnoredAppend } from "../calling-make.js";
import type { Environment } from "../environment.js";
import type { LostAssignment } from "../lost.js";
import type { Machine } from "../machine.js";
import type { Certainty, Tolerance } from "../model.js";
import type { FileName, PatternRule, PatternVariable, PendingRule, TargetRecord } from "./rules.js";
import { joinGuarded, joinPending, joinTargets } from "./rules.js";
import type { Found, Scope } from "./scope.js";
import { find } from "./scope.js";
import type { Answer } from "./values.js";
import { choose } from "./values.js";
import type { Definition, Variable } from "./variable.js";
import { always, definition, isExportable, isStronger, joinVariables, simplified, UNDEFINED } from "./variable.js";
import type { Way } from "./world.js";
import { both, Table, World } from "./world.js";
import { notUnderstood } from "../may-hide-build.js";

/** `.EXPORT_ALL_VARIABLES`, … as they are in this way. */
export type Setting = "export all" | "one shell" | "posix" | "second expansion";

export interface MakeRun {
  readonly machine: Machine;
  /** what make itself was started with */
  readonly environment: Environment;
  /** `$(CURDIR)`; null when not known */
  readonly directory: string | null;
  readonly chain: readonly Hop[];
  readonly certainty: Certainty;
  /** see {@link CommandCall} */
  readonly lost: readonly LostAssignment[];
  /** see {@link CommandCall} */
  readonly caller: CallingMake | null;
  readonly failureTolerated: Tolerance;
  /** the command that started make */
  readonly at: Origin;
  readonly flags: MakeFlags;
  /** `-I` */
  readonly includeDirectories: readonly Traced[];
}

export interface MakeFlags {
  readonly alwaysMake: boolean;
  readonly environmentOverrides: boolean;
  readonly ignoreErrors: boolean;
  readonly keepGoing: boolean;
  readonly silent: boolean;
  readonly noBuiltinRules: boolean;
  readonly noBuiltinVariables: boolean;
}

export class Make {
  readonly world = new World();
  readonly variables = new Table<Variable>(this.world, joinVariables);
  readonly targetVariables = new Table<ReadonlyMap<string, Variable>>(this.world, joinSets);
  readonly patternVariables = new Table<readonly PatternVariable[]>(this.world, joinGuarded);
  readonly targets = new Table<TargetRecord>(this.world, joinTargets);
  readonly patternRules = new Table<readonly PatternRule[]>(this.world, joinGuarded);
  readonly pending = new Table<PendingRule>(this.world, joinPending);
  readonly settings = new Table<Answer>(this.world, (ways) => (new Set(ways.map((way) => way.value ?? "no")).size === 1 ? ways[0]?.value : "maybe"));
  /** where the names of the current `vpath` and VPATH directories are */
  readonly searchPaths = new Table<readonly { readonly pattern: Traced; readonly directories: Traced }[]>(this.world, (ways) => ways.flatMap((way) => way.value ?? []));

  readonly global: Scope;
  /** innermost scope */
  scope: Scope;
  /** standard output so far */
  readonly output: Traced[] = [];
  /** names of included files that were not found */
  readonly missing: FileName[] = [];
  includes = 0;
  /** of the command line; a makefile may add to them through MAKEFLAGS */
  flags: MakeFlags;
  /** expansions done, bounded by LIMITS.expansionSteps */
  steps = 0;
  depth = 0;
  /** definitions that are being expanded, and how often a `$(call)` allows that */
  readonly expanding = new Map<Definition, number>();
  readonly shellRuns = { count: 0 };
  readonly ignoredAppends: IgnoredAppend[] = [];
  /** names that the command line gives */
  readonly givenNames = new Set<string>();
  /** a recipe may have failed and ended make: what comes behind it only may happen */
  mayHaveStopped = false;
  #certainty: Certainty;
  #unread: Reason | null = null;

  constructor(readonly run: MakeRun) {
    this.flags = run.flags;
    this.#certainty = run.certainty;
    this.global = {
      get: (name) => this.globalVariable(name),
      entries: () => this.variables.entries(),
      next: null,
      nextIsParent: false,
    };
    this.scope = this.global;
  }

  get machine(): Machine {
    return this.run.machine;
  }

  get certainty(): Certainty {
    return this.#certainty === "may" || this.world.undecided || this.mayHaveStopped ? "may" : "must";
  }

  /** What happens in `run` may happen. */
  perhaps<T>(run: () => T): T {
    const before = this.#certainty;
    this.#certainty = "may";
    try {
      return run();
    } finally {
      this.#certainty = before;
    }
  }

  /** Looks names up from `scope` while `run` runs. */
  within<T>(scope: Scope, run: () => T): T {
    const before = this.scope;
    this.scope = scope;
    try {
      return run();
    } finally {
      this.scope = before;
    }
  }

  find(name: string): readonly Way<Found | null>[] {
    return find(this.scope, name);
  }

  globalVariable(name: string): Variable {
    return this.variables.get(name) ?? this.#openVariable(name) ?? UNDEFINED;
  }

  is(setting: Setting): Answer {
    return this.settings.get(setting) ?? "no";
  }

  /** Gives every definition of a global variable a successor. */
  redefine(name: string, change: (old: Definition | null) => Variable): void {
    const ways = this.globalVariable(name).flatMap(({ when, value }) => change(value).map((way) => ({ when: both(when, way.when), value: way.value })));
    this.variables.set(name, simplified(ways, name));
  }

  /** Defines a global variable where nothing stronger does. */
  define(name: string, made: Definition): void {
    this.redefine(name, (old) => always(old !== null && isStronger(old.origin, made.origin) ? old : { ...made, exported: old?.exported ?? made.exported }));
  }

  /**
   * A text that is not known was read as a makefile: it may have defined any variable, but for those of the command line and those with which
   * make itself works. What it adds to rules is told by the effect.
   */
  disturb(reason: Reason, what: string): void {
    this.machine.record(notUnderstood(reason, "make", this.run.chain));
    this.#unread ??= reason;
    for (const [name, variable] of [...this.variables.entries()]) {
      if (/^\.|^MAKE|^(?:CURDIR|SHELL)$/.test(name) || variable.every((way) => way.value === null || isStronger(way.value.origin, "file") || way.value.origin === "default")) continue;
      const other = definition("recursive", "file", unknownText({ ...reason, text: `${name}: ${reason.text}` }), { at: reason.at });
      this.variables.set(name, simplified([...variable, { when: `${what} defines ${name}`, value: other }], name));
    }
  }

  /** Prints a line. */
  print(text: Traced): void {
    this.emit(concat(text, literal("\n")));
  }

  /** Adds to standard output; what is printed in some ways only may be missing. */
  emit(text: Traced): void {
    const always = !this.world.undecided && !this.mayHaveStopped && this.#certainty === this.run.certainty;
    if (!isEmpty(text)) this.output.push(always ? text : choose([{ when: "", value: text }, { when: "", value: EMPTY }]));
  }

  /** A name that no makefile defines, where whoever started make may have set it. No shell sets one that is no name of its own. */
  #openVariable(name: string): Variable | null {
    if (!isExportable(name) || name.startsWith("MAKE")) return null;
    const fromCaller = this.run.environment.open === null ? null : this.run.environment.getExported(name);
    if (fromCaller === null && this.#unread === null) return null;
    const value = fromCaller?.value ?? unknownText({ ...(this.#unread as Reason), text: `${name}: ${(this.#unread as Reason).text}` });
    return [
      { when: `${name} is not set`, value: null },
      { when: `${name} is set`, value: definition("recursive", "environment", value, { exported: "yes" }) },
    ];
  }
}

function joinSets(ways: readonly Way<ReadonlyMap<string, Variable> | undefined>[]): ReadonlyMap<string, Variable> {
  const names = new Set(ways.flatMap((way) => [...(way.value?.keys() ?? [])]));
  return new Map([...names].map((name) => [name, joinVariables(ways.map((way) => ({ when: way.when, value: way.value?.get(name) })), name)]));
}
