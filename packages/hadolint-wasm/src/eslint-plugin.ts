import { definePlugin, type PresetName } from "@go-indep/rule-sdk";
import { CODES } from "./eslint/codes.generated.js";
import { rules } from "./eslint/rules.js";
import type { Level } from "./finding.js";
import { VERSION } from "./version.js";

export type { HadolintSettings } from "./eslint/settings.js";

type Severity = "error" | "warn" | null;

/** What hadolint itself leaves out is left out here. */
const SEVERITIES: Readonly<Record<PresetName, Readonly<Record<(typeof CODES)[string]["level"], Severity>>>> = {
  recommended: { error: "error", warning: "warn", info: null, style: null, ignore: null },
  strict: { error: "error", warning: "error", info: "warn", style: "warn", ignore: null },
  all: { error: "error", warning: "error", info: "error", style: "error", ignore: "error" },
};

const plugin = definePlugin({
  name: "hadolint-wasm",
  version: VERSION,
  namespace: "hadolint",
  rules,
  severities: { recommended: severities("recommended"), strict: severities("strict"), all: severities("all") },
  files: ["dockerfile"],
});

function severities(preset: PresetName): Record<string, "error" | "warn" | ["error" | "warn", { readonly level: Level }]> {
  const codes = Object.entries(CODES).flatMap(([code, { level }]): [string, "error" | "warn"][] => {
    const severity = SEVERITIES[preset][level];
    return severity === null ? [] : [[`hadolint/${code}`, severity]];
  });
  const several = preset === "all" ? "error" : "warn";
  // With options in each preset: a severity alone keeps those of a preset before it.
  return { ...Object.fromEntries(codes), "hadolint/shellcheck": [several, { level: preset === "recommended" ? "warning" : "style" }], "hadolint/other": several };
}

// The second name makes `require()` give the plugin itself.
export { plugin as default, plugin as "module.exports" };
