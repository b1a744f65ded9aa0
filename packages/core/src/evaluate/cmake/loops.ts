/** `foreach` and `while`. Source: CMake 3.25, cmForEachCommand.cxx and cmWhileCommand.cxx. */
import { LIMITS } from "../../limits.js";
import type { Reason, Traced, Word } from "../../text/index.js";
import { firstUnknown, literal, literalOf, originOf, print } from "../../text/index.js";
import { type Answer, MakeStop } from "../make/index.js";
import { type Call, type Flow, type Flows, NEXT, textAt } from "./call.js";
import type { CMake } from "./cmake.js";
import { splitList } from "./lists.js";
import { setTo, unknownSlot } from "./state.js";

/** One round of a loop: what its variables are, null for an unknown number of rounds with values that are not known. */
type Round = readonly (readonly [name: string, value: Traced | null])[] | { readonly names: readonly string[]; readonly reason: Reason };

export function runForeach(call: Call, body: () => Flows): Flows {
  const { cmake } = call;
  const rounds = roundsOf(call);
  const names = new Set(rounds.flatMap((round) => ("names" in round ? round.names : round.map(([name]) => name))));
  const before = [...names].map((name) => [name, cmake.normal(name)] as const);
  const flows = inOrder(cmake, rounds, 0, body);
  // a loop variable ends with the loop (policy CMP0124 aside, what was there before comes back)
  for (const [name, slot] of before) cmake.setSlot(name, slot);
  return flows;
}

function inOrder(cmake: CMake, rounds: readonly Round[], from: number, body: () => Flows): Flows {
  const found = new Set<Flow>();
  for (let i = from; i < rounds.length; i++) {
    const round = rounds[i] as Round;
    let flows: Flows;
    if ("names" in round) flows = anyNumber(cmake, () => bindUnknown(cmake, round), body);
    else if (i - from >= LIMITS.loopIterations * 8) {
      const reason: Reason = { code: "limit", text: `limit: a loop of more than ${LIMITS.loopIterations * 8} rounds`, at: cmake.run.at };
      flows = anyNumber(cmake, () => bindUnknown(cmake, { names: round.map(([name]) => name), reason }), body);
      i = rounds.length;
    } else {
      for (const [name, value] of round) if (value === null) cmake.unset(name);
      else cmake.set(name, value);
      flows = body();
    }
    for (const flow of flows) if (flow === "return") found.add(flow);
    if (!flows.has("next") && !flows.has("continue")) {
      if (flows.has("break")) found.add("next");
      return found;
    }
    if (flows.has("break") || flows.has("return")) {
      // the loop may have ended here
      const ways = cmake.world.either<Flows>([
        { when: "the loop goes on", run: () => inOrder(cmake, rounds, i + 1, body) },
        { when: "the loop ends", run: () => (flows.has("break") ? NEXT : new Set<Flow>()) },
      ]);
      return new Set([...found, ...ways.flatMap(({ value }) => [...value])]);
    }
  }
  return new Set<Flow>([...found, "next"]);
}

export function runWhile(cmake: CMake, test: (first: boolean) => Answer, body: () => Flows): Flows {
  const found = new Set<Flow>(["next"]);
  for (let round = 0; ; round++) {
    const answer = round > LIMITS.loopIterations * 8 ? "maybe" : test(round === 0);
    if (answer === "no") return found;
    if (answer === "maybe") {
      for (const flow of anyNumber(cmake, () => undefined, body)) if (flow === "return") found.add(flow);
      return found;
    }
    const flows = body();
    for (const flow of flows) if (flow === "return") found.add(flow);
    if (!flows.has("next") && !flows.has("continue")) {
      if (!flows.has("break")) found.delete("next");
      return found;
    }
    if (flows.has("break") || flows.has("return")) {
      for (const flow of anyNumber(cmake, () => undefined, body)) if (flow === "return") found.add(flow);
      return found;
    }
  }
}

/** The body runs any number of times: once as things are, and then with everything that it sets unknown. */
function anyNumber(cmake: CMake, bind: () => void, body: () => Flows): Flows {
  const found = new Set<Flow>(["next"]);
  const recorder = new Set<string>();
  const once = (): Flows =>
    new Set(
      cmake.world
        .either<Flows>([
          { when: "the loop goes round", run: () => (bind(), body()) },
          { when: "the loop does not go round", run: () => NEXT },
        ])
        .flatMap(({ value }): readonly Flow[] => [...value]),
    );
  const reason: Reason = { code: "not-understood", text: "what a loop leaves behind that runs an unknown number of times", at: cmake.run.at };
  for (let pass = 0; pass < 2; pass++) {
    cmake.recorders.push(recorder);
    try {
      for (const flow of once()) found.add(flow);
    } finally {
      cmake.recorders.pop();
    }
    for (const name of recorder) if (cmake.normal(name).set !== "no") cmake.setSlot(name, unknownSlot(reason));
  }
  found.delete("break");
  found.delete("continue");
  return found;
}

function bindUnknown(cmake: CMake, { names, reason }: { readonly names: readonly string[]; readonly reason: Reason }): void {
  for (const name of names) cmake.setSlot(name, { ...setTo(unknownSlot(reason).value) });
}

/** Source: cmForEachCommand: `x a b`, `x RANGE …`, `x IN ITEMS … LISTS …`, `x y IN ZIP_LISTS …`. */
function roundsOf({ cmake, args, at }: Call): readonly Round[] {
  const keyword = args.findIndex(({ quoted, value }) => !quoted && literalOf(value) === "IN");
  const name = textAt(args, 0);
  if (name === null) {
    if (args.length === 0) throw new MakeStop("foreach needs a variable", at);
    return [{ names: [], reason: { code: "not-understood", text: "a loop over a variable whose name is not known", at } }];
  }
  if (textAt(args, 1) === "RANGE") return range(name, args.slice(2), at);
  if (keyword === -1) return args.slice(1).map((word) => roundOf(name, word));
  const names = args.slice(0, keyword).map(({ value }) => literalOf(value) ?? "");
  if (textAt(args, keyword + 1) === "ZIP_LISTS") return zipped(cmake, names, args.slice(keyword + 2));
  let kind = "";
  const words: Word[] = [];
  for (const word of args.slice(keyword + 1)) {
    const text = literalOf(word.value);
    if (text === "ITEMS" || text === "LISTS") kind = text;
    else if (kind === "ITEMS") words.push(word);
    else if (kind === "LISTS") words.push(...(text === null ? [{ ...word, kind: "gap" as const }] : splitList(cmake.valueOf(text), true)));
    else throw new MakeStop(`foreach does not know '${print(word.value)}'`, at);
  }
  return words.map((word) => roundOf(name, word));
}

function roundOf(name: string, word: Word): Round {
  if (word.kind === "word") return [[name, word.value]];
  return { names: [name], reason: firstUnknown(word.value) ?? { code: "alternatives", text: "one of several lists", at: originOf(word.value) } };
}

function range(name: string, args: readonly Word[], at: Call["at"]): readonly Round[] {
  const numbers = args.map(({ value }) => literalOf(value)).map((text) => (text !== null && /^-?\d+$/.test(text) ? Number(text) : null));
  if (numbers.length === 0) return [];
  if (numbers.includes(null) || args.some(({ kind }) => kind === "gap")) return [{ names: [name], reason: { code: "not-understood", text: "a range that is not known", at } }];
  const [first = 0, second, third = 1] = numbers as number[];
  const [start, stop] = second === undefined ? [0, first] : [first, second];
  const step = start > stop ? -Math.abs(third) : third;
  if (third === 0 || (step < 0 && third > 0 && numbers.length === 3) || (start <= stop && step < 0)) throw new MakeStop("foreach has a range that never ends", at);
  const rounds: Round[] = [];
  for (let i = start; step > 0 ? i <= stop : i >= stop; i += step) {
    if (rounds.length > LIMITS.loopIterations * 8) return [...rounds, { names: [name], reason: { code: "limit", text: "limit: a range with too many numbers", at } }];
    rounds.push([[name, literal(String(i))]]);
  }
  return rounds;
}

/** `foreach(a b IN ZIP_LISTS x y)`; with one variable it is `a_0`, `a_1`. */
function zipped(cmake: CMake, names: readonly string[], lists: readonly Word[]): readonly Round[] {
  const columns = lists.map(({ value }) => splitList(cmake.valueOf(literalOf(value) ?? ""), true));
  const targets = lists.map((_, i) => (names.length > 1 ? (names[i] ?? "") : `${names[0] ?? ""}_${i}`));
  const gap = columns.flat().find(({ kind }) => kind === "gap");
  if (gap !== undefined) return [{ names: targets, reason: firstUnknown(gap.value) ?? { code: "alternatives", text: "one of several lists", at: originOf(gap.value) } }];
  const length = Math.max(0, ...columns.map((column) => column.length));
  return Array.from({ length }, (_, row) => targets.map((target, i) => [target, columns[i]?.[row]?.value ?? null] as const));
}
