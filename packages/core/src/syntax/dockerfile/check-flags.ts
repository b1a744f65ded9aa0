import { carrier } from "../../text/index.js";
import type { Flag, Instruction } from "./ast.js";
import { csvFields, csvOption } from "./csv.js";

type FlagKind = "boolean" | "string" | "strings";

const COPY_FLAGS = { chown: "string", chmod: "string", link: "boolean", exclude: "strings" } as const;

/** Flags by instruction; STOPSIGNAL and ARG are missing because BuildKit does not look at theirs. Source: BuildKit's instructions/parse.go. */
const FLAGS: ReadonlyMap<string, ReadonlyMap<string, FlagKind>> = new Map(
  Object.entries({
    ADD: { ...COPY_FLAGS, "keep-git-dir": "boolean", checksum: "string", unpack: "boolean" },
    CMD: {},
    COPY: { ...COPY_FLAGS, from: "string", parents: "boolean" },
    ENTRYPOINT: {},
    ENV: {},
    EXPOSE: {},
    FROM: { platform: "string" },
    HEALTHCHECK: { interval: "string", timeout: "string", "start-period": "string", "start-interval": "string", retries: "string" },
    LABEL: {},
    MAINTAINER: {},
    ONBUILD: {},
    RUN: { mount: "strings", network: "string", security: "string", device: "strings" },
    SHELL: {},
    USER: {},
    VOLUME: {},
    WORKDIR: {},
  } satisfies Record<string, Record<string, FlagKind>>).map(([name, flags]) => [name, new Map<string, FlagKind>(Object.entries(flags))]),
);

/** What is wrong with a flag whose name and kind are right. */
type ValueCheck = (value: string, flag: Flag) => string | null;

const VALUES: Readonly<Record<string, Readonly<Record<string, ValueCheck>>>> = {
  RUN: {
    network: (value) => (["default", "none", "host"].includes(value) ? null : `Network mode "${value}" is not valid.`),
    security: (value) => (["insecure", "sandbox"].includes(value) ? null : `Security mode "${value}" is not valid.`),
    mount: (_, flag) => mountProblem(flag),
    device: (_, flag) => deviceProblem(flag),
  },
  HEALTHCHECK: {
    interval: duration,
    timeout: duration,
    "start-period": duration,
    "start-interval": duration,
    retries: (value) => (value === "" || isRetries(value) ? null : `"${value}" is not a number of retries.`),
  },
};

/** Source: `(*BFlags).Parse` in BuildKit's instructions/bflag.go and the checks of values in parse.go and commands_run*.go. */
export function checkFlags({ name, flags }: Instruction, report: (range: Flag["range"], message: string) => void): void {
  const known = FLAGS.get(name);
  if (known === undefined) return;
  const used = new Set<string>();
  for (const flag of flags) {
    const kind = known.get(flag.name);
    const value = flag.value === null ? null : carrier(flag.value);
    if (kind === undefined) report(flag.range, `${name} has no flag --${flag.name}.`);
    else if (used.has(flag.name) && kind !== "strings") report(flag.range, `Flag --${flag.name} is given twice.`);
    else if (kind === "boolean") {
      if (value !== null && !/^(?:true|false)$/i.test(value)) report(flag.range, `Flag --${flag.name} takes true or false.`);
    } else if (value === null) report(flag.range, `Flag --${flag.name} needs a value.`);
    else {
      const problem = VALUES[name]?.[flag.name]?.(value, flag) ?? null;
      if (problem !== null) report(flag.range, problem);
    }
    used.add(flag.name);
  }
}

/** Other options of a mount are read when it is used, after expansion. Source: `parseMount` without an expander. */
function mountProblem({ value }: Flag): string | null {
  const fields = value === null ? null : csvFields(value);
  if (fields === null) return "The value of --mount is not a list of comma-separated fields.";
  for (const field of fields) {
    const option = csvOption(field);
    const from = option.key === "from" && option.value !== null ? carrier(option.value) : "";
    const dollar = from.indexOf("$");
    if (dollar !== -1 && dollar !== from.length - 1) return "The option from of --mount takes no variables: name a stage instead.";
  }
  return null;
}

/** Source: `ParseDevice` in BuildKit's commands_rundevice.go. */
function deviceProblem({ value }: Flag): string | null {
  const fields = value === null ? null : csvFields(value);
  if (fields === null) return "The value of --device is not a list of comma-separated fields.";
  let named = false;
  for (const field of fields) {
    const option = csvOption(field);
    const text = option.value === null ? null : carrier(option.value);
    if (option.key === "required") {
      if (text !== null && !/^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(text)) return "The option required of --device takes true or false.";
    } else if (named) return option.key === "name" ? "The option name of --device is given twice." : `Option "${carrier(field)}" of --device is not known.`;
    // BuildKit takes an empty name for none yet
    else named = (option.key === "name" && text !== null ? text : carrier(field)) !== "";
  }
  return null;
}

const UNITS: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, "µs": 1e-3, "μs": 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Source: `parseOptInterval` in BuildKit's instructions/parse.go, time.ParseDuration. */
function duration(value: string, { name }: Flag): string | null {
  if (value === "") return null;
  const milliseconds = parseDuration(value);
  if (milliseconds === null) return `"${value}" is not a duration.`;
  return milliseconds !== 0 && milliseconds < 1 ? `Duration --${name} is less than a millisecond.` : null;
}

function parseDuration(value: string): number | null {
  const [, sign, rest = ""] = /^([-+]?)(.*)$/s.exec(value) ?? [];
  if (rest === "0") return 0;
  if (!/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h))+$/.test(rest)) return null;
  let sum = 0;
  for (const [, number, unit] of rest.matchAll(/([\d.]+)([a-z\u00b5\u03bc]+)/g)) sum += Number(number) * (UNITS[unit as string] as number);
  // the greatest time.Duration
  if (sum > (2 ** 63 - 1) / 1e6) return null;
  return sign === "-" ? -sum : sum;
}

function isRetries(value: string): boolean {
  return /^(?:\+?\d+|-0+)$/.test(value) && Number(value) < 2 ** 31;
}
