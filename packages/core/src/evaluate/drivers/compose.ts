import { known, literal, literalOf, unknownText, type Hop, type Traced } from "../../text/index.js";
import { absolutePath, dirname, join } from "../../workspace/index.js";
import { parseDotenv, readCompose, type ComposeService, type Lookup } from "../compose/index.js";
import { mayHideBuild } from "../may-hide-build.js";
import { SUCCESS } from "../result.js";
import type { Machine } from "../machine.js";
import type { CommandCall, CommandResult, ImageBuildRequest } from "../model.js";
import { parseArguments } from "./arguments.js";
import { builtContexts, contextPath, dockerfilePath, recordImageBuild, settled } from "./image-request.js";

/** Options of `docker compose` itself that take a value. Source: docker compose, reference page. */
const OPTIONS_WITH_VALUE = ["-f", "--file", "-p", "--project-name", "--project-directory", "--env-file", "--profile", "--ansi", "--progress", "--parallel"];
const BUILD_OPTIONS_WITH_VALUE = ["--build-arg", "--builder", "-m", "--memory", "--ssh", "--provenance", "--sbom"];

/** Subcommands that build what has a build: `up` and its kin where there is no image yet. */
const BUILDING = new Set(["build", "up", "create", "run"]);

/** In the order in which they are looked for. Source: compose-go, cli/options.go. */
export const COMPOSE_NAMES = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
export const COMPOSE_OVERRIDE_NAMES = ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"];

/** `docker compose [-f FILE] build [SERVICE…]`, from the word after `compose` on. */
export function composeCommand(call: CommandCall, start: number, machine: Machine): CommandResult {
  const global = parseArguments(call, { withValue: OPTIONS_WITH_VALUE, stopAtOperand: true, singleDashLong: false }, start);
  const [subcommand] = global.operands;
  const name = subcommand === undefined ? null : literalOf(subcommand);
  if (name === null || !BUILDING.has(name)) return machine.unknownOutput(call, "output of compose");
  const files = composeFiles(global.values("-f", "--file"), call, machine);
  const [first] = files;
  if (first === undefined) return machine.unknownOutput(call, "output of compose");
  const given = literalOf(global.value("--project-directory") ?? literal(""));
  const directory = given === null || given === "" ? dirname(first) : (absolutePath(call.directory, given) ?? dirname(first));
  const lookup = variables(call, machine, directory, global.value("--env-file"));
  const options = parseArguments(call, { withValue: BUILD_OPTIONS_WITH_VALUE }, indexOf(call, start, name) + 1);
  const wanted = new Set(options.operands.map(literalOf));
  const services = readCompose(files, directory, machine.files, lookup);
  const run: ComposeRun = { services, lookup, extra: name === "build" ? options.values("--build-arg") : [] };
  for (const service of services) if (name === "run" || wanted.size === 0 || wanted.has(service.name)) recordService(service, run, call, machine);
  return SUCCESS;
}

function indexOf(call: CommandCall, start: number, name: string): number {
  return call.words.findIndex((word, i) => i >= start && literalOf(word.value) === name);
}

/** Absolute paths of the files that are read; empty when none is there, or their names are not known. */
function composeFiles(named: readonly Traced[], call: CommandCall, machine: Machine): readonly string[] {
  const written = named.length > 0 ? named : environmentFiles(call);
  if (written.length > 0) {
    const paths = written.map((text) => {
      const literal = literalOf(text);
      return literal === null || literal === "-" ? null : absolutePath(call.directory, literal);
    });
    return paths.every((path) => path !== null) ? paths : [];
  }
  const { directory } = call;
  if (directory === null) return [];
  const there = (names: readonly string[]): string | undefined => names.map((name) => join(directory, name)).find((path) => machine.files.stat(path).kind === "file");
  return [there(COMPOSE_NAMES), there(COMPOSE_OVERRIDE_NAMES)].filter((path) => path !== undefined);
}

function environmentFiles(call: CommandCall): readonly Traced[] {
  const variable = call.environment.getExported("COMPOSE_FILE");
  const text = variable?.set === "yes" ? literalOf(variable.value) : null;
  return text === null || text === "" ? [] : text.split(":").map((path) => literal(path));
}

/** The environment comes before the file `.env`. */
function variables(call: CommandCall, machine: Machine, directory: string, envFile: Traced | null): Lookup {
  const path = envFile === null ? join(directory, ".env") : absolutePath(call.directory, literalOf(envFile) ?? ".env");
  const file = path === null ? null : machine.files.read(path);
  const dotenv = file === null || "unknown" in file ? new Map<string, Traced>() : parseDotenv(file.text, file.source);
  return (name) => {
    const set = call.environment.getExported(name);
    if (set?.set === "yes") return set.value;
    return dotenv.get(name) ?? (set === null ? "unset" : "unknown");
  };
}

interface ComposeRun {
  readonly services: readonly ComposeService[];
  readonly lookup: Lookup;
  /** `--build-arg` of the command line */
  readonly extra: readonly Traced[];
}

function recordService(service: ComposeService, run: ComposeRun, call: CommandCall, machine: Machine): void {
  if (service.hasInlineDockerfile) machine.record(mayHideBuild(`the Dockerfile inside of service ${service.name}`, "compose", { at: service.at, chain: [...call.chain, hopOf(service)] }));
  else recordImageBuild(machine, service.directory, requestOf(service, run, call, 0));
}

function hopOf({ name, at }: ComposeService): Hop {
  return { fact: "", text: `service ${name}`, at };
}

function requestOf(service: ComposeService, run: ComposeRun, call: CommandCall, nesting: number): ImageBuildRequest {
  const { at } = service;
  const { lookup, extra } = run;
  const own: CommandCall = { ...call, at, chain: [...call.chain, hopOf(service)] };
  const args = new Map<string, Traced>();
  for (const [name, { value, at: place }] of service.args) {
    const passed = value ?? lookup(name);
    if (passed === "unknown") args.set(name, unknownText({ code: "caller", text: `${name} of the environment of whoever runs compose`, at: place }));
    else if (passed !== "unset") args.set(name, passed);
  }
  for (const word of extra) {
    const [, name, value] = /^(\w+)=(.*)$/s.exec(literalOf(word) ?? "") ?? [];
    if (name !== undefined) args.set(name, literal(value ?? ""));
  }
  const context = settled(service.context ?? literal("."), (text) => contextPath(text, service.directory, at), at);
  const platforms = service.platforms.flatMap((platform) => literalOf(platform) ?? []).filter((platform) => platform !== "");
  return {
    caller: "compose",
    call: own,
    context,
    dockerfile: service.dockerfile === null ? known(null) : settled<string | null>(service.dockerfile, (text) => dockerfilePath(text, context.kind === "known" ? context.value : null, at), at),
    target: service.target === null ? known(null) : settled<string | null>(service.target, (text) => known(text === "" ? null : text), at),
    platforms: known(platforms),
    buildArgs: args,
    argumentsAt: new Map([...service.args].map(([name, argument]) => [name, argument.at])),
    complete: true,
    namedContexts: service.contexts,
    builtContexts: builtContexts(service.contexts, "service:", nesting, (name) => {
      const other = run.services.find((each) => each.name === name);
      return other === undefined || other.hasInlineDockerfile ? null : requestOf(other, run, call, nesting + 1);
    }),
    makesImage: true,
    pushes: false,
  };
}

