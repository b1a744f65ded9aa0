/** Actions that build, or that hand over what was built. What another one does is not known. */
import { fieldOf, parseYaml, stringOf, valueOf } from "../../syntax/yaml/index.js";
import type { Hop, Origin, Traced, Verdict, Word } from "../../text/index.js";
import { carrier, EMPTY, firstUnknown, known, literal, literalOf, slice, splitBlanks, unknown } from "../../text/index.js";
import { join } from "../../workspace/index.js";
import { bake, contextPath, dockerfilePath, makesImage, recordImageBuild, settled } from "../drivers/index.js";
import { REPOSITORY_MOUNT } from "../files/index.js";
import type { Certainty, CommandCall } from "../model.js";
import { textOf, type Value } from "../values/index.js";
import type { JobRun } from "./job.js";

export interface ActionCall {
  /** "docker/build-push-action@v6", "./.github/actions/build" */
  readonly uses: string;
  readonly at: Origin;
  readonly inputs: ReadonlyMap<string, ActionInput>;
  readonly certainty: Certainty;
  readonly run: JobRun;
  readonly chain: readonly Hop[];
}

export interface ActionInput {
  readonly value: Value;
  readonly written: Traced;
}

/** Publishers whose actions write nothing into the repository that is built. */
const HARMLESS = /^(?:actions|docker|github|aws-actions|azure|google-github-actions|codecov|sigstore|anchore|aquasecurity|helm|hadolint|golangci|dorny|tj-actions|softprops|peter-evans|peaceiris|slackapi|crazy-max\/ghaction|step-security|ossf|slsa-framework|jlumbroso|easimon|mxschmitt|dependabot|lycheeverse|reviewdog|nick-fields|1password|tailscale|imjasonh|ko-build|ncipollo|svenstaro|reactivecircus|pre-commit|jwalton|oras-project|cachix|hashicorp)\//;

export function runAction(call: ActionCall): void {
  const { uses, run, at } = call;
  const [name = ""] = uses.split("@");
  if (name.startsWith("./") || name === ".") return localAction(name, call);
  switch (name.toLowerCase()) {
    case "docker/build-push-action":
      return buildPush(call);
    case "docker/bake-action":
      return bakeAction(call);
    case "goreleaser/goreleaser-action":
      return goreleaser(call);
    case "actions/setup-go":
      return setupGo(call);
    case "actions/checkout":
      return checkout(call);
    case "actions/upload-artifact":
      return upload(call);
    case "actions/download-artifact":
      return download(call);
  }
  if (!HARMLESS.test(name) && !name.startsWith("docker://")) run.machine.files.disturb(REPOSITORY_MOUNT, `the action ${name} may write any file`, at);
}

function input({ inputs }: ActionCall, name: string): Traced {
  const found = inputs.get(name);
  return found === undefined ? EMPTY : (textOf(found.value) ?? EMPTY);
}

/** Null when it is not known or empty. */
function literalInput(call: ActionCall, name: string): string | null {
  const text = literalOf(input(call, name))?.trim() ?? "";
  return text === "" ? null : text;
}

/** A command of the step, for effects. */
function commandOf({ at, certainty, run, chain }: ActionCall, words: readonly Word[], directory: string | null): CommandCall {
  return { words, environment: run.environment, directory, at, chain, certainty, input: null };
}

/** Lines of an input, without comments. Source: docker/actions-toolkit, util.ts, getInputList. */
function lines(text: Traced): readonly Traced[] {
  const written = carrier(text);
  return [...written.matchAll(/[^\n]+/g)].flatMap((match) => {
    const trimmed = match[0].trim();
    const start = match.index + match[0].indexOf(trimmed);
    return trimmed === "" || trimmed.startsWith("#") ? [] : [slice(text, start, start + trimmed.length)];
  });
}

/** Items between commas and newlines. */
function items(text: Traced): Verdict<readonly string[]> {
  const whole = literalOf(text);
  if (whole === null) return unknown(firstUnknown(text) ?? { code: "alternatives", text: "one of several lists", at: null });
  return known(whole.split(/[,\n]/).map((item) => item.trim()).filter((item) => item !== "" && !item.startsWith("#")));
}

/** Source: docker/build-push-action, context.ts. Without a context, it is the repository as it was checked in. */
function buildPush(call: ActionCall): void {
  const { at, run } = call;
  const directory = run.path(".");
  const context = contextOf(input(call, "context"), call);
  const file = input(call, "file");
  const isGit = literalOf(input(call, "context"))?.startsWith("{{defaultContext}}") ?? false;
  const args = lines(input(call, "build-args")).flatMap((line): readonly [string, Traced, Origin][] => {
    const written = carrier(line);
    const equals = written.indexOf("=");
    const name = equals === -1 ? written : written.slice(0, equals);
    const place = slice(line, 0, name.length).pieces[0]?.origin ?? at;
    return /^\w+$/.test(name) && equals !== -1 ? [[name, slice(line, equals + 1), place]] : [];
  });
  // A line that is nothing but an expression may pass anything.
  const complete = lines(input(call, "build-args")).every((line) => /^\w+(?:=|$)/.test(carrier(line)));
  recordImageBuild(run.machine, directory, {
    caller: "workflow",
    call: commandOf(call, [], directory),
    context,
    dockerfile: carrier(file).trim() === "" ? known(null) : settled<string | null>(file, (text) => dockerfileOf(text.trim(), isGit && context.kind === "known" ? context.value : directory, call), at),
    target: carrier(input(call, "target")) === "" ? known(null) : settled<string | null>(input(call, "target"), (text) => known(text.trim()), at),
    platforms: items(input(call, "platforms")),
    buildArgs: new Map(args.map(([name, value]) => [name, value])),
    argumentsAt: new Map(args.map(([name, , place]) => [name, place])),
    complete,
    namedContexts: new Map(
      lines(input(call, "build-contexts")).flatMap((line): readonly [string, Traced][] => {
        const equals = carrier(line).indexOf("=");
        const name = equals === -1 ? null : literalOf(slice(line, 0, equals));
        return name === null ? [] : [[name, slice(line, equals + 1)]];
      }),
    ),
    pushes: !["", "false"].includes(carrier(input(call, "push")).trim()),
    makesImage: makesImage(lines(input(call, "outputs")).map(carrier)),
  });
}

function dockerfileOf(text: string, directory: string | null, { run, at }: ActionCall): Verdict<string | null> {
  const path = dockerfilePath(text, directory, at);
  return path.kind === "known" ? known(run.path(path.value)) : path;
}

/** `{{defaultContext}}:dir` is a directory of the repository as it was checked in. */
function contextOf(text: Traced, { run, at }: ActionCall): Verdict<string> {
  if (carrier(text).trim() === "") return known(REPOSITORY_MOUNT, [{ fact: "", text: "the build context of docker/build-push-action is the repository as it was checked in", at }]);
  return settled(
    text,
    (written) => {
      const inGit = /^\{\{defaultContext\}\}(?::(.*))?$/.exec(written.trim());
      if (inGit !== null) return known(join(REPOSITORY_MOUNT, inGit[1] ?? ""));
      const path = contextPath(written.trim(), run.path("."), at);
      return path.kind === "known" ? known(run.path(path.value) ?? path.value) : path;
    },
    at,
  );
}

/** Source: docker/bake-action, context.ts. */
function bakeAction(call: ActionCall): void {
  const { run } = call;
  const source = literalInput(call, "source");
  const directory = run.path(literalInput(call, "workdir") ?? (source?.startsWith("{{") === true ? "." : (source ?? ".")));
  const files = items(input(call, "files"));
  const targets = items(input(call, "targets"));
  if (files.kind === "unknown" || targets.kind === "unknown") return;
  bake(commandOf(call, [], directory), { files: files.value, targets: targets.value, overrides: lines(input(call, "set")) }, run.machine);
}

/** Source: goreleaser/goreleaser-action, main.ts: the arguments are split as a shell would. */
function goreleaser(call: ActionCall): void {
  const { run } = call;
  if (literalOf(input(call, "install-only")) === "true") return;
  const words: readonly Word[] = [{ kind: "word", value: literal("goreleaser", call.at) }, ...splitBlanks(input(call, "args"))];
  run.machine.run(commandOf(call, words, run.path(literalInput(call, "workdir") ?? ".")));
}

/** Source: actions/setup-go, README. */
function setupGo(call: ActionCall): void {
  const { run } = call;
  const version = input(call, "go-version");
  const file = literalInput(call, "go-version-file");
  if (carrier(version).trim() !== "") run.options.onGo(literalOf(version)?.trim() ?? null, null);
  else if (file !== null) run.options.onGo(null, run.path(file));
}

/** Another repository in the place of this one, or this one below the workspace. */
function checkout(call: ActionCall): void {
  const { run, at } = call;
  const path = literalInput(call, "path");
  const other = call.inputs.get("repository");
  const isOwn = other === undefined || /^\s*(?:|\$\{\{\s*github\.repository\s*\}\})\s*$/.test(carrier(other.written));
  if (!isOwn) run.machine.files.disturb(join(REPOSITORY_MOUNT, path ?? ""), "a checkout of another repository", at);
  else if (path !== null && path !== ".") run.checkedOut(path.replace(/^\.\//, "").replace(/\/$/, ""));
}

function upload(call: ActionCall): void {
  const { run } = call;
  const name = literalOf(input(call, "name"));
  const paths = lines(input(call, "path")).map((line) => run.path(literalOf(line)));
  if (name !== null && paths.every((path) => path !== null)) run.options.artifacts.upload(name === "" ? "artifact" : name, paths, run.machine);
}

function download(call: ActionCall): void {
  const { run } = call;
  const name = literalOf(input(call, "name"));
  const pattern = literalOf(input(call, "pattern"));
  const directory = run.path(literalInput(call, "path") ?? ".");
  if (name === null || pattern === null || directory === null) return;
  const expression = new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`);
  const isMerged = literalOf(input(call, "merge-multiple")) === "true";
  run.options.artifacts.download((each) => (name !== "" ? each === name : pattern === "" || expression.test(each)), directory, name !== "" || isMerged, run.machine);
}

/** `uses: ./path`: steps of this repository, or a Dockerfile of it. */
function localAction(name: string, call: ActionCall): void {
  const { run, at, certainty } = call;
  const directory = run.path(name);
  if (directory === null) return;
  for (const file of ["action.yml", "action.yaml"]) {
    const content = run.machine.files.read(join(directory, file));
    if (content === null || "unknown" in content || content.source === null) continue;
    const document = valueOf(parseYaml(content.text, content.source).documents[0]);
    if (document === null) return;
    const using = stringOf(fieldOf(document, "runs", "using"));
    if (using === "composite") run.runLocalAction(content.source, document, new Map([...call.inputs].map(([key, { value }]) => [key, value])), certainty);
    else if (using === "docker") dockerAction(stringOf(fieldOf(document, "runs", "image")), directory, call);
    return;
  }
  run.machine.files.disturb(REPOSITORY_MOUNT, `the action ${name}`, at);
}

function dockerAction(image: string | null, directory: string, call: ActionCall): void {
  if (image === null || image.startsWith("docker://")) return;
  recordImageBuild(call.run.machine, directory, {
    caller: "workflow",
    call: commandOf(call, [], directory),
    context: known(directory),
    dockerfile: known(join(directory, image)),
    target: known(null),
    platforms: known([]),
    buildArgs: new Map(),
    argumentsAt: new Map(),
    complete: true,
    namedContexts: new Map(),
    makesImage: true,
    pushes: false,
  });
}

