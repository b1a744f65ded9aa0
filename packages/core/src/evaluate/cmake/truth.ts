/** What counts as true, and comparing texts. Source: CMake 3.25, cmValue.cxx (IsOn, IsOff) and cmSystemTools (VersionCompare). */
import type { Traced } from "../../text/index.js";
import { literalOf, variants } from "../../text/index.js";
import { type Answer, choose } from "../make/index.js";

export function isOn(text: string): boolean {
  return /^(?:1|on|yes|true|y)$/i.test(text);
}

export function isOff(text: string): boolean {
  return text === "" || /^(?:0|off|no|false|n|ignore|notfound)$/i.test(text) || /-NOTFOUND$/.test(text);
}

/** The constant that a word is; null for a word that names a variable. Numbers are true unless they are 0. */
export function constant(text: string): boolean | null {
  if (isOn(text)) return true;
  if (isOff(text)) return false;
  return isNumber(text) ? Number(text) !== 0 : null;
}

export function isNumber(text: string): boolean {
  return /^[ \t]*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text);
}

/** An answer of plain texts, for texts that may be several; "maybe" where one is not known. */
export function decide(args: readonly Traced[], test: (...texts: string[]) => boolean | Answer): Answer {
  let rows: readonly (readonly string[])[] = [[]];
  for (const arg of args) {
    const choices = variants(arg);
    const texts = choices?.map(({ value }) => literalOf(value)) ?? [null];
    if (texts.includes(null) || rows.length * texts.length > MAX_ROWS) return "maybe";
    rows = rows.flatMap((row) => texts.map((text) => [...row, text as string]));
  }
  return agreed(rows.map((row) => test(...row)));
}

const MAX_ROWS = 256;

/** Whether a value counts as true. A path does, even where a part of it is not known. */
export function isTrue(x: Traced): Answer {
  const last = x.pieces.at(-1);
  const isPath = last?.kind === "literal" && last.text.includes("/") && !last.text.endsWith("-NOTFOUND");
  return isPath ? "yes" : decide([x], (text) => constant(text) !== false);
}

export function agreed(answers: readonly (boolean | Answer)[]): Answer {
  const found = new Set(answers.map((answer) => (typeof answer === "string" ? answer : answer ? "yes" : "no")));
  return found.size === 1 ? ([...found][0] as Answer) : "maybe";
}

/** A text for each of the texts that another may be. */
export function perText(x: Traced, f: (x: Traced) => Traced): Traced {
  const choices = x.pieces.some((piece) => piece.kind === "oneOf") ? variants(x) : null;
  return choices === null ? f(x) : choose(choices.map(({ value, when }) => ({ when: when.join(", "), value: f(value) })));
}

/** Negative when `a` is older. Components that are no numbers end the comparison. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [componentsOf(a), componentsOf(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0n) - (right[i] ?? 0n);
    if (difference !== 0n) return difference < 0n ? -1 : 1;
  }
  return 0;
}

function componentsOf(text: string): readonly bigint[] {
  return (/^\d+(?:\.\d+)*/.exec(text)?.[0] ?? "0").split(".").map(BigInt);
}

/** What `EQUAL`, `LESS`, `GREATER`, `LESS_EQUAL` and `GREATER_EQUAL` say of a difference. */
export function ordered(operator: string, difference: number): boolean {
  switch (operator) {
    case "EQUAL":
      return difference === 0;
    case "LESS":
      return difference < 0;
    case "GREATER":
      return difference > 0;
    case "LESS_EQUAL":
      return difference <= 0;
    default:
      return difference >= 0;
  }
}
