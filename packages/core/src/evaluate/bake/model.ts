/** Bake files as BuildKit's client reads them. Source: docker/buildx, bake/bake.go. */
import type { Origin, Reason, Traced, Verdict } from "../../text/index.js";

/** What a target sets; what it does not set (null, no entry) it inherits. */
export interface BakeTarget {
  readonly name: string;
  /** where the target is written */
  readonly at: Origin;
  readonly inherits: readonly string[];
  /** relative to the directory in which bake runs */
  readonly context: Traced | null;
  /** relative to the context */
  readonly dockerfile: Traced | null;
  readonly hasInlineDockerfile: boolean;
  readonly target: Traced | null;
  readonly args: ReadonlyMap<string, BakeArgument>;
  readonly contexts: ReadonlyMap<string, Traced>;
  readonly platforms: Verdict<readonly string[]> | null;
  readonly outputs: Verdict<readonly string[]> | null;
  /** why it may set more; null when this is all */
  readonly gap: Reason | null;
}

export interface BakeArgument {
  readonly value: Traced;
  /** where its name is written */
  readonly at: Origin;
}

export interface BakeGroup {
  readonly name: string;
  readonly targets: readonly string[];
}

export interface BakeConfig {
  readonly targets: readonly BakeTarget[];
  readonly groups: readonly BakeGroup[];
}
