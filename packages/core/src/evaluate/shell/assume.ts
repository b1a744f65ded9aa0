/** What a condition tells of a variable in the commands that it guards. */
import type * as ast from "../../syntax/shell/ast.js";
import type { Traced } from "../../text/index.js";
import { literalOf } from "../../text/index.js";
import type { State } from "./state.js";

/** The variable that a word is the value of, and of nothing else: `$X`, `${X}`, `"$X"`. */
export function variableOf(word: ast.Word): string | null {
  const [part, ...others] = word.parts;
  if (part === undefined || others.length > 0) return null;
  if (part.kind === "double-quoted") return variableOf({ range: part.range, parts: part.parts });
  const isPlain = part.kind === "parameter" && part.operator === null && part.index === null && !part.indirect && !part.length;
  return isPlain && /^[A-Za-z_]/.test(part.name) ? part.name : null;
}

/** The variable has a value that is one of those it may have. Nothing changes when its value is known already. */
export function assume(state: State, name: string, value: Traced): State {
  const original = state.variables.get(name);
  if (original === null || state.arrays.has(name) || (original.set === "yes" && literalOf(original.value) !== null)) return state;
  const outer = state.assumptions.get(name) ?? null;
  // That it is set says nothing of whether it is exported where that was forgotten.
  const isInDoubt = state.areExportsForgotten && original.set === "maybe";
  return {
    ...state,
    exportedMaybe: isInDoubt ? new Set(state.exportedMaybe).add(name) : state.exportedMaybe,
    variables: state.variables.set(name, value, original.exported, "yes"),
    assumptions: new Map(state.assumptions).set(name, { original, assumed: value, outer: outer?.assumed === original.value ? outer : null }),
  };
}
