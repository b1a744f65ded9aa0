/** The lines of a `script:`. */
import { valueOf, type YamlValue } from "../../syntax/yaml/index.js";
import { originOf, type Origin, type Traced } from "../../text/index.js";
import { referenceOf } from "./tree.js";

export interface ScriptLines {
  readonly lines: readonly Traced[];
  /** references that name nothing in the repository: their lines are not known */
  readonly unresolved: readonly { readonly text: string; readonly at: Origin | null }[];
}

/** Lists of lists are as one list; what references repeat of each other can be much. */
const MAX_LINES = 10_000;

export function scriptLines(node: YamlValue | null): ScriptLines {
  const lines: Traced[] = [];
  const unresolved: { readonly text: string; readonly at: Origin | null }[] = [];
  const add = (value: YamlValue | null): void => {
    if (value === null || lines.length >= MAX_LINES) return;
    const names = referenceOf(value);
    if (names !== null) unresolved.push({ text: `!reference [${names.join(", ")}]`, at: placeOfReference(value) });
    else if (value.type === "Scalar") lines.push(value.text);
    else if (value.type === "Sequence") for (const item of value.items) add(valueOf(item));
  };
  add(node);
  return { lines, unresolved };
}

function placeOfReference(node: YamlValue): Origin | null {
  const [first] = node.type === "Sequence" ? node.items : [];
  const name = valueOf(first);
  return name?.type === "Scalar" ? originOf(name.text) : null;
}
