import type { Defect } from "./model.js";

/** Runs parts of the analysis so that one that throws does not take the others with it. */
export class Defects {
  readonly #defects: Defect[] = [];

  get all(): readonly Defect[] {
    return this.#defects;
  }

  /** Null when `run` throws. */
  attempt<T>(file: string, run: () => T): T | null {
    try {
      return run();
    } catch (error) {
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      this.#defects.push({ file, message, stack: stack ?? message });
      return null;
    }
  }
}
