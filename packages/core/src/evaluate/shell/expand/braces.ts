/** Brace expansion of bash: `{a,b}` and `{1..3}`, before all other expansions. Source: bash manual, Brace Expansion. */
import type * as ast from "../../../syntax/shell/ast.js";

/** Words that one word may become. */
const MAX_WORDS = 256;

/** Opening braces of one word that are looked at. */
const MAX_BRACES = 64;

/** A character outside of quotes, or a part that stands for itself. */
type Unit = { readonly character: string; readonly at: number } | { readonly part: ast.WordPart };

/** Null when there would be too many words to tell. */
export function expandBraces(word: ast.Word): readonly ast.Word[] | null {
  if (!word.parts.some((part) => part.kind === "literal" && part.text.includes("{"))) return [word];
  const units = word.parts.flatMap((part): readonly Unit[] =>
    part.kind === "literal" ? Array.from({ length: part.text.length }, (_, i) => ({ character: part.text[i]!, at: part.range[0] + i })) : [{ part }],
  );
  const words = units.filter((unit) => characterOf(unit) === "{").length > MAX_BRACES ? null : expand(units);
  return words === null ? null : words.map((each) => ({ range: word.range, parts: toParts(each) }));
}

function expand(units: readonly Unit[]): readonly (readonly Unit[])[] | null {
  for (let open = 0; open < units.length; open++) {
    if (characterOf(units[open]) !== "{") continue;
    const group = readGroup(units, open);
    if (group === null) continue;
    const [rests, ...inner] = [expand(units.slice(group.end)), ...group.alternatives.map(expand)];
    if (rests === null || inner.some((each) => each === null)) return null;
    const words: (readonly Unit[])[] = [];
    for (const middle of inner.flatMap((each) => each ?? [])) {
      for (const rest of rests) {
        if (words.length >= MAX_WORDS) return null;
        words.push([...units.slice(0, open), ...middle, ...rest]);
      }
    }
    return words;
  }
  return [units];
}

function readGroup(units: readonly Unit[], open: number): { readonly alternatives: readonly (readonly Unit[])[]; readonly end: number } | null {
  let depth = 0;
  let start = open + 1;
  const alternatives: (readonly Unit[])[] = [];
  // `${` never gets here: it is a part.
  for (let at = open; at < units.length; at++) {
    const character = characterOf(units[at]);
    if (character === "{") depth++;
    else if (character === "," && depth === 1) {
      alternatives.push(units.slice(start, at));
      start = at + 1;
    } else if (character === "}" && --depth === 0) {
      alternatives.push(units.slice(start, at));
      if (alternatives.length > 1) return { alternatives, end: at + 1 };
      const sequence = readSequence(units.slice(open + 1, at));
      return sequence === null ? null : { alternatives: sequence, end: at + 1 };
    }
  }
  return null;
}

/** `1..5`, `a..e`, with an optional step; numbers with leading zeros keep their width. */
function readSequence(units: readonly Unit[]): readonly (readonly Unit[])[] | null {
  const text = units.map((unit) => characterOf(unit) ?? "\0").join("");
  const match = /^(?:(-?\d+)\.\.(-?\d+)|([A-Za-z])\.\.([A-Za-z]))(?:\.\.(-?\d+))?$/.exec(text);
  if (match === null) return null;
  const isNumber = match[1] !== undefined;
  const [from, to] = isNumber ? [Number(match[1]), Number(match[2])] : [match[3]!.charCodeAt(0), match[4]!.charCodeAt(0)];
  const step = Math.abs(Number(match[5] ?? 1)) || 1;
  const width = [match[1], match[2]].some((number) => /^-?0\d/.test(number ?? "")) ? Math.max(match[1]!.length, match[2]!.length) : 0;
  if (Math.abs(to - from) / step >= MAX_WORDS) return null;
  const words: (readonly Unit[])[] = [];
  for (let value = from; from <= to ? value <= to : value >= to; value += from <= to ? step : -step) {
    const word = isNumber ? `${value < 0 ? "-" : ""}${String(Math.abs(value)).padStart(width - (value < 0 ? 1 : 0), "0")}` : String.fromCharCode(value);
    const first = units[0]!;
    words.push([...word].map((character) => ({ character, at: "at" in first ? first.at : 0 })));
  }
  return words;
}

function characterOf(unit: Unit | undefined): string | null {
  return unit !== undefined && "character" in unit ? unit.character : null;
}

/** `$name` without braces, whose name goes on with the text behind it. */
function isBare({ name, range, operator, index, length, indirect }: ast.Parameter): boolean {
  return /^[A-Za-z_]/.test(name) && operator === null && index === null && !length && !indirect && range[1] - range[0] <= name.length + 1;
}

/** Neighbours in the text become one literal again; characters of a sequence are none of it, and get literals of their own. */
function toParts(units: readonly Unit[]): readonly ast.WordPart[] {
  const parts: ast.WordPart[] = [];
  for (const unit of units) {
    if ("part" in unit) {
      parts.push(unit.part);
      continue;
    }
    const last = parts.at(-1);
    // `{$A}b` is `$Ab`: braces are expanded before anything is told of the dollar.
    if (last?.kind === "parameter" && /^\w$/.test(unit.character) && isBare(last)) parts[parts.length - 1] = { ...last, name: last.name + unit.character };
    else if (last?.kind === "literal" && last.range[1] === unit.at) parts[parts.length - 1] = { kind: "literal", range: [last.range[0], unit.at + 1], text: last.text + unit.character };
    else parts.push({ kind: "literal", range: [unit.at, unit.at + 1], text: unit.character });
  }
  return parts;
}
