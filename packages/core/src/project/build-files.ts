import type { Workspace } from "../workspace/index.js";
import { basename, dirname, findFiles } from "../workspace/index.js";

/** The files of a repository from which builds start. Workspace paths, sorted. */
export interface BuildFiles {
  readonly dockerfiles: readonly string[];
  /** the one of each directory that make reads */
  readonly makefiles: readonly string[];
  /** every file of make's language: makefiles, and what they may include */
  readonly makeSources: readonly string[];
  readonly compose: readonly string[];
  readonly bake: readonly string[];
  /** workflows of GitHub; workflows and actions of a repository are read from there alone */
  readonly workflows: readonly string[];
  readonly pipelines: readonly string[];
  readonly scripts: readonly string[];
  /** configurations of goreleaser */
  readonly goreleaser: readonly string[];
  readonly promu: readonly string[];
  /** every file of CMake's language */
  readonly cmakeSources: readonly string[];
  readonly taskfiles: readonly string[];
  readonly justfiles: readonly string[];
  /** every package.json */
  readonly packages: readonly string[];
}

/** Directories whose files are somebody else's, or input of tests. */
const FOREIGN_DIRECTORIES = new Set(["vendor", "third_party", "testdata", "node_modules", ".git"]);

/** Templates are no Dockerfiles yet: another program fills them in. */
const TEMPLATE = /\.(tmpl|tpl|template|j2|jinja2?|erb|mustache|gotmpl|in|m4|dockerignore|md|txt|sh|ya?ml|json|bak|orig|go|py)$/i;

export function findBuildFiles(workspace: Workspace): BuildFiles {
  const files = findFiles(workspace, (path) => KINDS.some((isKind) => isKind(path)), {
    skipDirectory: (path) => FOREIGN_DIRECTORIES.has(basename(path)),
  });
  return {
    dockerfiles: files.filter(isDockerfile),
    makefiles: preferredMakefiles(files.filter(isMakefile)),
    makeSources: files.filter(isMakeSource),
    compose: files.filter(isComposeFile),
    bake: files.filter(isBakeFile),
    workflows: files.filter(isWorkflow),
    pipelines: files.filter((path) => path === ".gitlab-ci.yml"),
    scripts: files.filter(isScript),
    goreleaser: files.filter(isGoreleaserConfig),
    promu: files.filter(isPromuConfig),
    cmakeSources: files.filter(isCMakeSource),
    taskfiles: files.filter(isTaskfile),
    justfiles: files.filter(isJustfile),
    packages: files.filter(isPackage),
  };
}

export function isDockerfile(path: string): boolean {
  const name = basename(path);
  return !TEMPLATE.test(name) && (/^(dockerfile|containerfile)([.-].+)?$/i.test(name) || /\.(dockerfile|containerfile)$/i.test(name));
}

/** Source: compose-go, cli/options.go; the others are what people give with `-f`. */
function isComposeFile(path: string): boolean {
  return /^(?:docker-)?compose(?:[._-][\w.-]*)?\.ya?ml$/.test(basename(path));
}

function isBakeFile(path: string): boolean {
  return /^(?:docker-)?bake(?:[._-][\w.-]*)?\.(?:hcl|json)$/.test(basename(path));
}

/** Source: GitHub documentation, "Workflow syntax". */
function isWorkflow(path: string): boolean {
  return /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path);
}

/** Names that goreleaser looks for by itself, and those that people give with `--config`: `.goreleaser.linux.yml`, `goreleaser-cross.yaml`. */
function isGoreleaserConfig(path: string): boolean {
  return /^\.?goreleaser([._-][\w.-]*)?\.ya?ml$/.test(basename(path)) && !isWorkflow(path);
}

function isPromuConfig(path: string): boolean {
  return /^\.promu(-[\w-]+)?\.yml$/.test(basename(path));
}

export function isCMakeSource(path: string): boolean {
  return /^CMakeLists\.txt$|\.cmake$/.test(basename(path));
}

function isTaskfile(path: string): boolean {
  return /^[Tt]askfile(\.dist)?\.ya?ml$/.test(basename(path));
}

function isJustfile(path: string): boolean {
  return /^\.?justfile$/i.test(basename(path));
}

function isPackage(path: string): boolean {
  return basename(path) === "package.json";
}

function isScript(path: string): boolean {
  return /\.(?:sh|bash)$/.test(path);
}

export function isMakeSource(path: string): boolean {
  return isMakefile(path) || /\.(mk|mak)$|^[Mm]akefile\./.test(basename(path));
}

function isMakefile(path: string): boolean {
  return MAKEFILE_NAMES.includes(basename(path));
}

const KINDS = [isDockerfile, isMakeSource, isComposeFile, isBakeFile, isWorkflow, isScript, isGoreleaserConfig, isPromuConfig, isCMakeSource, isTaskfile, isJustfile, isPackage, (path: string): boolean => path === ".gitlab-ci.yml"];

/** In the order in which make looks for them. Source: GNU make manual, "What Name to Give Your Makefile". */
export const MAKEFILE_NAMES = ["GNUmakefile", "makefile", "Makefile"];

/** The one of each directory that make reads. */
function preferredMakefiles(paths: readonly string[]): readonly string[] {
  const byDirectory = new Map<string, string>();
  for (const path of paths) {
    const directory = dirname(path);
    const earlier = byDirectory.get(directory);
    if (earlier === undefined || rank(path) < rank(earlier)) byDirectory.set(directory, path);
  }
  return [...byDirectory.values()].sort();
}

function rank(path: string): number {
  return MAKEFILE_NAMES.indexOf(basename(path));
}
