/** Functions of justfiles. Source: casey/just, src/function.rs. */
import { EMPTY, equals, join as joinTexts, lift, literal, literalOf, oneOf, type Traced } from "../../text/index.js";
import { basename, dirname } from "../../workspace/index.js";
import type { Environment } from "../environment.js";

export interface FunctionWorld {
  readonly environment: Environment;
  /** absolute path of the justfile */
  readonly path: string;
  /** in which just was started */
  readonly directory: string | null;
  readonly arch: string;
}

const ARCHITECTURES: Readonly<Record<string, string>> = { amd64: "x86_64", arm64: "aarch64", "386": "x86", arm: "arm", riscv64: "riscv64", s390x: "s390x", ppc64le: "powerpc64" };

const TEXT_FUNCTIONS: Readonly<Record<string, (text: string, a: string, b: string) => string>> = {
  trim: (text) => text.trim(),
  trim_start: (text) => text.trimStart(),
  trim_end: (text) => text.trimEnd(),
  trim_start_match: (text, start) => (text.startsWith(start) ? text.slice(start.length) : text),
  trim_end_match: (text, end) => (text.endsWith(end) ? text.slice(0, text.length - end.length) : text),
  lowercase: (text) => text.toLowerCase(),
  uppercase: (text) => text.toUpperCase(),
  replace: (text, from, to) => text.replaceAll(from, to),
  quote: (text) => `'${text.replaceAll("'", String.raw`'\''`)}'`,
  file_name: basename,
  parent_directory: dirname,
};

/** Null for functions that are not understood, and for calls that fail. */
export function callFunction(name: string, args: readonly Traced[], world: FunctionWorld): Traced | null {
  const [first = EMPTY, second] = args;
  const full = name.replace(/_dir(?=$|_native$)/, "_directory");
  const onTexts = TEXT_FUNCTIONS[full];
  if (onTexts !== undefined) return lift((text = "", a = "", b = "") => onTexts(text, a, b), args);
  switch (full) {
    case "env":
    case "env_var":
    case "env_var_or_default":
      return variable(first, second ?? null, world.environment);
    case "os":
      return literal("linux");
    case "os_family":
      return literal("unix");
    case "arch":
      return literal(ARCHITECTURES[world.arch] ?? world.arch);
    case "justfile":
      return literal(world.path);
    case "justfile_directory":
    case "source_directory":
      return literal(dirname(world.path));
    case "invocation_directory":
    case "invocation_directory_native":
      return world.directory === null ? null : literal(world.directory);
    case "join":
      return args.slice(1).some((arg) => literalOf(arg)?.startsWith("/") !== false) ? null : joinTexts(args, literal("/"));
    default:
      return null;
  }
}

/** What only a caller could have set has its default, as with `?=` of make. */
function variable(name: Traced, otherwise: Traced | null, environment: Environment): Traced | null {
  const known = literalOf(name);
  const found = known === null ? null : environment.getExported(known);
  if (known === null || found === null) return known === null ? null : otherwise;
  if (found.set === "yes" || otherwise === null) return found.value;
  const isOnlyCaller = found.value.pieces.every((piece) => piece.kind === "unknown" && piece.reason.code === "caller");
  return isOnlyCaller ? otherwise : oneOf([{ value: found.value, when: `${known} is set` }, { value: otherwise, when: `${known} is not set` }]);
}

/** `a == b`; null when it cannot be told. */
export function areSame(left: Traced, right: Traced): boolean | null {
  const [a, b] = [literalOf(left), literalOf(right)];
  if (a === null && b === null) return null;
  const answer = b !== null ? equals(left, b) : equals(right, a ?? "");
  return answer === "maybe" ? null : answer === "yes";
}
