import type { ImageCommand } from "../../evaluate/dockerfile/index.js";
import type { Instruction } from "../../syntax/dockerfile/ast.js";
import { literalOf, type Origin } from "../../text/index.js";
import type { Requirement } from "../model.js";
import { unmet } from "./verdicts.js";

/** An array that BuildKit does not take for one. */
export interface BrokenArray {
  /** what is wrong with it, as a sentence without a stop */
  readonly reason: string;
  /** the array that is meant; null when that is not certain */
  readonly meant: string | null;
}

/** ENTRYPOINT, CMD, HEALTHCHECK or RUN whose argument looks like an array and is none: BuildKit then gives it to the shell, without a word. */
export function execFormRequirement(command: Pick<ImageCommand, "form" | "args">, instruction: Instruction, at: Origin): Requirement | null {
  const [script] = command.args;
  const text = command.form === "shell" && script !== undefined ? literalOf(script) : null;
  const broken = text === null ? null : brokenArray(text.trim());
  if (broken === null) return null;
  const remedy = broken.meant === null ? `Write ${instruction.name} as a JSON array of strings in double quotes.` : `Write ${instruction.name} ${broken.meant}.`;
  const argument = instruction.args.at(-1)?.range;
  const cure = broken.meant === null || argument === undefined ? null : { start: argument[0], end: argument[1], text: broken.meant };
  return unmet("exec-form", instruction.name, remedy, [{ fact: "", text: broken.reason, at: null }], { instruction: instruction.name, at, cure });
}

/** Words that `[` and `test` take for operators: with one of them the text may be a test of the shell. Source: test(1). */
const OPERATOR = /^(?:!|=|==|!=|<|>|-\w|-(?:eq|ne|lt|le|gt|ge|nt|ot|ef))$/;
const QUOTED = /^(?:"([^"\\]*)"|'([^']*)'|[“”]([^“”]*)[“”]|[‘’]([^‘’]*)[‘’])/;
const BARE = /^[^\s"'“”‘’,[\]]+/;

interface Item {
  readonly value: string;
  /** the mark at its beginning; "" for a bare word */
  readonly quote: string;
  /** whether a comma stands between it and the one before */
  readonly afterComma: boolean;
}

/** Null for a JSON array, for a test of the shell (`[ -f x ] && run`), and for any other script. */
export function brokenArray(text: string): BrokenArray | null {
  if (!text.startsWith("[") || isJson(text)) return null;
  const spaced = /^\[\s/.test(text);
  const list = readList(text.slice(1));
  // A program whose name begins with a bracket and a quotation mark is none that anybody has.
  if (list === null) return !spaced && /^\[["'“”‘’]/.test(text) && !/^\[["']\s*\$/.test(text) ? { reason: "it is not valid JSON", meant: null } : null;
  const { items, closed, trailingComma, rest } = list;
  if (items.length === 0) return null;
  const commas = trailingComma || items.some(({ afterComma }) => afterComma);
  const bare = items.some(({ quote }) => quote === "");
  if (bare && (!commas || !closed || rest !== "" || items.some(({ value }) => /[$`;&|()]/.test(value)))) return null;
  // `[ "$x" = y ]` and `[ "a" ]` are tests.
  if (spaced && !commas && items.some(({ value }, i) => value.includes("$") || OPERATOR.test(value) || (items.length === 1 && i === 0))) return null;
  const meant = rest === "" && !items.some(({ value }) => value.includes("\\")) ? `[${items.map(({ value }) => JSON.stringify(value)).join(", ")}]` : null;
  return { reason: reasonOf(list), meant };
}

function isJson(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}

interface List {
  readonly items: readonly Item[];
  readonly closed: boolean;
  readonly trailingComma: boolean;
  /** what stands behind the closing bracket */
  readonly rest: string;
}

/** Strings and bare words up to the closing bracket or the end; null when something else is among them. */
function readList(text: string): List | null {
  const items: Item[] = [];
  let comma = false;
  let at = text.trimStart();
  while (at !== "") {
    if (at.startsWith("]")) return { items, closed: true, trailingComma: comma, rest: at.slice(1).trim() };
    if (at.startsWith(",")) {
      if (comma || items.length === 0) return null;
      comma = true;
      at = at.slice(1).trimStart();
      continue;
    }
    const quoted = QUOTED.exec(at);
    const whole = quoted?.[0] ?? BARE.exec(at)?.[0];
    if (whole === undefined) return null;
    const value = quoted === null ? whole : quoted.slice(1).join("");
    items.push({ value, quote: quoted === null ? "" : whole.charAt(0), afterComma: comma });
    comma = false;
    at = at.slice(whole.length).trimStart();
  }
  return { items, closed: false, trailingComma: comma, rest: "" };
}

function reasonOf({ items, closed, trailingComma, rest }: List): string {
  if (items.some(({ quote }) => quote === "'")) return "its strings are in single quotes, and JSON takes double quotes only";
  if (items.some(({ quote }) => "“”‘’".includes(quote) && quote !== "")) return "its quotation marks are typographic ones, and JSON takes \" only";
  if (items.some(({ quote }) => quote === "")) return "its words are not in double quotes";
  if (items.slice(1).some(({ afterComma }) => !afterComma)) return "a comma is missing between its strings";
  if (trailingComma) return "a comma follows its last string";
  if (!closed) return "its closing bracket is missing";
  return rest === "" ? "it is not valid JSON" : `it is followed by "${rest}"`;
}
