/** What a finding says of the builds that share it. */
import type { BuildInvocation, Entry } from "../model.js";
import { mainOf } from "./cgo.js";

interface Use {
  readonly invocation: BuildInvocation;
}

/** Ids of their entries, each once. */
export function entriesOf(uses: readonly Use[]): readonly string[] {
  return [...new Set(uses.flatMap(({ invocation }) => invocation.entries))];
}

/** Ids of the entries that something is found in, each once. */
export function entryIds(found: readonly { readonly entry: Pick<Entry, "id"> }[]): readonly string[] {
  return [...new Set(found.map(({ entry }) => entry.id))];
}

/** Their main packages, as people write them, each once. */
export function programsOf(uses: readonly Use[]): string {
  return [...new Set(uses.map(({ invocation }) => mainOf(invocation)))].join(", ");
}
