/** A call of a command, with its arguments evaluated. */
import type { Argument, Command } from "../../syntax/cmake/index.js";
import type { Origin, Traced, Word } from "../../text/index.js";
import { literalOf } from "../../text/index.js";
import type { CMake } from "./cmake.js";
import { expand } from "./expand.js";
import { splitList } from "./lists.js";

export interface Arg extends Word {
  /** written in quotes or brackets: never an operator or the name of a variable */
  readonly quoted: boolean;
}

export interface Call {
  readonly cmake: CMake;
  /** in lower case */
  readonly name: string;
  readonly args: readonly Arg[];
  /** the whole command; null when no file of the repository holds it */
  readonly at: Origin | null;
}

/** Where a command goes on: several when that is not known. */
export type Flow = "next" | "break" | "continue" | "return";
export type Flows = ReadonlySet<Flow>;
export const NEXT: Flows = new Set<Flow>(["next"]);

/** What a command does; `void` for those after which the next one follows. */
export type Handler = (call: Call) => Flows | undefined;

/** An argument as it is written, evaluated and not yet divided. */
export interface Evaluated {
  readonly kind: Argument["kind"];
  readonly value: Traced;
}

export function evaluated(cmake: CMake, args: readonly Argument[]): readonly Evaluated[] {
  return args.map(({ kind, text }) => ({ kind, value: kind === "bracket" ? text : expand(cmake, text) }));
}

/** The arguments that a command gets: those without quotes are lists. */
export function divided(args: readonly Evaluated[]): readonly Arg[] {
  return args.flatMap(({ kind, value }): readonly Arg[] => (kind === "unquoted" ? splitList(value).map((word) => ({ ...word, quoted: false })) : [{ kind: "word", value, quoted: true }]));
}

export function placeOf(cmake: CMake, { range }: Command): Origin | null {
  const { file } = cmake.place;
  return file === null ? null : { file, start: range[0], end: range[1] };
}

/** The argument as a literal; null when it is not known, or there is none. */
export function textAt(args: readonly Word[], index: number): string | null {
  const word = args[index];
  return word === undefined || word.kind === "gap" ? null : literalOf(word.value);
}

export function valueAt(args: readonly Word[], index: number): Traced | null {
  return args[index]?.value ?? null;
}

/** Arguments by the keyword before them: flags, keywords with one value, keywords with any number. What stands before the first keyword is under "". */
export interface Keywords {
  readonly flags: ReadonlySet<string>;
  readonly one: ReadonlyMap<string, Traced>;
  readonly many: ReadonlyMap<string, readonly (readonly Word[])[]>;
  readonly rest: readonly Word[];
}

export function keywordsOf(args: readonly Word[], { flags = [], one = [], many = [] }: { readonly flags?: readonly string[]; readonly one?: readonly string[]; readonly many?: readonly string[] }): Keywords {
  const found = { flags: new Set<string>(), one: new Map<string, Traced>(), many: new Map<string, Word[][]>(), rest: [] as Word[] };
  let take: ((word: Word) => void) | null = null;
  for (const word of args) {
    const text = word.kind === "word" ? literalOf(word.value) : null;
    if (text !== null && flags.includes(text)) {
      found.flags.add(text);
      take = null;
    } else if (text !== null && one.includes(text)) {
      take = ({ value }) => {
        found.one.set(text, value);
        take = null;
      };
    } else if (text !== null && many.includes(text)) {
      const list: Word[] = [];
      found.many.set(text, [...(found.many.get(text) ?? []), list]);
      take = (item) => void list.push(item);
    } else if (take === null) found.rest.push(word);
    else take(word);
  }
  return found;
}

/** All values of a keyword that may be repeated. */
export function listOf(keywords: Keywords, name: string): readonly Word[] {
  return (keywords.many.get(name) ?? []).flat();
}
