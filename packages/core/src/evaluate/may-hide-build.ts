import type { Hop, Origin, Reason } from "../text/index.js";
import type { NotUnderstoodEffect } from "./model.js";

/**
 * What is recorded of something that is not understood and in which a Go build may hide.
 *
 * @param text what it is, for people
 * @param driver the program or language: "mage", "cmake"
 * @param place the command, or another place with the way to it
 */
export function mayHideBuild(text: string, driver: string, { at, chain }: { readonly at: Origin | null; readonly chain: readonly Hop[] }, code: Reason["code"] = "not-understood"): NotUnderstoodEffect {
  return { kind: "not-understood", reason: { code, text, at }, driver, mayBuildGo: true, chain };
}
