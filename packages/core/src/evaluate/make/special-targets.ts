/** `.PHONY`, `.SILENT`, `.IGNORE`: what they name. Source: GNU make 4.3, file.c (snap_deps). */
import type { Make } from "./make.js";
import type { FileName } from "./rules.js";
import type { Answer } from "./values.js";
import { strongest } from "./values.js";

/** The names of one special target, looked up once all makefiles are read. */
export class SpecialTarget {
  readonly #answers = new Map<string, Answer>();
  /** it names targets that are not known */
  readonly #others: Answer;
  readonly #all: boolean;

  constructor(make: Make, special: ".PHONY" | ".SILENT" | ".IGNORE") {
    const entries = make.targets.get(special)?.entries ?? [];
    const listed = entries.flatMap((entry) => entry.prerequisites.map(({ name, when }) => ({ name, certain: when.length === 0 && entry.when.length === 0 })));
    for (const { name, certain } of listed) this.#answers.set(name.key, strongest([this.#answers.get(name.key) ?? "no", certain ? "yes" : "maybe"]));
    this.#others = listed.some(({ name }) => name.kind === "gap") ? "maybe" : "no";
    this.#all = entries.length > 0 && listed.length === 0;
  }

  /** Whether it names a target. */
  names(name: FileName): Answer {
    return this.#answers.get(name.key) ?? this.#others;
  }

  /** Whether it certainly names a target, or all of them by naming none. */
  holdsFor(name: FileName): boolean {
    return this.#all || this.names(name) === "yes";
  }
}
