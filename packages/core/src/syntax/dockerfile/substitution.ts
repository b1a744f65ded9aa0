import { EMPTY, lift, oneOf, print, shapeOf, throughReference, variants } from "../../text/index.js";
import type { Alternative, Origin, Shape, Traced } from "../../text/index.js";
import { LexError } from "./lexer-model.js";
import type { Modifier, Variable } from "./lexer-model.js";
import { PatternError, replace, trimPrefix, trimSuffix } from "./shell-pattern.js";

/** A reference as it is written. */
export interface Reference {
  readonly name: string;
  readonly text: string;
  readonly at: Origin | null;
}

/**
 * The value of a reference. Where it depends on whether the variable is set or empty, and that is not decided, it is one of the possible values.
 *
 * Source: `processDollar` in BuildKit's shell/lex.go.
 * @throws LexError when the build ends here in every case
 */
export function substitute(reference: Reference, variable: Variable, modifier: Modifier | null): Traced {
  const through = (value: Traced): Traced => (reference.at === null ? value : throughReference(value, reference.text, reference.at));
  const values = valuesOf(reference.name, variable, modifier?.orEmpty ?? false).map((found) => ({ ...found, value: through(found.value) }));
  const present = values.filter(({ present }) => present);
  if (modifier === null) return choose(values);
  const { operator, word } = modifier;
  switch (operator) {
    case "-":
      return choose(values.map((found) => (found.present ? found : { ...found, value: word })));
    case "+":
      return choose(values.map((found) => (found.present ? { ...found, value: word } : { ...found, value: EMPTY })));
    case "?":
      if (present.length === 0) throw new LexError("syntax", `${reference.name}: ${print(word) || "must be set"}`);
      return choose(present);
    case "#":
    case "%":
    case "/":
    case "//":
      return through(applyPattern(operator, variable.set === "maybe" ? choose(values) : variable.set === "no" ? EMPTY : variable.value, modifier));
    default:
      throw new LexError("syntax", `unsupported modifier (:${operator}) in a substitution`);
  }
}

interface Found extends Alternative {
  /** set, and not empty where that counts */
  readonly present: boolean;
}

/** What the variable may be, each with the condition; when emptiness counts, values that may be empty are taken apart. */
function valuesOf(name: string, { value, set }: Variable, emptyIsUnset: boolean): readonly Found[] {
  const unset: Found = { present: false, value: EMPTY, when: `${name} is not set` };
  if (set === "no") return [unset];
  const found: Found[] = [];
  if (!emptyIsUnset) found.push({ present: true, value, when: set === "maybe" ? `${name} is set` : "" });
  else {
    for (const variant of variants(value) ?? [{ value, when: [] }]) {
      const when = variant.when.join(", ");
      if (variant.value.pieces.length > 0) found.push({ present: true, value: notEmpty(variant.value), when: when || `${name} is not empty` });
      if (shapeOf(variant.value).mayBeEmpty) found.push({ present: false, value: variant.value, when: when || `${name} is empty` });
    }
  }
  return set === "maybe" ? [...found, unset] : found;
}

/** The same text where it is known not to be empty. */
function notEmpty(value: Traced): Traced {
  const [piece, ...more] = value.pieces;
  if (piece?.kind !== "unknown" || more.length > 0) return value;
  return { pieces: [{ ...piece, shape: { ...piece.shape, mayBeEmpty: false } }] };
}

function choose(values: readonly Alternative[]): Traced {
  return oneOf(values.map(({ value, when }) => ({ value, when })));
}

function applyPattern(operator: "#" | "%" | "/" | "//", value: Traced, { word, replacement }: Modifier): Traced {
  const shape: Shape = { mayBeEmpty: true, mayHaveBlanks: shapeOf(value).mayHaveBlanks || shapeOf(replacement).mayHaveBlanks };
  try {
    if (operator === "/" || operator === "//") {
      return lift((text, pattern, by) => replace(pattern, by, text, operator === "//"), [value, word, replacement], shape);
    }
    const trim = operator === "#" ? trimPrefix : trimSuffix;
    return lift(
      (text, written) => {
        const greedy = (written).startsWith(operator);
        return trim((written).slice(greedy ? 1 : 0), text, greedy);
      },
      [value, word],
      shape,
    );
  } catch (error) {
    if (error instanceof PatternError) throw new LexError(error.code, error.message);
    throw error;
  }
}
