import type { Origin, Reason, Traced, Verdict, Word } from "../../text/index.js";
import { carrier, firstUnknown, known, literalOf, originOf, slice, unknown, unknownText } from "../../text/index.js";
import { join } from "../../workspace/index.js";
import { REPOSITORY_MOUNT } from "../files/index.js";
import { MAY_FAIL } from "../result.js";
import type { Machine } from "../machine.js";
import type { CommandCall, CommandResult } from "../model.js";
import { optionValue } from "./arguments.js";
import { contextPath, dockerfilePath, makesImage, recordImageBuild, settled } from "./image-request.js";

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

/** `docker build …` and its kin, from the word after `build` on. */
export function buildCommand(call: CommandCall, start: number, machine: Machine): CommandResult {
  for (const words of wordsByWay(call.words)) recordBuild({ ...call, words }, start, machine);
  return MAY_FAIL;
}

/** Command lines that are written out; more are not. */
const MAX_WAYS = 8;

/** `$(if $(PUSH),--push)` is that word or none: each way is a command line of its own, as far as the words of all are known. */
function wordsByWay(words: readonly Word[]): readonly (readonly Word[])[] {
  let lines: readonly (readonly Word[])[] = [[]];
  for (const word of words) {
    const ways = word.ways ?? [];
    const spread = ways.length === 0 || lines.length * ways.length > MAX_WAYS ? [[word]] : ways.map((way) => way.words);
    lines = lines.flatMap((line) => spread.map((own) => [...line, ...own]));
  }
  return lines;
}

function recordBuild(call: CommandCall, start: number, machine: Machine): void {
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
    else if (OPTIONS_WITH_VALUE.has(name) && !VALUE_ONLY_AFTER_EQUALS.has(name)) add(values, name, optionValue(call.words[++i]));
    else if (/^-[ftm].+/.test(name)) add(values, name.slice(0, 2), slice(word.value, 2));
  }
  const first = (...names: readonly string[]): Traced | null => names.map((name) => values.get(name)?.at(-1)).find((value) => value !== undefined) ?? null;
  const settle = <T>(value: Traced | null, map: (text: string) => Verdict<T>, none: Verdict<T>): Verdict<T> => {
    if (value === null) return gap === null ? none : unknown(gap);
    return settled(value, map, call.at);
  };
  const args = buildArgs(values.get("--build-arg") ?? [], call);
  recordImageBuild(machine, call.directory, {
    caller: "docker-build",
    call,
    dockerfile: settle<string | null>(first("--file", "-f"), (text) => (text === "-" ? standardInput(call, machine) : dockerfilePath(text, call.directory, call.at)), known(null)),
    context: settle(positional[0] ?? null, (text) => contextPath(text, call.directory, call.at), unknown({ code: "caller", text: "no build context on the command line", at: call.at })),
    target: settle<string | null>(first("--target"), (text) => known(text), known(null)),
    platforms: settle<readonly string[]>(first("--platform"), (text) => known(text.split(",")), known([])),
    buildArgs: args.values,
    argumentsAt: args.places,
    complete: gap === null && args.areNamed,
    namedContexts: namedContexts(values.get("--build-context") ?? []),
    pushes: values.has("--push") || call.words.some((word) => literalOf(word.value) === "--push"),
    makesImage: makesImage((["--output", "-o"].flatMap((name) => values.get(name) ?? [])).map(carrier)),
  });
}

/** `cat Dockerfile | docker build -f - .`: the file whose whole text comes in. */
function standardInput({ input, at }: CommandCall, machine: Machine): Verdict<string> {
  const origin = input === null ? null : originOf(input);
  const path = origin === null ? null : join(REPOSITORY_MOUNT, origin.file);
  const file = path === null ? null : machine.files.read(path);
  const isWhole = input !== null && file !== null && "text" in file && file.text === literalOf(input);
  return isWhole && path !== null ? known(path) : unknown({ code: "caller", text: "the Dockerfile of the standard input", at });
}

interface BuildArguments {
  readonly values: ReadonlyMap<string, Traced>;
  readonly places: ReadonlyMap<string, Origin>;
  /** whether the names of all are known: others may be passed otherwise */
  readonly areNamed: boolean;
}

/** `--build-arg X=value`, or `--build-arg X` for the value of the environment; a variable that is not set passes nothing. */
function buildArgs(words: readonly Traced[], call: CommandCall): BuildArguments {
  let areNamed = true;
  const values = new Map<string, Traced>();
  const places = new Map<string, Origin>();
  for (const word of words) {
    const text = carrier(word);
    const equals = text.indexOf("=");
    const name = equals === -1 ? text : text.slice(0, equals);
    if (!/^\w+$/.test(name)) {
      areNamed = false;
      continue;
    }
    places.set(name, originOf(slice(word, 0, name.length)) ?? call.at);
    if (equals !== -1) {
      values.set(name, slice(word, equals + 1));
      continue;
    }
    const variable = call.environment.getExported(name);
    if (variable?.set === "yes") values.set(name, variable.value);
    else if (variable !== null) values.set(name, unknownText({ code: "caller", text: `${name} of the caller's environment`, at: call.at }));
    else places.delete(name);
  }
  return { values, places, areNamed };
}

function namedContexts(words: readonly Traced[]): ReadonlyMap<string, Traced> {
  return new Map(
    words.flatMap((word): readonly [string, Traced][] => {
      const equals = carrier(word).indexOf("=");
      const name = equals === -1 ? null : literalOf(slice(word, 0, equals));
      return name === null ? [] : [[name, slice(word, equals + 1)]];
    }),
  );
}

function add(values: Map<string, Traced[]>, name: string, value: Traced): void {
  const found = values.get(name);
  if (found === undefined) values.set(name, [value]);
  else found.push(value);
}
