// Written by `npm run generate` from the files of this folder.
import type { Rule } from "@go-indep/rule-sdk";
import noArchitectureMismatch from "./no-architecture-mismatch.js";
import noDisabledCgo from "./no-disabled-cgo.js";
import noLegacyZoneName from "./no-legacy-zone-name.js";
import noLikelyMissingCaCertificates from "./no-likely-missing-ca-certificates.js";
import noLikelyMissingSharedLibrary from "./no-likely-missing-shared-library.js";
import noMalformedExecForm from "./no-malformed-exec-form.js";
import noMissingArtifact from "./no-missing-artifact.js";
import noMissingCCompiler from "./no-missing-c-compiler.js";
import noMissingCaCertificates from "./no-missing-ca-certificates.js";
import noMissingContextPath from "./no-missing-context-path.js";
import noMissingEntrypoint from "./no-missing-entrypoint.js";
import noMissingExecutable from "./no-missing-executable.js";
import noMissingInterpreter from "./no-missing-interpreter.js";
import noMissingSharedLibrary from "./no-missing-shared-library.js";
import noMissingShell from "./no-missing-shell.js";
import noMissingTempDirectory from "./no-missing-temp-directory.js";
import noMissingUserDatabase from "./no-missing-user-database.js";
import noMissingZoneinfo from "./no-missing-zoneinfo.js";
import noNewerGlibc from "./no-newer-glibc.js";
import noNewerLibrary from "./no-newer-library.js";
import noSignalSwallowingShell from "./no-signal-swallowing-shell.js";
import noStaticGlibcLookup from "./no-static-glibc-lookup.js";
import noUnconsumedBuildArg from "./no-unconsumed-build-arg.js";
import noUndeclaredBuildArg from "./no-undeclared-build-arg.js";
import noUnknownBuild from "./no-unknown-build.js";
import noUnsupportedGoVersion from "./no-unsupported-go-version.js";
import requireExplicitCgo from "./require-explicit-cgo.js";
import requireNumericUser from "./require-numeric-user.js";
import requireStatic from "./require-static.js";

export const rules: Readonly<Record<string, Rule>> = {
  "no-architecture-mismatch": noArchitectureMismatch,
  "no-disabled-cgo": noDisabledCgo,
  "no-legacy-zone-name": noLegacyZoneName,
  "no-likely-missing-ca-certificates": noLikelyMissingCaCertificates,
  "no-likely-missing-shared-library": noLikelyMissingSharedLibrary,
  "no-malformed-exec-form": noMalformedExecForm,
  "no-missing-artifact": noMissingArtifact,
  "no-missing-c-compiler": noMissingCCompiler,
  "no-missing-ca-certificates": noMissingCaCertificates,
  "no-missing-context-path": noMissingContextPath,
  "no-missing-entrypoint": noMissingEntrypoint,
  "no-missing-executable": noMissingExecutable,
  "no-missing-interpreter": noMissingInterpreter,
  "no-missing-shared-library": noMissingSharedLibrary,
  "no-missing-shell": noMissingShell,
  "no-missing-temp-directory": noMissingTempDirectory,
  "no-missing-user-database": noMissingUserDatabase,
  "no-missing-zoneinfo": noMissingZoneinfo,
  "no-newer-glibc": noNewerGlibc,
  "no-newer-library": noNewerLibrary,
  "no-signal-swallowing-shell": noSignalSwallowingShell,
  "no-static-glibc-lookup": noStaticGlibcLookup,
  "no-unconsumed-build-arg": noUnconsumedBuildArg,
  "no-undeclared-build-arg": noUndeclaredBuildArg,
  "no-unknown-build": noUnknownBuild,
  "no-unsupported-go-version": noUnsupportedGoVersion,
  "require-explicit-cgo": requireExplicitCgo,
  "require-numeric-user": requireNumericUser,
  "require-static": requireStatic,
};
