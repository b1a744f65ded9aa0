// Written by `npm run generate` from the files of this folder.
import type { Rule } from "@go-indep/rule-sdk";
import noBrokenFlagQuoting from "./no-broken-flag-quoting.js";
import noBrokenGoflags from "./no-broken-goflags.js";
import noCargoCultFlag from "./no-cargo-cult-flag.js";
import noConfigureTimeEnvironment from "./no-configure-time-environment.js";
import noDroppedLdflags from "./no-dropped-ldflags.js";
import noEmptyGitVersion from "./no-empty-git-version.js";
import noEmptyXValue from "./no-empty-x-value.js";
import noForeignLibcArchive from "./no-foreign-libc-archive.js";
import noImpossibleLinkMode from "./no-impossible-link-mode.js";
import noIneffectiveCgoEnabled from "./no-ineffective-cgo-enabled.js";
import noIneffectiveStaticFlags from "./no-ineffective-static-flags.js";
import noLiteralSubstitution from "./no-literal-substitution.js";
import noLostDebugInfo from "./no-lost-debug-info.js";
import noLostEnvironment from "./no-lost-environment.js";
import noLostPie from "./no-lost-pie.js";
import noMisplacedBuildmode from "./no-misplaced-buildmode.js";
import noMisspelledVariable from "./no-misspelled-variable.js";
import noMixedCToolchain from "./no-mixed-c-toolchain.js";
import noOverriddenFlag from "./no-overridden-flag.js";
import noOverriddenMakeVariable from "./no-overridden-make-variable.js";
import noShippedRaceBuild from "./no-shipped-race-build.js";
import noSplitFlagList from "./no-split-flag-list.js";
import noStaticCgoLdflags from "./no-static-cgo-ldflags.js";
import noUnexportedVariable from "./no-unexported-variable.js";
import noUnknownBuild from "./no-unknown-build.js";
import noUnknownBuildTag from "./no-unknown-build-tag.js";
import noUnresolvedXTarget from "./no-unresolved-x-target.js";

export const rules: Readonly<Record<string, Rule>> = {
  "no-broken-flag-quoting": noBrokenFlagQuoting,
  "no-broken-goflags": noBrokenGoflags,
  "no-cargo-cult-flag": noCargoCultFlag,
  "no-configure-time-environment": noConfigureTimeEnvironment,
  "no-dropped-ldflags": noDroppedLdflags,
  "no-empty-git-version": noEmptyGitVersion,
  "no-empty-x-value": noEmptyXValue,
  "no-foreign-libc-archive": noForeignLibcArchive,
  "no-impossible-link-mode": noImpossibleLinkMode,
  "no-ineffective-cgo-enabled": noIneffectiveCgoEnabled,
  "no-ineffective-static-flags": noIneffectiveStaticFlags,
  "no-literal-substitution": noLiteralSubstitution,
  "no-lost-debug-info": noLostDebugInfo,
  "no-lost-environment": noLostEnvironment,
  "no-lost-pie": noLostPie,
  "no-misplaced-buildmode": noMisplacedBuildmode,
  "no-misspelled-variable": noMisspelledVariable,
  "no-mixed-c-toolchain": noMixedCToolchain,
  "no-overridden-flag": noOverriddenFlag,
  "no-overridden-make-variable": noOverriddenMakeVariable,
  "no-shipped-race-build": noShippedRaceBuild,
  "no-split-flag-list": noSplitFlagList,
  "no-static-cgo-ldflags": noStaticCgoLdflags,
  "no-unexported-variable": noUnexportedVariable,
  "no-unknown-build": noUnknownBuild,
  "no-unknown-build-tag": noUnknownBuildTag,
  "no-unresolved-x-target": noUnresolvedXTarget,
};
