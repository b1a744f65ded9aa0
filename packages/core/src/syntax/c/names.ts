import { ownCopy } from "../../text/index.js";
import { cOfGo, cReferences, type CReferences, NO_REFERENCES } from "./references.js";

/**
 * The names that C, C++ or assembly may refer to: every word outside comments and strings, whatever the preprocessor makes of it. More than the
 * compiler sees, never less, apart from what the headers of others bring.
 */
export interface CNames {
  /** identifiers and numbers; not those in comments and strings, unless the text has inline assembly, whose strings are code */
  readonly words: ReadonlySet<string>;
  /** those of C code: of a Go file what stands before `import "C"`, and what it calls as `C.name` */
  readonly cWords: ReadonlySet<string>;
  /** `#include` of every branch */
  readonly includes: readonly CInclude[];
  /** how `##` in macros puts names together that are nowhere written */
  readonly pastes: readonly CPaste[];
  /** what is referred to for certain; nothing for assembly */
  readonly references: CReferences;
}

/** A name that `##` makes: how it begins and ends; null for a parameter of the macro, which may be any word. */
export interface CPaste {
  readonly prefix: string | null;
  readonly suffix: string | null;
}

export interface CInclude {
  readonly path: string;
  /** in quotes: looked for beside the file first */
  readonly quoted: boolean;
}

/** An unterminated comment goes to the end of the text, an unterminated string to the end of its line. */
const TOKEN = /\/\*(?:[^]*?\*\/|[^]*)|\/\/[^\n]*|"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?|\w+/g;
const WORD = /\w+/g;
const INCLUDE = /^[ \t]*(?:\/\/)?[ \t]*#[ \t]*(?:include|include_next|import)[ \t]*(?:"([^"\n]+)"|<([^>\n]+)>)/gm;
const INLINE_ASSEMBLY = /\b(?:__)?asm(?:__)?\b/;

/** Names of a file of C or C++. */
export function cNames(text: string): CNames {
  const joined = joinLines(text);
  return namesIn(joined, INLINE_ASSEMBLY.test(joined) ? WORD : TOKEN, cReferences(joined));
}

/** Names of a Go file with `import "C"`: its C code is a comment, and it calls C by names of its own. */
export function goNames(text: string): CNames {
  const { code, called } = cOfGo(text);
  const names = namesIn(joinLines(text), WORD, cReferences(joinLines(code), called));
  return { ...names, cWords: new Set([...wordsIn(code, TOKEN), ...[...called].map(ownCopy)]) };
}

/** Names of assembly, where comments cannot be told from code by the rules of C. */
export function assemblyNames(text: string): CNames {
  return namesIn(joinLines(text), WORD, NO_REFERENCES);
}

/** A backslash at the end of a line joins it with the next. */
function joinLines(text: string): string {
  return text.replaceAll(/\\\r?\n/g, "");
}

function namesIn(text: string, token: RegExp, references: CReferences): CNames {
  const words = wordsIn(text, token);
  const includes = [...text.matchAll(INCLUDE)].map(([, quoted, angled]): CInclude => ({ path: ownCopy(quoted ?? angled ?? ""), quoted: quoted !== undefined }));
  return { words, cWords: words, includes, pastes: pastesIn(text), references };
}

function wordsIn(text: string, token: RegExp): ReadonlySet<string> {
  const words = new Set<string>();
  for (const [word] of text.matchAll(token)) {
    if (isWord(word.charCodeAt(0)) && !words.has(word)) words.add(ownCopy(word));
  }
  return words;
}

const MACRO = /^[^\n#]*#[ \t]*define[ \t]+\w+(?:\(([^)\n]*)\))?(.*##.*)$/gm;
const PASTED = /\w+(?:\s*##\s*\w+)+/g;

function pastesIn(text: string): readonly CPaste[] {
  if (!text.includes("##")) return [];
  return [...text.matchAll(MACRO)].flatMap(([, parameters = "", body = ""]) => {
    const free = new Set(["__VA_ARGS__", ...parameters.split(",").map((name) => name.trim().replace(/\.\.\.$/, ""))]);
    return [...body.matchAll(PASTED)].map(([chain]): CPaste => {
      const parts = chain.split("##").map((part) => part.trim());
      const literal = (part: string | undefined): string | null => (part === undefined || free.has(part) ? null : ownCopy(part));
      return { prefix: literal(parts[0]), suffix: literal(parts.at(-1)) };
    });
  });
}

function isWord(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || (code >= 0x61 && code <= 0x7a);
}
