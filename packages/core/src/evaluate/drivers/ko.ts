import { literal, literalOf, originOf, splitBlanks, type Traced } from "../../text/index.js";
import { join } from "../../workspace/index.js";
import { buildWithKo, importPathOf, readKoConfig } from "../ko/index.js";
import type { Driver, Machine } from "../machine.js";
import type { CommandCall } from "../model.js";
import { mayHideBuild } from "../may-hide-build.js";
import { absolutePath, parseArguments, type Arguments } from "./arguments.js";

const WITH_VALUE = "-j --jobs --ldflags --sbom --sbom-dir --platform --image-label --image-annotation --image-user -t --tags --tag-only --image-refs --oci-layout-path --tarball -f --filename -l --selector --kubeconfig --context -n --namespace".split(" ");

/** Commands that build the programs that they are given. */
const BUILDS_WORDS = new Set(["build", "publish", "run"]);

/** Commands that build the programs that `ko://` names in the files that they are given. */
const BUILDS_REFERENCES = new Set(["resolve", "apply", "create"]);

/** Files of one `ko resolve`. */
const MAX_FILES = 200;

/** ko: Go programs into images without a Dockerfile. Source: ko-build/ko, pkg/commands. */
export const koDriver: Driver = {
  names: ["ko"],
  run(call, machine) {
    const args = parseArguments(call, { withValue: WITH_VALUE });
    const command = args.operands[0] === undefined ? "" : literalOf(args.operands[0]);
    const output = machine.unknownOutput(call, "output of ko");
    if (command !== null && !BUILDS_WORDS.has(command) && !BUILDS_REFERENCES.has(command)) return output;
    const problem = command === null ? "arguments of ko that are not known" : build(command, args, call, machine);
    if (problem !== null) machine.record(mayHideBuild(problem, "ko", call));
    return output;
  },
};

/** Builds; what is not understood of it, or null. */
function build(command: string, args: Arguments, call: CommandCall, machine: Machine): string | null {
  const { directory } = call;
  if (directory === null) return "a directory that is not known";
  const named = call.environment.getExported("KO_CONFIG_PATH");
  const given = named?.set === "yes" ? absolutePath(literalOf(named.value) ?? "?", call) : null;
  const path = given === null ? join(directory, ".ko.yaml") : machine.files.stat(given).kind === "directory" ? join(given, ".ko.yaml") : given;
  const config = readKoConfig(path, directory, machine);
  if (config === null) return "a configuration of ko that is not known";
  const programs = programsOf(command, args, call, machine);
  const platforms = platformsOf(args, config.platforms, call, machine);
  if (programs.includes(null) || platforms === null) return "arguments of ko that are not known";
  const ldflags = args.values("--ldflags").flatMap((value) => literalOf(value)?.includes(",") === true ? (literalOf(value) ?? "").split(",").map((text) => literal(text, originOf(value))) : [value]);
  for (const program of programs) {
    if (program === null) continue;
    const importPath = literalOf(program) ?? "";
    const settings = config.settingsOf(importPath);
    for (const platform of platforms) {
      buildWithKo({
        ...settings,
        ...(ldflags.length === 0 ? {} : { ldflags }),
        importPath: program,
        platform,
        baseImage: config.baseImageOf(importPath),
        trimpath: true,
        isDebug: args.has("--disable-optimizations", "--debug"),
      }, call, machine);
    }
  }
  return args.gap === null ? null : "arguments of ko that are not known";
}

/** Import paths of programs; null for one that is not known. */
function programsOf(command: string, args: Arguments, call: CommandCall, machine: Machine): readonly (Traced | null)[] {
  if (BUILDS_REFERENCES.has(command)) return args.values("-f", "--filename").flatMap((value) => references(value, args.has("-R", "--recursive"), call, machine));
  const words = args.operands.slice(1);
  const programs = words.length === 0 ? [literal(".", call.at)] : command === "run" ? words.slice(0, 1) : words;
  return programs.map((word) => {
    const text = literalOf(word)?.replace(/^ko:\/\//, "");
    if (text === undefined || !/^\.\.?(?:\/|$)/.test(text)) return text === undefined ? null : literal(text, originOf(word));
    const path = absolutePath(text, call);
    const importPath = path === null ? null : importPathOf(path, machine);
    return importPath === null ? null : literal(importPath, originOf(word));
  });
}

/** What `ko://` names in a file, or in the YAML files of a directory. */
function references(name: Traced, isRecursive: boolean, call: CommandCall, machine: Machine): readonly (Traced | null)[] {
  const start = literalOf(name) === null ? null : absolutePath(literalOf(name) ?? "", call);
  if (start === null || literalOf(name) === "-") return [null];
  const found = new Map<string, Traced>();
  const open = [start];
  for (let count = 0; open.length > 0 && count < MAX_FILES; count++) {
    const path: string = open.shift() ?? start;
    const isDirectory = machine.files.stat(path).kind === "directory";
    if (isDirectory && (path === start || isRecursive)) open.push(...(machine.files.list(path)?.names ?? []).map((entry) => join(path, entry)));
    if (isDirectory || (path !== start && !/\.(?:ya?ml|json)$/.test(path))) continue;
    const read = machine.files.read(path);
    if (read === null || "unknown" in read) return [null];
    for (const match of read.text.matchAll(/ko:\/\/([\w./~-]+)/g)) {
      const [, text = ""] = match;
      if (!found.has(text)) found.set(text, literal(text, read.source === null ? null : { file: read.source, start: match.index + 5, end: match.index + 5 + text.length }));
    }
  }
  return [...found.values()];
}

/** Null when they are not known. */
function platformsOf(args: Arguments, configured: readonly string[], call: CommandCall, machine: Machine): readonly string[] | null {
  const given = args.values("--platform").flatMap((value) => splitBlanks(value)).map(({ value }) => literalOf(value));
  if (given.includes(null)) return null;
  const asked = given.length > 0 ? given.flatMap((text) => text?.split(",") ?? []) : configured;
  if (asked.length > 0) return asked.includes("all") ? [`linux/${machine.facts().arch}`] : asked;
  const [os, arch] = ["GOOS", "GOARCH"].map((name) => {
    const variable = call.environment.getExported(name);
    return variable?.set === "yes" ? (literalOf(variable.value) ?? "?") : "";
  });
  if (os === "?" || arch === "?") return null;
  return [os !== "" && arch !== "" ? `${os ?? ""}/${arch ?? ""}` : "linux/amd64"];
}
