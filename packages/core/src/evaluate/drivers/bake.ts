import { bodyOfJson, readBake, resolveTargets, startingPoints, type BakeConfig, type BakeSource, type BakeTarget } from "../bake/index.js";
import { readCompose, type ComposeService } from "../compose/index.js";
import { parseHcl } from "../../syntax/hcl/index.js";
import { known, literal, literalOf, unknown, type Hop, type Traced, type Verdict } from "../../text/index.js";
import { absolutePath, dirname, join } from "../../workspace/index.js";
import { mayHideBuild } from "../may-hide-build.js";
import { SUCCESS } from "../result.js";
import type { Machine } from "../machine.js";
import type { CommandCall, CommandResult, ImageBuildRequest } from "../model.js";
import { parseArguments } from "./arguments.js";
import { COMPOSE_NAMES } from "./compose.js";
import { builtContexts, contextPath, dockerfilePath, makesImage, recordImageBuild, settled } from "./image-request.js";

const OPTIONS_WITH_VALUE = ["-f", "--file", "--set", "--var", "--allow", "--builder", "--call", "--list", "--metadata-file", "--progress"];

/** In the order in which later ones are laid over earlier ones. Source: bake.go, defaultFilenames. */
export const BAKE_NAMES = ["docker-bake.json", "docker-bake.hcl", "docker-bake.override.json", "docker-bake.override.hcl"];

/** A name that stands for everything that the files build; no target may have it. */
export const EVERYTHING = "‹all›";

/** `docker buildx bake [-f FILE] [TARGET…]`, from the word after `bake` on. */
export function bakeCommand(call: CommandCall, start: number, machine: Machine): CommandResult {
  const options = parseArguments(call, { withValue: OPTIONS_WITH_VALUE }, start);
  if (options.has("--print", "--list") || options.operands.some((operand) => /^https?:|^git@|\.git(#|$)/.test(literalOf(operand) ?? ""))) return machine.unknownOutput(call, "output of bake");
  const names = options.operands.map(literalOf).filter((name) => name !== null);
  bake(call, { files: options.values("-f", "--file").map(literalOf), targets: names, overrides: options.values("--set") }, machine);
  return SUCCESS;
}

export interface BakeRequest {
  /** null for a name that is not known; empty for the files that are looked for */
  readonly files: readonly (string | null)[];
  /** empty for the default */
  readonly targets: readonly string[];
  /** `target.key=value` */
  readonly overrides: readonly Traced[];
}

export function bake(call: CommandCall, { files, targets, overrides }: BakeRequest, machine: Machine): void {
  const { directory } = call;
  if (directory === null) return;
  const paths = files.length > 0 ? files.flatMap((file) => (file === null ? [] : (absolutePath(directory, file) ?? []))) : [...COMPOSE_NAMES, ...BAKE_NAMES].map((name) => join(directory, name)).filter((path) => machine.files.stat(path).kind === "file");
  const config = readConfig(paths, call, machine);
  const wanted = targets.includes(EVERYTHING) ? startingPoints(config) : targets.length > 0 ? targets : ["default"];
  for (const target of resolveTargets(config, wanted)) recordTarget(target, { config, overrides }, call, machine);
}

function readConfig(paths: readonly string[], call: CommandCall, machine: Machine): BakeConfig {
  const sources: BakeSource[] = [];
  const compose: string[] = [];
  for (const path of paths) {
    if (/\.ya?ml$/.test(path)) {
      compose.push(path);
      continue;
    }
    const file = machine.files.read(path);
    if (file === null || "unknown" in file || file.source === null) continue;
    const isJson = path.endsWith(".json") || (!path.endsWith(".hcl") && file.text.trimStart().startsWith("{"));
    sources.push({ file: file.source, body: isJson ? bodyOfJson(file.text, file.source) : parseHcl(file.text) });
  }
  const config = readBake(sources, call.environment);
  const services = compose.length === 0 ? [] : readCompose(compose, dirname(compose[0] ?? ""), machine.files, (name) => {
    const set = call.environment.getExported(name);
    return set?.set === "yes" ? set.value : set === null ? "unset" : "unknown";
  });
  const asTargets = services.map(targetOfService);
  return { targets: [...asTargets, ...config.targets], groups: services.length > 0 ? [{ name: "default", targets: services.map(({ name }) => name) }, ...config.groups] : config.groups };
}

/** Source: docker/buildx, bake/compose.go. */
function targetOfService({ name, at, context, dockerfile, hasInlineDockerfile, target, args, contexts, platforms }: ComposeService): BakeTarget {
  const literals = platforms.map(literalOf).filter((platform) => platform !== null);
  return {
    name,
    at,
    inherits: [],
    context: context ?? literal("."),
    dockerfile,
    hasInlineDockerfile,
    target,
    args: new Map([...args].flatMap(([key, argument]) => (argument.value === null ? [] : [[key, { value: argument.value, at: argument.at }] as const]))),
    contexts,
    platforms: literals.length === 0 ? null : known(literals),
    outputs: null,
    gap: null,
  };
}

/** `--set app.platform=linux/arm64`, `--set *.args.X=y`. Source: bake.go, newOverrides. */
function overridden(target: BakeTarget, overrides: readonly Traced[]): BakeTarget {
  return overrides.reduce<BakeTarget>((changed, override) => {
    const [, pattern = "", key = "", value = ""] = /^([^.=]+)\.([^=]+?)\+?=(.*)$/s.exec(literalOf(override) ?? "") ?? [];
    const matches = new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`).test(target.name);
    if (pattern === "" || !matches) return changed;
    const text = literal(value);
    if (key === "context" || key === "dockerfile" || key === "target") return { ...changed, [key]: text };
    if (key === "platform") return { ...changed, platforms: known(value.split(",")) };
    if (key.startsWith("args.")) return { ...changed, args: new Map([...changed.args, [key.slice("args.".length), { value: text, at: changed.at }]]) };
    return changed;
  }, target);
}

interface BakeRun {
  readonly config: BakeConfig;
  readonly overrides: readonly Traced[];
}

function recordTarget(target: BakeTarget, run: BakeRun, call: CommandCall, machine: Machine): void {
  if (target.hasInlineDockerfile) machine.record(mayHideBuild(`the Dockerfile inside of bake target ${target.name}`, "bake", { at: target.at, chain: [...call.chain, hopOf(target)] }));
  else recordImageBuild(machine, call.directory, requestOf(target, run, call, 0));
}

function hopOf({ name, at }: BakeTarget): Hop {
  return { fact: "", text: `bake target ${name}`, at };
}

function requestOf(resolved: BakeTarget, run: BakeRun, call: CommandCall, nesting: number): ImageBuildRequest {
  const target = overridden(resolved, run.overrides);
  const { at } = target;
  const own: CommandCall = { ...call, at, chain: [...call.chain, hopOf(target)] };
  const context = settled(target.context ?? literal("."), (text) => contextPath(text, call.directory, at), at);
  const dockerfile: Verdict<string | null> = target.dockerfile === null ? known(null) : settled<string | null>(target.dockerfile, (text) => (text === "" ? known(null) : dockerfilePath(text, context.kind === "known" ? context.value : null, at)), at);
  return {
    caller: "bake",
    call: own,
    context,
    dockerfile: context.kind === "unknown" && dockerfile.kind === "known" ? unknown(context.reason) : dockerfile,
    target: target.target === null ? known(null) : settled<string | null>(target.target, (text) => known(text === "" ? null : text), at),
    platforms: target.platforms ?? known([]),
    buildArgs: new Map([...target.args].map(([name, { value }]) => [name, value])),
    argumentsAt: new Map([...target.args].map(([name, argument]) => [name, argument.at])),
    complete: target.gap === null,
    namedContexts: target.contexts,
    builtContexts: builtContexts(target.contexts, "target:", nesting, (name) => {
      const [other] = resolveTargets(run.config, [name]);
      return other === undefined || other.name !== name || other.hasInlineDockerfile ? null : requestOf(other, run, call, nesting + 1);
    }),
    pushes: call.words.some((word) => literalOf(word.value) === "--push"),
    makesImage: target.outputs === null || target.outputs.kind === "unknown" || makesImage(target.outputs.value),
  };
}
