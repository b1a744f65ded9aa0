import { parseDockerfile } from "../../../src/syntax/dockerfile/index.js";
import type { Dockerfile, Instruction, Pair } from "../../../src/syntax/dockerfile/index.js";
import { literalOf } from "../../../src/text/index.js";
import type { Origin, Range, Traced } from "../../../src/text/index.js";

export const FILE = "build/Dockerfile";

export function parse(source: string): Dockerfile {
  return parseDockerfile(source, FILE);
}

/** Every instruction of the file, in order. */
export function instructionsOf({ preamble, stages }: Dockerfile): readonly Instruction[] {
  return [...preamble, ...stages.flatMap(({ from, body }) => [from, ...body])];
}

/** The only instruction after `FROM scratch`. */
export function only(source: string): { readonly source: string; readonly instruction: Instruction; readonly problems: readonly string[] } {
  const whole = `FROM scratch\n${source}`;
  const parsed = parse(whole);
  const [, instruction, ...more] = instructionsOf(parsed);
  if (instruction === undefined || more.length > 0) throw new Error(`${more.length + 1} instructions`);
  return { source: whole, instruction, problems: parsed.problems.map(({ message }) => message) };
}

export function textOf(text: Traced | null): string | null {
  return text === null ? null : literalOf(text);
}

export function argumentsOf(instruction: Instruction): readonly (string | null)[] {
  return instruction.args.map(({ text }) => textOf(text));
}

export function pairsOf(pairs: readonly Pair[]): readonly (readonly [string | null, string | null])[] {
  return pairs.map(({ name, value }) => [textOf(name), textOf(value)]);
}

export function written(source: string, { range }: { readonly range: Range }): string {
  return source.slice(...range);
}

/** The source text behind each piece. */
export function originsOf(source: string, text: Traced): readonly string[] {
  return text.pieces.map(({ origin }) => source.slice((origin as Origin).start, (origin as Origin).end));
}
