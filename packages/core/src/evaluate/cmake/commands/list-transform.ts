/** `list(TRANSFORM …)`. Source: CMake 3.25, cmListCommand.cxx (HandleTransformCommand). */
import type { Traced, Word } from "../../../text/index.js";
import { concat, EMPTY, lift, literalOf } from "../../../text/index.js";
import { MakeStop, unknownFrom } from "../../make/index.js";
import { textAt, type Call } from "../call.js";
import { isExact, joinList, splitList } from "../lists.js";
import { Regex } from "../../regex/index.js";
import { replaceAll } from "../replace.js";
import { perText } from "../truth.js";

const ARGUMENTS: Readonly<Record<string, number>> = { APPEND: 1, PREPEND: 1, TOUPPER: 0, TOLOWER: 0, STRIP: 0, GENEX_STRIP: 0, REPLACE: 2 };

export function transformed(call: Call, name: string, rest: readonly Word[]): void {
  const { cmake } = call;
  const action = textAt(rest, 0) ?? "";
  const count = ARGUMENTS[action];
  if (count === undefined) throw new MakeStop(`list(TRANSFORM) does not know '${action}'`, call.at);
  const operands = rest.slice(1, 1 + count).map(({ value }) => value);
  const more = rest.slice(1 + count);
  const output = more.findIndex(({ value }) => literalOf(value) === "OUTPUT_VARIABLE");
  const selector = more.slice(0, output === -1 ? undefined : output);
  const target = output === -1 ? name : (textAt(more, output + 1) ?? name);
  cmake.set(
    target,
    perText(cmake.valueOf(name), (x) => {
      const words = splitList(x, true);
      if (!isExact(words)) return unknownFrom(words.map(({ value }) => value), "a list");
      const selects = selection(selector, words.length);
      return joinList(words.map((word, i) => (selects(i, literalOf(word.value) ?? "") ? { ...word, value: act(action, word.value, operands) } : word)));
    }),
  );
}

function act(action: string, element: Traced, [first = EMPTY, second = EMPTY]: readonly Traced[]): Traced {
  switch (action) {
    case "APPEND":
      return concat(element, first);
    case "PREPEND":
      return concat(first, element);
    case "TOUPPER":
      return lift((text) => text.toUpperCase(), [element]);
    case "TOLOWER":
      return lift((text) => text.toLowerCase(), [element]);
    case "STRIP":
      return lift((text) => text.trim(), [element]);
    case "REPLACE":
      return replaceAll(first, second, element);
    default:
      return unknownFrom([element], "a list without generator expressions");
  }
}

/** `AT`, `FOR` and `REGEX`. */
function selection(selector: readonly Word[], length: number): (index: number, text: string) => boolean {
  const numbers = selector.slice(1).map(({ value }) => Number(literalOf(value))).map((index) => (index < 0 ? length + index : index));
  switch (textAt(selector, 0)) {
    case "AT":
      return (index) => numbers.includes(index);
    case "FOR": {
      const [start = 0, stop = 0, step = 1] = numbers;
      return (index) => index >= start && index <= stop && (index - start) % step === 0;
    }
    case "REGEX": {
      const regex = new Regex(textAt(selector, 1) ?? "");
      return (_, text) => regex.match(text) !== null;
    }
    default:
      return () => true;
  }
}
