/** echo and printf. */
import type { Traced, Word } from "../../../text/index.js";
import { concat, EMPTY, lift, literal, literalOf, originOf, unknownText } from "../../../text/index.js";
import type { ShellDialect } from "../../machine.js";
import { joinWords } from "../expand/chunks.js";
import { decodeEscapes } from "../escapes.js";
import { either, type Outcome, success } from "../outcome.js";
import { print, setVariable, type State } from "../state.js";
import { argument, type BuiltinCall, type Builtins, hasGap, regular } from "./builtin.js";

/** dash knows `-n` and always decodes escapes; bash and busybox know `-n`, `-e`, `-E` and decode them on demand. */
function echo(args: readonly Word[], dialect: ShellDialect): Traced {
  let i = 0;
  let newline = true;
  let decodes = dialect === "dash";
  for (; i < args.length; i++) {
    const option = argument(args, i);
    if (dialect === "dash" ? option !== "-n" || i > 0 : option === null || !/^-[neE]+$/.test(option)) break;
    if (option?.includes("n") === true) newline = false;
    if (option?.includes("e") === true) decodes = true;
    if (option?.includes("E") === true) decodes = false;
  }
  const text = joinWords(args.slice(i));
  const { decoded, ended } = decodes ? decodeLiterals(text) : { decoded: text, ended: false };
  return newline && !ended ? concat(decoded, literal("\n")) : decoded;
}

/** Escapes of the text that is known; text that is not known is taken to hold none. `\c` ends the output. */
function decodeLiterals(text: Traced): { readonly decoded: Traced; readonly ended: boolean } {
  const parts: Traced[] = [];
  for (const run of runsOfLiterals(text)) {
    const known = literalOf(run);
    if (known?.includes("\\") !== true) {
      parts.push(run);
      continue;
    }
    const before = known.split("\\c", 1)[0]!;
    parts.push(literal(decodeEscapes(before), originOf(run)));
    if (before !== known) return { decoded: concat(...parts), ended: true };
  }
  return { decoded: concat(...parts), ended: false };
}

/** An escape may be written by several pieces. */
function runsOfLiterals(text: Traced): readonly Traced[] {
  const runs: Traced[] = [];
  for (const piece of text.pieces) {
    const last = runs.at(-1);
    if (piece.kind === "literal" && last?.pieces[0]?.kind === "literal") runs[runs.length - 1] = { pieces: [...last.pieces, piece] };
    else runs.push({ pieces: [piece] });
  }
  return runs;
}

const CONVERSION = /%(?:%|([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?([a-zA-Z]))|[^%]+|%/g;

/** The format is used again as long as there are arguments. Null when a conversion is not understood. */
function format(args: readonly Word[]): Traced | null {
  const pattern = argument(args, 0);
  if (pattern === null || hasGap(args)) return null;
  const values = args.slice(1).map((word) => word.value);
  const parts: Traced[] = [];
  for (let next = 0, isFirst = true; isFirst || next < values.length; isFirst = false) {
    const before = next;
    for (const [text, flags, width, precision, conversion] of pattern.matchAll(CONVERSION)) {
      if (conversion === undefined) parts.push(literal(text === "%%" ? "%" : decodeEscapes(text)));
      else {
        if (width === "*" || precision === "*") return null;
        const value = convert(values[next++] ?? null, conversion, { flags: flags ?? "", width: Number(width ?? 0), precision: precision === undefined ? null : Number(precision) });
        if (value === null) return null;
        parts.push(value);
      }
    }
    if (next === before) break;
  }
  return concat(...parts);
}

interface Layout {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | null;
}

function convert(value: Traced | null, conversion: string, { flags, width, precision }: Layout): Traced | null {
  const pad = (text: string): string => (flags.includes("-") ? text.padEnd(width) : text.padStart(width, flags.includes("0") && conversion !== "s" ? "0" : " "));
  switch (conversion) {
    case "s":
    case "b": {
      const text = value ?? EMPTY;
      const decoded = conversion === "b" ? decodeLiterals(text).decoded : text;
      if (width === 0 && precision === null) return decoded;
      return lift((known) => pad(known.slice(0, precision ?? undefined)), [decoded]);
    }
    case "d":
    case "i": {
      const known = value === null ? "0" : literalOf(value);
      if (known === null) return lift((text) => pad(text), [value ?? EMPTY], { mayBeEmpty: false, mayHaveBlanks: width > 0 });
      return /^[+-]?\d+$/.test(known) && precision === null && !flags.includes("+") ? literal(pad(String(Number(known)))) : null;
    }
    default:
      return null;
  }
}

function printf(call: BuiltinCall, state: State, dialect: ShellDialect): Outcome {
  const toVariable = dialect === "bash" && argument(call.args, 0) === "-v";
  const args = argument(call.args, toVariable ? 2 : 0) === "--" ? call.args.slice(toVariable ? 3 : 1) : call.args.slice(toVariable ? 2 : 0);
  const text = format(args);
  const output = text ?? unknownText({ code: "not-understood", text: `output of \`${call.hop.text}\``, at: call.place });
  const name = toVariable ? argument(call.args, 1) : null;
  const next = name === null ? print(state, output) : setVariable(state, name, output);
  return text === null ? either(next) : success(next);
}

export const outputBuiltins: Builtins = {
  echo: regular(({ args }, state, context) => success(print(state, echo(args, context.shell.dialect)))),
  printf: regular((call, state, context) => printf(call, state, context.shell.dialect)),
};
