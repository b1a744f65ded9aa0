/** Configuration variables as the go command reads them. Source: cmd/go/internal/cfg, Getenv. */
import type { CommandCall } from "../evaluate/model.js";
import type { Hop, Reason, Traced, Verdict } from "../text/index.js";
import { EMPTY, equals, known, literal, unknown } from "../text/index.js";
import type { GoHost } from "./model.js";
import { evidenceOf, reasonOf, textOf } from "./traced-verdict.js";

export interface GoEnvironment {
  /**
   * The environment, else what `go env -w` wrote, else "". An empty value in the environment counts as unset (fact e7).
   * Unknown when the variable may be set or not.
   */
  traced(name: string): Verdict<Traced>;
  text(name: string): Verdict<string>;
  /** The environment alone: what CC is asked for when cgo's default is decided (fact b2). */
  processText(name: string): Verdict<string>;
}

export function goEnvironment(environment: CommandCall["environment"], host: GoHost, assume: (hop: Hop) => void): GoEnvironment {
  const fromFile = (name: string): Verdict<Traced> => {
    if (host.goEnvironmentFile.kind === "unknown") {
      assume({ fact: "e7", text: "nothing was set by `go env -w`", at: null });
      return known(EMPTY);
    }
    return known(literal(host.goEnvironmentFile.value.get(name) ?? ""), host.goEnvironmentFile.evidence);
  };
  const traced = (name: string): Verdict<Traced> => {
    const variable = environment.getExported(name);
    if (variable === null) return fromFile(name);
    if (variable.set === "maybe") {
      // When it is empty where it is set, it does not matter whether it is.
      if (equals(variable.value, "") === "yes") return fromFile(name);
      return unknown(maybeSet(name, variable.value), evidenceOf(variable.value));
    }
    if (equals(variable.value, "") === "yes") return fromFile(name);
    return known(variable.value, evidenceOf(variable.value));
  };
  const text = (name: string): Verdict<string> => {
    const value = traced(name);
    return value.kind === "unknown" ? value : textOf(value.value);
  };
  const processText = (name: string): Verdict<string> => {
    const variable = environment.getExported(name);
    if (variable === null) return known("");
    if (variable.set === "maybe" && equals(variable.value, "") !== "yes") return unknown(maybeSet(name, variable.value));
    return textOf(variable.value);
  };
  return { traced, text, processText };
}

function maybeSet(name: string, value: Traced): Reason {
  const { code, at } = reasonOf(value);
  return { code, text: `whether ${name} is set`, at };
}
