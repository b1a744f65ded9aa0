import type { Settings } from "@go-indep/core";

/** The settings of a run from its options. */
export function settingsOf(asOf: string | null): Settings {
  return asOf === null ? {} : { asOf };
}
