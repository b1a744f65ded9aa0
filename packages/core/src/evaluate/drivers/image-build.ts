import type { Reason, Traced, Verdict } from "../../text/index.js";
import { carrier, EMPTY, firstUnknown, known, literalOf, slice, unknown, unknownText } from "../../text/index.js";
import { absolutePath } from "../../workspace/index.js";
import { SUCCESS } from "../result.js";
import type { Driver, Machine } from "../machine.js";
import type { CommandCall, CommandResult } from "../model.js";

/** Options of `docker build` and its kin that take a value. Source: docker buildx build, podman build and buildah build, reference pages. */
const OPTIONS_WITH_VALUE = new Set([
  "--add-host", "--allow", "--annotation", "--attest", "--build-arg", "--build-context", "--builder", "--cache-from", "--cache-to", "--call",
  "--cgroup-parent", "--cpu-period", "--cpu-quota", "--cpu-shares", "--cpuset-cpus", "--cpuset-mems", "--file", "--format", "--iidfile",
  "--isolation", "--label", "--memory", "--memory-swap", "--metadata-file", "--network", "--no-cache-filter", "--output", "--platform",
  "--policy", "--progress", "--provenance", "--sbom", "--secret", "--security-opt", "--shm-size", "--ssh", "--tag", "--target", "--ulimit",
  "--volume", "--authfile", "--creds", "--jobs", "--manifest", "--os", "--arch", "-c", "-f", "-m", "-o", "-t", "-v",
]);

/** `--provenance` and `--sbom` may stand alone. */
const VALUE_ONLY_AFTER_EQUALS = new Set(["--provenance", "--sbom"]);

/** `docker build`, `docker buildx build`, `docker image build`, and podman, buildah and nerdctl alike. */
export const imageBuildDriver: Driver = {
  names: ["docker", "podman", "buildah", "nerdctl"],
  run(call, machine) {
    const start = buildArguments(call);
    return start === null ? machine.unknownOutput(call, "output of a container tool") : recordBuild(call, start, machine);
  },
};

/** Index of the first word after `build`; null for other subcommands. Options of docker itself (`-H`, `--context x`) stand before it. */
function buildArguments(call: CommandCall): number | null {
  for (let i = 1; i < call.words.length && i < 6; i++) {
    const text = wordText(call, i);
    if (text === "build" || text === "b" || text === "bud" || text === "build-using-dockerfile") return i + 1;
    if (text === null || !(text === "buildx" || text === "image" || text === "builder" || text.startsWith("-") || wordText(call, i - 1)?.startsWith("-") === true)) return null;
  }
  return null;
}

function recordBuild(call: CommandCall, start: number, machine: Machine): CommandResult {
  const values = new Map<string, Traced[]>();
  const positional: Traced[] = [];
  let gap: Reason | null = null;
  for (let i = start; i < call.words.length; i++) {
    const word = call.words[i];
    if (word === undefined) break;
    if (word.kind === "gap") {
      gap ??= firstUnknown(word.value) ?? { code: "caller", text: "words that are not known", at: call.at };
      continue;
    }
    const text = carrier(word.value);
    if (!text.startsWith("-") || text === "-") {
      positional.push(word.value);
      continue;
    }
    const equals = text.startsWith("--") ? text.indexOf("=") : -1;
    const name = equals === -1 ? text : text.slice(0, equals);
    if (equals !== -1) add(values, name, slice(word.value, equals + 1));
    else if (OPTIONS_WITH_VALUE.has(name) && !VALUE_ONLY_AFTER_EQUALS.has(name)) add(values, name, call.words[++i]?.value ?? EMPTY);
    else if (/^-[ftm].+/.test(name)) add(values, name.slice(0, 2), slice(word.value, 2));
  }
  const first = (...names: readonly string[]): Traced | null => names.map((name) => values.get(name)?.at(-1)).find((value) => value !== undefined) ?? null;
  const path = (text: string): Verdict<string> => {
    const absolute = absolutePath(call.directory, text);
    return absolute === null ? unknown({ code: "file", text: "the directory of the command is not known", at: call.at }) : known(absolute);
  };
  const settle = <T>(value: Traced | null, map: (text: string) => Verdict<T>, none: Verdict<T>): Verdict<T> => {
    if (value === null) return gap === null ? none : unknown(gap);
    const text = literalOf(value);
    return text === null ? unknown(firstUnknown(value) ?? { code: "alternatives", text: "one of several values", at: call.at }) : map(text);
  };

  const context = positional[0] ?? null;
  machine.record({
    kind: "image-build",
    call,
    dockerfile: settle<string | null>(first("--file", "-f"), path, known(null)),
    context: settle(context, path, unknown({ code: "caller", text: "no build context on the command line", at: call.at })),
    target: settle<string | null>(first("--target"), (text) => known(text), known(null)),
    platforms: settle<readonly string[]>(first("--platform"), (text) => known(text.split(",")), known([])),
    buildArgs: buildArgs(values.get("--build-arg") ?? [], call),
    complete: gap === null,
  });
  return SUCCESS;
}

/** `--build-arg X=value`, or `--build-arg X` for the value of the environment; a variable that is not set passes nothing. */
function buildArgs(words: readonly Traced[], call: CommandCall): ReadonlyMap<string, Traced> {
  const args = new Map<string, Traced>();
  for (const word of words) {
    const text = carrier(word);
    const equals = text.indexOf("=");
    const name = equals === -1 ? text : text.slice(0, equals);
    if (!/^\w+$/.test(name)) continue;
    if (equals !== -1) {
      args.set(name, slice(word, equals + 1));
      continue;
    }
    const variable = call.environment.getExported(name);
    if (variable?.set === "yes") args.set(name, variable.value);
    else if (variable !== null) args.set(name, unknownText({ code: "caller", text: `${name} of the caller's environment`, at: call.at }));
  }
  return args;
}

function add(values: Map<string, Traced[]>, name: string, value: Traced): void {
  const found = values.get(name);
  if (found === undefined) values.set(name, [value]);
  else found.push(value);
}

function wordText(call: CommandCall, index: number): string | null {
  const word = call.words[index];
  return word === undefined || word.kind === "gap" ? null : literalOf(word.value);
}
