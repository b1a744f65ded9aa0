import type { Linter } from "eslint";

/**
 * One step of the chain that led to a finding, with its place. The same shape as a `Hop` in the public JSON of the CLI: `file` is a POSIX
 * path from the root of the repository, lines and columns are 1-based and count UTF-16 units, `fact` is the id of the ground truth behind
 * the step or "".
 */
export interface RelatedLocation {
  readonly fact: string;
  readonly text: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What a rule threw. */
export interface Crash {
  readonly error: string;
  readonly stack: string;
}

/** What the processor adds to a message. Plain data, so that it survives ESLint's cache, workers and `--format json`. */
export interface Attachment {
  readonly relatedLocations?: readonly RelatedLocation[];
  readonly crash?: Crash;
}

/** The chain behind a message, first cause first; empty for messages of other rules, and when the `go-indep/evidence` processor did not run. */
export function relatedLocations(message: Linter.LintMessage): readonly RelatedLocation[] {
  return (message as Attachment).relatedLocations ?? [];
}

/** The crash that a message stands for; null for an ordinary message. */
export function crashOf(message: Linter.LintMessage): Crash | null {
  return (message as Attachment).crash ?? null;
}
