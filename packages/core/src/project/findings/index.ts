import type { Finding } from "../model.js";
import { mergeFindings, type Detection, type Detector } from "./detector.js";
import { noIneffectiveCgoEnabled, noIneffectiveStaticFlags, noOverriddenFlag, noUnresolvedXTarget } from "./flags.js";
import { noLostEnvironment } from "./lost-environment.js";
import { noArchitectureMismatch } from "./no-architecture-mismatch.js";
import { noCargoCultFlag } from "./no-cargo-cult-flag.js";
import { noImpossibleLinkMode } from "./no-impossible-link-mode.js";
import { noLostDebugInfo } from "./no-lost-debug-info.js";
import { noLostPie } from "./no-lost-pie.js";
import { noMisplacedBuildmode } from "./no-misplaced-buildmode.js";
import { noMixedCToolchain } from "./no-mixed-c-toolchain.js";
import { noShippedRaceBuild } from "./no-shipped-race-build.js";
import { noStaticCgoLdflags } from "./no-static-cgo-ldflags.js";
import { noMalformedExecForm, noMissingEntrypoint, noMissingShell, noMissingUserDatabase } from "./containers.js";
import { noDisabledCgo, noMissingCCompiler, noRejectedCgoFlag } from "./cgo.js";
import { noBrokenFlagQuoting } from "./no-broken-flag-quoting.js";
import { noBrokenGoflags } from "./no-broken-goflags.js";
import { noDroppedLdflags } from "./no-dropped-ldflags.js";
import { noEmptyGitVersion } from "./no-empty-git-version.js";
import { noEmptyXValue } from "./no-empty-x-value.js";
import { noLiteralSubstitution } from "./no-literal-substitution.js";
import { noMisspelledVariable } from "./no-misspelled-variable.js";
import { noOverriddenMakeVariable } from "./no-overridden-make-variable.js";
import { noConfigureTimeEnvironment } from "./no-configure-time-environment.js";
import { noSplitFlagList } from "./no-split-flag-list.js";
import { noUnconsumedBuildArg } from "./no-unconsumed-build-arg.js";
import { noUndeclaredBuildArg } from "./no-undeclared-build-arg.js";
import { noUnexportedVariable } from "./no-unexported-variable.js";
import { noUnknownBuild, noUnknownImage, noUnknownModule } from "./no-unknown-build.js";
import { noUnknownBuildTag } from "./no-unknown-build-tag.js";
import { noIneffectiveNetdns } from "./no-ineffective-netdns.js";
import { noPluginInStaticBuild } from "./no-plugin-in-static-build.js";
import { noStaticCgoDirective } from "./no-static-cgo-directive.js";
import { noHiddenDlopen } from "./no-hidden-dlopen.js";
import { noForeignLibcArchive } from "./no-foreign-libc-archive.js";
import { noUnguardedCgo } from "./no-unguarded-cgo.js";
import { noOutsideReplace } from "./no-outside-replace.js";
import { noCgoResolverSurprise } from "./no-cgo-resolver-surprise.js";
import { noUnlistedCgoModule } from "./no-unlisted-cgo-module.js";
import { noUnknownGodebug } from "./no-unknown-godebug.js";
import { noSignalSwallowingShell } from "./no-signal-swallowing-shell.js";
import { noMissingArtifact } from "./no-missing-artifact.js";
import { noMissingContextPath } from "./no-missing-context-path.js";
import { noUnsupportedGoVersion } from "./no-unsupported-go-version.js";
import { noUnfilteredSignalNotify } from "./signal-notify.js";
import { requireNumericUser, requireStatic } from "./policies.js";
import { requireExplicitCgo } from "./require-explicit-cgo.js";
import {
  noFailingUserLookup,
  noLegacyZoneName,
  noLikelyMissingCaCertificates,
  noLikelyMissingSharedLibrary,
  noMissingCaCertificates,
  noMissingExecutable,
  noMissingInterpreter,
  noMissingSharedLibrary,
  noMissingTempDirectory,
  noMissingZoneinfo,
  noNewerGlibc,
  noNewerLibrary,
  noStaticGlibcLookup,
} from "./verdicts.js";

const DETECTORS: readonly Detector[] = [
  noNewerLibrary,
  noStaticGlibcLookup,
  noLikelyMissingCaCertificates,
  noLegacyZoneName,
  noMissingTempDirectory,
  noMissingExecutable,
  noFailingUserLookup,
  requireExplicitCgo,
  requireNumericUser,
  requireStatic,
  noMissingInterpreter,
  noNewerGlibc,
  noMissingSharedLibrary,
  noLikelyMissingSharedLibrary,
  noArchitectureMismatch,
  noUndeclaredBuildArg,
  noUnconsumedBuildArg,
  noMissingZoneinfo,
  noMissingCaCertificates,
  noMissingUserDatabase,
  noMissingShell,
  noMissingEntrypoint,
  noMalformedExecForm,
  noSignalSwallowingShell,
  noMissingContextPath,
  noMissingArtifact,
  noUnsupportedGoVersion,
  noMissingCCompiler,
  noDisabledCgo,
  noRejectedCgoFlag,
  noIneffectiveCgoEnabled,
  noIneffectiveStaticFlags,
  noBrokenFlagQuoting,
  noBrokenGoflags,
  noDroppedLdflags,
  noConfigureTimeEnvironment,
  noSplitFlagList,
  noEmptyGitVersion,
  noEmptyXValue,
  noLiteralSubstitution,
  noMisspelledVariable,
  noOverriddenMakeVariable,
  noUnexportedVariable,
  noLostEnvironment,
  noOverriddenFlag,
  noUnresolvedXTarget,
  noUnfilteredSignalNotify,
  noImpossibleLinkMode,
  noMisplacedBuildmode,
  noStaticCgoLdflags,
  noLostPie,
  noMixedCToolchain,
  noShippedRaceBuild,
  noCargoCultFlag,
  noLostDebugInfo,
  noUnknownBuildTag,
  noIneffectiveNetdns,
  noPluginInStaticBuild,
  noStaticCgoDirective,
  noHiddenDlopen,
  noForeignLibcArchive,
  noUnguardedCgo,
  noOutsideReplace,
  noCgoResolverSurprise,
  noUnlistedCgoModule,
  noUnknownGodebug,
  noUnknownImage,
  noUnknownBuild,
  noUnknownModule,
];

/** Every rule, with its namespace; each once. */
export const RULES: readonly string[] = [...new Set(DETECTORS.map(({ rule }) => rule))];

export { declaredArguments, isPredefinedArgument } from "./build-arguments.js";
export type { CrossBuild } from "./detector.js";

/** Everything that breaks a rule's promise, each fact once, in the order of files and places. */
export function detectFindings(input: Detection): readonly Finding[] {
  return mergeFindings(DETECTORS.flatMap((detector) => detector.detect(input)));
}
