/** The command line of `cmake`. Source: CMake 3.25, cmake.cxx (SetCacheArgs, SetArgs) and cmakemain.cxx. */
import type { Reason, Traced, Word } from "../../text/index.js";
import { carrier, EMPTY, firstUnknown, literalOf, originOf, slice } from "../../text/index.js";

export interface CacheArgument {
  readonly name: string;
  readonly type: string;
  /** null for `-U` */
  readonly value: Traced | null;
}

export type Mode = "configure" | "build" | "install" | "script" | "tool" | "workflow" | "nothing";

export interface CMakeOptions {
  readonly mode: Mode;
  readonly source: Traced | null;
  readonly binary: Traced | null;
  /** a path without an option before it: a source directory, or a configured binary directory */
  readonly path: Traced | null;
  readonly preset: Traced | null;
  readonly generator: Traced | null;
  readonly toolchain: Traced | null;
  readonly installPrefix: Traced | null;
  readonly cache: readonly CacheArgument[];
  readonly initialCaches: readonly Traced[];
  /** `-P` */
  readonly script: Traced | null;
  /** `--build` and `--install`: the directory */
  readonly directory: Traced | null;
  readonly targets: readonly Word[];
  readonly cleanFirst: boolean;
  /** words after `--`, for the native tool */
  readonly native: readonly Word[];
  /** words after `-E` */
  readonly tool: readonly Word[];
  /** words that are not known */
  readonly gap: Reason | null;
}

/** Options with a word of their own that matters here: letters take it glued too, long ones after `=`. */
const PREFIXED = ["-S", "-B", "-H", "-G", "-A", "-T", "-C", "-D", "-U"] as const;
const LONG_WITH_VALUE = new Set(["--preset", "--toolchain", "--install-prefix", "--prefix", "--config", "--component", "--default-directory-permissions", "--parallel", "--target", "-t", "-j", "--log-level", "--loglevel", "--graphviz", "--trace-source", "--trace-format", "--trace-redirect", "--resolve-package-references"]);
/** Options after which nothing is done that matters. */
const NOTHING = /^(?:--version|-version|\/V|--help.*|-help|-h|-H|\/\?|--usage|--system-information|--open|-N|--find-package|--print-config-dir)$/;

class Reader {
  mode: Mode = "configure";
  source: Traced | null = null;
  binary: Traced | null = null;
  path: Traced | null = null;
  preset: Traced | null = null;
  generator: Traced | null = null;
  toolchain: Traced | null = null;
  installPrefix: Traced | null = null;
  script: Traced | null = null;
  directory: Traced | null = null;
  cleanFirst = false;
  gap: Reason | null = null;
  readonly cache: CacheArgument[] = [];
  readonly initialCaches: Traced[] = [];
  readonly targets: Word[] = [];
  native: readonly Word[] = [];
  tool: readonly Word[] = [];

  read(words: readonly Word[]): this {
    for (let i = 0; i < words.length; i++) {
      const word = words[i] as Word;
      if (word.kind === "gap") {
        this.gap ??= firstUnknown(word.value) ?? { code: "alternatives", text: "one of several words", at: originOf(word.value) };
        continue;
      }
      const text = carrier(word.value);
      if (text === "--") {
        this.native = words.slice(i + 1);
        break;
      }
      if (text === "-E") {
        this.mode = "tool";
        this.tool = words.slice(i + 1);
        break;
      }
      i += this.#word(word, text, words[i + 1]?.value ?? null, words, i);
    }
    return this;
  }

  /** Gives how many more words were used. */
  #word(word: Word, text: string, next: Traced | null, words: readonly Word[], at: number): number {
    if (text === "-P") {
      this.mode = "script";
      this.script = next;
      return words.length;
    }
    if (text === "--build" || text === "--install") {
      this.mode = text === "--build" ? "build" : "install";
      if (next === null || carrier(next).startsWith("--")) return 0;
      this.directory = next;
      return 1;
    }
    if (text.startsWith("--workflow")) {
      this.mode = "workflow";
      return 0;
    }
    if (NOTHING.test(text) && !(text === "-H" && this.mode === "configure" && next !== null)) {
      this.mode = "nothing";
      return 0;
    }
    const equals = text.startsWith("--") ? text.indexOf("=") : -1;
    const name = equals === -1 ? text : text.slice(0, equals);
    if (LONG_WITH_VALUE.has(name)) {
      const value = equals === -1 ? next : slice(word.value, equals + 1);
      if (name === "--target" || name === "-t") return this.#targets(equals === -1 ? words : [], at, value);
      if ((name === "-j" || name === "--parallel") && equals === -1 && !/^\d+$/.test(next === null ? "" : carrier(next))) return 0;
      this.#option(name, value ?? EMPTY);
      return equals === -1 ? 1 : 0;
    }
    const prefix = this.mode === "configure" ? PREFIXED.find((start) => text.startsWith(start)) : undefined;
    if (prefix !== undefined) {
      const glued = text.length > prefix.length;
      this.#option(prefix, glued ? slice(word.value, prefix.length) : (next ?? EMPTY));
      return glued ? 0 : 1;
    }
    if (text === "--clean-first") this.cleanFirst = true;
    if (!text.startsWith("-") && this.mode === "configure") this.path ??= word.value;
    return 0;
  }

  /** `--target` takes every word up to the next option. */
  #targets(words: readonly Word[], at: number, value: Traced | null): number {
    if (words.length === 0) {
      if (value !== null) this.targets.push({ kind: "word", value });
      return 0;
    }
    let end = at + 1;
    for (let word = words[end]; word !== undefined && !carrier(word.value).startsWith("-"); word = words[++end]) this.targets.push(word);
    return end - at - 1;
  }

  #option(name: string, value: Traced): void {
    switch (name) {
      case "-S":
      case "-H":
        this.source = value;
        return;
      case "-B":
        this.binary = value;
        return;
      case "-G":
        this.generator = value;
        return;
      case "-C":
        this.initialCaches.push(value);
        return;
      case "-D":
        this.#definition(value);
        return;
      case "-U": {
        const pattern = literalOf(value);
        if (pattern !== null) this.cache.push({ name: pattern, type: "", value: null });
        return;
      }
      case "--preset":
        this.preset = value;
        return;
      case "--toolchain":
        this.toolchain = value;
        return;
      case "--install-prefix":
      case "--prefix":
        this.installPrefix = value;
    }
  }

  #definition(value: Traced): void {
    const match = /^([^:=]+)(?::([A-Za-z]+))?=/.exec(carrier(value));
    if (match === null) {
      this.gap ??= firstUnknown(value) ?? { code: "not-understood", text: "a -D without a value", at: originOf(value) };
      return;
    }
    this.cache.push({ name: match[1] ?? "", type: match[2]?.toUpperCase() ?? "UNINITIALIZED", value: slice(value, match[0].length) });
  }
}

/** Reads the words after the program. */
export function readOptions(words: readonly Word[]): CMakeOptions {
  return new Reader().read(words);
}
