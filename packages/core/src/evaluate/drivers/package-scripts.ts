/** Package managers of JavaScript, as far as they run scripts of package.json. */
import { fieldOf, stringOf } from "../../syntax/yaml/index.js";
import { carrier, literalOf, slice, type Word } from "../../text/index.js";
import { join } from "../../workspace/index.js";
import type { Driver, Machine } from "../machine.js";
import type { CommandCall, CommandResult } from "../model.js";
import { findPackage, findWorkspacePackage, runPackageScript, type HookUse, type ScriptPackage } from "../package-scripts/index.js";
import { absolutePath, programName } from "./arguments.js";
import { notUnderstood } from "../may-hide-build.js";

interface Manager {
  /** its commands that run the script named next */
  readonly run: readonly string[];
  /** its commands that run the script of that name */
  readonly lifecycle: Readonly<Record<string, string>>;
  /** its other commands; null when words that are no command are no script either */
  readonly commands: readonly string[] | null;
  /** options with a value: of the directory, of a package of the workspace, others */
  readonly directory: readonly string[];
  readonly workspace: readonly string[];
  /** its command that is followed by a package of the workspace and what to do there */
  readonly inWorkspace?: string;
  readonly withValue: readonly string[];
  /** options after the script's name are its own */
  readonly passesOptions: boolean;
  hooks(pack: ScriptPackage, machine: Machine): HookUse;
}

/** Sources: npm/cli lib/utils/cmd-list.js; yarn 1 src/cli/commands; pnpm pnpm/src/cmd and its documentation of `enablePrePostScripts`; bun's documentation of `bun run`. */
const MANAGERS: Readonly<Record<string, Manager>> = {
  npm: {
    run: ["run", "run-script", "rum", "urn"],
    lifecycle: { test: "test", t: "test", tst: "test", start: "start", stop: "stop", restart: "restart" },
    commands: null,
    directory: ["--prefix", "-C"],
    workspace: ["-w", "--workspace"],
    withValue: ["--loglevel", "--script-shell", "--cache", "--userconfig", "--registry"],
    passesOptions: false,
    hooks: () => "yes",
  },
  yarn: {
    run: ["run"],
    lifecycle: {},
    commands: "access add audit autoclean bin cache check config constraints create dedupe dlx exec explain generate-lock-entry global help import info init install licenses link list login logout node npm outdated owner pack patch patch-commit plugin policies prune publish rebuild remove search set stage tag team unlink unplug up upgrade upgrade-interactive version versions why workspaces".split(" "),
    directory: ["--cwd"],
    workspace: [],
    inWorkspace: "workspace",
    withValue: ["--cache-folder", "--modules-folder", "--registry", "--network-timeout"],
    passesOptions: true,
    hooks: yarnHooks,
  },
  pnpm: {
    run: ["run", "run-script"],
    lifecycle: { test: "test", t: "test", tst: "test", start: "start", stop: "stop", restart: "restart" },
    commands: "add approve-builds audit bin c cat-file cat-index catalog ci completion config create dedupe deploy dlx doctor env exec fetch find-hash get help i ignored-builds import info init install install-test it la licenses link list ll ln login logout ls outdated owner pack patch patch-commit patch-remove ping prune publish rb rebuild recursive remove rm root search self-update server set setup store un uninstall unlink up update upgrade version view whoami why".split(" "),
    directory: ["-C", "--dir"],
    workspace: ["-F", "--filter"],
    withValue: ["--reporter", "--loglevel", "--workspace-concurrency"],
    passesOptions: true,
    hooks: () => "may",
  },
  bun: {
    run: ["run"],
    lifecycle: {},
    commands: "a add audit build c ci completions create deploy discord exec feedback getcompletes help i info init install link list login logout outdated patch patch-commit pm prune publish remove repl rm test unlink update upgrade why x".split(" "),
    directory: ["--cwd"],
    workspace: ["-F", "--filter"],
    withValue: ["--config", "-c", "--env-file"],
    passesOptions: true,
    hooks: () => "yes",
  },
};

export const packageScriptDriver: Driver = {
  names: Object.keys(MANAGERS),
  run(call, machine) {
    const name = programName(call);
    const manager = MANAGERS[name];
    const request = manager === undefined ? null : readRequest(call.words, manager);
    const script = request?.script ?? null;
    if (manager === undefined || request === null || script === null) return unread(call, machine, `\`${name}\` is not understood`, false);
    const directory = request.directory === "." ? call.directory : request.directory === null ? null : absolutePath(request.directory, call);
    const top = directory === null ? null : findPackage(directory, machine);
    if (top === null) return unread(call, machine, `\`${name}\` without a package.json that can be read`, true);
    const packages = request.workspaces.map((workspace) => (workspace === null ? null : findWorkspacePackage(top, workspace, machine)));
    if (packages.includes(null) || request.isEveryWorkspace) return unread(call, machine, `packages of a workspace that \`${name}\` is given`, true);
    const results = (packages.length === 0 ? [top] : packages).flatMap((pack): readonly (CommandResult | null)[] => {
      if (pack === null) return [];
      const hooks = request.ignoresHooks ? "no" : manager.hooks(pack, machine);
      const names = script === "restart" && !pack.scripts.some((field) => field.name === "restart") ? ["stop", "restart", "start"] : [script];
      return names.map((each) => runPackageScript(pack, each, request.args, hooks, call, machine));
    });
    const [result, ...more] = results.filter((each) => each !== null);
    if (result !== undefined) return more.length === 0 ? result : machine.unknownOutput(call, `output of \`${name}\``);
    // without a script of that name a program of the packages runs, or it fails
    return unread(call, machine, `\`${name} ${script}\` without a script of that name`, false);
  },
};

interface Request {
  /** null for other commands */
  readonly script: string | null;
  readonly args: readonly Word[];
  /** null when it is not known */
  readonly directory: string | null;
  /** names or directories; null for one that is not known */
  readonly workspaces: readonly (string | null)[];
  readonly isEveryWorkspace: boolean;
  readonly ignoresHooks: boolean;
}

/** Null when words before the script's name are not known. */
function readRequest(words: readonly Word[], manager: Manager): Request | null {
  let directory: string | null = ".";
  const workspaces: (string | null)[] = [];
  let isEveryWorkspace = false;
  let ignoresHooks = false;
  let command: string | null = null;
  let script: string | null = null;
  const args: Word[] = [];
  for (let i = 1; i < words.length; i++) {
    const word = words[i];
    if (word === undefined) break;
    if (script !== null && (manager.passesOptions || !carrier(word.value).startsWith("-"))) {
      args.push(word);
      continue;
    }
    if (carrier(word.value) === "--") {
      if (script !== null) args.push(...words.slice(i + 1));
      break;
    }
    if (word.kind === "gap") return null;
    const option = /^(-[^=]+)(=?)/.exec(carrier(word.value));
    if (option !== null) {
      const [start, name = "", equals] = option;
      const isGlued = equals === "=";
      const value = isGlued ? slice(word.value, start.length) : takesValue(name, manager) ? words[++i]?.value : undefined;
      const given = value === undefined ? null : literalOf(value);
      if (manager.directory.includes(name)) directory = given;
      else if (manager.workspace.includes(name)) workspaces.push(given);
      else if (["-ws", "--workspaces", "-r", "--recursive"].includes(name)) isEveryWorkspace = true;
      else if (name === "--ignore-scripts") ignoresHooks = true;
      continue;
    }
    const text = literalOf(word.value);
    if (text === null) return null;
    if (command === null && text === manager.inWorkspace) workspaces.push(literalOf(words[++i]?.value ?? word.value));
    else if (command !== null || !isCommand(text, manager)) script = text;
    else if (manager.run.includes(text)) command = text;
    else if (manager.lifecycle[text] !== undefined) script = manager.lifecycle[text] ?? null;
    else break;
  }
  return { script, args, directory, workspaces, isEveryWorkspace, ignoresHooks };
}

function takesValue(name: string, { directory, workspace, withValue }: Manager): boolean {
  return [directory, workspace, withValue].some((names) => names.includes(name));
}

function isCommand(text: string, { run, lifecycle, commands }: Manager): boolean {
  return commands === null || commands.includes(text) || run.includes(text) || lifecycle[text] !== undefined;
}

/** Yarn 1 runs scripts before and after, later ones do not. */
function yarnHooks(pack: ScriptPackage, machine: Machine): HookUse {
  const version = /^yarn@(\d+)/.exec(stringOf(fieldOf(pack.root, "packageManager")) ?? "")?.[1];
  if (version !== undefined) return version === "1" ? "yes" : "no";
  return machine.files.stat(join(pack.directory, ".yarnrc.yml")).kind === "file" ? "no" : "may";
}

function unread(call: CommandCall, machine: Machine, text: string, mayBuildGo: boolean): CommandResult {
  machine.record(notUnderstood({ code: "not-understood", text, at: call.at }, programName(call), call.chain, mayBuildGo));
  machine.files.disturb("/", text, call.at);
  return machine.unknownOutput(call, `output of \`${programName(call)}\``);
}
