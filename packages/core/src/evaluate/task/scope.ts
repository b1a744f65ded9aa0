/** Variables and functions of a Taskfile's templates. Source: go-task/task, internal/templater. */
import { EMPTY, lift, literal, type Traced } from "../../text/index.js";
import type { Environment } from "../environment.js";
import { stringOf, textValue, truth, truthOf, unknownValue, type TemplateScope, type Value } from "../templates/index.js";

export type Variables = ReadonlyMap<string, Traced>;

/** A variable that nothing sets is empty, unless whoever starts the task may have set it. */
export function taskScope(variables: Variables, environment: Environment): TemplateScope {
  return {
    field([name = "", ...rest]) {
      if (rest.length > 0) return null;
      const own = variables.get(name) ?? environment.getExported(name)?.value;
      return textValue(own ?? EMPTY);
    },
    call: functionOf,
  };
}

function functionOf(name: string, args: readonly Value[]): Value | null {
  const [first, second, third] = args;
  switch (name) {
    case "OS":
      return textValue(literal("linux"));
    case "ARCH":
      return textValue(literal("amd64"));
    case "exeExt":
      return textValue(EMPTY);
    case "default": {
      const given = second === undefined ? false : truthOf(second);
      // what only a caller could have set has its default, as with `?=` of make
      return given === true ? (second ?? null) : (first ?? null);
    }
    case "trim":
      return first?.kind === "text" ? textValue(lift((text = "") => text.trim(), [first.text])) : null;
    case "lower":
    case "upper":
      return first?.kind === "text" ? textValue(lift((text = "") => (name === "lower" ? text.toLowerCase() : text.toUpperCase()), [first.text])) : null;
    case "replace": {
      const [from, to] = [stringOf(first), stringOf(second)];
      return from === null || to === null || third?.kind !== "text" ? null : textValue(lift((text = "") => text.replaceAll(from, to), [third.text]));
    }
    case "contains": {
      const [needle, text] = [stringOf(first), stringOf(second)];
      return needle === null || text === null ? null : truth(text.includes(needle));
    }
    case "now":
      return unknownValue("the time of the build");
    default:
      return null;
  }
}
