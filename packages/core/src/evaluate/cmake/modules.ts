/** Modules that come with CMake. Those that set variables of the project are modelled; what others define is not run. */
import type { Origin } from "../../text/index.js";
import { literal } from "../../text/index.js";
import type { Call } from "./call.js";
import type { CMake } from "./cmake.js";
import { setTo } from "./state.js";

/** Names that begin so, or are one of these. Source: CMake 3.25, Modules/. */
const KNOWN =
  /^(?:Check\w+|Find\w+|CPack\w*|CTest\w*|GNUInstallDirs|ExternalProject|ExternalData|FetchContent|CMakeDependentOption|CMakeParseArguments|CMakePrintHelpers|CMakePushCheckState|CMakePackageConfigHelpers|CMakeFindDependencyMacro|CMakePrintSystemInformation|CMakeAddFortranSubdirectory|FeatureSummary|GenerateExportHeader|GoogleTest|ProcessorCount|Dart|UseSWIG|UseJava\w*|TestBigEndian|BundleUtilities|InstallRequiredSystemLibraries|WriteCompilerDetectionHeader|SelectLibraryConfigurations|AddFileDependencies|UsewxWidgets|DeployQt4|CSharpUtilities|GetPrerequisites|WriteBasicConfigVersionFile)$/;

/** False when CMake has no module of that name. */
export function loadModule(cmake: CMake, name: string, at: Origin | null): boolean {
  if (!KNOWN.test(name)) return false;
  if (name === "GNUInstallDirs") installDirectories(cmake);
  if (name === "ProcessorCount" || name.startsWith("Find")) cmake.openPrefixes.push({ prefix: name.replace(/^Find/, "").toLowerCase(), reason: { code: "file", text: `what include(${name}) finds`, at } });
  return true;
}

const INSTALL_DIRECTORIES: readonly (readonly [string, string])[] = [["BINDIR", "bin"], ["SBINDIR", "sbin"], ["LIBEXECDIR", "libexec"], ["SYSCONFDIR", "etc"], ["SHAREDSTATEDIR", "com"], ["LOCALSTATEDIR", "var"], ["RUNSTATEDIR", "var/run"], ["INCLUDEDIR", "include"], ["DATAROOTDIR", "share"]];

/** LIBDIR depends on the distribution and stays unknown. */
function installDirectories(cmake: CMake): void {
  for (const [suffix, directory] of INSTALL_DIRECTORIES) {
    const name = `CMAKE_INSTALL_${suffix}`;
    if (cmake.cache.get(name) === undefined) cmake.cache.set(name, { ...setTo(literal(directory)), type: "PATH" });
  }
  cmake.openPrefixes.push({ prefix: "cmake_install_libdir", reason: { code: "not-understood", text: "the library directory of the distribution", at: null } });
}

/** Commands of modules with an effect that is known. False for any other. */
export function runModuleCommand({ cmake, name, args }: Call): boolean {
  if (name === "cmake_dependent_option") {
    const option = args[0];
    const call = { cmake, name: "option", args: args.slice(0, 3), at: null };
    if (option !== undefined && args.length >= 5) cmake.call(call);
    return true;
  }
  return false;
}
