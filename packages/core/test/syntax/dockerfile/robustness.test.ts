import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expandWord } from "../../../src/syntax/dockerfile/index.js";
import type { Instruction } from "../../../src/syntax/dockerfile/index.js";
import { literal } from "../../../src/text/index.js";
import type { Traced } from "../../../src/text/index.js";
import { instructionsOf, parse } from "./support.js";

const SEEDS = [
  '# escape=`\nFROM --platform=$BUILDPLATFORM golang:1.22 AS build\nWORKDIR /src\nCOPY go.* ./\nRUN --mount=type=cache,target=/root/.cache `\n  go build -o /app ./cmd\n',
  'ARG V=1\nFROM alpine:${V}\nENV A="x y" B=z\\ z \\\n  # comment\n  C=\'q\'\nRUN <<-EOF cat >/x && <<B cat\n\ta\n\tEOF\nb\nB\nCMD ["sh", "-c", "echo \\u0041"]\n',
  "FROM a\r\nONBUILD COPY --from=b --link a b \\\r\n  c\r\nHEALTHCHECK --interval=1s CMD curl x || exit 1\r\nLABEL a b c\r\nVOLUME [\"/a\", \"/b\"]\r\n",
];
const SNIPPETS = ["\\", "\\\n", "`\n", "\n", "\r", "\r\n", "\t", "#", '"', "'", "$", "${", "}", "<<EOF", "<<-", "\nEOF\n", "[", "]", "=", "--", "\u00a0", "\u0085", "\uFEFF", "\0", "é", "\ud83d", "ONBUILD ", "FROM "];

/** One of the seeds, damaged. */
const damaged = fc
  .tuple(fc.constantFrom(...SEEDS), fc.array(fc.tuple(fc.nat(500), fc.nat(20), fc.constantFrom("", ...SNIPPETS)), { minLength: 1, maxLength: 6 }))
  .map(([seed, edits]) =>
    edits.reduce((text, [at, length, snippet]) => {
      const from = at % (text.length + 1);
      return text.slice(0, from) + snippet + text.slice(from + (snippet === "" ? length : 0));
    }, seed),
  );

describe("damaged files", () => {
  it("are read without throwing, into nodes that stand where they say", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(damaged, (source) => {
        const parsed = parse(source);
        const wrong = instructionsOf(parsed).flatMap((instruction) => misplaced(source, instruction, parsed));
        wrong.push(...parsed.comments.filter(({ range, value }) => source.slice(...range) !== `#${value}`));
        wrong.push(...[...parsed.directives, ...parsed.problems].filter((node) => !inside(node, parsed)));
        expect(wrong).toEqual([]);
      }),
      { numRuns: 2000, seed: 21 },
    );
  });

  it("are read without throwing, whatever they are made of", { timeout: 60_000 }, () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), (source) => void parse(source)), { numRuns: 1000, seed: 22 });
  });
});

interface Placed {
  readonly range: readonly [number, number];
}

function misplaced(source: string, instruction: Instruction, parent: Placed): unknown[] {
  const { flags, args, pairs, heredocs, inner } = instruction;
  const texts: Traced[] = [...pairs.flatMap(({ name, value }) => (value === null ? [name] : [name, value])), ...heredocs.map(({ body }) => body)];
  for (const { value } of flags) if (value !== null) texts.push(value);
  if (instruction.form === "shell") texts.push(...args.map(({ text }) => text));
  return [
    ...texts.flatMap(({ pieces }) => pieces).filter((piece) => piece.kind !== "literal" || source.slice(piece.origin?.start, piece.origin?.end) !== piece.text),
    ...[...flags, ...args, ...pairs, ...heredocs].filter((node) => !inside(node, instruction)),
    ...(inside(instruction, parent) ? [] : [instruction]),
    ...(inner === null ? [] : misplaced(source, inner, instruction)),
  ];
}

function inside({ range: [start, end] }: Placed, { range: [from, to] }: Placed): boolean {
  return from <= start && start <= end && end <= to;
}

describe("a megabyte", () => {
  const megabyte = (unit: string): string => unit.repeat(Math.ceil(1_000_000 / unit.length));
  // a few tens to hundreds of milliseconds; what is quadratic takes minutes
  const PATIENCE = 30_000;
  const TIMEOUT = { timeout: 2 * PATIENCE };

  it.each([
    ["instructions", `FROM a\n${megabyte("RUN go build && \\\n  # c\n  echo\n")}`],
    ["continued lines", `FROM a\nRUN ${megabyte("a b \\\n")} <<X`],
    ["words", `FROM a\nCOPY ${megabyte("a \\\n b ")}`],
    ["pairs", `FROM a\nENV ${megabyte("a=b \\\n ")}`],
    ["elements", `FROM a\nCMD [${megabyte('"a\\n", \\\n')} "x"]`],
    ["flags", `FROM a\nRUN ${megabyte('--mount=id=\\"a\\" \\\n')} x`],
    ["heredocs", `FROM a\n${megabyte("RUN <<A cat\n\tx\nA\n")}`],
    ["nested substitutions", `FROM a\nRUN << ${megabyte("${a:-")}`],
    ["nested triggers", `FROM a\n${megabyte("ONBUILD ")}`],
    ["blanks in a directive", `# check=a${megabyte(" ")}b\n`],
    ["blanks", `FROM a\nRUN \\${megabyte(" ")}x`],
    ["comments in a continuation", `FROM a\nRUN a \\\n${megabyte("# c\n")}`],
  ])("of %s is read in time", TIMEOUT, (_, source) => {
    const start = performance.now();
    parse(source);
    expect(performance.now() - start).toBeLessThan(PATIENCE);
  });

  it.each(["${X##*a*a*a*b*c*d}", "${X//a*b/c}", "${X%%*a*?*a}", "${X//?/$X}", "$X$X"])("of a value is expanded in time: %s", TIMEOUT, (word) => {
    const start = performance.now();
    expandWord(literal(word), () => ({ value: literal(megabyte("ab")), set: "yes" }), "\\");
    expect(performance.now() - start).toBeLessThan(PATIENCE);
  });
});
