// Written by `npm run generate` from the files of this folder.
import type { Rule } from "@go-indep/rule-sdk";
import noIneffectiveCgoEnabled from "./no-ineffective-cgo-enabled.js";
import noIneffectiveStaticFlags from "./no-ineffective-static-flags.js";
import noLostEnvironment from "./no-lost-environment.js";
import noOverriddenFlag from "./no-overridden-flag.js";
import noUnresolvedXTarget from "./no-unresolved-x-target.js";

export const rules: Readonly<Record<string, Rule>> = {
  "no-ineffective-cgo-enabled": noIneffectiveCgoEnabled,
  "no-ineffective-static-flags": noIneffectiveStaticFlags,
  "no-lost-environment": noLostEnvironment,
  "no-overridden-flag": noOverriddenFlag,
  "no-unresolved-x-target": noUnresolvedXTarget,
};
