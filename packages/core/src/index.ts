export type { Environment } from "./evaluate/index.js";
export { parsePlatform, type Platform, platformText } from "./evaluate/dockerfile/index.js";
export {
  BUILD_VARIABLES,
  type CCompiler,
  type CommandFailure,
  type FlagItem,
  type FlagOccurrence,
  type GoCommand,
  goCommandVariants,
  type GoCommandVariant,
  type GoHost,
  type GoSettings,
  type LibraryFiles,
  type LinkerFlags,
  linkerFlagsFor,
  understandGoCommand,
  type VariableAssignment,
} from "./gobuild/index.js";
export {
  type BuildContext as PackageContext,
  type FileBody,
  goVersionInForce,
  type HeaderCache,
  type ImportClosure,
  type LinkedPackage,
  type LoadFailure,
  loadPackages,
  type LoadRequest,
  type LoadResult,
  type MissingPackage,
  ModuleCache,
  openModuleCache,
  PackageStore,
  readPackageBodies,
  standardLibrary,
  workspaceHeaders,
} from "./gopackages/index.js";
export * from "./image/index.js";
export * from "./linkage/index.js";
export * from "./project/index.js";
export * from "./query/index.js";
export type * from "./shipment/index.js";
export * from "./syntax/binary/index.js";
export type * as CMakeSyntax from "./syntax/cmake/ast.js";
export { parseCMake } from "./syntax/cmake/index.js";
export type * as DockerfileSyntax from "./syntax/dockerfile/ast.js";
export * from "./syntax/gomod/index.js";
export { expandWord, expandWords, parseDockerfile, runScript, type RunScript } from "./syntax/dockerfile/index.js";
export * from "./syntax/go/index.js";
export type * as GoModSyntax from "./syntax/gomod/ast.js";
export { parseGoMod, parseGoWork } from "./syntax/gomod/index.js";
export type * as MakefileSyntax from "./syntax/makefile/ast.js";
export { parseExpression, parseMakefile } from "./syntax/makefile/index.js";
export type { Expression as MakefileExpression } from "./syntax/makefile/index.js";
export type * as ShellSyntax from "./syntax/shell/ast.js";
export { parseShell } from "./syntax/shell/index.js";
export type * as YamlSyntax from "./syntax/yaml/ast.js";
export { parseYaml } from "./syntax/yaml/index.js";
export * from "./text/index.js";
export {
  type BuildContext,
  buildContext,
  findFiles,
  type FindOptions,
  memoryWorkspace,
  type MemoryWorkspace,
  NodeIndex,
  nodeWorkspace,
  type NodeWorkspaceOptions,
  overlay,
} from "./workspace/index.js";
export * from "./workspace/port.js";
