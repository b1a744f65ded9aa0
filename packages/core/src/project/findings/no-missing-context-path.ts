import type { CopyRecord } from "../../evaluate/dockerfile/index.js";
import { carrier } from "../../text/index.js";
import { basename, buildContext, findFiles, inside, join, type Workspace } from "../../workspace/index.js";
import type { Finding } from "../model.js";
import { sourceAt } from "./copied-sources.js";
import { groupBy, hop, type BuiltStage, type Detection, type Detector } from "./detector.js";

const RULE = "go-dockerfile/no-missing-context-path";

/** COPY of what the build context does not have, and `go mod download` before what go.mod leads to is copied. */
export const noMissingContextPath: Detector = {
  rule: RULE,
  detect: (input) => [...missingSources(input), ...earlyDownloads(input)],
};

interface Missing extends BuiltStage {
  readonly copy: CopyRecord;
}

function missingSources({ stages, session: { workspace } }: Detection): readonly Finding[] {
  const fromContext = stages.flatMap((built) => built.stage.copies.flatMap((copy): readonly Missing[] => (isFromContext(copy) ? [{ ...built, copy }] : [])));
  return groupBy(fromContext, ({ copy: { at, source } }) => `${at.file}:${at.start} ${source}`).flatMap((uses): readonly Finding[] => {
    const [first] = uses;
    // One caller may have what another has not.
    if (first === undefined || !uses.every(({ copy, entry }) => copy.missing && !entry.context.startsWith("/"))) return [];
    const { copy, entry } = first;
    const path = join(entry.context, copy.source.slice(1));
    const context = buildContext(workspace, { directory: entry.context, dockerfile: entry.dockerfile });
    const data = { path: copy.source.slice(1), context: entry.context === "" ? "the root of the repository" : entry.context, ignored: context.ignoreFile ?? "" };
    const entries = [...new Set(uses.map((use) => use.entry.id))];
    if (workspace.stat(path) !== "absent") {
      const isLeftOut = uses.every((use) => use.entry.context === entry.context) && context.ignoreFile !== null && context.problem === null && !context.included(copy.source.slice(1));
      return isLeftOut ? [{ rule: RULE, messageId: "ignored", data, at: sourceAt(copy), evidence: [], entries }] : [];
    }
    if (!isAnchored(uses, workspace) || mayBeMade(path, copy.source.slice(1), workspace)) return [];
    return [{ rule: RULE, messageId: "missing", data, at: sourceAt(copy), evidence: first.entry.callers.slice(0, 1).map(({ at }) => hop("built here", at)), entries }];
  });
}

function isFromContext({ fromStage, instruction, source }: CopyRecord): boolean {
  return fromStage === null && !instruction.flags.some(({ name }) => name === "from") && !/[*?[\\]/.test(source) && source !== "/" && !instruction.args.some(({ text }) => carrier(text).includes("$"));
}

/** The context is named by a caller; or the Dockerfile copies other files from it, and nowhere in the repository is a file that this may be. */
function isAnchored(uses: readonly Missing[], workspace: Workspace): boolean {
  return uses.every(({ entry, stage, stages, copy }) => {
    if (entry.kind !== "assumed") return true;
    const others = [stage, ...stages].some(({ copies }) => copies.some((other) => isFromContext(other) && !other.missing && other.source !== "/" && other.source.includes(".")));
    return others && findFiles(workspace, (path) => `/${path}/`.includes(`${copy.source}/`)).length === 0;
  });
}

/** Files that may write others, or say that they are written. */
const TELLS = /(?:^|\/)(?:[^/]*akefile[^/]*|\.gitignore|\.gitmodules|Taskfile[^/]*|[Jj]ustfile|Jenkinsfile[^/]*|Earthfile|WORKSPACE|BUILD|Vagrantfile|[^/.]+)$|\.(?:mk|mak|sh|bash|ya?ml|json|toml|cmake|bzl|bazel|hcl|py|js|ts|mjs|rb|ps1|bat|cmd|nix|gradle|go|env)$/;

/** More are not looked through. */
const MAX_FILES = 20_000;

/** Whether some file of the repository but Dockerfiles and prose has its name, or the path of the directory that is missing: a step that is not known may write it. */
function mayBeMade(path: string, source: string, workspace: Workspace): boolean {
  const parts = source.split("/");
  const top = parts.findIndex((_, i) => workspace.stat(path.slice(0, path.length - source.length) + parts.slice(0, i + 1).join("/")) === "absent");
  const names = [...new Set([basename(source), parts.slice(0, top + 1).join("/")])];
  const extension = /\.\w+$/.exec(basename(source))?.[0];
  const files = findFiles(workspace, (file) => TELLS.test(file) && !/ockerfile|(?:^|\/)(?:vendor|testdata)\/|LICENSE/.test(file));
  if (files.length > MAX_FILES) return true;
  return files.some((file) => {
    const content = workspace.read(file);
    if (content.kind !== "text") return true;
    if (basename(file) === ".gitignore" && extension !== undefined && content.text.includes(`*${extension}`)) return true;
    return names.some((name) => content.text.includes(name));
  });
}

/** The repository has the directory, the context too, and the stage not yet. */
function earlyDownloads({ stages, session: { workspace } }: Detection): readonly Finding[] {
  const found = stages.flatMap((built) =>
    built.stage.machine.effects.flatMap((effect) => {
      if (effect.kind !== "failing-download" || effect.at === null || built.entry.context.startsWith("/")) return [];
      const directory = join(effect.at.file, "..", effect.path);
      const { context } = built.entry;
      const isThere = workspace.stat(directory) === "directory" && inside(directory, context);
      const included = isThere && buildContext(workspace, { directory: context, dockerfile: built.entry.dockerfile }).included(context === "" ? directory : directory.slice(context.length + 1));
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
        entries: [...new Set(uses.map(({ entry }) => entry.id))],
      },
    ];
  });
}
