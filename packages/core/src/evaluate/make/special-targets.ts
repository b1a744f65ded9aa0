/** `.PHONY`, `.SILENT`, `.IGNORE`. Source: GNU make 4.3, file.c (snap_deps). */
import type { Make } from "./make.js";
import type { FileName } from "./rules.js";
import type { Answer } from "./values.js";
import { strongest } from "./values.js";

export function isPhony(make: Make, name: FileName): Answer {
  return listedIn(make, ".PHONY", name);
}

/** Whether a special target names a target, or all of them by naming none. */
export function isListed(make: Make, special: ".SILENT" | ".IGNORE", name: FileName): boolean {
  const record = make.targets.get(special);
  if (record?.entries.every((entry) => entry.prerequisites.length === 0) === true) return true;
  return listedIn(make, special, name) === "yes";
}

function listedIn(make: Make, special: string, name: FileName): Answer {
  const answers = (make.targets.get(special)?.entries ?? []).flatMap((entry) =>
    entry.prerequisites.map(({ name: other, when }): Answer => {
      if (other.key === name.key) return when.length === 0 && entry.when.length === 0 ? "yes" : "maybe";
      return other.kind === "gap" ? "maybe" : "no";
    }),
  );
  return strongest(answers);
}
