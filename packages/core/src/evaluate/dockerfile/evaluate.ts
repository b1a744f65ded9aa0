import type { Dockerfile, Instruction, Pair, StageNode } from "../../syntax/dockerfile/ast.js";
import type { Reason, Traced, Verdict } from "../../text/index.js";
import { EMPTY, firstUnknown, known, literal, literalOf, originOf, print, unknown, unknownText, variants } from "../../text/index.js";
import { BuildMachine, type MachineOptions } from "../build-machine.js";
import { Environment, type Variable } from "../environment.js";
import { StageFiles } from "../files/index.js";
import type { LostAssignment } from "../lost.js";
import type { MachineFiles } from "../machine.js";
import type { MachineFacts } from "../model.js";
import { AssumedUnset } from "./assumed-unset.js";
import { noteEmptyValue } from "./empty.js";
import { evaluateCopy, type CopySource } from "./copy.js";
import { absolutePath, findFlag, InstructionReader } from "./instructions.js";
import type {
  BaseImageFacts,
  BuildRequest,
  BuiltImage,
  CopyRecord,
  DockerfileHost,
  ImageCommand,
  Platform,
  RunWithoutShell,
  Stage,
  StageBase,
  StageIdentity,
} from "./model.js";
import { evaluateRun } from "./run.js";
import { callerArgument, defaultPath, parsePlatform, platformArguments, Scope } from "./scope.js";

/** Evaluates every stage of a Dockerfile, in order, as one `docker build` would. */
export function evaluateDockerfile(tree: Dockerfile, request: BuildRequest, host: DockerfileHost): readonly Stage[] {
  return new Evaluation(tree, request, host).run();
}

/** Directories in which images keep programs and data of their own. */
const SHARED_DIRECTORY = /^\/$|^\/(?:bin|boot|dev|etc|lib\w*|proc|run|sbin|sys|usr|var)(?:\/|$)|^\/(?:home|opt|root|srv|tmp|mnt)$/;

class Evaluation {
  readonly #reader: InstructionReader;
  readonly #platformArguments: ReadonlyMap<string, Traced>;
  readonly #global: Scope;
  readonly #stages: StageState[] = [];

  constructor(
    readonly tree: Dockerfile,
    readonly request: BuildRequest,
    readonly host: DockerfileHost,
  ) {
    this.#reader = new InstructionReader(request.dockerfile, tree.escape);
    this.#platformArguments = platformArguments(request);
    const predefined = [...this.#platformArguments].map(([name, value]) => [name, { value, set: "yes", exported: true } as const] as const);
    this.#global = new Scope(Environment.EMPTY, Environment.of(predefined));
  }

  run(): readonly Stage[] {
    for (const instruction of this.tree.preamble) {
      if (instruction.name === "ARG") for (const pair of instruction.pairs) this.#declareGlobal(pair);
    }
    for (const [index, node] of this.tree.stages.entries()) this.#stages.push(this.#evaluateStage(index, node));
    const used = new Set(this.#stages.flatMap((stage) => [...stage.uses]));
    return this.#stages.map((stage) => stage.finish(used.has(stage.identity.index)));
  }

  #declareGlobal(pair: Pair): void {
    const name = literalOf(pair.name);
    if (name === null) return;
    const passed = this.request.buildArgs.get(name);
    if (passed !== undefined) this.#global.setArg(name, { value: passed, set: "yes" });
    else if (pair.value !== null) this.#global.setArg(name, { value: this.#reader.expand(pair.value, this.#global), set: "yes" });
    else if (!this.#platformArguments.has(name)) this.#global.setArg(name, callerArgument(name, this.request));
  }

  #evaluateStage(index: number, node: StageNode): StageState {
    const { request, host } = this;
    const reader = this.#reader;
    const uses = new Set<number>();
    const platformFlag = reader.flag(node.from, "platform", this.#global);
    const platform = (platformFlag === null ? null : parsePlatform(literalOf(platformFlag) ?? "")) ?? request.platform;
    const name = node.alias === null ? null : (literalOf(node.alias.text)?.toLowerCase() ?? null);
    const identity: StageIdentity = { dockerfile: request.dockerfile, index, name, platform };

    const referenceText = reader.expand(node.from.args[0]?.text ?? EMPTY, this.#global);
    const parent = this.#findStage(referenceText);
    if (parent !== null) {
      uses.add(parent.identity.index);
      return this.#fill(StageState.continuing(parent, identity, node, reader, host, uses));
    }
    const built = this.#builtImage(referenceText);
    if (built !== null) return this.#fill(StageState.over(built, identity, node, reader, host, uses));
    const reference = settled(referenceText, "base image");
    const { facts, unknown: why } = host.image(reference, referenceText, platform);
    const assumed = request.assumesUnset && facts.environment === null ? new AssumedUnset(reference.kind === "known" ? reference.value : "the base image", reader.at(node.from)) : null;
    return this.#fill(StageState.starting({ kind: "image", reference, facts, unknown: why }, assumed, identity, node, reader, host, uses));
  }

  #fill(state: StageState): StageState {
    for (const trigger of state.triggers) this.#evaluateInstruction(trigger, state);
    for (const instruction of state.node.body) this.#evaluateInstruction(instruction, state);
    return state;
  }

  #evaluateInstruction(instruction: Instruction, state: StageState): void {
    const reader = this.#reader;
    const { scope } = state;
    const context = {
      reader,
      scope,
      machine: state.machine,
      directory: state.directory,
      shellWords: state.shellWords,
    };
    switch (instruction.name) {
      case "ARG":
        for (const pair of instruction.pairs) this.#declareArgument(pair, state);
        break;
      case "ENV": {
        // All pairs of one instruction see the values from before it. Source: Dockerfile reference, "Environment replacement".
        const pairs = instruction.pairs.map((pair) => [literalOf(pair.name), reader.expand(pair.value ?? EMPTY, scope)] as const);
        for (const [i, [name, value]] of pairs.entries()) noteEmptyValue(name, instruction.pairs[i]?.value ?? EMPTY, value, { scope, lost: state.lost, log: state.machine.emptyReferences });
        for (const [name, value] of pairs) if (name !== null) scope.setEnv(name, value);
        state.lost = state.lost.filter((assignment) => !pairs.some(([name]) => name === assignment.name));
        break;
      }
      case "WORKDIR": {
        const path = reader.expand(instruction.args[0]?.text ?? EMPTY, scope);
        state.directory = absolutePath(path, state.directory ?? "/");
        if (state.directory !== null) this.#enter(state.directory, state);
        break;
      }
      case "RUN":
        state.lost = evaluateRun(instruction, { ...context, lost: state.lost, withoutShell: state.withoutShell, source: (from) => this.#source(from, state)?.view ?? null });
        break;
      case "COPY":
      case "ADD":
        state.copies.push(...evaluateCopy(instruction, { ...context, source: (from) => this.#source(from, state) }));
        break;
      case "VOLUME":
        // The runtime makes the directory when the container starts.
        for (const argument of instruction.args) {
          const path = absolutePath(reader.expand(argument.text, scope), "/");
          if (path !== null) state.machine.files.makeDirectory(path, "must");
        }
        break;
      case "USER":
        state.user = reader.expand(instruction.args[0]?.text ?? EMPTY, scope);
        state.userAt = reader.at(instruction);
        break;
      case "SHELL":
        state.shellWords = instruction.args.map((argument) => argument.text);
        break;
      case "ENTRYPOINT":
        state.entrypoint = reader.command(instruction);
        // An ENTRYPOINT drops the CMD of the base image, not one of this file. Source: Dockerfile reference, "Understand how CMD and ENTRYPOINT interact".
        if (!state.ownCmd) state.cmd = null;
        state.ownCommand = true;
        state.inheritedCommandUnknown = null;
        break;
      case "CMD":
        state.cmd = reader.command(instruction);
        state.ownCmd = true;
        state.ownCommand = true;
        break;
      case "HEALTHCHECK":
        state.healthcheck = instruction.args[0] !== undefined && literalOf(instruction.args[0].text)?.toUpperCase() === "NONE" ? null : reader.command(instruction, instruction.args.slice(1));
        break;
      case "ONBUILD":
        if (instruction.inner !== null) state.onbuild.push(instruction.inner);
        break;
      default:
        break;
    }
  }

  /**
   * Of an image that is not known, the directory that the build's sources are copied into is taken to be empty: whoever copies them there does
   * not expect others.
   */
  #enter(directory: string, state: StageState): void {
    const { files } = state.machine;
    const copiesSources = state.node.body.some((instruction) => (instruction.name === "COPY" || instruction.name === "ADD") && findFlag(instruction, "from") === null);
    if (state.base.facts.key === null && copiesSources && files.stat(directory).kind === "unknown" && !SHARED_DIRECTORY.test(directory)) files.remove(directory, "must");
    files.makeDirectory(directory, "must");
  }

  #declareArgument(pair: Pair, state: StageState): void {
    const { request } = this;
    const { scope } = state;
    const name = literalOf(pair.name);
    if (name === null) return;
    const passed = request.buildArgs.get(name);
    if (passed !== undefined) return scope.setArg(name, { value: passed, set: "yes" });
    if (pair.value !== null) return scope.setArg(name, { value: this.#reader.expand(pair.value, scope), set: "yes" });
    const global = this.#global.args.get(name);
    if (global !== null) return scope.setArg(name, global);
    scope.setArg(name, callerArgument(name, request));
  }

  /** `--from`: a stage by name or index, a named context, or an image; the build context without it. */
  #source(from: Traced | null, state: StageState): CopySource | null {
    if (from === null) return { view: this.host.context, stage: null, from: "build context" };
    const stage = this.#findStage(from);
    const text = literalOf(from);
    if (stage !== null) {
      state.uses.add(stage.identity.index);
      return { view: stage.machine.files.snapshot(), stage: stage.identity.index, from: `COPY --from=${text ?? print(from)}` };
    }
    if (text === null) return null;
    const built = this.#builtImage(from);
    if (built !== null) return { view: built.stage.machine.files.snapshot(), stage: null, from: `COPY --from=${text}` };
    const named = this.host.namedContexts.get(text);
    if (named !== undefined) return { view: named, stage: null, from: `build context ${text}` };
    const { facts, unknown: why } = this.host.image(known(text), from, state.identity.platform);
    return why === null ? { view: facts.files(), stage: null, from: `COPY --from=${text}` } : null;
  }

  #builtImage(reference: Traced): BuiltImage | null {
    const text = literalOf(reference);
    return text === null ? null : (this.host.builtImage?.(text) ?? null);
  }

  /** Names are compared without case; an index is a stage only in `--from`, but FROM 0 names no image either. */
  #findStage(reference: Traced): StageState | null {
    const text = literalOf(reference)?.toLowerCase();
    if (text === undefined) return null;
    for (const stage of [...this.#stages].reverse()) if (stage.identity.name === text) return stage;
    return /^\d+$/.test(text) ? (this.#stages[Number(text)] ?? null) : null;
  }
}

/** A stage while it is evaluated. */
class StageState {
  readonly copies: CopyRecord[] = [];
  readonly withoutShell: RunWithoutShell[] = [];
  readonly onbuild: Instruction[] = [];
  directory: string | null = "/";
  user: Traced | null = null;
  userAt: Stage["userAt"] = null;
  shellWords: readonly Traced[] = [];
  entrypoint: ImageCommand | null = null;
  cmd: ImageCommand | null = null;
  healthcheck: ImageCommand | null = null;
  ownCommand = false;
  ownCmd = false;
  inheritedCommandUnknown: Reason | null = null;
  triggers: readonly Instruction[] = [];
  lost: readonly LostAssignment[] = [];

  private constructor(
    readonly identity: StageIdentity,
    readonly node: StageNode,
    readonly base: StageBase,
    readonly assumed: AssumedUnset | null,
    readonly scope: Scope,
    readonly machine: BuildMachine,
    readonly reader: InstructionReader,
    readonly uses: Set<number>,
  ) {}

  static starting(
    base: Extract<StageBase, { kind: "image" }>,
    assumed: AssumedUnset | null,
    identity: StageIdentity,
    node: StageNode,
    reader: InstructionReader,
    host: DockerfileHost,
    uses: Set<number>,
  ): StageState {
    const { facts } = base;
    const machine = newMachine(facts, facts.files(), identity, host);
    const state = new StageState(identity, node, base, assumed, new Scope(imageEnvironment(facts, base.unknown, identity.platform, assumed), Environment.EMPTY), machine, reader, uses);
    // an image that is not known may have any WORKDIR
    state.directory = facts.directory ?? (facts.key === null ? null : "/");
    state.user = facts.user === null ? null : literal(facts.user);
    state.entrypoint = inherited(facts.entrypoint);
    state.cmd = inherited(facts.cmd);
    const doubtful = [facts.entrypoint, facts.cmd].find((command) => command.kind === "unknown");
    state.inheritedCommandUnknown = doubtful?.kind === "unknown" ? doubtful.reason : null;
    return state;
  }

  /** FROM an image that the same caller builds: what an image has is inherited, and no build argument. */
  static over({ stage, base }: BuiltImage, identity: StageIdentity, node: StageNode, reader: InstructionReader, host: DockerfileHost, uses: Set<number>): StageState {
    const machine = newMachine(base.facts, new StageFiles(stage.machine.files.snapshot()), identity, host, stage.machine.facts());
    const state = new StageState(identity, node, base, null, new Scope(stage.environment, Environment.EMPTY), machine, reader, uses);
    state.#inherit(stage);
    return state;
  }

  /** FROM an earlier stage: everything is inherited, build arguments too. Source: dockerfile2llb, dispatchState of a stage base. */
  static continuing(
    parent: StageState,
    identity: StageIdentity,
    node: StageNode,
    reader: InstructionReader,
    host: DockerfileHost,
    uses: Set<number>,
  ): StageState {
    const { facts } = parent.base;
    const machine = newMachine(facts, new StageFiles(parent.machine.files.snapshot()), identity, host, parent.machine.facts());
    const base = { kind: "stage", index: parent.identity.index, facts } as const;
    const state = new StageState(identity, node, base, parent.assumed, new Scope(parent.scope.env, parent.scope.args), machine, reader, uses);
    state.#inherit(parent);
    state.userAt = parent.userAt;
    state.ownCommand = parent.ownCommand;
    state.ownCmd = parent.ownCmd;
    state.triggers = parent.onbuild;
    state.copies.push(...parent.copies);
    return state;
  }

  /** What an image tells whoever is based on it, whether it is named or not. */
  #inherit(image: Pick<Stage, "directory" | "user" | "shellWords" | "entrypoint" | "cmd" | "healthcheck" | "inheritedCommandUnknown">): void {
    this.directory = image.directory;
    this.user = image.user;
    this.shellWords = image.shellWords;
    this.entrypoint = image.entrypoint;
    this.cmd = image.cmd;
    this.healthcheck = image.healthcheck;
    this.inheritedCommandUnknown = image.inheritedCommandUnknown;
  }

  finish(used: boolean): Stage {
    return {
      ...this.identity,
      node: this.node,
      at: this.reader.at(this.node.from),
      base: this.base,
      machine: this.machine,
      assumption: () => this.assumed?.hop ?? null,
      environment: this.scope.env,
      user: this.user,
      userAt: this.userAt,
      directory: this.directory,
      entrypoint: this.entrypoint,
      cmd: this.cmd,
      healthcheck: this.healthcheck,
      inheritedCommandUnknown: this.inheritedCommandUnknown,
      ownCommand: this.ownCommand,
      copies: this.copies,
      withoutShell: this.withoutShell,
      shellWords: this.shellWords,
      uses: this.uses,
      used,
    };
  }
}

/** @param parent the machine of the stage that it goes on from; absent: none */
function newMachine(facts: BaseImageFacts, files: MachineFiles, identity: StageIdentity, host: DockerfileHost, parent?: MachineFacts): BuildMachine {
  const { os, arch } = identity.platform;
  return new BuildMachine({ files, drivers: host.drivers(identity, facts), os, arch, baseImage: facts.key, shell: facts.shell, ...parsedBy(host) }, parent);
}

function parsedBy({ parsed }: DockerfileHost): Pick<MachineOptions, "parsed"> {
  return parsed === undefined ? {} : { parsed };
}

function imageEnvironment(facts: BaseImageFacts, why: Reason | null, platform: Platform, assumed: AssumedUnset | null): Environment {
  const entries: [string, Variable][] = [["PATH", { value: defaultPath(platform.os), set: "yes", exported: true }]];
  for (const [name, value] of facts.environment ?? []) entries.push([name, { value: literal(value), set: "yes", exported: true }]);
  const open: Reason = why ?? { code: "image", text: "environment of the base image", at: null };
  for (const name of facts.unknownVariables ?? []) entries.push([name, { value: unknownText({ ...open, text: `${name}: ${open.text}` }), set: "maybe", exported: true }]);
  return Environment.of(entries, facts.environment === null ? (assumed?.openness(open) ?? open) : null);
}

function inherited(command: BaseImageFacts["entrypoint"]): ImageCommand | null {
  if (command.kind === "unknown" || command.value === null) return null;
  return { form: "exec", args: command.value.map((argument) => literal(argument)), instruction: null, at: null };
}

/** One literal, or why it is not known. */
function settled(text: Traced, what: string): Verdict<string> {
  const value = literalOf(text);
  if (value !== null) return known(value);
  const at = originOf(text);
  const reason = firstUnknown(text);
  if (reason !== null) return unknown({ ...reason, at: reason.at ?? at });
  const choices = variants(text)?.map((variant) => print(variant.value)) ?? [];
  return unknown({ code: "alternatives", text: `${what} is one of ${choices.join(", ")}`, at });
}
