import type { CopyRecord } from "../../evaluate/dockerfile/index.js";
import { hasWildcard } from "../../evaluate/files/index.js";
import { carrier } from "../../text/index.js";
import { basename, buildContext, findFiles, inside, join, relative, type Workspace } from "../../workspace/index.js";
import type { Finding } from "../model.js";
import { sourceAt } from "./copied-sources.js";
import { groupBy, hop, type BuiltStage, type Detection, type Detector } from "./detector.js";
import { entryIds } from "./uses.js";

const RULE = "go-dockerfile/no-missing-context-path";

/** COPY of what the build context does not have, and `go mod download` before what go.mod leads to is copied. */
export const noMissingContextPath: Detector = {
  rule: RULE,
  detect: (input) => [...missingSources(input), ...earlyDownloads(input)],
};

interface Missing extends BuiltStage {
  readonly copy: CopyRecord;
}

/** What no build of a Dockerfile finds in its context. */
interface Absent {
  /** from the context */
  readonly source: string;
  readonly context: string;
  readonly finding: Finding;
}

function missingSources({ stages, session: { workspace } }: Detection): readonly Finding[] {
  const fromContext = stages.flatMap((built) => built.stage.copies.flatMap((copy): readonly Missing[] => (isFromContext(copy) ? [{ ...built, copy }] : [])));
  const ignored: Finding[] = [];
  const absent: Absent[] = [];
  for (const uses of groupBy(fromContext, ({ copy: { at, source } }) => `${at.file}:${at.start} ${source}`)) {
    const [first] = uses;
    // One caller may have what another has not.
    if (first === undefined || !uses.every(({ copy, entry }) => copy.missing && !entry.context.startsWith("/"))) continue;
    const { copy, entry } = first;
    const source = copy.source.slice(1);
    const path = join(entry.context, source);
    const context = buildContext(workspace, { directory: entry.context, dockerfile: entry.dockerfile });
    const data = { path: source, context: entry.context === "" ? "the root of the repository" : entry.context, ignored: context.ignoreFile ?? "" };
    const finding = { rule: RULE, data, at: sourceAt(copy), entries: entryIds(uses) };
    if (workspace.stat(path) !== "absent") {
      const isLeftOut = uses.every((use) => use.entry.context === entry.context) && context.ignoreFile !== null && context.problem === null && !context.included(source);
      if (isLeftOut) ignored.push({ ...finding, messageId: "ignored", evidence: [] });
    } else if (isAnchored(uses, source, workspace)) {
      const evidence = entry.callers.slice(0, 1).map(({ at }) => hop("built here", at));
      absent.push({ source, context: entry.context, finding: { ...finding, messageId: "missing", evidence } });
    }
  }
  return [...ignored, ...withoutMade(absent, workspace).map(({ finding }) => finding)];
}

function isFromContext({ fromStage, instruction, source }: CopyRecord): boolean {
  return fromStage === null && !instruction.flags.some(({ name }) => name === "from") && !hasWildcard(source) && source !== "/" && !instruction.args.some(({ text }) => carrier(text).includes("$"));
}

/** The context is named by a caller; or the Dockerfile copies other files from it, and nowhere in the repository is a file that this may be. */
function isAnchored(uses: readonly Missing[], source: string, workspace: Workspace): boolean {
  const assumed = uses.filter(({ entry }) => entry.kind === "assumed");
  const hasOthers = assumed.every(({ stages }) => stages.some(({ copies }) => copies.some((other) => isFromContext(other) && !other.missing && other.source.includes("."))));
  return assumed.length === 0 || (hasOthers && findFiles(workspace, (path) => `/${path}/`.includes(`/${source}/`)).length === 0);
}

/** Files that may write others, or say that they are written. */
const TELLS = /(?:^|\/)(?:[^/]*akefile[^/]*|\.gitignore|\.gitmodules|Taskfile[^/]*|[Jj]ustfile|Jenkinsfile[^/]*|Earthfile|WORKSPACE|BUILD|Vagrantfile|[^/.]+)$|\.(?:mk|mak|sh|bash|ya?ml|json|toml|cmake|bzl|bazel|hcl|py|js|ts|mjs|rb|ps1|bat|cmd|nix|gradle|go|env)$/;

/** More are not looked through. */
const MAX_FILES = 20_000;

/**
 * Those that no file of the repository but Dockerfiles and prose names, nor the directory that is missing on the way to them: what a file names, a step that
 * is not known may write.
 */
function withoutMade(absent: readonly Absent[], workspace: Workspace): readonly Absent[] {
  if (absent.length === 0) return [];
  const files = findFiles(workspace, (file) => TELLS.test(file) && !/ockerfile|(?:^|\/)(?:vendor|testdata)\/|LICENSE/.test(file));
  if (files.length > MAX_FILES) return [];
  let left = absent.map((one) => ({ one, names: namesOf(one, workspace), extension: /\.\w+$/.exec(basename(one.source))?.[0] }));
  for (const file of files) {
    if (left.length === 0) break;
    const content = workspace.read(file);
    if (content.kind !== "text") return [];
    const { text } = content;
    const isIgnored = (extension: string | undefined): boolean => basename(file) === ".gitignore" && extension !== undefined && text.includes(`*${extension}`);
    left = left.filter(({ names, extension }) => !isIgnored(extension) && !names.some((name) => text.includes(name)));
  }
  return left.map(({ one }) => one);
}

/** Of what is missing, and of the first directory on the way to it that is. */
function namesOf({ source, context }: Absent, workspace: Workspace): readonly string[] {
  const parts = source.split("/");
  const ways = parts.map((_, i) => parts.slice(0, i + 1).join("/"));
  return [basename(source), ways.find((way) => workspace.stat(join(context, way)) === "absent") ?? source];
}

/** The repository has the directory, the context too, and the stage not yet. */
function earlyDownloads({ stages, session: { workspace } }: Detection): readonly Finding[] {
  const found = stages.flatMap((built) =>
    built.stage.machine.effects.flatMap((effect) => {
      if (effect.kind !== "failing-download" || effect.at === null || built.entry.context.startsWith("/")) return [];
      const directory = join(effect.at.file, "..", effect.path);
      const { context } = built.entry;
      const isThere = workspace.stat(directory) === "directory" && inside(directory, context);
      const included = isThere && buildContext(workspace, { directory: context, dockerfile: built.entry.dockerfile }).included(relative(context, directory));
      return included ? [{ ...built, effect, at: effect.at, directory }] : [];
    }),
  );
  return groupBy(found, ({ effect: { call } }) => `${call.at.file}:${call.at.start}`).flatMap((uses): readonly Finding[] => {
    const [first] = uses;
    if (first === undefined) return [];
    const { effect, at, directory } = first;
    return [
      {
        rule: RULE,
        messageId: "download",
        data: { path: directory, text: effect.text },
        at: effect.call.at,
        evidence: [hop("go.mod leads there", at, "s1")],
        entries: entryIds(uses),
      },
    ];
  });
}
