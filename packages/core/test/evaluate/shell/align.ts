import type { Variable } from "../../../src/evaluate/environment.js";
import type { CommandCall } from "../../../src/evaluate/model.js";
import { literalOf, type Piece, type Traced, type Word } from "../../../src/text/index.js";
import { admits } from "../../text/support.js";

/**
 * Whether commands that were started with everything known are among those that are told where something is not: in their order, with none that must run
 * missing. What may run may run several times, as the body of a loop.
 */
export function aligns(real: readonly CommandCall[], told: readonly CommandCall[], names: readonly string[]): boolean {
  const memo = new Map<number, boolean>();
  const match = (i: number, j: number): boolean => {
    const here = told[j];
    if (here === undefined) return i === real.length;
    const key = i * (told.length + 1) + j;
    const known = memo.get(key);
    if (known !== undefined) return known;
    const mayRun = here.certainty === "may";
    let start = j;
    while (mayRun && told[start - 1]?.certainty === "may") start--;
    const call = real[i];
    const result =
      (call !== undefined &&
        sameCall(call, here, names) &&
        (match(i + 1, j + 1) || (mayRun && Array.from({ length: j - start + 1 }, (_, k) => start + k).some((from) => match(i + 1, from))))) ||
      (mayRun && match(i, j + 1));
    memo.set(key, result);
    return result;
  };
  return match(0, 0);
}

function sameCall(real: CommandCall, told: CommandCall, names: readonly string[]): boolean {
  return (
    (told.directory === null || told.directory === real.directory) &&
    sameWords(real.words, told.words) &&
    names.every((name) => sameVariable(real.environment.getExported(name), told.environment.getExported(name)))
  );
}

function sameWords([word, ...rest]: readonly Word[], told: readonly Word[]): boolean {
  const [next, ...more] = told;
  if (next === undefined) return word === undefined;
  if (next.kind === "gap") {
    const words = word === undefined ? [] : [word, ...rest];
    return Array.from({ length: words.length + 1 }, (_, count) => count).some((count) => hides(next, words.slice(0, count)) && sameWords(words.slice(count), more));
  }
  return word !== undefined && admits(next.value, text(word.value)) && sameWords(rest, more);
}

/** The text of a gap, split at blanks, is its words; where its ways are told, one of them is. */
function hides({ value, ways }: Word, words: readonly Word[]): boolean {
  const isTold = ways === undefined || ways.some((way) => sameWords(words, way.words));
  return isTold && admits(withoutBlanks(value), words.map((word) => text(word.value).replace(/[ \t\n]+/g, "")).join(""));
}

function withoutBlanks({ pieces }: Traced): Traced {
  return {
    pieces: pieces.map((piece): Piece => {
      if (piece.kind === "literal") return { ...piece, text: piece.text.replace(/[ \t\n]+/g, "") };
      if (piece.kind === "unknown") return { ...piece, shape: { ...piece.shape, mayBeEmpty: piece.shape.mayBeEmpty || piece.shape.mayHaveBlanks } };
      return { ...piece, alternatives: piece.alternatives.map(({ value, when }) => ({ value: withoutBlanks(value), when })) };
    }),
  };
}

function sameVariable(real: Variable | null, told: Variable | null): boolean {
  if (real === null) return told === null || told.set === "maybe";
  return told !== null && admits(told.value, text(real.value));
}

function text(value: Traced): string {
  const known = literalOf(value);
  if (known === null) throw new Error("something is not known in a run where everything is");
  return known;
}
