/** Compose files as far as they build images. Source: compose-spec, build.md; compose-go, interpolation and loader. */
import type { Origin, Traced } from "../../text/index.js";

export interface ComposeService {
  readonly name: string;
  /** where the build is written */
  readonly at: Origin;
  /** absolute directory that its paths are seen from; null when not known */
  readonly directory: string | null;
  /** default "." */
  readonly context: Traced | null;
  /** relative to the context */
  readonly dockerfile: Traced | null;
  readonly hasInlineDockerfile: boolean;
  readonly target: Traced | null;
  /** value null: that of the environment */
  readonly args: ReadonlyMap<string, ComposeArgument>;
  readonly contexts: ReadonlyMap<string, Traced>;
  /** of `build`, else the one of the service; empty without one */
  readonly platforms: readonly Traced[];
}

export interface ComposeArgument {
  readonly value: Traced | null;
  /** where its name is written */
  readonly at: Origin;
}
