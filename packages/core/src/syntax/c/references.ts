/**
 * What an object file made of C code refers to for certain: functions that are called in code which is compiled whatever the preprocessor decides,
 * and which no compiler throws away. Less than the truth, never more: code within `#if`, in macros, in inline functions and in static functions that
 * nothing calls is left out.
 */
import { ownCopy } from "../../text/index.js";
import { type Condition, conditionOf } from "./conditions.js";

export interface CReferences {
  /** names that are called; of C++ also the operators `throw`, `catch`, `new` and `delete`, which call its runtime */
  readonly calls: ReadonlySet<string>;
  /** functions that the text defines for others */
  readonly defines: ReadonlySet<string>;
  /** functions that it defines where conditions hold that are not known; not where a macro of `unless` is defined */
  readonly mayDefine: readonly { readonly name: string; readonly unless: readonly string[] }[];
  /** macros that it defines and pointers that it sets, whatever the conditions: what looks like a call of one is none */
  readonly macros: ReadonlySet<string>;
  /** paths of `#include` that the preprocessor follows for certain */
  readonly includes: ReadonlySet<string>;
}

interface CFunction {
  readonly name: string;
  /** static or inline: thrown away when nothing of the file calls it */
  readonly local: boolean;
  readonly calls: Set<string>;
}

const NO_NAMES: ReadonlySet<string> = new Set();
export const NO_REFERENCES: CReferences = { calls: NO_NAMES, defines: NO_NAMES, mayDefine: [], macros: NO_NAMES, includes: NO_NAMES };

/**
 * @param text lines that go on are joined
 * @param called names that other code of the same object calls
 */
export function cReferences(text: string, called: ReadonlySet<string> = NO_NAMES): CReferences {
  const { functions, doubtful, macros, includes } = new FunctionReader(text).read();
  const live = new Set<CFunction>(functions.filter(({ name, local }) => !local || called.has(name)));
  for (const one of live) for (const other of functions) if (one.calls.has(other.name)) live.add(other);
  const own = new Set(functions.map(({ name }) => name));
  const calls = [...called, ...[...live].flatMap((one) => [...one.calls])].filter((name) => !own.has(name) && !macros.has(name));
  return { calls: new Set(calls.map(ownCopy)), defines: new Set(functions.filter(({ local }) => !local).map(({ name }) => ownCopy(name))), mayDefine: doubtful, macros: new Set([...macros].map(ownCopy)), includes: new Set([...includes].map(ownCopy)) };
}

const GO_TOKEN = /\/\*[^]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\[^\n])*"|`[^`]*`|'(?:[^'\\\n]|\\[^\n])+'/g;
const C_NAME = /\bC\s*\.\s*(\w+)/g;

/** The C of a Go file with `import "C"`: the code before that import, and the names that Go code calls as `C.name`. */
export function cOfGo(text: string): { readonly code: string; readonly called: ReadonlySet<string> } {
  const go = text.replaceAll(GO_TOKEN, (token) => (token === '"C"' ? token : " "));
  return { code: preamble(text), called: new Set([...go.matchAll(C_NAME)].map(([, name = ""]) => name)) };
}

const IMPORT_C = /^[ \t]*(?:import[ \t]*)?(?:\([ \t]*)?"C"/m;

/** The comment before `import "C"`, without its marks. */
function preamble(text: string): string {
  const at = IMPORT_C.exec(text)?.index;
  if (at === undefined) return "";
  const before = text.slice(0, at).replace(/(?:\n[ \t]*)?$/, "").replace(/import[ \t]*\([ \t]*$/, "").trimEnd();
  if (before.endsWith("*/")) return before.slice(before.lastIndexOf("/*") + 2, -2);
  const lines = before.split("\n");
  const first = lines.findLastIndex((line) => !/^[ \t]*\/\//.test(line)) + 1;
  return lines.slice(first).map((line) => line.replace(/^[ \t]*\/\//, "")).join("\n");
}

const TOKEN = /\/\*(?:[^]*?\*\/|[^]*)|\/\/[^\n]*|"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?|^[ \t]*#[^\n]*|\w+|[{}();=]/gm;
/** Constant arguments: compilers compute such calls themselves. */
const CONSTANTS = /\s*\(\s*[-+.\d][-+*/.,\s\deEfFuUlLxX]*\)/y;
const ASSIGNED = /\s*=(?!=)/y;
const CALL = /\s*\(/y;
const KEYWORDS = new Set(["if", "while", "for", "switch", "return", "sizeof", "defined", "catch", "alignof", "decltype", "typeof", "__attribute__", "__declspec", "__asm__", "asm"]);
const OPERATORS = new Set(["throw", "catch", "new", "delete"]);
const LOCAL = new Set(["static", "inline", "__inline", "__inline__", "template", "constexpr"]);

/** An open `#if`. */
interface Branch {
  /** where it stands */
  readonly place: Place;
  /** whether the branch that is read is compiled */
  readonly taken: Condition;
  /** whether one of the branches before it is */
  readonly before: Condition;
  /** the macro of `#ifndef`; null for other conditions */
  readonly unless: string | null;
}

/** Conditions of a function that are kept, from the outermost. */
const DEEPEST = 4;

/** Where in the braces: `inner` counts those within a function or anything else that is no block of declarations. */
interface Place {
  readonly blocks: number;
  readonly inner: number;
  readonly current: CFunction | null;
}

class FunctionReader {
  readonly #functions: CFunction[] = [];
  readonly #doubtful: { readonly name: string; readonly unless: readonly string[] }[] = [];
  readonly #macros = new Set<string>();
  readonly #includes = new Set<string>();
  #place: Place = { blocks: 0, inner: 0, current: null };
  readonly #branches: Branch[] = [];
  /** how many of them are not known to be compiled */
  #doubts = 0;
  /** words since the last declaration, and the name before its first parenthesis */
  #head: string[] = [];
  #name: string | null = null;
  #parentheses = 0;

  constructor(private readonly text: string) {}

  read(): { readonly functions: readonly CFunction[]; readonly doubtful: CReferences["mayDefine"]; readonly macros: ReadonlySet<string>; readonly includes: ReadonlySet<string> } {
    for (const match of this.text.matchAll(TOKEN)) {
      const [token] = match;
      const first = token.charAt(0);
      if (first === "/") continue;
      if (token.trimStart().startsWith("#")) this.#directive(token.trim());
      else if (token === "{") this.#brace();
      else if (token === "}") this.#close();
      else if (token === "(") this.#parentheses++;
      else if (token === ")") this.#parentheses--;
      else if (token === ";") this.#end();
      else this.#word(first === '"' || first === "'" ? first : token, match.index, match.index + token.length);
    }
    return { functions: this.#functions, doubtful: this.#doubtful, macros: this.#macros, includes: this.#includes };
  }

  #directive(text: string): void {
    const [, word = "", name] = /^#\s*(\w+)\s*(\w+)?/.exec(text) ?? [];
    if (word === "define" && name !== undefined) this.#macros.add(name);
    else if (word.startsWith("if")) this.#open({ place: this.#place, taken: conditionOf(text), before: false, unless: word === "ifndef" ? (name ?? null) : null });
    else if (word.startsWith("el")) this.#next(word === "else" ? true : conditionOf(text));
    else if (word === "endif") this.#endif();
    else if (word === "include" && this.#doubts === 0) this.#includes.add(/^#\s*include\s*["<]([^">]+)[">]/.exec(text)?.[1] ?? "");
  }

  #open(branch: Branch): void {
    this.#branches.push(branch);
    if (branch.taken !== true) this.#doubts++;
  }

  /** Braces of a branch that is compiled count, else those of the last one. */
  #next(condition: Condition): void {
    const last = this.#branches.pop();
    if (last === undefined) return;
    if (last.taken !== true) this.#doubts--;
    const before = last.before === true || last.taken === true ? true : last.before === null || last.taken === null ? null : false;
    const taken = before === true ? false : condition === false ? false : before === false ? condition : null;
    this.#open({ place: last.taken === true ? this.#place : last.place, taken, before, unless: null });
    if (last.taken !== true) this.#place = last.place;
  }

  #endif(): void {
    const last = this.#branches.pop();
    if (last === undefined) return;
    if (last.taken !== true) this.#doubts--;
    // A branch that is left out opens nothing.
    if (last.taken === false) this.#place = last.place;
  }

  #word(word: string, start: number, end: number): void {
    const { text } = this;
    // A pointer to a function that is declared or set here is no function of a library, though it be called as one.
    ASSIGNED.lastIndex = end;
    if (ASSIGNED.test(text) || /\(\s*\*\s*$/.test(text.slice(Math.max(0, start - 20), start))) this.#macros.add(word);
    CALL.lastIndex = end;
    const isCall = CALL.test(text) && !KEYWORDS.has(word) && /^[A-Za-z_]/.test(word);
    const { inner, current } = this.#place;
    if (current !== null) {
      CONSTANTS.lastIndex = end;
      if (this.#doubts > 0) return;
      if (OPERATORS.has(word) || (isCall && !CONSTANTS.test(text) && isFree(text.slice(Math.max(0, start - 80), start)))) current.calls.add(word);
    } else if (inner === 0) {
      this.#head.push(word);
      if (isCall && this.#parentheses === 0) this.#name ??= word;
    }
  }

  #brace(): void {
    const { blocks, inner, current } = this.#place;
    if (inner > 0) {
      this.#place = { blocks, inner: inner + 1, current };
      return;
    }
    const head = this.#head;
    const name = this.#name;
    const isBlock = head.includes("namespace") || (head[0] === "extern" && head.length === 2 && head[1] === '"');
    const isFunction = !isBlock && name !== null && !head.includes("=") && this.#parentheses === 0;
    const found: CFunction | null = isFunction ? { name, local: head.some((word) => LOCAL.has(word)), calls: new Set() } : null;
    if (found !== null && this.#doubts === 0) this.#functions.push(found);
    else if (found?.local === false) this.#doubtful.push({ name: ownCopy(found.name), unless: this.#branches.slice(0, DEEPEST).flatMap(({ unless }) => (unless === null ? [] : ownCopy(unless))) });
    this.#place = isBlock ? { blocks: blocks + 1, inner, current } : { blocks, inner: 1, current: found };
    this.#end();
  }

  #close(): void {
    const { blocks, inner, current } = this.#place;
    this.#place = inner > 1 ? { blocks, inner: inner - 1, current } : { blocks: inner === 1 ? blocks : Math.max(0, blocks - 1), inner: 0, current: null };
    if (inner <= 1) this.#end();
  }

  #end(): void {
    if (this.#place.current !== null) return;
    this.#head = [];
    this.#name = null;
    this.#parentheses = 0;
  }
}

/** Neither a member nor a name of a namespace, but for `std::` and what `new` makes. */
function isFree(before: string): boolean {
  return !/(?:\.|->|::)\s*$/.test(before) || /(?:\bnew\s+(?:\w+::)*|\bstd::)$/.test(before) || /\.\.\.\s*$/.test(before);
}
