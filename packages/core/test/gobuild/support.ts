import type { CommandCall } from "../../src/evaluate/model.js";
import { Environment } from "../../src/evaluate/environment.js";
import type { CCompiler, GoHost } from "../../src/gobuild/index.js";
import type { Traced, Word } from "../../src/text/index.js";
import { ANY_SHAPE, known, literal, unknownText, WORD_SHAPE } from "../../src/text/index.js";

/** Where the test's command lines are written: words are laid out in one file, separated by single blanks. */
export const FILE = "Dockerfile";

/** A word as text, or traced text, or a gap. */
export type WordLike = string | Traced | Word;

export function words(...list: readonly WordLike[]): readonly Word[] {
  let at = 0;
  return list.map((word): Word => {
    if (typeof word !== "string") {
      at += 1;
      return "kind" in word ? word : { kind: "word", value: word };
    }
    const start = at;
    at += word.length + 1;
    return { kind: "word", value: literal(word, { file: FILE, start, end: start + word.length }) };
  });
}

export function call(list: readonly WordLike[], env: Readonly<Record<string, string | Traced>> = {}): CommandCall {
  const variables = Object.entries(env).map(([name, value]) => [name, { value: typeof value === "string" ? literal(value) : value, set: "yes", exported: true }] as const);
  return {
    words: words("go", ...list),
    environment: Environment.of(variables),
    directory: "/src",
    at: { file: FILE, start: 0, end: 0 },
    chain: [],
    certainty: "must",
    input: null,
  };
}

const CALLER = (text: string) => ({ code: "caller", text, at: null }) as const;

/** One or several words, or none. */
export function gap(name: string): Word {
  return { kind: "gap", value: unknownText(CALLER(name), ANY_SHAPE) };
}

/** Text that is not known, without blanks. */
export function hidden(name: string): Traced {
  return unknownText(CALLER(name), WORD_SHAPE);
}

export const GCC: CCompiler = {
  flavour: "gcc",
  target: known({ os: "linux", arch: "amd64" }),
  libc: known("glibc"),
  libcVersion: known("2.36"),
  asNeeded: known(true),
  muslName: null,
};

export function host(change: Partial<GoHost> = {}): GoHost {
  return {
    os: "linux",
    arch: "amd64",
    goVersion: known("1.26.8"),
    goEnvironmentFile: known(new Map()),
    compiler: (command) => known(command[0] === "gcc" || command[0] === "g++" || command[0] === "/usr/bin/gcc" ? GCC : null),
    library: () => known(null),
    pkgConfig: () => known(null),
    exists: (path) => known(path === "/lib64/ld-linux-x86-64.so.2"),
    ...change,
  };
}
