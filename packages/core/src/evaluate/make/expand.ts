/** Expansion of references. Source: GNU make 4.3, src/expand.c. */
import { LIMITS } from "../../limits.js";
import type { Expression, Part, Reference } from "../../syntax/makefile/index.js";
import { parseExpression } from "../../syntax/makefile/index.js";
import type { Origin, Piece, Traced } from "../../text/index.js";
import { ANY_SHAPE, carrier, concat, EMPTY, isEmpty, literal, literalOf, originOf, slice, throughReference, unknownText, width } from "../../text/index.js";
import { callFunction } from "./functions/index.js";
import { glued } from "./glue.js";
import { substitutionReference } from "./functions/text.js";
import { noteEmpty } from "./empty.js";
import type { Make } from "./make.js";
import type { Found } from "./scope.js";
import { find } from "./scope.js";
import { appended, choose, perWay, unknownFrom } from "./values.js";
import type { Way } from "./world.js";
import { MakeStop } from "./world.js";

/** The text with its references expanded, in the current scope. */
export function expand(make: Make, text: Traced): Traced {
  if (isEmpty(text)) return EMPTY;
  return expandExpression(make, parseExpression(text));
}

export function expandExpression(make: Make, expression: Expression): Traced {
  const { parts } = expression;
  if (parts.length === 1) return expandPart(make, parts[0] as Part);
  return bounded(glued(parts.map((part) => expandPart(make, part))), expression.text);
}

/** A value that is too long, or of which a part is, is not kept: otherwise values that double would grow without end. */
export function bounded(value: Traced, written: Traced, maxPieces = MAX_PIECES): Traced {
  const over = value.pieces.length > maxPieces || width(value) > LIMITS.valueLength;
  if (over) return limit(`a value longer than ${LIMITS.valueLength} characters`, originOf(written));
  const [part] = value.pieces.length > 1 ? value.pieces.filter(isLimit) : [];
  return part === undefined ? value : { pieces: [part] };
}

/** Parts of one value from different places. */
const MAX_PIECES = 1 << 14;

/** The same of one that grows by `+=`, each of which goes through all that is there. */
export const MAX_APPENDED = 1 << 12;

/** Whether a value was too long to be kept: with more behind it, it is the same. */
export function isTooLong({ pieces: [piece, ...more] }: Traced): boolean {
  return piece !== undefined && more.length === 0 && isLimit(piece);
}

function isLimit(piece: Piece): boolean {
  return piece.kind === "unknown" && piece.reason.code === "limit" && piece.reason.text.startsWith(LIMIT_PREFIX);
}

const LIMIT_PREFIX = "limit: ";

/** Expands as a function does its arguments: each by itself. */
export function expandAll(make: Make, texts: readonly Traced[]): readonly Traced[] {
  return texts.map((text) => expand(make, text));
}

function expandPart(make: Make, part: Part): Traced {
  switch (part.kind) {
    case "text":
      return expandText(make, part.text);
    case "dollar":
      return literal("$", originOf(part.text));
    case "unterminated":
      throw new MakeStop("unterminated variable reference", originOf(part.text));
    case "reference":
    case "call": {
      if (++make.steps > LIMITS.expansionSteps) return limit(`more than ${LIMITS.expansionSteps} expansions`, originOf(part.text));
      if (make.depth >= LIMITS.expansionDepth) return limit(`references nested deeper than ${LIMITS.expansionDepth}`, originOf(part.text));
      make.depth++;
      try {
        return part.kind === "reference" ? expandReference(make, part) : noteEmpty(make, null, bounded(callFunction(make, part.name, part.args.map((arg) => arg.text), part.text), part.text), part.text);
      } finally {
        make.depth--;
      }
    }
  }
}

/** Alternatives in a text that is expanded (it came from `$(eval)`) may hold references themselves. */
function expandText(make: Make, text: Traced): Traced {
  if (!text.pieces.some((piece) => piece.kind === "oneOf")) return text;
  return concat(
    ...text.pieces.map((piece) => {
      if (piece.kind !== "oneOf") return { pieces: [piece] };
      return choose(make.world.either(piece.alternatives.map(({ when, value }) => ({ when, run: () => expand(make, value) }))), piece.origin);
    }),
  );
}

function expandReference(make: Make, reference: Reference): Traced {
  const inner = expandExpression(make, reference.inner);
  return perWay(make.world, [inner], (name) => marked(noteEmpty(make, name, valueOfReference(make, name), reference.text), reference.text));
}

/** Marks a value as pulled in by a reference; texts that no file holds (builtin variables) cannot be pointed at. */
export function marked(value: Traced, reference: Traced): Traced {
  const at = originOf(reference);
  return at === null || isEmpty(value) ? value : throughReference(value, carrier(reference), at);
}

/** The value of what stands between the parentheses, expanded: a name, or `name:from=to`. */
function valueOfReference(make: Make, inner: Traced): Traced {
  const text = carrier(inner);
  const colon = text.indexOf(":");
  const equals = colon === -1 ? -1 : text.indexOf("=", colon + 1);
  if (equals === -1) return valueOfName(make, inner);
  const value = valueOfName(make, slice(inner, 0, colon));
  return substitutionReference(value, slice(inner, colon + 1, equals), slice(inner, equals + 1));
}

function valueOfName(make: Make, name: Traced): Traced {
  const text = literalOf(name);
  return text === null ? unknownFrom([name], "which variable it is") : valueOf(make, text);
}

/** `$(name)` */
export function valueOf(make: Make, name: string): Traced {
  const found = make.find(name);
  const [first, ...others] = found;
  // a definition that differs only in whether it is exported has one value
  if (first !== undefined && others.every((way) => hasSameValue(way.value, first.value))) return first.value === null ? EMPTY : valueOfFound(make, name, first.value);
  return choose(make.world.either(found.map(({ when, value }) => ({ when, run: () => (value === null ? EMPTY : valueOfFound(make, name, value)) }))));
}

function hasSameValue(a: Found | null, b: Found | null): boolean {
  if (a === null || b === null) return a === b;
  return a.scope === b.scope && a.definition.value === b.definition.value && a.definition.flavor === b.definition.flavor && a.definition.append === b.definition.append;
}

export function valueOfFound(make: Make, name: string, found: Found): Traced {
  const { definition } = found;
  if (definition.append) return appendedValue(make, name, found);
  return definition.flavor === "simple" ? definition.value : expandDefinition(make, name, found);
}

function expandDefinition(make: Make, name: string, { definition }: Found): Traced {
  if (isEmpty(definition.value)) return EMPTY;
  const allowed = make.expanding.get(definition);
  if (allowed === 0) throw new MakeStop(`Recursive variable '${name}' references itself (eventually)`, definition.at);
  make.expanding.set(definition, allowed === undefined ? 0 : allowed - 1);
  try {
    return expand(make, definition.value);
  } finally {
    if (allowed === undefined) make.expanding.delete(definition);
    else make.expanding.set(definition, allowed);
  }
}

/** `target: X += y`: what the outer scopes say comes first. Source: expand.c, variable_append. */
function appendedValue(make: Make, name: string, found: Found): Traced {
  const outer = find(found.scope.next, name);
  const before = choose(make.world.either(outer.map(({ when, value }: Way<Found | null>) => ({ when, run: () => (value === null ? EMPTY : valueOfFound(make, name, value)) }))));
  const own = found.definition.flavor === "simple" ? found.definition.value : expandDefinition(make, name, found);
  return appended(before, own);
}

export function limit(text: string, at: Origin | null): Traced {
  return unknownText({ code: "limit", text: `${LIMIT_PREFIX}${text}`, at }, ANY_SHAPE);
}

