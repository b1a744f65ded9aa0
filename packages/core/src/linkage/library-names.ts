/** Which names C code uses a shared library by: a library of which nothing is used stays out of NEEDED where the linker drops such (fact d18). */
import type { CProgram } from "../gopackages/index.js";
import type { CPaste } from "../syntax/c/index.js";
import { librarySymbolData } from "./library-symbols.generated.js";

/** data/facts/library-symbols.json, names front-coded: each begins with the number of characters, in base 36, that it shares with the one before. */
export interface LibrarySymbolData {
  readonly source: string;
  readonly libraries: Readonly<Record<string, LibrarySymbolRow>>;
}

export interface LibrarySymbolRow {
  readonly exports: string;
  /** macros and inline functions that lead to an export without beginning as one does */
  readonly macros: string;
  /** sonames of libraries whose headers include this one's */
  readonly includedBy: string;
}

interface LibraryNames {
  readonly exports: ReadonlySet<string>;
  readonly macros: ReadonlySet<string>;
  /** beginnings of the exports, lower case: macros of the same library begin so, too */
  readonly stems: ReadonlySet<string>;
  readonly includedBy: readonly string[];
}

const read = new Map<string, LibraryNames | null>();

function namesOf(soname: string): LibraryNames | null {
  const before = read.get(soname);
  if (before !== undefined) return before;
  const row = librarySymbolData().libraries[soname];
  const names = row === undefined ? null : decode(row);
  read.set(soname, names);
  return names;
}

function decode({ exports, macros, includedBy }: LibrarySymbolRow): LibraryNames {
  const names = frontDecoded(exports);
  return { exports: new Set(names), macros: new Set(frontDecoded(macros)), stems: new Set(names.map(stemOf)), includedBy: words(includedBy) };
}

function frontDecoded(text: string): readonly string[] {
  let last = "";
  return words(text).map((word) => (last = last.slice(0, Number.parseInt(word.charAt(0), 36)) + word.slice(1)));
}

function words(text: string): readonly string[] {
  return text === "" ? [] : text.split(" ");
}

/** The first part of a name, or two where the first is short: "gtk" of gtk_init, "g_file" of g_file_new. */
export function stemOf(name: string): string {
  const [, first = name, second = ""] = /^(_*[A-Za-z\d]+?(?:(?=_)|[a-z\d](?=[A-Z])))(_[A-Za-z\d]+)?/.exec(name) ?? [];
  return (first.length > 2 ? first : first + second).toLowerCase();
}

/** Calls that compilers turn into instructions. */
const INSTRUCTIONS = /^(?:fabs|copysign|signbit|isnan|isinf|finite|fmin|fmax|nan)[fl]?$/;

interface UsedNames {
  readonly calls: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  /** words of the names of headers */
  readonly included: ReadonlySet<string>;
  readonly pasted: readonly CPaste[];
}

/** Every possible link asks. */
const namesByProgram = new WeakMap<CProgram, UsedNames>();

function usedNames(program: CProgram): UsedNames {
  let names = namesByProgram.get(program);
  if (names === undefined) {
    const { files, objects, mayDefine } = program;
    const macros = files.map(({ references }) => references.macros);
    const defined = new Set(objects.flatMap(({ references }) => [...references.defines]));
    names = {
      calls: new Set(objects.flatMap(({ references }) => [...references.calls]).filter((name) => !defined.has(name) && !mayDefine.has(name) && !macros.some((own) => own.has(name)))),
      words: new Set(files.flatMap((file) => [...file.cWords])),
      included: new Set(files.flatMap(({ includes }) => includes.flatMap(({ path }) => path.match(/\w+/g) ?? []))),
      pasted: files.flatMap(({ pastes }) => pastes),
    };
    namesByProgram.set(program, names);
  }
  return names;
}

/** Answers for libraries that are asked for, one after the other as the linker meets them: the first that has a name gives it. */
export class LibraryUse {
  readonly #names: UsedNames;
  readonly #given = new Set<string>();

  constructor(program: CProgram) {
    this.#names = usedNames(program);
  }

  /**
   * Whether the code uses something of a library: true where it calls one of its functions, false where no word of it can lead there.
   *
   * @param asked sonames of all libraries that the program asks for and that may be used
   */
  uses(soname: string, asked: readonly string[]): boolean | null {
    const names = namesOf(soname);
    if (names === null) return null;
    const called = [...this.#names.calls].filter((name) => names.exports.has(name) && !this.#given.has(name) && !INSTRUCTIONS.test(name));
    for (const name of called) this.#given.add(name);
    if (called.length > 0) return true;
    const open = soname.startsWith("libm.") ? this.#mentions(names.exports) : this.#mayMention(names);
    return open || names.includedBy.some((other) => asked.includes(other)) ? null : false;
  }

  /** Names of libm are plain words: only the words themselves, as they are or as built-in functions, lead to it. */
  #mentions(exports: ReadonlySet<string>): boolean {
    return [...this.#names.words].some((word) => exports.has(word) || exports.has(word.replace(/^__builtin_/, ""))) || this.#names.pasted.some((paste) => [...exports].some((name) => fits(name, paste)));
  }

  #mayMention({ exports, macros, stems }: LibraryNames): boolean {
    const isMeant = (word: string): boolean => exports.has(word) || macros.has(word) || (stems.has(stemOf(word)) && !this.#names.included.has(word));
    if ([...this.#names.words].some(isMeant)) return true;
    return this.#names.pasted.some((paste) => [...exports].some((name) => fits(name, paste)));
  }
}

/** Whether `##` may put a name together. Two words that are both free give names that begin with a word, which has been looked for. */
function fits(name: string, { prefix, suffix }: CPaste): boolean {
  return (prefix !== null || suffix !== null) && name.startsWith(prefix ?? "") && name.endsWith(suffix ?? "");
}
