/** YAML as data with the places where it is written. Ranges are offsets of the file's text. */
import type { Range, Traced } from "../../text/index.js";

export interface YamlFile {
  /** the content of each document; null for an empty one */
  readonly documents: readonly (YamlNode | null)[];
  /** what is not YAML, or beyond the bounds; the documents hold the rest as well as it can be told */
  readonly problems: readonly YamlProblem[];
}

export interface YamlProblem {
  readonly message: string;
  readonly range: Range;
}

export type YamlNode = YamlScalar | YamlMapping | YamlSequence | YamlAlias;

export interface YamlScalar {
  readonly type: "Scalar";
  readonly style: "plain" | "single" | "double" | "literal" | "folded";
  /**
   * The value as text, whatever type a schema gives it: `1.20`, `yes` and `~` are as written. Each piece that stands verbatim in the file points at
   * exactly its characters, the lines of a block scalar one by one; a folded newline or an escape points at what stands for it.
   */
  readonly text: Traced;
  /** `!!str`, `!reference`; null without one */
  readonly tag: string | null;
  /** with its quotes; of a block scalar from `|` or `>` on */
  readonly range: Range;
}

export interface YamlMapping {
  readonly type: "Mapping";
  readonly entries: readonly YamlEntry[];
  readonly tag: string | null;
  readonly range: Range;
}

export interface YamlEntry {
  readonly key: YamlNode | null;
  /** null when nothing is written */
  readonly value: YamlNode | null;
}

export interface YamlSequence {
  readonly type: "Sequence";
  readonly items: readonly (YamlNode | null)[];
  readonly tag: string | null;
  readonly range: Range;
}

export interface YamlAlias {
  readonly type: "Alias";
  readonly name: string;
  /** null when no such anchor stands before it, or when aliases of aliases make more of the file than the bounds allow */
  readonly target: YamlNode | null;
  readonly range: Range;
}
