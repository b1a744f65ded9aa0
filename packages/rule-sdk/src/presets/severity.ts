import type { Tier } from "../rule/types.js";

export type PresetName = "recommended" | "strict" | "all";

export const PRESET_NAMES: readonly PresetName[] = ["recommended", "strict", "all"];

const SEVERITIES: Readonly<Record<Tier, Readonly<Record<PresetName, "error" | "warn" | null>>>> = {
  correctness: { recommended: "error", strict: "error", all: "error" },
  suspicious: { recommended: "warn", strict: "warn", all: "warn" },
  strict: { recommended: null, strict: "error", all: "error" },
  experimental: { recommended: null, strict: null, all: "warn" },
  policy: { recommended: null, strict: null, all: null },
};

/** The severity of a tier's rules in a preset; null when the preset leaves them out. */
export function severityOf(tier: Tier, preset: PresetName): "error" | "warn" | null {
  return SEVERITIES[tier][preset];
}
