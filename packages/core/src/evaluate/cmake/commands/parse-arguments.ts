/** `cmake_parse_arguments`. Source: CMake 3.25, cmParseArgumentsCommand.cxx. */
import type { Word } from "../../../text/index.js";
import { concat, literal, literalOf } from "../../../text/index.js";
import { MakeStop } from "../../make/index.js";
import { textAt, type Handler } from "../call.js";
import type { CMake } from "../cmake.js";
import { joinList, splitList } from "../lists.js";
import { replaceLiteral } from "../replace.js";
import { unknownSlot } from "../state.js";

export const parseArguments: Handler = ({ cmake, args, at }) => {
  const fromVariables = textAt(args, 0) === "PARSE_ARGV";
  const [prefix, ...lists] = fromVariables ? [textAt(args, 2), args[3], args[4], args[5]] : [textAt(args, 0), args[1], args[2], args[3]];
  if (prefix === null) throw new MakeStop("cmake_parse_arguments needs a prefix", at);
  const [options, single, multi] = lists.map((list) => names(list)) as [readonly string[], readonly string[], readonly string[]];
  const words = fromVariables ? numbered(cmake, Number(textAt(args, 1))) : args.slice(4).flatMap(({ kind, value }) => (kind === "gap" ? [{ kind, value }] : splitList(value)));

  const found = new Map<string, Word[]>();
  const unparsed: Word[] = [];
  const missing = new Set<string>();
  let into: { readonly keyword: string; readonly isSingle: boolean } | null = null;
  let gap: Word | null = null;
  for (const word of words) {
    const text = word.kind === "word" ? literalOf(word.value) : null;
    if (word.kind === "gap") gap ??= word;
    if (text !== null && options.includes(text)) {
      found.set(text, []);
      into = null;
    } else if (text !== null && (single.includes(text) || multi.includes(text))) {
      into = { keyword: text, isSingle: single.includes(text) };
      missing.add(text);
    } else if (into !== null) {
      missing.delete(into.keyword);
      if (into.isSingle) {
        found.set(into.keyword, [word]);
        into = null;
      } else found.set(into.keyword, [...(found.get(into.keyword) ?? []), word]);
    } else unparsed.push(word);
  }

  const output = (name: string, values: readonly Word[] | undefined): void => {
    if (values === undefined) cmake.unset(`${prefix}_${name}`);
    else cmake.set(`${prefix}_${name}`, joinList(values.map((word) => (fromVariables && !single.includes(name) ? escaped(word) : word))));
  };
  for (const name of options) cmake.set(`${prefix}_${name}`, literal(found.has(name) ? "TRUE" : "FALSE"));
  for (const name of [...single, ...multi]) output(name, found.get(name));
  output("UNPARSED_ARGUMENTS", unparsed.length === 0 ? undefined : unparsed);
  output("KEYWORDS_MISSING_VALUES", missing.size === 0 ? undefined : [...missing].map((name) => ({ kind: "word", value: literal(name) })));
  // what is not known may hold any keyword
  if (gap !== null) {
    const reason = { code: "not-understood", text: "arguments that are not known", at } as const;
    for (const name of [...options, ...single, ...multi, "UNPARSED_ARGUMENTS"]) cmake.setSlot(`${prefix}_${name}`, unknownSlot(reason));
  }
  return undefined;
};

function names(list: Word | string | null | undefined): readonly string[] {
  if (list === null || list === undefined || typeof list === "string") return [];
  return splitList(list.value).map(({ value }) => literalOf(value) ?? "");
}

/** ARGV<n> … of the function. */
function numbered(cmake: CMake, first: number): readonly Word[] {
  const count = literalOf(cmake.valueOf("ARGC"));
  if (count === null) return [{ kind: "gap", value: cmake.valueOf("ARGC") }];
  return Array.from({ length: Math.max(0, Number(count) - first) }, (_, i) => ({ kind: "word", value: cmake.valueOf(`ARGV${first + i}`) }));
}

/** Semicolons of one argument stay inside of it. */
function escaped({ kind, value }: Word): Word {
  return { kind, value: replaceLiteral(literal(";"), concat(literal("\\"), literal(";")), value) };
}

