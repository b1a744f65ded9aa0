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
  return notUnderstood({ code, text, at }, driver, chain);
}

/** The same with a reason of its own, and for what may do something else than build. */
export function notUnderstood(reason: Reason, driver: string, chain: readonly Hop[], mayBuildGo = true): NotUnderstoodEffect {
  return { kind: "not-understood", reason, driver, mayBuildGo, chain };
}
