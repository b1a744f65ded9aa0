/** Parameter expansion. Source: POSIX.1-2024, 2.6.2; bash manual, Shell Parameter Expansion. */
import type * as ast from "../../../syntax/shell/ast.js";
import type { Shape, Traced, Word } from "../../../text/index.js";
import { concat, EMPTY, isEmpty, lift, literal, literalOf, oneOf, shapeOf, slice, throughReference, unknownText, width, WORD_SHAPE } from "../../../text/index.js";
import { placeOf, shown } from "../context.js";
import { noteEmptyParameter } from "../empty.js";
import type { Answer } from "../state.js";
import { type Chunk, chunksToText, expandedText, joinWords, quotedText, wordChunks } from "./chunks.js";
import type { Expander } from "./expander.js";
import { lookUp, type Value } from "./lookup.js";
import { isPattern, MATCHED_LENGTH, removePattern, replacePattern, unquotePattern } from "./pattern.js";

export function expandParameter(expander: Expander, part: ast.Parameter, quoted: boolean): readonly Chunk[] {
  const at = placeOf(expander.context, part.range);
  const text = shown(expander.context, part.range);
  const refer = (value: Traced): Traced => (at === null ? value : throughReference(value, text, at));
  if (part.operator?.kind === "names") return [{ kind: "gap", text: unknownText({ code: "not-understood", text: `names of variables \`${text}\``, at }) }];
  const found = lookUp(expander, part);
  noteEmptyParameter(expander, part, found);
  const value: Value = { ...found, words: found.words?.map((word) => ({ ...word, value: refer(word.value) })) ?? null, text: refer(found.text) };
  if (part.length) return [expandedText(lengthOf(found), quoted)];
  return new Operation(expander, part, value, quoted).run();
}

/** Operators that make another text of the value. */
type Change = Exclude<ast.ParameterOperator, { kind: "default" | "alternative" | "assign" | "error" | "names" }>;

class Operation {
  constructor(
    private readonly expander: Expander,
    private readonly part: ast.Parameter,
    private readonly value: Value,
    private readonly quoted: boolean,
  ) {}

  run(): readonly Chunk[] {
    const { operator } = this.part;
    if (operator === null || operator.kind === "names") {
      this.#checkSet();
      return this.#whole();
    }
    switch (operator.kind) {
      case "default":
        return this.#choose(operator.colon, () => this.#present(), () => this.#operand(operator.word));
      case "alternative":
        return this.#choose(operator.colon, () => this.#operand(operator.word), () => (this.quoted ? [quotedText(EMPTY)] : []));
      case "assign":
        return this.#assign(operator.colon, operator.word);
      case "error":
        return this.#require(operator.colon);
      default:
        this.#checkSet();
        return this.#changed(operator);
    }
  }

  /** The value as it is: nothing when the parameter is not set. */
  #whole(): readonly Chunk[] {
    const { words } = this.value;
    if (words !== null) return this.#list(words);
    return [expandedText(this.#orNothing(), this.quoted)];
  }

  #list(words: readonly Word[]): readonly Chunk[] {
    const isStar = this.part.name === "*" || this.part.index?.parts.some((part) => part.kind === "literal" && part.text === "*") === true;
    if (!isStar || !this.quoted) return wordChunks(words, this.quoted);
    const { blanks, others, isKnown } = this.expander.separators();
    if (isKnown && blanks.startsWith(" ")) return [quotedText(joinWords(words))];
    const separator = this.expander.state.variables.get("IFS")?.value;
    const first = separator === undefined ? " " : (literalOf(separator)?.slice(0, 1) ?? null);
    if (!isKnown || first === null || words.some((word) => word.kind === "gap")) return [quotedText(unknownText({ code: "not-understood", text: `words joined by \`$IFS\`${others}`, at: null }))];
    return [quotedText(concat(...words.flatMap((word, i) => (i === 0 ? [word.value] : [literal(first), word.value]))))];
  }

  /** The text of a parameter that may be unset. */
  #orNothing(): Traced {
    const { text, set } = this.value;
    if (set !== "maybe" || (text.pieces.length === 1 && text.pieces[0]?.kind === "unknown" && text.pieces[0].shape.mayBeEmpty)) return set === "no" ? EMPTY : text;
    return oneOf([
      { value: text, when: `${this.part.name} is set` },
      { value: EMPTY, when: `${this.part.name} is not set` },
    ]);
  }

  /** Whether the parameter counts as given: with a colon it must not be empty either. */
  #isGiven(colon: boolean): Answer {
    const { set, words, text } = this.value;
    if (set === "no" || (words !== null && words.length === 0)) return "no";
    const empty = !colon ? "no" : words === null ? emptiness(text) : words.length > 1 ? "no" : emptiness(words[0]?.value ?? EMPTY);
    if (empty === "yes") return "no";
    return set === "yes" && empty === "no" && !(words?.every((word) => word.kind === "gap") ?? false) ? "yes" : "maybe";
  }

  #present(): readonly Chunk[] {
    return this.value.words === null ? [expandedText(this.value.text, this.quoted)] : this.#list(this.value.words);
  }

  #choose(colon: boolean, whenGiven: () => readonly Chunk[], whenNot: () => readonly Chunk[]): readonly Chunk[] {
    const given = this.#isGiven(colon);
    if (given === "yes") return whenGiven();
    if (given === "no") return whenNot();
    const { name } = this.part;
    const narrowed = new Operation(this.expander, { ...this.part, operator: null }, { ...this.value, set: "yes", text: colon ? nonEmpty(this.value.text) : this.value.text }, this.quoted);
    const present = this.part.operator?.kind === "alternative" ? this.expander.perhaps(whenGiven) : narrowed.#present();
    return [{ kind: "choice", choices: [{ chunks: present, when: `${name} is set` }, { chunks: this.expander.perhaps(whenNot), when: colon ? `${name} is not set or empty` : `${name} is not set` }] }];
  }

  /** The word of an operator. Outside of quotes its own text is split too. */
  #operand(word: ast.Word): readonly Chunk[] {
    const chunks = this.expander.chunks(word.parts, this.quoted);
    if (this.quoted) return chunks.length === 0 ? [quotedText(EMPTY)] : chunks;
    return chunks.map((chunk) => (chunk.kind === "text" && !chunk.quoted ? { ...chunk, split: true } : chunk));
  }

  #assign(colon: boolean, word: ast.Word): readonly Chunk[] {
    const chunks = this.#choose(colon, () => this.#present(), () => this.#operand(word));
    if (this.#isGiven(colon) === "yes") return chunks;
    const text = chunksToText(chunks);
    if (/^[A-Za-z_]/.test(this.part.name)) {
      if (this.#isGiven(colon) === "no") this.expander.assign(this.part.name, text);
      else this.expander.assignPerhaps(this.part.name, text);
    }
    return [expandedText(text, this.quoted)];
  }

  #require(colon: boolean): readonly Chunk[] {
    const given = this.#isGiven(colon);
    this.expander.fail(given === "yes" ? "no" : given === "no" ? "yes" : "maybe");
    return [expandedText(colon ? nonEmpty(this.value.text) : this.value.text, this.quoted)];
  }

  /** `set -u` */
  #checkSet(): void {
    const { set, words } = this.value;
    const { nounset } = this.expander.state.options;
    if (words !== null || set === "yes" || nounset === "no") return;
    this.expander.fail(set === "no" && nounset === "yes" ? "yes" : "maybe");
  }

  #changed(operator: Change): readonly Chunk[] {
    const { words } = this.value;
    if (words === null) return [expandedText(this.#change(this.#orNothing(), operator), this.quoted)];
    if (operator.kind === "substring") return this.#list(this.#subList(words, operator));
    return this.#list(words.map((word) => ({ ...word, value: this.#change(word.value, operator) })));
  }

  #change(text: Traced, operator: Change): Traced {
    const shape: Shape = { mayBeEmpty: true, mayHaveBlanks: shapeOf(text).mayHaveBlanks };
    if (width(text) > MATCHED_LENGTH) return this.#unknown(shape);
    switch (operator.kind) {
      case "remove": {
        const pattern = this.expander.pattern(operator.pattern);
        return pattern === null ? this.#unknown(shape) : (removeKnown(text, pattern, operator) ?? lift((value, by) => removePattern(value, by, operator), [text, pattern], shape));
      }
      case "replace": {
        const pattern = this.expander.pattern(operator.pattern);
        const replacement = this.expander.text(operator.replacement);
        const blanks = { mayBeEmpty: true, mayHaveBlanks: shape.mayHaveBlanks || shapeOf(replacement).mayHaveBlanks };
        return pattern === null ? this.#unknown(blanks) : lift((value, by, to) => replacePattern(value, by, to, operator.where), [text, pattern, replacement], blanks);
      }
      case "substring": {
        const offset = this.expander.arithmetic(operator.offset);
        const length = operator.length === null ? literal("all") : this.expander.arithmetic(operator.length);
        return lift((value, from, count) => substring(value, from, count), [text, offset, length], shape);
      }
      case "case":
        if (operator.pattern.parts.length > 0) return this.#unknown(shapeOf(text));
        return lift((value) => changeCase(value, operator), [text], shapeOf(text));
      case "transform":
        return this.#unknown({ mayBeEmpty: true, mayHaveBlanks: true });
    }
  }

  #subList(words: readonly Word[], { offset, length }: Extract<ast.ParameterOperator, { kind: "substring" }>): readonly Word[] {
    const from = Number(literalOf(this.expander.arithmetic(offset)) ?? Number.NaN);
    const count = length === null ? Number.POSITIVE_INFINITY : Number(literalOf(this.expander.arithmetic(length)) ?? Number.NaN);
    if (Number.isNaN(from) || Number.isNaN(count) || from < 0 || words.some((word) => word.kind === "gap")) return [{ kind: "gap", value: this.#unknown({ mayBeEmpty: true, mayHaveBlanks: true }) }];
    // `${@:0}` starts with the name of the shell, `${a[@]:0}` with the first element.
    const all: readonly Word[] = this.part.index === null ? [{ kind: "word", value: this.expander.context.shell.name }, ...words] : words;
    return all.slice(from, from + count);
  }

  #unknown(shape: Shape): Traced {
    return unknownText({ code: "not-understood", text: `\`${shown(this.expander.context, this.part.range)}\``, at: placeOf(this.expander.context, this.part.range) }, shape);
  }
}

/** Removes known text from the known start or end of a text whose rest need not be known. */
function removeKnown(text: Traced, pattern: Traced, { side }: { readonly side: "prefix" | "suffix" }): Traced | null {
  const fixed = literalOf(pattern);
  if (fixed === null || isPattern(fixed)) return null;
  const removed = unquotePattern(fixed);
  const edge = side === "prefix" ? text.pieces[0] : text.pieces.at(-1);
  if (edge?.kind !== "literal" || edge.text.length < removed.length) return null;
  const matches = side === "prefix" ? edge.text.startsWith(removed) : edge.text.endsWith(removed);
  if (!matches) return text;
  return side === "prefix" ? slice(text, removed.length) : slice(text, 0, width(text) - removed.length);
}

function lengthOf({ words, text, set }: Value): Traced {
  if (words !== null) return words.some((word) => word.kind === "gap") ? unknownText({ code: "alternatives", text: "a number of words", at: null }, WORD_SHAPE) : literal(`${words.length}`);
  if (set === "no") return literal("0");
  const length = lift((value) => `${[...value].length}`, [text], WORD_SHAPE);
  return set === "yes" ? length : oneOf([{ value: length, when: "" }, { value: literal("0"), when: "" }]);
}

export function emptiness(text: Traced): Answer {
  if (isEmpty(text)) return "yes";
  return shapeOf(text).mayBeEmpty ? "maybe" : "no";
}

/** What a text is when it is known not to be empty. */
export function nonEmpty(text: Traced): Traced {
  const [piece, ...others] = text.pieces;
  if (piece === undefined || others.length > 0) return text;
  if (piece.kind === "unknown") return { pieces: [{ ...piece, shape: { ...piece.shape, mayBeEmpty: false } }] };
  if (piece.kind === "literal") return text;
  const alternatives = piece.alternatives.filter(({ value }) => !isEmpty(value)).map(({ value, when }) => ({ value: nonEmpty(value), when }));
  if (alternatives.length === 0) return text;
  const chosen = oneOf(alternatives, piece.origin);
  return { pieces: chosen.pieces.map((each) => ({ ...each, via: each.via ?? piece.via })) };
}

function substring(text: string, from: string, count: string): string {
  const start = Number(from) < 0 ? text.length + Number(from) : Number(from);
  if (start < 0) return "";
  if (count === "all") return text.slice(start);
  const length = Number(count);
  return length < 0 ? text.slice(start, Math.max(start, text.length + length)) : text.slice(start, start + length);
}

function changeCase(text: string, { upper, all }: { readonly upper: boolean; readonly all: boolean }): string {
  const change = (part: string): string => (upper ? part.toUpperCase() : part.toLowerCase());
  return all ? change(text) : change(text.slice(0, 1)) + text.slice(1);
}
