/**
 * The law for the evaluator: whatever is chosen for what is not known, the commands that then run are among those that are told without the choice.
 *
 * Ways on which the script fails end the build and are not followed, so choices that make it fail say nothing.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ShellDialect } from "../../../src/evaluate/machine.js";
import { concatAll, literal, literalOf, oneOf, print, type Traced } from "../../../src/text/index.js";
import { admits } from "../../text/support.js";
import { aligns } from "./align.js";
import { evaluate, lines, type Programs, type Run, unknown } from "./support.js";

interface Choice {
  readonly U: string;
  readonly W: string;
  readonly C: string;
  readonly maybe: "success" | "failure";
  readonly out: string;
  /** which of several texts is written at a place of the script, as make does it */
  readonly written: number;
}

/** Texts that a script has at its places `§n`, one of each: with words, with quotes, with nothing. */
const WRITTEN = [
  ["a", "b"],
  ["", "-l 's w'"],
  ["-l 's w'", "-l 'x w'"],
  ["", "a", "p q"],
  ["'a b' c", "d"],
] as const;

const choice: fc.Arbitrary<Choice> = fc.record({
  U: fc.constantFrom("", "a", "a b", " -x  y "),
  W: fc.constantFrom("w", "a", "v1.2"),
  C: fc.constantFrom("", "a", "p q"),
  maybe: fc.constantFrom("success" as const, "failure" as const),
  out: fc.constantFrom("", "o", "a b"),
  written: fc.nat(5),
});

const NAMES = ["A", "B", "X", "U", "W", "C"];
const FILES = { "/src/a.go": "x", "/src/sub/b.go": "", "/src/env.sh": "X=sourced\nexport X\n" };

function run(script: string, dialect: ShellDialect, chosen: Choice | null): Run {
  const alternatives = oneOf(["", "a", "p q"].map((text) => ({ value: literal(text), when: text })));
  const programs: Programs = {
    maybe: { status: chosen?.maybe ?? "unknown" },
    out: { output: chosen === null ? unknown("out") : literal(chosen.out) },
    fail: { status: "failure" },
  };
  const env = chosen === null ? { U: unknown("U"), W: unknown("W", "word"), C: alternatives } : { U: chosen.U, W: chosen.W, C: chosen.C };
  return evaluate(writtenScript(script, chosen), { dialect, programs, env, files: FILES, args: ["one", "two words"] });
}

function writtenScript(script: string, chosen: Choice | null): string | Traced {
  if (!script.includes("§")) return script;
  const parts = script.split(/§(\d)/).map((part, i): Traced => {
    if (i % 2 === 0) return literal(part);
    const texts: readonly string[] = WRITTEN[Number(part)] ?? [];
    const text = chosen === null ? null : (texts[chosen.written % texts.length] ?? "");
    return text === null ? oneOf(texts.map((value) => ({ value: literal(value), when: value }))) : literal(text);
  });
  return concatAll(parts);
}

const name = fc.constantFrom("A", "B", "X");
const text = fc.constantFrom("a", "b", "x y", "-o", "1", "v1.2", "sub");
const reference = fc.oneof(
  fc.constantFrom("$U", "$W", "$C", "$A", "$B", "$X", "$1", "$#", "$?", "$PWD"),
  fc.tuple(fc.constantFrom("U", "W", "C", "A", "X"), fc.constantFrom(":-d", "-d e", ":+s", "+s t", "#a", "%b", "##*.", ":=n")).map(([variable, operator]) => `\${${variable}${operator}}`),
);

const { list: script } = fc.letrec<{ word: string; command: string; list: string; test: string }>((tie) => ({
  word: fc.oneof(
    { depthSize: "small" },
    text.map((each) => `'${each}'`),
    fc.constantFrom("a", "b", "1", "*.go", '"$@"'),
    reference,
    reference.map((each) => `"${each} z"`),
    reference.map((each) => `p${each}`),
    fc.constantFrom("$(out)", '"$(out)"', "$((1 + 2))"),
    tie("command").map((each) => `"$( ${each} )"`),
  ),
  test: fc.oneof(
    fc.constantFrom("maybe", "! maybe", "true", "fail", "test -f a.go", "[ -d nothing ]"),
    fc.tuple(reference, fc.constantFrom("=", "!="), fc.constantFrom("a", "w", "")).map(([left, operator, right]) => `[ "${left}" ${operator} "${right}" ]`),
    fc.tuple(fc.constantFrom("-n", "-z"), reference).map(([operator, operand]) => `[ ${operator} "${operand}" ]`),
  ),
  command: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.tuple(fc.constantFrom("cmd", "go", "out", "maybe", "f"), fc.array(tie("word"), { maxLength: 3 })).map(([program, words]) => [program, ...words].join(" ")),
    // as many places as there may be: more choices than are told one by one
    fc
      .tuple(fc.constantFrom("cmd", "go"), fc.array(fc.constantFrom("§0", "§1", "§2", "§3", "§4", '"§0 §1"', '"-t §3 z §0"', "x§0", '"§0 §2 §3"§0'), { minLength: 1, maxLength: 4 }), tie("word"))
      .map(([program, places, word]) => [program, ...places, word].join(" ")),
    fc.tuple(name, tie("word")).map(([variable, word]) => `${variable}=${word.startsWith("'") || word.startsWith('"') ? word : `"${word.replaceAll('"', "")}"`}`),
    fc.tuple(name, tie("word")).map(([variable, word]) => `export ${variable}=${word.replaceAll('"$@"', "q")}`),
    fc.tuple(name, tie("word"), fc.constantFrom("cmd", "f", "eval cmd", "cd sub;", ":")).map(([variable, word, program]) => `${variable}=${word.replaceAll('"$@"', "q")} ${program}`),
    fc.constantFrom("cd sub", "cd /src", "set -e", "set +e", "set -a", "export A", "unset B", "shift", "exit 0", "return", "break", "continue", ". ./env.sh", "echo $A", "eval 'A=1; cmd $U'", "set -- $U b", "cd $W || true"),
    fc.tuple(tie("test"), tie("list"), tie("list")).map(([test, yes, no]) => `if ${test}; then ${yes}; else ${no}; fi`),
    fc.tuple(tie("test"), fc.constantFrom("&&", "||"), tie("command")).map(([test, operator, command]) => `${test} ${operator} ${command}`),
    fc.tuple(tie("word"), tie("list"), tie("list")).map(([word, first, second]) => `case ${word} in a*) ${first};; w|o) ${second};; esac`),
    fc.tuple(name, fc.array(tie("word"), { minLength: 1, maxLength: 2 }), tie("list")).map(([variable, words, body]) => `for ${variable} in ${words.join(" ")}; do ${body}; done`),
    tie("list").map((body) => `( ${body} )`),
    tie("list").map((body) => `{ ${body}; }`),
    // ends after one round, whatever it does
    fc.tuple(name, tie("list")).map(([variable, body]) => `while [ "\${${variable}}$U" != " a b a" ]; do ${body.replaceAll("continue", ":")}; break; done`),
    fc.tuple(reference, tie("list")).map(([condition, body]) => `X=${condition}; while cmd "$X"; [ "$X" = a ]; do ${body.replaceAll("continue", ":")}; X=b; done`),
    fc.tuple(tie("command"), tie("command")).map(([left, right]) => `${left} | ${right}`),
  ),
  list: fc.array(tie("command"), { minLength: 1, maxLength: 3, depthIdentifier: "list" }).map((commands) => commands.join("; ").replaceAll(";;;", ";").replaceAll("; ;", ";")),
}));

/** The status of a command that failed is not known even where everything else is. */
function isKnown({ calls, result }: Run): boolean {
  const words = calls.flatMap((call) => [...call.words, ...NAMES.flatMap((each) => call.environment.getExported(each) ?? [])]);
  return literalOf(result.output) !== null && words.every((word) => literalOf(word.value) !== null);
}

describe("the law", () => {
  it("commands, output and status of every choice are among what is told", () => {
    fc.assert(
      fc.property(script, script, choice, fc.constantFrom<ShellDialect>("dash", "bash"), (body, main, chosen, dialect) => {
        const whole = `f() { cmd "$1" "$A"; }\n${body}\n${main}\ncmd end "$A" "$X" "$PWD"\n`;
        const told = run(whole, dialect, null);
        const real = run(whole, dialect, chosen);
        if (real.result.status !== "success" || !isKnown(real)) return;
        const context = `${whole}\ntold: ${lines(told).join("\n      ")}\nreal: ${lines(real).join("\n      ")}`;
        expect(told.result.status, context).not.toBe("failure");
        expect(aligns(real.calls, told.calls, NAMES), context).toBe(true);
        expect(admits(told.result.output, print(real.result.output)), `${context}\n${print(told.result.output)}\n${print(real.result.output)}`).toBe(true);
      }),
      { numRuns: Number(process.env["LAW_RUNS"] ?? 400) },
    );
  });
});
