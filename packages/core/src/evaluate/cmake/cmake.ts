/** One run of CMake: `cmake -S … -B …` or `cmake -P script`. */
import { LIMITS } from "../../limits.js";
import type { Argument } from "../../syntax/cmake/index.js";
import type { Hop, Origin, Reason, Traced } from "../../text/index.js";
import { EMPTY, literal, literalOf, unknownText } from "../../text/index.js";
import type { Environment } from "../environment.js";
import { joinGuarded, MakeStop, Table, type Way, World } from "../make/index.js";
import type { LostAssignment } from "../lost.js";
import type { Machine } from "../machine.js";
import type { Certainty } from "../model.js";
import type { Call, Evaluated, Flows, Handler } from "./call.js";
import { bounded } from "./bounded.js";
import type { Declaration } from "./model.js";
import { type Definition, type Directory, joinSlots, setTo, type Slot, textOf, unknownSlot, UNSET } from "./state.js";
import { compareVersions } from "./truth.js";
import { notUnderstood } from "../may-hide-build.js";

export interface CMakeRun {
  readonly machine: Machine;
  /** what CMake itself was started with */
  readonly environment: Environment;
  readonly chain: readonly Hop[];
  readonly certainty: Certainty;
  /** the command that started it */
  readonly at: Origin;
  /** directory in which it was started */
  readonly directory: string | null;
  /** why cache variables may be given that are not seen; null when all are */
  readonly open: Reason | null;
  /** those with a default are not given */
  readonly defaultsHold: boolean;
  /** told of every command with its arguments, for comparisons with `--trace-expand` */
  readonly onCommand?: (call: Call, args: readonly Evaluated[]) => void;
}

/** Variables of one function, directory or `block()`, over those of whoever called it. */
export interface Scope {
  readonly variables: Table<Slot>;
  readonly parent: Scope | null;
}

/** Where a command is written. */
export interface Place {
  /** workspace path; null for files that were written during the build */
  readonly file: string | null;
  /** absolute path */
  readonly path: string | null;
}

export class CMake {
  readonly world = new World();
  readonly cache = new Table<Slot & { readonly type: string }>(this.world, (ways) => {
    const known = ways.find(({ value }) => value !== undefined)?.value;
    return known === undefined ? undefined : { ...joinSlots(ways.map(({ when, value }) => ({ when, value: value ?? UNSET }))), type: known.type };
  });
  /** changes of the environment by `set(ENV{…})` */
  readonly environment = new Table<Slot>(this.world, (ways, name) => joinSlots(ways.map(({ when, value }) => ({ when, value: value ?? this.#ownEnvironment(name) }))));
  /** by scope, holder and name */
  readonly properties = new Table<Slot>(this.world, joinAbsent);
  readonly functions = new Table<readonly Way<Definition | null>[]>(this.world, (ways) => ways.flatMap(({ when, value }) => (value ?? [{ when: "", value: null }]).map((inner) => ({ when: inner.when === "" ? when : inner.when, value: inner.value }))));
  readonly declarations = new Table<readonly Declaration[]>(this.world, joinGuarded);
  /** assignments of variables that go reads by `set(ENV{…})`, which end with the run */
  readonly assigned = new Table<LostAssignment>(this.world, (ways) => ways.find(({ value }) => value !== undefined)?.value);
  /** why variables with a prefix may be set: `find_package(X)` */
  readonly openPrefixes: { readonly prefix: string; readonly reason: Reason }[] = [];
  /** why any command may be defined, and any variable set: what a file that is not known may have done; null when nothing was */
  unread: Reason | null = null;

  scope: Scope = this.newScope(null);
  directory: Directory;
  place: Place = { file: null, path: null };
  /** inside of a macro: puts its arguments into an argument of its body */
  replace: ((argument: Argument) => Argument) | null = null;
  /** names of variables set since, for loops that run an unknown number of times */
  readonly recorders: Set<string>[] = [];
  hasProject = false;
  /** directories added so far */
  directories = 0;
  steps = 0;
  depth = 0;
  #certainty: Certainty;

  constructor(
    readonly run: CMakeRun,
    readonly top: Directory,
    private readonly commands: ReadonlyMap<string, Handler>,
  ) {
    this.directory = top;
    this.#certainty = run.certainty;
  }

  get machine(): Machine {
    return this.run.machine;
  }

  /** whether CMake itself has a command of that name, in lower case */
  isBuiltin(name: string): boolean {
    return this.commands.has(name);
  }

  /** Runs a command that another one names. */
  call(call: Call): Flows | undefined {
    return this.commands.get(call.name)?.(call);
  }

  /** Whether the project asks for the behaviour of a version, so that its policies are new. */
  atLeast(version: string): boolean {
    const minimum = literalOf(this.valueOf("CMAKE_MINIMUM_REQUIRED_VERSION"));
    return minimum === null || compareVersions(minimum, version) >= 0;
  }

  get certainty(): Certainty {
    return this.#certainty === "may" || this.world.undecided ? "may" : "must";
  }

  /** @throws MakeStop when the run is too long */
  step(at: Origin | null): void {
    if (++this.steps > LIMITS.expansionSteps) throw new MakeStop(`limit: more than ${LIMITS.expansionSteps} commands`, at);
  }

  newScope(parent: Scope | null): Scope {
    const scope: Scope = {
      variables: new Table<Slot>(this.world, (ways, name) => joinSlots(ways.map(({ when, value }) => ({ when, value: value ?? (parent === null ? UNSET : this.normal(name, parent)) })))),
      parent,
    };
    return scope;
  }

  /** Runs in a scope of its own; null: in the present one. */
  within<T>(scope: Scope, run: () => T): T {
    const before = this.scope;
    this.scope = scope;
    try {
      return run();
    } finally {
      this.scope = before;
    }
  }

  /** The normal variable, as a scope sees it. */
  normal(name: string, from: Scope = this.scope): Slot {
    for (let scope: Scope | null = from; scope !== null; scope = scope.parent) {
      const slot = scope.variables.get(name);
      if (slot !== undefined) return slot;
    }
    return UNSET;
  }

  /** The variable, or the cache entry of that name where there is none. */
  variable(name: string): Slot {
    const normal = this.normal(name);
    if (normal.set === "yes") return normal;
    const cached = this.cached(name);
    if (normal.set === "no") return cached;
    return joinSlots([{ when: "it is set", value: { ...normal, set: "yes" } }, { when: "", value: cached }]);
  }

  cached(name: string): Slot {
    const entry = this.cache.get(name);
    if (entry?.set === "yes") return entry;
    const open = this.#openSlot(name);
    if (entry === undefined || entry.set === "no") return open;
    return open.set === "no" ? entry : joinSlots([{ when: "it is set", value: { ...entry, set: "yes" } }, { when: "", value: open }]);
  }

  valueOf(name: string): Traced {
    return textOf(this.variable(name));
  }

  set(name: string, value: Traced, scope: Scope = this.scope): void {
    this.setSlot(name, setTo(bounded(value, this.run.at)), scope);
  }

  unset(name: string, scope: Scope = this.scope): void {
    this.setSlot(name, UNSET, scope);
  }

  setSlot(name: string, slot: Slot, scope: Scope = this.scope): void {
    for (const recorder of this.recorders) recorder.add(name);
    scope.variables.set(name, slot);
  }

  /** What programs that CMake starts see. */
  environmentVariable(name: string): Slot {
    return this.environment.get(name) ?? this.#ownEnvironment(name);
  }

  processEnvironment(): Environment {
    let environment = this.run.environment;
    for (const [name, { value, set }] of this.environment.entries()) environment = set === "no" ? environment.unset(name) : environment.set(name, value, true, set);
    return environment;
  }

  declare(declaration: Declaration): void {
    this.declarations.set("", [...(this.declarations.get("") ?? []), declaration]);
  }

  declared(): readonly Declaration[] {
    return this.declarations.get("") ?? [];
  }

  notUnderstood(reason: Reason, mayBuildGo: boolean): void {
    this.machine.record(notUnderstood(reason, "cmake", this.run.chain, mayBuildGo));
  }

  /** A file that is not known was included: it may have set any variable and defined any command. */
  disturb(reason: Reason): void {
    this.notUnderstood(reason, true);
    this.unread ??= reason;
    for (let scope: Scope | null = this.scope; scope !== null; scope = scope.parent) {
      for (const [name, slot] of [...scope.variables.entries()]) {
        if (!isOwn(name)) scope.variables.set(name, joinSlots([{ when: "", value: slot }, { when: `${reason.text} sets ${name}`, value: unknownSlot(reason) }]));
      }
    }
  }

  /** For values that need one literal: the text, or null. */
  directoryText(kind: "source" | "binary"): Traced {
    const path = this.directory[kind];
    return path === null ? unknownText({ code: "file", text: `the ${kind} directory`, at: this.run.at }) : path === "" ? EMPTY : literal(path);
  }

  #ownEnvironment(name: string): Slot {
    const found = this.run.environment.getExported(name);
    return found === null ? UNSET : { value: found.value, set: found.set };
  }

  #openSlot(name: string): Slot {
    if (isOwn(name)) return UNSET;
    if (this.unread !== null) return unknownSlot({ ...this.unread, text: `${name}: ${this.unread.text}` });
    const prefixed = this.openPrefixes.find(({ prefix }) => name.toLowerCase().startsWith(prefix));
    if (prefixed !== undefined) return unknownSlot({ ...prefixed.reason, text: `${name}: ${prefixed.reason.text}` });
    const { open } = this.run;
    return open !== null && isGiven(name) ? unknownSlot({ ...open, text: `${name}: ${open.text}` }) : UNSET;
  }
}

/** Variables that CMake sets, or leaves unset, by itself on the systems that are analysed. */
const OWN = /^(?:CMAKE_(?:CURRENT_.*|SOURCE_DIR|BINARY_DIR|COMMAND|VERSION|MATCH_.*|GENERATOR|SYSTEM_NAME|HOST_.*|PROJECT_NAME|CROSSCOMPILING|SCRIPT_MODE_FILE|ARGC|ARGV\d*|PARENT_LIST_FILE)|PROJECT_.*|ARG[CNV]\d*|WIN32|UNIX|APPLE|LINUX|BSD|MSVC\w*|MINGW|MSYS|CYGWIN|ANDROID|IOS|XCODE|BORLAND|WATCOM|GHS-MULTI|WINCE|WINDOWS_\w+|EMSCRIPTEN)$/;

function isOwn(name: string): boolean {
  return OWN.test(name);
}

/** Names that people give on the command line: those in lower case or with a leading underscore are a file's own. */
function isGiven(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name);
}

function joinAbsent(ways: readonly Way<Slot | undefined>[]): Slot {
  return joinSlots(ways.map(({ when, value }) => ({ when, value: value ?? UNSET })));
}
