/** Finds a flag or variable on the go commands of a project, with its way there. */
import type { FlagItem, FlagOccurrence, VariableAssignment } from "../../gobuild/model.js";
import { concat, literal, literalOf, originOf, print } from "../../text/index.js";
import type { Workspace } from "../../workspace/index.js";
import type { BuildInvocation } from "../model.js";
import type { FlagWay, FlagWays, WayStep } from "./model.js";
import { Places } from "./places.js";
import { emptyAt, LOST, stepsOf } from "./steps.js";

/**
 * @param query a flag of go or of the linker (`-ldflags`, `-X`, `-linkmode`), a variable that -X sets (`main.version`), or one of the environment (`CGO_ENABLED`)
 */
export function flagWays(query: string, invocations: readonly BuildInvocation[], workspace: Workspace): FlagWays {
  const places = new Places(workspace);
  const asked = askedFor(query);
  const found = invocations.map((invocation) => ({ invocation, ways: distinct(asked(invocation, places)) }));
  return { ways: found.flatMap(({ ways }) => ways), without: found.filter(({ ways }) => !ways.some(({ state }) => state === "in force")).map(({ invocation }) => invocation) };
}

type Asked = (invocation: BuildInvocation, places: Places) => readonly FlagWay[];

function askedFor(query: string): Asked {
  const [flag = "", target = ""] = query.trim().split(/\s+/);
  if (flag === "-X" || flag === "--X") return (invocation, places) => variableWays(target === "" ? null : target, invocation, places);
  if (flag.startsWith("-")) return (invocation, places) => flagsNamed(flag.replace(/^-+/, ""), invocation, places);
  if (/^[A-Za-z_]\w*$/.test(flag)) return (invocation, places) => environmentWays(flag, invocation, places);
  return (invocation, places) => variableWays(flag, invocation, places);
}

/** `-X target=value` among the linker flags in force; `target` null for all. */
function variableWays(target: string | null, invocation: BuildInvocation, places: Places): readonly FlagWay[] {
  const { variables } = invocation.command.settings.linker;
  const wanted = variables.filter((variable) => target === null || literalOf(variable.target) === target);
  return [
    ...wanted.map((variable): FlagWay => {
      const replacing = variable.dropped ? variables.slice(variables.indexOf(variable) + 1).find((later) => literalOf(later.target) === literalOf(variable.target)) : undefined;
      const flag = `-X ${print(variable.target)}=${print(variable.value)}`;
      return { invocation, flag, at: variable.at, ...state(variable.dropped, replacing?.at ?? null), steps: [...assignmentSteps(variable, invocation, places), ...replaced(variable.dropped, replacing?.at ?? null)] };
    }),
    ...ignoredAppends(target === null ? "-X " : `${target}=`, invocation, places),
  ];
}

function assignmentSteps({ target, value }: VariableAssignment, invocation: BuildInvocation, places: Places): readonly WayStep[] {
  const name = originOf(target);
  const whole = stepsOf(concat(target, literal("")), invocation, places);
  return [...whole, ...(value.pieces.length === 0 && name !== null && !whole.some(({ kind }) => kind === "empty") ? emptyAt(name, invocation, places) : stepsOf(value, invocation, places))];
}

/** A flag of the go command, of GOFLAGS, or of the linker. */
function flagsNamed(name: string, invocation: BuildInvocation, places: Places): readonly FlagWay[] {
  const { flags, linker } = invocation.command.settings;
  const isWanted = (item: FlagItem): item is FlagOccurrence => item.kind === "flag" && item.flag === name;
  return [
    ...[flags, linker.all].flatMap((list) =>
      list.filter(isWanted).map((item): FlagWay => {
        const replacing = item.dropped ? list.slice(list.indexOf(item) + 1).find(isWanted) : undefined;
        const flag = `-${name}=${print(item.value)}${item.source === "GOFLAGS" ? " of GOFLAGS" : ""}`;
        return { invocation, flag, at: item.at, ...state(item.dropped, replacing?.at ?? null), steps: [...valueSteps(item, invocation, places), ...replaced(item.dropped, replacing?.at ?? null)] };
      }),
    ),
    ...ignoredAppends(`-${name}`, invocation, places),
  ];
}

/** A flag without a value of its own is where it is written. */
function valueSteps(item: FlagOccurrence, invocation: BuildInvocation, places: Places): readonly WayStep[] {
  const steps = stepsOf(item.value, invocation, places);
  return steps.some(({ at }) => at !== null) || item.at === null ? steps : [{ ...places.written(`-${item.flag}`, item.at) }, ...steps.filter(({ kind }) => kind !== "written")];
}

function environmentWays(name: string, invocation: BuildInvocation, places: Places): readonly FlagWay[] {
  const variable = invocation.environment.getExported(name);
  const ways: FlagWay[] = [];
  if (variable !== null) ways.push({ invocation, flag: `${name}=${print(variable.value)}`, state: "in force", at: originOf(variable.value), steps: stepsOf(variable.value, invocation, places) });
  for (const lost of invocation.lost.filter((each) => each.name === name)) {
    ways.push({ invocation, flag: `${name}=${print(lost.value)}`, state: "dropped", at: lost.at, steps: [...stepsOf(lost.value, invocation, places), { kind: "dropped", text: `set here, but ${LOST[lost.lostIn]}`, at: lost.at }] });
  }
  return ways;
}

/** `+=` of a variable that the command line of make gives does nothing (fact q3). */
function ignoredAppends(flag: string, invocation: BuildInvocation, places: Places): readonly FlagWay[] {
  return invocation.ignoredAppends
    .filter(({ value }) => print(value).includes(flag))
    .map(({ name, value, at, given }): FlagWay => {
      const steps: readonly WayStep[] = [{ kind: "dropped", text: `+= does nothing: ${name} is given on the command line of make`, at }, ...(given === null ? [] : [{ kind: "passed" as const, text: `${name} is given here`, at: given }])];
      return { invocation, flag: print(value), state: "dropped", at, steps: [...stepsOf(value, invocation, places), ...steps] };
    });
}

function state(dropped: boolean, replacing: WayStep["at"]): Pick<FlagWay, "state"> {
  return { state: dropped || replacing !== null ? "replaced" : "in force" };
}

function replaced(dropped: boolean, at: WayStep["at"]): readonly WayStep[] {
  return dropped ? [{ kind: "dropped", text: "a later one counts", at }] : [];
}

/** Parts that came the same way tell it once. */
function distinct(ways: readonly FlagWay[]): readonly FlagWay[] {
  return ways.map((way) => ({ ...way, steps: merged(way.steps) }));
}

function merged(steps: readonly WayStep[]): readonly WayStep[] {
  const key = ({ kind, text, at }: WayStep): string => JSON.stringify([kind, text, at]);
  return steps.filter((step, i) => i === 0 || key(step) !== key(steps[i - 1] as WayStep));
}

