/** Programs that only read and print: a few are done as they do it, on text that is known. */
import type { Traced } from "../../text/index.js";
import { lift, literalOf } from "../../text/index.js";
import type { Driver, Machine } from "../machine.js";
import type { CommandCall, CommandResult } from "../model.js";
import { TooHard } from "../regex/index.js";
import { commandText, parseArguments, programName, wordText, type Arguments } from "./arguments.js";
import { readText } from "./read-text.js";

export const filterDriver: Driver = {
  names: (
    "grep egrep fgrep rg ag head tail sort uniq wc cut tr rev tac nl paste join comm fold fmt column expand unexpand od xxd hexdump strings base64 base32 md5sum sha1sum sha224sum sha256sum sha384sum sha512sum cksum sum b2sum " +
    "diff cmp yq envsubst numfmt seq shuf iconv zcat bzcat xzcat gzcat lzcat less more expr bc dc cal"
  ).split(" "),
  run(call, machine) {
    return modelled(call, machine) ?? machine.unknownOutput(call, `output of \`${commandText(call)}\``);
  },
};

/** What a filter that needs no more than the text prints; null when it gives up on the text. */
export function filtered(filter: (text: string) => string, text: Traced): CommandResult | null {
  try {
    return { status: "success", output: lift(filter, [text]) };
  } catch (error) {
    if (error instanceof TooHard) return null;
    throw error;
  }
}

function modelled(call: CommandCall, machine: Machine): CommandResult | null {
  switch (programName(call)) {
    case "cut":
      return cut(call, machine);
    case "tr":
      return tr(call);
    case "head":
      return head(call, machine);
    default:
      return null;
  }
}

/** `awk '{print $3}'`, with `-F` and one character. Other programs of awk are not understood. Source: POSIX.1-2017, awk, Regular Expressions. */
export function fieldsOfAwk(call: CommandCall, machine: Machine): CommandResult | null {
  const args = parseArguments(call, { withValue: ["-F", "-v", "-f"] });
  const [program, ...files] = args.operands;
  const separator = literalOption(args, "-F");
  const field = /^\s*\{\s*print\s*\$(\d+|NF)\s*;?\s*\}\s*$/.exec(program === undefined ? "" : (literalOf(program) ?? ""))?.[1];
  if (args.gap !== null || args.has("-v", "-f") || field === undefined || separator === undefined || (separator !== null && !/^[^\s\\t]$/.test(separator))) return null;
  const text = readText(files, call, machine);
  const print = (line: string): string => {
    if (field === "0") return line;
    const fields = separator === null ? line.split(/[ \t\n]+/).filter((one) => one !== "") : line === "" ? [] : line.split(separator);
    return (field === "NF" ? (fields.at(-1) ?? line) : fields[Number(field) - 1]) ?? "";
  };
  return text === null ? null : filtered((input) => perLine(input, (line) => [print(line)]), text);
}

/** `cut -d . -f 1,2`: a line without the delimiter is printed whole. Source: POSIX.1-2017, cut. */
function cut(call: CommandCall, machine: Machine): CommandResult | null {
  const args = parseArguments(call, { withValue: ["-d", "--delimiter", "-f", "--fields", "-c", "--characters", "-b", "--bytes", "--output-delimiter"] });
  const delimiter = literalOption(args, "-d", "--delimiter");
  const characters = literalOption(args, "-c", "--characters");
  const fields = literalOption(args, "-f", "--fields");
  if (args.gap !== null || args.has("-b", "--bytes", "--output-delimiter", "--complement", "-z") || delimiter === undefined || (delimiter !== null && [...delimiter].length !== 1)) return null;
  if ((fields ?? null) === null && (characters ?? null) === null) return null;
  const picks = ranges(fields ?? characters ?? "");
  const text = readText(args.operands, call, machine);
  if (picks === null || text === null) return null;
  const separator = delimiter ?? "\t";
  const quiet = args.has("-s", "--only-delimited");
  const chosen = (_: string, i: number): boolean => picks.some(([from, to]) => from <= i + 1 && i + 1 <= to);
  const line = (one: string): readonly string[] => {
    if (fields == null) return [inCharacters(one).filter(chosen).join("")];
    return one.includes(separator) ? [one.split(separator).filter(chosen).join(separator)] : quiet ? [] : [one];
  };
  return filtered((input) => perLine(input, line), text);
}

/** POSIX says that `-c` counts characters; GNU's counts bytes (coreutils manual, cut invocation). */
function inCharacters(line: string): readonly string[] {
  if (/[^\0-\x7f]/.test(line)) throw new TooHard();
  return line.split("");
}

/** `1,3-5,7-` */
function ranges(list: string): readonly (readonly [number, number])[] | null {
  const parts = list.split(",").map((part) => /^(?:(\d+)|(\d*)-(\d*))$/.exec(part));
  const found = parts.flatMap((match): readonly (readonly [number, number])[] => {
    if (match === null || match[0] === "-") return [];
    if (match[1] !== undefined) return [[Number(match[1]), Number(match[1])]];
    return [[match[2] === "" ? 1 : Number(match[2]), match[3] === "" ? Number.POSITIVE_INFINITY : Number(match[3])]];
  });
  return found.length < parts.length || found.some(([from, to]) => from < 1 || from > to) ? null : found;
}

/** `tr -d v`, `tr / -`, `tr '[:upper:]' '[:lower:]'`. Source: POSIX.1-2017, tr. */
function tr(call: CommandCall): CommandResult | null {
  const words = call.words.slice(1).map((_, i) => wordText(call, i + 1));
  const known = words.filter((word) => word !== null);
  if (call.input === null || known.length !== 2 || known.length < words.length) return null;
  const [first = "", second = ""] = known;
  if (first === "-d") {
    const members = deleted(second);
    return members === null ? null : filtered((text) => text.split("").filter((character) => !members.includes(character)).join(""), call.input);
  }
  if (/^(?:\[:upper:\]|A-Z)$/.test(first) && /^(?:\[:lower:\]|a-z)$/.test(second)) return filtered((text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()), call.input);
  if (/^(?:\[:lower:\]|a-z)$/.test(first) && /^(?:\[:upper:\]|A-Z)$/.test(second)) return filtered((text) => text.replace(/[a-z]/g, (letter) => letter.toUpperCase()), call.input);
  return /^[^\\-]$/.test(first) && /^[^\\]$/.test(second) ? filtered((text) => text.split(first).join(second), call.input) : null;
}

/** Members of a set without ranges and classes. */
function deleted(set: string): string | null {
  const plain = set.replaceAll("\\n", "\n");
  return /[\\[\]-]/.test(plain) ? null : plain;
}

/** `head -n 1`, `head -1`. Source: POSIX.1-2017, head, and its form of before. */
function head(call: CommandCall, machine: Machine): CommandResult | null {
  const short = /^-(\d+)$/.exec(wordText(call, 1) ?? "")?.[1];
  const args = parseArguments(call, { withValue: ["-n", "--lines", "-c", "--bytes"] }, short === undefined ? 1 : 2);
  const count = short ?? (args.has("-n", "--lines") ? literalOption(args, "-n", "--lines") : "10");
  if (args.gap !== null || args.has("-c", "--bytes", "-q", "-v", "-z") || args.operands.length > 1 || count == null || !/^\d{1,6}$/.test(count)) return null;
  const text = readText(args.operands, call, machine);
  return text === null ? null : filtered((input) => input.split(/(?<=\n)/).slice(0, Number(count)).join(""), text);
}

/** Null without the option, undefined when its value is not known. */
function literalOption(args: Arguments, ...names: readonly string[]): string | null | undefined {
  const value = args.value(...names);
  return value === null ? null : (literalOf(value) ?? undefined);
}

/** What is printed for each line; the last one has an end, whether it had one or not. */
function perLine(text: string, print: (line: string) => readonly string[]): string {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.flatMap(print).map((line) => `${line}\n`).join("");
}
