import type * as unbash from "unbash";
import type { Assignment, CommandSubstitution, Literal, Parameter, ProcessSubstitution, Script, Unreadable, Word, WordPart } from "./ast.js";
import { arithmeticParts } from "./arithmetic.js";
import { literals, type Quoting, unquoted, verbatim } from "./literals.js";
import { convertOperation } from "./parameter.js";
import type { Source } from "./source.js";

/** Converts a script inside of a word. */
export type ConvertScript = (source: Source, script: unbash.ParsedScript) => Script;

/** Bound of scripts inside of words: the library reads them when they are asked for, each from its own start to its own end. */
export interface Budget {
  /** UTF-16 units that may still be read */
  left: number;
}

/** Turns words of the library into ours. */
export class Words {
  constructor(
    readonly source: Source,
    private readonly budget: Budget,
    private readonly convertScript: ConvertScript,
  ) {}

  /** A word of a command. Neighbours without a blank between them are one word: the library splits `--x=<(y)`. */
  words(foreign: readonly (unbash.Word | unbash.Assignment)[]): readonly Word[] {
    const words: Word[] = [];
    let end = -1;
    for (const next of foreign) {
      const word = next.type === "Word" ? this.word(next) : this.argument(next);
      const last = words.at(-1);
      if (last !== undefined && end === next.pos) words[words.length - 1] = { range: [last.range[0], word.range[1]], parts: [...last.parts, ...word.parts] };
      else words.push(word);
      end = next.end;
    }
    return words;
  }

  word({ pos, end, parts }: unbash.Word, inAssignment = false): Word {
    const literal = (start: number, stop: number): readonly WordPart[] => unquoted(this.source, start, stop, [pos, end], inAssignment);
    return { range: this.source.range(pos, end), parts: this.#sequence(pos, end, parts, literal) };
  }

  /** The operand of `${x:-…}` and its kin, which may hold blanks. */
  operand(word: unbash.Word, quoting: Quoting): Word {
    if (quoting === "none") return this.word(word);
    return { range: this.source.range(word.pos, word.end), parts: this.quoted(word.pos, word.end, word.parts, quoting) };
  }

  assignment(foreign: unbash.Assignment): Assignment {
    const { name, append, index, value } = foreign;
    return {
      range: this.source.range(foreign.pos, foreign.end),
      name,
      append: append === true,
      index: index === undefined ? null : this.quotedWord(index),
      value: value.type === "Word" ? this.word(value, true) : null,
      array: value.type === "ArrayValue" ? value.elements.map((element) => this.word(element)) : null,
    };
  }

  /** `name=value` as an argument of `export` and its kin. */
  argument(foreign: unbash.Assignment): Word {
    const { value } = foreign;
    const parts: WordPart[] = [...verbatim(this.source, foreign.pos, value.pos)];
    if (value.type === "Word") parts.push(...this.word(value, true).parts);
    else parts.push({ kind: "array", range: this.source.range(value.pos, value.end), elements: value.elements.map((element) => this.word(element)) });
    return { range: this.source.range(foreign.pos, foreign.end), parts };
  }

  /** A subscript: as in double quotes. */
  quotedWord({ pos, end, parts }: unbash.Word): Word {
    return { range: this.source.range(pos, end), parts: this.quoted(pos, end, parts, "double") };
  }

  quoted(pos: number, end: number, parts: readonly unbash.WordPart[] | undefined, quoting: Quoting): readonly WordPart[] {
    return this.#sequence(pos, end, parts, (start, stop) => literals(this.source, start, stop, quoting), quoting);
  }

  /** The arithmetic expression in `((…))` or `$((…))`: its text, with the expansions in it. Broken text may end inside of the parentheses. */
  arithmetic(place: { readonly pos: number; readonly end: number }, opening: number, expression: unbash.ArithmeticExpression | undefined): Word {
    const pos = Math.min(place.pos + opening, place.end);
    return this.expression(pos, Math.max(pos, place.end - 2), expression);
  }

  expression(pos: number, end: number, expression: unbash.ArithmeticExpression | undefined): Word {
    return { range: this.source.range(pos, end), parts: this.quoted(pos, end, arithmeticParts(expression), "double") };
  }

  #mayRead(part: unbash.WordPart): boolean {
    this.budget.left -= part.end - part.pos;
    return this.budget.left >= 0;
  }

  /** Null when it is nested too deeply. */
  #script(part: unbash.CommandExpansionPart | unbash.ProcessSubstitutionPart, quoted: boolean): Script | null {
    const script = this.#mayRead(part) ? part.script : undefined;
    if (script === undefined) return null;
    if (script.source === undefined || script.source === this.source.text) return this.convertScript(this.source, script);
    const decoded = this.source.insideBackquotes(part.pos, part.end, quoted);
    return decoded.text === script.source ? this.convertScript(decoded, script) : null;
  }

  #sequence(pos: number, end: number, parts: readonly unbash.WordPart[] | undefined, literal: (start: number, stop: number) => readonly WordPart[], quoting: Quoting = "none"): readonly WordPart[] {
    const sequence: WordPart[] = [];
    let at = pos;
    for (const part of parts ?? []) {
      if (part.type === "Literal") continue;
      sequence.push(...literal(at, part.pos), ...this.#part(part, quoting, literal));
      at = part.end;
    }
    sequence.push(...literal(at, end));
    return sequence;
  }

  #part(part: Exclude<unbash.WordPart, unbash.LiteralPart>, quoting: Quoting, literal: (start: number, stop: number) => readonly WordPart[]): readonly WordPart[] {
    const range = this.source.range(part.pos, part.end);
    const isQuoted = quoting !== "none";
    switch (part.type) {
      case "Glob": {
        const stars = part.kind === "bracket" ? 1 : part.text.length;
        const characters = Array.from({ length: stars }, (_, i): WordPart => ({ kind: "glob", range: this.source.range(part.pos + i, part.pos + i + 1), text: part.text.charAt(i) }));
        return part.kind === "bracket" ? [...characters, ...this.#sequence(part.pos + 1, part.end, part.parts, literal)] : characters;
      }
      case "SingleQuoted":
        return [{ kind: "single-quoted", range, parts: this.#between(part, 1, "'") }];
      case "DoubleQuoted":
      case "LocaleString": {
        const dollar = part.type === "LocaleString";
        const close = part.end - (part.text.length > 1 && part.text.endsWith('"') ? 1 : 0);
        return [{ kind: "double-quoted", range, dollar, parts: this.quoted(part.pos + (dollar ? 2 : 1), close, part.parts, "double") }];
      }
      case "AnsiCQuoted":
        return [{ kind: "ansi-quoted", range, text: part.value, raw: this.#between(part, 2, "'") }];
      case "SimpleExpansion":
        return [{ kind: "parameter", range, name: part.text.slice(1), index: null, indirect: false, length: false, operator: null }];
      case "ParameterExpansion":
        return [this.#parameter(part, isQuoted)];
      case "CommandExpansion":
        return [this.#substitution(part, isQuoted)];
      case "ArithmeticExpansion":
        if (!this.#mayRead(part)) return [{ kind: "unreadable", range, message: "nested too deeply" }];
        return [{ kind: "arithmetic", range, expression: this.arithmetic(part, 3, part.expression) }];
      case "ProcessSubstitution":
        return [this.#process(part)];
      case "ExtendedGlob":
        return [{ kind: "extended-glob", range }];
      case "BraceExpansion":
        return this.#sequence(part.pos, part.end, part.parts, literal);
    }
  }

  #between(part: { readonly pos: number; readonly end: number; readonly text: string }, opening: number, quote: string): readonly Literal[] {
    const isClosed = part.text.length > opening && part.text.endsWith(quote);
    return verbatim(this.source, part.pos + opening, part.end - (isClosed ? 1 : 0));
  }

  #parameter(part: unbash.ParameterExpansionPart, quoted: boolean): Parameter | Unreadable {
    const range = this.source.range(part.pos, part.end);
    const operator = part.operation === undefined ? null : convertOperation(this, part.operation, quoted);
    if (part.parameter === "" || operator === "unknown") return { kind: "unreadable", range, message: "bad substitution" };
    const index = part.index === undefined ? null : this.quotedWord(part.index);
    return { kind: "parameter", range, name: part.parameter, index, indirect: part.prefix === "!", length: part.prefix === "#", operator };
  }

  #substitution(part: unbash.CommandExpansionPart, quoted: boolean): CommandSubstitution | Unreadable {
    const range = this.source.range(part.pos, part.end);
    const style = part.text.startsWith("`") ? "backquote" : "dollar";
    if (part.text.startsWith("${")) return { kind: "unreadable", range, message: "a substitution of newer shells" };
    const script = this.#script(part, quoted);
    if (script === null) return { kind: "unreadable", range, message: "nested too deeply" };
    return { kind: "command", range, style, script };
  }

  #process(part: unbash.ProcessSubstitutionPart): ProcessSubstitution | Unreadable {
    const range = this.source.range(part.pos, part.end);
    const script = this.#script(part, false);
    return script === null ? { kind: "unreadable", range, message: "nested too deeply" } : { kind: "process", range, direction: part.operator, script };
  }
}
