/** Scripts that are run again and again and only tell something: `$(shell git describe)` in a variable that many recipes see. */
import type { BuildMachine } from "./build-machine.js";
import type { Environment, EnvironmentWatch, Variable } from "./environment.js";
import type { ShellRun } from "./machine.js";
import type { ShellResult } from "./model.js";
import { isEqual, type Observation } from "./observation.js";

interface Kept {
  readonly variables: VariableReads;
  readonly observation: Observation<ShellResult>;
}

/** Longer scripts are run again. */
const MAX_KEY = 4_096;

/** Runs of one script that are kept: the last ones. */
const MAX_KEPT = 8;

/** Results of scripts that changed and recorded nothing, for as long as what they read is as it was. */
export class RepeatedRuns {
  readonly #kept = new Map<string, readonly Kept[]>();
  #isRunning = false;

  /** What the same script gave when it read the same; else runs it. */
  result(run: ShellRun, machine: Pick<BuildMachine, "observe">, start: (run: ShellRun) => ShellResult): ShellResult {
    // scripts inside of one that is observed: what they read, it reads
    const key = this.#isRunning ? null : keyOf(run);
    if (key === null) return start(run);
    const kept = this.#kept.get(key) ?? [];
    const same = kept.find(({ variables, observation }) => variables.areTrueIn(run.environment) && observation.again?.() === true);
    if (same !== undefined) return same.observation.result;
    const variables = new VariableReads(run.environment);
    const environment = run.environment.watched(variables);
    if (environment === null) return start(run);
    this.#isRunning = true;
    try {
      const observation = machine.observe(() => start({ ...run, environment }));
      if (observation.again !== null && !variables.areTooMany) this.#kept.set(key, [{ variables, observation }, ...kept].slice(0, MAX_KEPT));
      return observation.result;
    } finally {
      this.#isRunning = false;
    }
  }
}

/** Answers of an environment that a script saw. */
class VariableReads implements EnvironmentWatch {
  readonly #answers = new Map<string, Variable | null | undefined>();
  /** all variables were gone through */
  areTooMany = false;

  constructor(private readonly environment: Environment) {}

  looked(name: string, found: Variable | null | undefined): void {
    this.#answers.set(name, found);
  }

  lookedAtAll(): void {
    this.areTooMany = true;
  }

  areTrueIn(environment: Environment): boolean {
    const [own, other] = [this.environment.open, environment.open];
    return isEqual(other, own) && other?.isAssumedUnset === own?.isAssumedUnset && [...this.#answers].every(([name, variable]) => isEqual(environment.listed(name), variable));
  }
}

/** Everything else that a run depends on, places included; null where that is too much. */
function keyOf({ script, dialect, directory, positional, certainty, options, failureTolerated, chain }: ShellRun): string | null {
  const pieces = [script, ...positional].flatMap((text) => text.pieces);
  if (pieces.some((piece) => piece.kind === "oneOf")) return null;
  const key = JSON.stringify([script, positional, dialect, directory, certainty, options, failureTolerated, chain.at(-1)?.at]);
  return key.length > MAX_KEY ? null : key;
}
