import type { Finding } from "../model.js";
import { mergeFindings, type Detection, type Detector } from "./detector.js";
import { noIneffectiveCgoEnabled, noIneffectiveStaticFlags, noOverriddenFlag, noUnresolvedXTarget } from "./flags.js";
import { noLostEnvironment } from "./lost-environment.js";
import { noArchitectureMismatch } from "./architecture.js";
import { noImpossibleLinkMode } from "./impossible-link-mode.js";
import { noMisplacedBuildmode } from "./misplaced-buildmode.js";
import { noStaticCgoLdflags } from "./static-cgo-ldflags.js";
import { noDisabledCgo, noMissingCCompiler, noRejectedCgoFlag } from "./cgo.js";
import { noBrokenFlagQuoting } from "./no-broken-flag-quoting.js";
import { noBrokenGoflags } from "./no-broken-goflags.js";
import { noEmptyGitVersion } from "./no-empty-git-version.js";
import { noEmptyXValue } from "./no-empty-x-value.js";
import { noLiteralSubstitution } from "./no-literal-substitution.js";
import { noOverriddenMakeVariable } from "./no-overridden-make-variable.js";
import { noUnexportedVariable } from "./no-unexported-variable.js";
import { noUnfilteredSignalNotify } from "./signal-notify.js";
import { noMissingCaCertificates, noMissingInterpreter, noMissingZoneinfo, noNewerGlibc } from "./verdicts.js";

const DETECTORS: readonly Detector[] = [
  noMissingInterpreter,
  noNewerGlibc,
  noArchitectureMismatch,
  noMissingZoneinfo,
  noMissingCaCertificates,
  noMissingCCompiler,
  noDisabledCgo,
  noRejectedCgoFlag,
  noIneffectiveCgoEnabled,
  noIneffectiveStaticFlags,
  noBrokenFlagQuoting,
  noBrokenGoflags,
  noEmptyGitVersion,
  noEmptyXValue,
  noLiteralSubstitution,
  noOverriddenMakeVariable,
  noUnexportedVariable,
  noLostEnvironment,
  noOverriddenFlag,
  noUnresolvedXTarget,
  noUnfilteredSignalNotify,
  noImpossibleLinkMode,
  noMisplacedBuildmode,
  noStaticCgoLdflags,
];

export type { CrossBuild } from "./detector.js";

/** Everything that breaks a rule's promise, each fact once, in the order of files and places. */
export function detectFindings(input: Detection): readonly Finding[] {
  return mergeFindings(DETECTORS.flatMap((detector) => detector.detect(input)));
}
