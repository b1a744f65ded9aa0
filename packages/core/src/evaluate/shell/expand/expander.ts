/** Expansion of words: what the shell makes of them before a command gets them. */
import type * as ast from "../../../syntax/shell/ast.js";
import type { Piece, Range, Traced, Word } from "../../../text/index.js";
import { carrier, concat, concatAll, EMPTY, firstUnknown, literal, literalOf, originOf, shapeOf, unknownText, variants, width, WORD_SHAPE } from "../../../text/index.js";
import type { Context } from "../context.js";
import { may, placeOf, shown, textAt } from "../context.js";
import { noteEmptySubstitution } from "../empty.js";
import { joinStates } from "../join.js";
import { type Answer, setVariable, type State } from "../state.js";
import { runSubstitution, type Substitution } from "../substitution.js";
import { assignedInArithmetic, evaluateArithmetic } from "./arithmetic.js";
import { expandBraces } from "./braces.js";
import { type Chunk, chunksToText, DEFAULT_SEPARATORS, expandedText, joinWords, quotedText, type Separators } from "./chunks.js";
import { mergeWays, type Way, wordsOf } from "./fields.js";
import { expandFileNames } from "./glob.js";
import { expandParameter } from "./parameter.js";
import { quotePattern } from "./pattern.js";

/** Expands words one after the other. Expansions may assign variables (`${x:=y}`) and may end the shell (`${x:?}`). */
export class Expander {
  /** whether an error in an expansion ends the shell */
  error: Answer = "no";
  /** the last command substitution: its status is that of a command that only assigns */
  substitution: Substitution | null = null;
  /** assignments in front of the command whose words are expanded: they do not hold yet */
  prefixes: readonly ast.Assignment[] = [];
  /** whether a variable that is read has found its use */
  countsUses = true;

  constructor(
    public context: Context,
    public state: State,
    /** a failure of the only command substitution ends the build */
    private readonly substitutionEndsBuild = false,
  ) {}

  /** Fields: what the arguments of a command and the words of a `for` become. */
  words(words: readonly ast.Word[]): readonly Word[] {
    return words.flatMap((word) => this.#fields(word));
  }

  /** Arguments of `export` and its kin: `name=value` is one word whatever the value holds. */
  declaration(word: ast.Word): readonly Word[] {
    const [first] = word.parts;
    if (first?.kind !== "literal" || !/^[A-Za-z_]\w*\+?=/.test(first.text)) return this.#fields(word);
    return [{ kind: "word", value: this.text(word, true) }];
  }

  /** One text: nothing is split and no file names are matched. */
  text(word: ast.Word, inAssignment = false): Traced {
    return chunksToText(this.chunks(word.parts, false, inAssignment));
  }

  /** A pattern for {@link matchesPattern}; null when it is one that is not understood. */
  pattern(word: ast.Word): Traced | null {
    if (word.parts.some((part) => part.kind === "extended-glob")) return null;
    return concatAll(this.chunks(word.parts, false).map(chunkPattern));
  }

  chunks(parts: readonly ast.WordPart[], quoted: boolean, inAssignment = false): readonly Chunk[] {
    return parts.flatMap((part) => this.#part(part, quoted, inAssignment));
  }

  /** What is expanded in some of the ways only. */
  perhaps<T>(expand: () => T): T {
    const { context, state, error } = this;
    this.context = may(context);
    this.error = "no";
    const result = expand();
    const mayFail = (this.error as Answer) !== "no";
    this.context = context;
    this.state = joinStates(this.state, state, "", "");
    this.error = error;
    if (mayFail) this.fail("maybe");
    return result;
  }

  fail(error: Answer): void {
    if (this.error !== "yes" && error !== "no") this.error = error;
  }

  assign(name: string, value: Traced): void {
    this.state = setVariable(this.state, name, value);
  }

  /** `${x:=y}` where `x` may have its value already: it is then exported as it was. */
  assignPerhaps(name: string, value: Traced): void {
    const { state } = this;
    const met = joinStates(setVariable(state, name, value), state, "", "");
    this.state = { ...met, variables: met.variables.set(name, value, met.variables.get(name)?.exported === true) };
  }

  /** `$IFS` */
  separators(): Separators {
    const variable = this.state.variables.get("IFS");
    // The shell sets it when it starts, whatever the environment says.
    if (variable === null || variable.exported) return DEFAULT_SEPARATORS;
    const text = literalOf(variable.value);
    if (text === null || variable.set === "maybe") return { ...DEFAULT_SEPARATORS, isKnown: false };
    return { blanks: text.replace(/[^ \t\n]/g, ""), others: text.replace(/[ \t\n]/g, ""), isKnown: true };
  }

  /** The value of an arithmetic expression. */
  arithmetic(expression: ast.Word): Traced {
    const text = this.text(expression);
    const ways = variants(text);
    const assigned = assignedInArithmetic(carrier(text));
    const known = ways?.length === 1 ? literalOf(text) : null;
    if (known !== null) {
      const value = evaluateArithmetic(known, { get: (name) => this.#integer(name), set: (name, result) => this.assign(name, literal(result, placeOf(this.context, expression.range))) });
      if (value !== null) return literal(value.toString(), placeOf(this.context, expression.range));
    }
    const reason = firstUnknown(text) ?? { code: "not-understood" as const, text: `arithmetic \`${shown(this.context, expression.range)}\``, at: placeOf(this.context, expression.range) };
    for (const name of assigned) this.assign(name, unknownText(reason, WORD_SHAPE));
    return unknownText(reason, WORD_SHAPE);
  }

  #fields(word: ast.Word): readonly Word[] {
    const written = this.#writtenWays(word);
    if (written !== null) return written;
    const words = this.context.shell.dialect === "bash" ? expandBraces(word) : [word];
    if (words === null) return [{ kind: "gap", value: unknownText({ code: "limit", text: "limit: a brace expansion of many words", at: placeOf(this.context, word.range) }) }];
    return words.flatMap(({ parts }) => wordsOf(this.chunks(parts, false), this.separators(), (field) => expandFileNames(field, this.context.shell.machine.files, this.state)));
  }

  /**
   * A word in whose text it is not known which of several alternatives is written, as in a make recipe: each is read as the shell would. Null when it
   * makes no difference.
   */
  #writtenWays(word: ast.Word): readonly Word[] | null {
    const text = textAt(this.context, word.range);
    if (!needsReading(text, word)) return null;
    const hidden: readonly Word[] = [{ kind: "gap", value: unknownText(firstUnknown(text) ?? { code: "alternatives", text: "words that are written in one of several ways", at: originOf(text) }) }];
    const ways: Way[] = [];
    for (const { value, when } of variants(text) ?? []) {
      const script = concat(literal(": "), value);
      const words = onlyWords(this.context.shell.machine.parsed.script(carrier(script)));
      if (words === null) return hidden;
      const expander = new Expander({ ...this.context, source: { text: script, file: this.context.source.file } }, this.state);
      const expanded = expander.words(words);
      ways.push({ words: expanded, when: when.join(", "), text: joinWords(expanded) });
      this.fail(expander.error === "yes" ? "maybe" : expander.error);
    }
    return ways.length === 0 ? hidden : mergeWays(ways);
  }

  #part(part: ast.WordPart, quoted: boolean, inAssignment: boolean): readonly Chunk[] {
    switch (part.kind) {
      case "literal":
        return quoted ? [quotedText(this.#literal(part))] : this.#literal(part).pieces.map((piece) => ({ kind: "text", text: { pieces: [piece] }, quoted: false, split: piece.kind !== "literal" }));
      case "escaped":
        return [quotedText(this.#literal(part))];
      case "glob":
      case "extended-glob":
        return [{ kind: "text", text: textAt(this.context, part.range), quoted, split: false }];
      case "tilde":
        return [quotedText(part.inAssignment && !inAssignment ? textAt(this.context, part.range) : this.#home(part))];
      case "single-quoted":
        return [quotedText(concatAll(part.parts.map((literalPart) => this.#literal(literalPart))))];
      case "double-quoted":
        return this.#doubleQuoted(part);
      case "ansi-quoted":
        return [quotedText(this.#ansi(part))];
      case "parameter":
        return expandParameter(this, part, quoted);
      case "command":
        return [expandedText(this.#substitute(part), quoted)];
      case "arithmetic":
        return [expandedText(this.arithmetic(part.expression), quoted)];
      case "process":
        return [quotedText(this.#process(part))];
      case "array":
        return [quotedText(this.#notUnderstood("an array in a word", part.range))];
      case "unreadable":
        this.fail("maybe");
        return [expandedText(this.#notUnderstood(part.message, part.range), quoted)];
    }
  }

  /** The text at the place of a literal; a brace expansion makes some that are not written there. */
  #literal(part: ast.Literal | ast.Escaped): Traced {
    const text = textAt(this.context, part.range);
    return carrier(text) === part.text ? text : literal(part.text, originOf(text));
  }

  #doubleQuoted(part: ast.DoubleQuoted): readonly Chunk[] {
    const dollar = part.dollar && this.context.shell.dialect === "dash" ? [quotedText(textAt(this.context, [part.range[0], part.range[0] + 1]))] : [];
    const [only, ...others] = part.parts;
    const chunks = this.chunks(part.parts, true);
    // `"$@"` without words is no word.
    const mayVanish = only?.kind === "parameter" && others.length === 0 && (only.name === "@" || only.index?.parts.some((index) => index.kind === "literal" && index.text === "@") === true);
    return chunks.length === 0 && !mayVanish ? [...dollar, quotedText(EMPTY)] : [...dollar, ...chunks];
  }

  #ansi(part: ast.AnsiQuoted): Traced {
    const raw = concatAll(part.raw.map((literalPart) => this.#literal(literalPart)));
    if (this.context.shell.dialect === "dash") return concat(textAt(this.context, [part.range[0], part.range[0] + 1]), raw);
    return literalOf(raw) === part.text ? raw : literal(part.text, placeOf(this.context, part.range));
  }

  #home(part: ast.Tilde): Traced {
    const home = part.user === "" ? this.state.variables.get("HOME") : null;
    if (home?.set === "yes") return home.value;
    return unknownText({ code: "caller", text: part.user === "" ? "the home directory" : `the home directory of ${part.user}`, at: placeOf(this.context, part.range) }, { mayBeEmpty: false, mayHaveBlanks: true });
  }

  #substitute(part: ast.CommandSubstitution): Traced {
    this.substitution = runSubstitution(part.script, part.range, this.state, this.context, this.substitutionEndsBuild);
    const { output, status } = this.substitution;
    noteEmptySubstitution(output, placeOf(this.context, part.range), shown(this.context, part.range), this.context);
    // bash shows the status to the rest of the words.
    if (this.context.shell.dialect === "bash") this.state = { ...this.state, status };
    return output;
  }

  #process(part: ast.ProcessSubstitution): Traced {
    if (this.context.shell.dialect === "dash") this.fail("yes");
    else runSubstitution(part.script, part.range, this.state, this.context, false);
    return unknownText({ code: "command-output", text: "name of a pipe", at: placeOf(this.context, part.range) }, WORD_SHAPE);
  }

  #notUnderstood(text: string, range: Range): Traced {
    return unknownText({ code: "not-understood", text, at: placeOf(this.context, range) });
  }

  #integer(name: string): string | null {
    const variable = this.state.variables.get(name);
    if (variable === null) return "";
    return variable.set === "yes" ? literalOf(variable.value) : null;
  }
}

function chunkPattern(chunk: Chunk): Traced {
  if (chunk.kind === "text") return chunk.quoted ? quotePattern(chunk.text) : chunk.text;
  return chunksToText([chunk]);
}

/**
 * Whether alternatives in a written word are read differently: by their quotes, blanks or operators, or because they may be nothing. Between double quotes
 * only by what is special there.
 */
function needsReading(text: Traced, { range: [start], parts }: ast.Word): boolean {
  if (text.pieces.every(({ kind }) => kind !== "oneOf")) return false;
  const quoted = parts.flatMap((part) => (part.kind === "double-quoted" ? [part.range] : []));
  let at = start;
  return text.pieces.some((piece) => {
    const from = at;
    at += width({ pieces: [piece] });
    if (piece.kind !== "oneOf") return false;
    if (quoted.some(([open, close]) => open < from && at < close)) return isWritten(piece, /["$`\\]/);
    return shapeOf({ pieces: [piece] }).mayBeEmpty || piece.alternatives.some(({ value }) => value.pieces.some((inner) => inner.kind === "oneOf")) || isWritten(piece, /[\s'"\\$`;&|<>(){}*?[\]~#=]/);
  });
}

/** Whether one of the texts that are known in it has such a character. */
function isWritten(piece: Piece, characters: RegExp): boolean {
  if (piece.kind === "literal") return characters.test(piece.text);
  return piece.kind === "oneOf" && piece.alternatives.some(({ value }) => value.pieces.some((inner) => isWritten(inner, characters)));
}

/** The words behind the `:` of a script that is one simple command; null for any other script. */
function onlyWords({ statements, problems }: ast.Script): readonly ast.Word[] | null {
  const [statement, ...others] = statements;
  if (statement === undefined || others.length > 0 || problems.length > 0 || statement.background) return null;
  const { command } = statement;
  return command.kind === "simple" && command.redirects.length === 0 ? command.words.slice(1) : null;
}
