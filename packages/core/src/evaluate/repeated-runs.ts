/** Scripts that are run again and again and only tell something: `$(shell git describe)` in a variable that many recipes see. */
import type { Environment } from "./environment.js";
import type { FileView } from "./files/view.js";
import type { ShellRun } from "./machine.js";
import type { ShellResult } from "./model.js";

/** What a script may read of the machine, and whether it did anything. */
export interface Moment {
  /** a snapshot: another object after every change */
  readonly files: FileView;
  readonly packages: number;
  readonly packagesComplete: boolean;
  /** effects and builds recorded so far */
  readonly recorded: number;
}

interface Kept {
  readonly moment: Moment;
  readonly result: ShellResult;
}

/** Longer scripts are run again. */
const MAX_KEY = 4_096;

/** Results of scripts that changed and recorded nothing, for as long as the machine is as it was. */
export class RepeatedRuns {
  readonly #kept = new WeakMap<Environment, Map<string, Kept>>();

  /** What the same script gave on the same machine; else runs it. */
  result(run: ShellRun, moment: () => Moment, start: () => ShellResult): ShellResult {
    const key = keyOf(run);
    if (key === null) return start();
    const before = moment();
    const kept = this.#kept.get(run.environment)?.get(key);
    if (kept !== undefined && isSameMachine(kept.moment, before)) return kept.result;
    const result = start();
    const after = moment();
    if (after.recorded === before.recorded && isSameMachine(before, after)) this.#of(run.environment).set(key, { moment: before, result });
    return result;
  }

  #of(environment: Environment): Map<string, Kept> {
    const known = this.#kept.get(environment);
    if (known !== undefined) return known;
    const results = new Map<string, Kept>();
    this.#kept.set(environment, results);
    return results;
  }
}

function isSameMachine(a: Moment, b: Moment): boolean {
  return a.files === b.files && a.packages === b.packages && a.packagesComplete === b.packagesComplete;
}

/** Everything else that a run depends on, places included; null where that is too much. */
function keyOf({ script, dialect, directory, positional, certainty, options, failureTolerated, chain }: ShellRun): string | null {
  const pieces = [script, ...positional].flatMap((text) => text.pieces);
  if (pieces.some((piece) => piece.kind === "oneOf")) return null;
  const key = JSON.stringify([script, positional, dialect, directory, certainty, options, failureTolerated, chain.at(-1)?.at]);
  return key.length > MAX_KEY ? null : key;
}
