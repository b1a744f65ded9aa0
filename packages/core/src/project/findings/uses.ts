/** What a finding says of the builds that share it. */
import type { BuildInvocation } from "../model.js";
import { mainOf } from "./cgo.js";

interface Use {
  readonly invocation: BuildInvocation;
}

/** Ids of their entries, each once. */
export function entriesOf(uses: readonly Use[]): readonly string[] {
  return [...new Set(uses.flatMap(({ invocation }) => invocation.entries))];
}

/** Their main packages, as people write them, each once. */
export function programsOf(uses: readonly Use[]): string {
  return [...new Set(uses.map(({ invocation }) => mainOf(invocation)))].join(", ");
}
