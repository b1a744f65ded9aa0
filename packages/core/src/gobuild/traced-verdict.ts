/** From traced text to verdicts. */
import type { Evidence, Reason, Traced, Verdict } from "../text/index.js";
import { concretisations, firstUnknown, hops, known, originOf, print, unknown } from "../text/index.js";

/** The text when it can be only one; else unknown, with the reason of its first unknown part. */
export function textOf(x: Traced, fact = ""): Verdict<string> {
  const all = concretisations(x);
  if (all?.length === 1) return known(all[0] as string, evidenceOf(x, fact));
  return unknown(reasonOf(x), evidenceOf(x, fact));
}

/** Why a text is not known. */
export function reasonOf(x: Traced): Reason {
  return firstUnknown(x) ?? { code: "alternatives", text: `${print(x)}: several possibilities`, at: originOf(x) };
}

/** Where a text was written, as evidence for what it decided. */
export function evidenceOf(x: Traced, fact = ""): Evidence {
  return hops(x).map((hop) => (hop.fact === "" ? { ...hop, fact } : hop));
}
