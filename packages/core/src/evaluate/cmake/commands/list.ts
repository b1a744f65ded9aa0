/** `list(…)`. Source: CMake 3.25, cmListCommand.cxx. */
import type { Traced, Word } from "../../../text/index.js";
import { concat, EMPTY, isEmpty, literal, literalOf, shapeOf } from "../../../text/index.js";
import { choose, MakeStop, type Answer, sameText, unknownFrom } from "../../make/index.js";
import { textAt, type Call, type Handler } from "../call.js";
import { isExact, joinList, splitList } from "../lists.js";
import { Regex, TooHard } from "../../regex/index.js";
import { perText } from "../truth.js";
import { transformed } from "./list-transform.js";

export const list: Handler = (call) => {
  const { cmake, args } = call;
  const operation = textAt(args, 0);
  const name = textAt(args, 1);
  if (operation === null || name === null) {
    cmake.disturb({ code: "not-understood", text: "a list operation that is not known", at: call.at });
    return undefined;
  }
  const run = OPERATIONS[operation];
  if (run === undefined) throw new MakeStop(`list does not know '${operation}'`, call.at);
  run(call, name, args.slice(2));
  return undefined;
};

type Operation = (call: Call, name: string, rest: readonly Word[]) => void;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  APPEND: (call, name, rest) => extend(call, name, rest, true),
  PREPEND: (call, name, rest) => extend(call, name, rest, false),
  LENGTH: (call, name, rest) => result(call, rest, 0, (elements) => literal(String(elements.length)), name),
  GET: (call, name, rest) => {
    const indices = rest.slice(0, -1).map(({ value }) => Number(literalOf(value)));
    result(call, rest, rest.length - 1, (elements) => {
      if (elements.length === 0) return literal("NOTFOUND");
      return joinList(indices.map((index) => word(at(elements, index, call))));
    }, name);
  },
  JOIN: (call, name, rest) => {
    const [glue = { kind: "word", value: EMPTY }] = rest;
    const output = textAt(rest, 1);
    if (output !== null) call.cmake.set(output, perText(call.cmake.valueOf(name), (x) => joinedBy(splitList(x, true), glue.value)));
  },
  FIND: (call, name, rest) => {
    const wanted = rest[0]?.value ?? EMPTY;
    result(call, rest, 1, (elements) => {
      const answers = elements.map((element) => sameText(element, wanted));
      return answers.includes("maybe") ? unknownFrom([...elements, wanted], "where an element is") : literal(String(answers.indexOf("yes")));
    }, name);
  },
  INSERT: (call, name, rest) => {
    const index = Number(textAt(rest, 0));
    change(call, name, (elements) => {
      const place = index < 0 ? elements.length + index : index;
      if (!(place >= 0 && place <= elements.length)) throw new MakeStop(`list index: ${index} out of range`, call.at);
      return [...elements.slice(0, place).map(word), ...rest.slice(1), ...elements.slice(place).map(word)];
    });
  },
  REMOVE_ITEM: (call, name, rest) =>
    change(call, name, (elements) => elements.flatMap((element): readonly Word[] => {
      const answers = rest.map(({ kind, value }): Answer => (kind === "gap" ? "maybe" : sameText(element, value)));
      if (answers.includes("yes")) return [];
      return answers.includes("maybe") ? [{ kind: "gap", value: choose([{ when: "it stays", value: element }, { when: "it is removed", value: EMPTY }]) }] : [word(element)];
    })),
  REMOVE_AT: (call, name, rest) => {
    const indices = rest.map(({ value }) => Number(literalOf(value)));
    change(call, name, (elements) => {
      const removed = new Set(indices.map((index) => (index < 0 ? elements.length + index : index)));
      return elements.filter((_, i) => !removed.has(i)).map(word);
    });
  },
  REMOVE_DUPLICATES: (call, name) =>
    change(call, name, (elements) => {
      const texts = elements.map(literalOf);
      if (texts.includes(null)) return null;
      return elements.filter((_, i) => texts.indexOf(texts[i] as string) === i).map(word);
    }),
  REVERSE: (call, name) => change(call, name, (elements) => elements.toReversed().map(word)),
  SORT: (call, name, rest) => {
    const options = new Set(rest.map(({ value }) => literalOf(value)));
    change(call, name, (elements) => {
      if (elements.some((element) => literalOf(element) === null) || options.has("NATURAL") || options.has("FILE_BASENAME")) return null;
      const key = (element: Traced): string => (options.has("INSENSITIVE") ? (literalOf(element) ?? "").toLowerCase() : (literalOf(element) ?? ""));
      const sorted = elements.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
      return (options.has("DESCENDING") ? sorted.reverse() : sorted).map(word);
    });
  },
  SUBLIST: (call, name, rest) => {
    const [start, length] = [Number(textAt(rest, 0)), Number(textAt(rest, 1))];
    result(call, rest, 2, (elements) => joinList(elements.slice(start, length === -1 ? undefined : start + length).map(word)), name);
  },
  FILTER: (call, name, rest) => {
    const [mode, , pattern] = [textAt(rest, 0), textAt(rest, 1), textAt(rest, 2)];
    change(call, name, (elements) => {
      if (pattern === null || elements.some((element) => literalOf(element) === null)) return null;
      const regex = compiled(pattern, call);
      return elements.filter((element) => matches(regex, literalOf(element) ?? "") === (mode === "INCLUDE")).map(word);
    });
  },
  POP_BACK: (call, name, rest) => pop(call, name, rest, true),
  POP_FRONT: (call, name, rest) => pop(call, name, rest, false),
  TRANSFORM: (call, name, rest) => transformed(call, name, rest),
};

/** Puts more at the end or start of a list; without anything to put there, the variable stays as it is, set or not. */
function extend({ cmake }: Call, name: string, rest: readonly Word[], atEnd: boolean): void {
  if (rest.length === 0) return;
  const isGiven = rest.some(({ kind, value }) => kind === "word" || !shapeOf(value).mayBeEmpty);
  const value = extended(cmake.valueOf(name), { kind: isGiven ? "word" : "gap", value: joinList(rest) }, atEnd);
  if (isGiven || cmake.variable(name).set === "yes") cmake.set(name, value);
  else cmake.setSlot(name, { value, set: "maybe" });
}

/** The list with more at its end or start; a list that is empty gets no semicolon. */
function extended(old: Traced, added: Word, atEnd: boolean): Traced {
  const before: Word = { kind: isEmpty(old) ? "gap" : splitKind(old), value: old };
  if (isEmpty(old)) return added.value;
  return joinList(atEnd ? [before, added] : [added, before]);
}

/** Whether a text as a whole may be empty. */
function splitKind(x: Traced): Word["kind"] {
  return x.pieces.some((piece) => piece.kind === "literal") ? "word" : "gap";
}

function joinedBy(words: readonly Word[], glue: Traced): Traced {
  if (!isExact(words)) return unknownFrom(words.map(({ value }) => value), "a list");
  return concat(...words.flatMap(({ value }, i) => (i === 0 ? [value] : [glue, value])));
}

/** Sets the variable named by argument `index` to something of the elements. */
function result({ cmake }: Call, rest: readonly Word[], index: number, of: (elements: readonly Traced[]) => Traced, name: string): void {
  const output = textAt(rest, index);
  if (output === null) return;
  cmake.set(output, perText(cmake.valueOf(name), (x) => {
    const words = splitList(x, true);
    return isExact(words) ? of(words.map(({ value }) => value)) : unknownFrom(words.map(({ value }) => value), "a list");
  }));
}

/** Replaces the list, where there is one; null where the result is not known. */
function change({ cmake }: Call, name: string, of: (elements: readonly Traced[]) => readonly Word[] | null): void {
  const { value, set } = cmake.variable(name);
  if (set === "no") return;
  const changed = perText(value, (x) => {
    const words = splitList(x, true);
    const replaced = isExact(words) ? of(words.map((element) => element.value)) : null;
    return replaced === null ? unknownFrom(words.map((element) => element.value), "a list") : joinList(replaced);
  });
  if (set === "yes") cmake.set(name, changed);
  else cmake.setSlot(name, { value: changed, set });
}

function pop(call: Call, name: string, rest: readonly Word[], fromEnd: boolean): void {
  const { cmake } = call;
  const names = rest.map(({ value }) => literalOf(value) ?? "");
  const words = splitList(cmake.valueOf(name), true);
  if (!isExact(words)) {
    for (const output of names) cmake.set(output, unknownFrom(words.map(({ value }) => value), "an element of a list"));
    return change(call, name, () => null);
  }
  const count = Math.max(1, names.length);
  names.forEach((output, i) => {
    const element = fromEnd ? words[words.length - 1 - i] : words[i];
    if (element === undefined) cmake.unset(output);
    else cmake.set(output, element.value);
  });
  change(call, name, (elements) => (fromEnd ? elements.slice(0, Math.max(0, elements.length - count)) : elements.slice(count)).map(word));
}

function at(elements: readonly Traced[], index: number, call: Call): Traced {
  const element = elements[index < 0 ? elements.length + index : index];
  if (element === undefined) throw new MakeStop(`list index: ${index} out of range`, call.at);
  return element;
}

export function compiled(pattern: string, { at: place }: Call): Regex {
  try {
    return new Regex(pattern);
  } catch (error) {
    if (error instanceof SyntaxError) throw new MakeStop(`a regular expression that does not compile: ${pattern}`, place);
    throw error;
  }
}

function matches(regex: Regex, text: string): boolean {
  try {
    return regex.match(text) !== null;
  } catch (error) {
    if (error instanceof TooHard) throw new MakeStop("limit: a regular expression that takes too long", null);
    throw error;
  }
}

function word(value: Traced): Word {
  return { kind: "word", value };
}

