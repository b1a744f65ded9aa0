// Written by `npm run generate` from the files of this folder.
import type { Rule } from "@go-indep/rule-sdk";
import noBrokenFlagQuoting from "./no-broken-flag-quoting.js";
import noBrokenGoflags from "./no-broken-goflags.js";
import noEmptyGitVersion from "./no-empty-git-version.js";
import noEmptyXValue from "./no-empty-x-value.js";
import noImpossibleLinkMode from "./no-impossible-link-mode.js";
import noIneffectiveCgoEnabled from "./no-ineffective-cgo-enabled.js";
import noIneffectiveStaticFlags from "./no-ineffective-static-flags.js";
import noLiteralSubstitution from "./no-literal-substitution.js";
import noLostEnvironment from "./no-lost-environment.js";
import noMisplacedBuildmode from "./no-misplaced-buildmode.js";
import noOverriddenFlag from "./no-overridden-flag.js";
import noOverriddenMakeVariable from "./no-overridden-make-variable.js";
import noStaticCgoLdflags from "./no-static-cgo-ldflags.js";
import noUnexportedVariable from "./no-unexported-variable.js";
import noUnresolvedXTarget from "./no-unresolved-x-target.js";

export const rules: Readonly<Record<string, Rule>> = {
  "no-broken-flag-quoting": noBrokenFlagQuoting,
  "no-broken-goflags": noBrokenGoflags,
  "no-empty-git-version": noEmptyGitVersion,
  "no-empty-x-value": noEmptyXValue,
  "no-impossible-link-mode": noImpossibleLinkMode,
  "no-ineffective-cgo-enabled": noIneffectiveCgoEnabled,
  "no-ineffective-static-flags": noIneffectiveStaticFlags,
  "no-literal-substitution": noLiteralSubstitution,
  "no-lost-environment": noLostEnvironment,
  "no-misplaced-buildmode": noMisplacedBuildmode,
  "no-overridden-flag": noOverriddenFlag,
  "no-overridden-make-variable": noOverriddenMakeVariable,
  "no-static-cgo-ldflags": noStaticCgoLdflags,
  "no-unexported-variable": noUnexportedVariable,
  "no-unresolved-x-target": noUnresolvedXTarget,
};
