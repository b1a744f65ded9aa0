/** Scripts of sed that print, delete and substitute, line by line. Source: POSIX.1-2017, sed; GNU sed 4.9. */
import { posixRegex, type Match, type Regex } from "../regex/index.js";

type Address = { readonly line: number | "last" } | { readonly regex: Regex };

type Command = { readonly name: "p" | "d" | "q"; readonly address: Address | null } | Substitution;

interface Substitution {
  readonly name: "s";
  readonly address: Address | null;
  readonly regex: Regex;
  /** text, and numbers of groups */
  readonly replacement: readonly (string | number)[];
  readonly all: boolean;
  /** which of the matches is the first to be replaced */
  readonly from: number;
  readonly print: boolean;
}

/** A script that is understood. */
export class SedScript {
  private constructor(
    private readonly commands: readonly Command[],
    private readonly quiet: boolean,
  ) {}

  /** Null when a command, an option of one or an expression is not understood. */
  static parse(source: string, { extended, quiet }: { readonly extended: boolean; readonly quiet: boolean }): SedScript | null {
    const commands = new ScriptReader(source, extended).commands();
    return commands === null ? null : new SedScript(commands, quiet);
  }

  /** What it prints of a text. @throws TooHard when an expression takes too many steps */
  run(text: string): string {
    const lines = text.split("\n");
    // A last line without its end is printed without one.
    const hasEnd = lines.at(-1) === "";
    if (hasEnd) lines.pop();
    let out = "";
    for (const [i, line] of lines.entries()) {
      const isLast = i + 1 === lines.length;
      const { printed, quits } = this.#line(line, i + 1, isLast);
      out += printed.map((one) => `${one}\n`).join("");
      // `q` ends even that one.
      if (isLast && !hasEnd && !quits && printed.length > 0) out = out.slice(0, -1);
      if (quits) break;
    }
    return out;
  }

  #line(input: string, number: number, isLast: boolean): { readonly printed: readonly string[]; readonly quits: boolean } {
    const printed: string[] = [];
    let line = input;
    let quits = false;
    for (const command of this.commands) {
      if (!matches(command.address, line, number, isLast)) continue;
      if (command.name === "d") return { printed, quits: false };
      if (command.name === "q") {
        quits = true;
        break;
      }
      if (command.name === "p") printed.push(line);
      else if ("regex" in command) {
        const changed = substituted(line, command);
        if (changed !== null && command.print) printed.push(changed);
        line = changed ?? line;
      }
    }
    if (!this.quiet) printed.push(line);
    return { printed, quits };
  }
}

function matches(address: Address | null, line: string, number: number, isLast: boolean): boolean {
  if (address === null) return true;
  if ("regex" in address) return address.regex.match(line) !== null;
  return address.line === "last" ? isLast : address.line === number;
}

/** Null when nothing is replaced. */
function substituted(line: string, { regex, replacement, all, from }: Substitution): string | null {
  let out = "";
  let copied = 0;
  let count = 0;
  let previousEnd = -1;
  for (let match = regex.match(line); match !== null; match = nextMatch(regex, line, match)) {
    // An empty match right behind another one is none.
    if (match.start === match.end && match.start === previousEnd) continue;
    previousEnd = match.end;
    count++;
    if (count < from) continue;
    out += line.slice(copied, match.start) + filled(replacement, match);
    copied = match.end;
    if (!all) break;
  }
  return count < from ? null : out + line.slice(copied);
}

function nextMatch(regex: Regex, line: string, { start, end }: Match): Match | null {
  const from = end === start ? end + 1 : end;
  return from > line.length ? null : regex.match(line, from);
}

function filled(replacement: readonly (string | number)[], { groups }: Match): string {
  return replacement.map((part) => (typeof part === "string" ? part : (groups[part] ?? ""))).join("");
}

class ScriptReader {
  #at = 0;

  constructor(
    private readonly source: string,
    private readonly extended: boolean,
  ) {}

  commands(): readonly Command[] | null {
    const commands: Command[] = [];
    for (;;) {
      this.#skip(/[\s;]/);
      if (this.#at >= this.source.length) return commands;
      const command = this.#command();
      if (command === null) return null;
      commands.push(command);
      this.#skip(/[ \t]/);
      if (this.#at < this.source.length && !/[;\n]/.test(this.source[this.#at] as string)) return null;
    }
  }

  #skip(what: RegExp): void {
    while (what.test(this.source[this.#at] ?? "")) this.#at++;
  }

  #command(): Command | null {
    const address = this.#address();
    if (address === undefined) return null;
    this.#skip(/[ \t]/);
    const name = this.source[this.#at++];
    if (name === "s") return this.#substitution(address);
    return name === "p" || name === "d" || name === "q" ? { name, address } : null;
  }

  /** Undefined when it is not understood. */
  #address(): Address | null | undefined {
    const number = /^\d+/.exec(this.source.slice(this.#at))?.[0];
    if (number !== undefined) {
      this.#at += number.length;
      return Number(number) === 0 ? undefined : { line: Number(number) };
    }
    if (this.source[this.#at] === "$") {
      this.#at++;
      return { line: "last" };
    }
    if (this.source[this.#at] !== "/") return null;
    this.#at++;
    const text = this.#until("/");
    const regex = text === null || text === "" ? null : posixRegex(text, this.extended);
    return regex === null ? undefined : { regex };
  }

  #substitution(address: Address | null): Substitution | null {
    const delimiter = this.source[this.#at++];
    if (delimiter === undefined || /[\\\n\w\s]/.test(delimiter)) return null;
    const expression = this.#until(delimiter);
    const replacement = expression === null ? null : this.#replacement(delimiter);
    if (expression === null || replacement === null) return null;
    const regex = expression !== "" ? posixRegex(expression, this.extended) : address !== null && "regex" in address ? address.regex : null;
    const flags = /^(?:g|p|[1-9]\d?)*/.exec(this.source.slice(this.#at))?.[0] ?? "";
    this.#at += flags.length;
    if (regex === null || replacement.some((part) => typeof part === "number" && part > regex.groupCount)) return null;
    return { name: "s", address, regex, replacement, all: flags.includes("g"), from: Number(/\d+/.exec(flags)?.[0] ?? "1"), print: flags.includes("p") };
  }

  /** The text up to the delimiter, which is itself behind a backslash; null without one. */
  #until(delimiter: string): string | null {
    let text = "";
    for (let character = this.source[this.#at]; character !== undefined; character = this.source[this.#at]) {
      this.#at++;
      if (character === delimiter) return text;
      if (character === "\\") {
        const next = this.source[this.#at++];
        // Which meaning the delimiter has as part of an expression differs.
        if (next === undefined || (next === delimiter && !/[/,:%@#!=-]/.test(delimiter))) return null;
        text += next === delimiter ? next : `\\${next}`;
      } else text += character;
    }
    return null;
  }

  #replacement(delimiter: string): readonly (string | number)[] | null {
    const parts: (string | number)[] = [];
    for (let character = this.source[this.#at]; character !== undefined; character = this.source[this.#at]) {
      this.#at++;
      if (character === delimiter) return parts;
      if (character === "&") parts.push(0);
      else if (character === "\\") {
        const next = this.source[this.#at++];
        if (next === undefined || (/[a-zA-Z]/.test(next) && next !== "n" && next !== "t")) return null;
        if (/\d/.test(next)) parts.push(Number(next));
        else parts.push(next === "n" ? "\n" : next === "t" ? "\t" : next);
      } else parts.push(character);
    }
    return null;
  }
}
