import type { CommandCall } from "../evaluate/model.js";
import { literalOf } from "../text/index.js";

/** The words of a command, its program first; null for each that is not known. */
export function literalWords({ words }: Pick<CommandCall, "words">): readonly (string | null)[] {
  return words.map(({ kind, value }) => (kind === "word" ? literalOf(value) : null));
}
