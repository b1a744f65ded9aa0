/**
 * `go env NAME…` and `go version` for what is known without running it: scripts and makefiles ask for the platform, the paths and the release. Source:
 * cmd/go/internal/envcmd, cmd/go/internal/cfg, cmd/go/internal/version.
 */
import type { CommandCall, CommandResult } from "../evaluate/model.js";
import type { Machine } from "../evaluate/index.js";
import type { GoHost } from "../gobuild/index.js";
import { concat, literal, literalOf, type Traced } from "../text/index.js";
import { literalWords } from "./literal-words.js";

/** Null when the command asks something else, or something that is not known. */
export function goEnvironment(call: CommandCall, machine: Machine, host: (machine: Machine, call: CommandCall) => GoHost): CommandResult | null {
  const words = literalWords(call);
  if (words[1] === "version" && words.length === 2) {
    const release = releaseOf(call, machine, host);
    const { os, arch } = machine.facts();
    return release === null ? null : { status: "success", output: literal(`go version ${release} ${os}/${arch}\n`, call.at) };
  }
  if (words[1] !== "env" || words.length < 3) return null;
  const values = words.slice(2).map((name) => (name === null || name.startsWith("-") ? null : valueOf(name, call, machine, host)));
  if (values.includes(null)) return null;
  return { status: "success", output: concat(...values.flatMap((value) => (value === null ? [] : [value, literal("\n")]))) };
}

function valueOf(name: string, call: CommandCall, machine: Machine, host: (machine: Machine, call: CommandCall) => GoHost): Traced | null {
  const { os, arch } = machine.facts();
  switch (name) {
    case "GOHOSTOS":
      return literal(os);
    case "GOHOSTARCH":
      return literal(arch);
    case "GOOS":
      return own(name, call, literal(os));
    case "GOARCH":
      return own(name, call, literal(arch));
    case "GOEXE": {
      const goos = literalOfOrNull(own("GOOS", call, literal(os)));
      return goos === null ? null : literal(goos === "windows" ? ".exe" : "");
    }
    case "GOPATH":
      return goPath(call);
    case "GOBIN":
      return own(name, call, literal(""));
    case "GOMODCACHE": {
      const [first] = literalOfOrNull(goPath(call))?.split(":") ?? [];
      return own(name, call, first === undefined ? null : literal(`${first}/pkg/mod`));
    }
    case "GOVERSION": {
      const release = releaseOf(call, machine, host);
      return release === null ? null : literal(release);
    }
    default:
      return null;
  }
}

function releaseOf(call: CommandCall, machine: Machine, host: (machine: Machine, call: CommandCall) => GoHost): string | null {
  const { goVersion, goVersionIsLeast } = host(machine, call);
  return goVersionIsLeast !== true && goVersion.kind === "known" && /^\d+\.\d+\.\d+$/.test(goVersion.value) ? `go${goVersion.value}` : null;
}

/** The variable of the environment; an empty one counts as not set. */
function own(name: string, call: CommandCall, otherwise: Traced | null): Traced | null {
  const variable = call.environment.getExported(name);
  if (variable === null) return otherwise;
  if (variable.set !== "yes") return null;
  return literalOf(variable.value) === "" ? otherwise : variable.value;
}

function goPath(call: CommandCall): Traced | null {
  const home = call.environment.getExported("HOME");
  return own("GOPATH", call, home?.set === "yes" ? concat(home.value, literal("/go")) : null);
}

function literalOfOrNull(text: Traced | null): string | null {
  return text === null ? null : literalOf(text);
}
