/** The cases of a prediction, and what they agree on. */
import type { GoCommand, GoHost, LinkerFlags } from "../gobuild/index.js";
import type { Evidence, Reason, Verdict } from "../text/index.js";
import { known, unknown } from "../text/index.js";
import type { Outcome, Scene } from "./outcome.js";
import type { World } from "./world.js";

export interface Case {
  readonly world: World;
  readonly outcome: Outcome;
}

export interface Setting {
  readonly scene: Scene;
  readonly linker: LinkerFlags;
  readonly host: GoHost;
  readonly command: GoCommand;
  /** what makes the cases differ */
  readonly doubt: Reason;
}

/** The answer that all cases give. An object stands for a reason why a case gives none. */
export function agree<T extends string | boolean | null>(cases: readonly Case[], answer: (one: Case) => T | Reason, doubt: Reason, evidence: Evidence = []): Verdict<T> {
  const answers = new Set<T>();
  for (const one of cases) {
    const given = answer(one);
    if (typeof given === "object" && given !== null) return unknown(given, evidence);
    answers.add(given);
    if (answers.size > 1) return unknown(doubt, evidence);
  }
  const [only] = answers;
  return known(only as T, evidence);
}
