/** Functions that every template has. Source: text/template/funcs.go. */
import { concatAll, EMPTY, literal } from "../../text/index.js";
import { stringOf, textValue, truthOf, type Value } from "./value.js";

/** Null for what is no such function, and where the result is not known. */
export function builtin(name: string, args: readonly Value[]): Value | null {
  switch (name) {
    case "and":
      return choose(args, false);
    case "or":
      return choose(args, true);
    case "not": {
      const [argument] = args;
      const value = argument === undefined ? null : truthOf(argument);
      return value === null ? null : truth(!value);
    }
    case "eq":
      return truthOrNull(equal(args));
    case "ne": {
      const same = equal(args);
      return truthOrNull(same === null ? null : !same);
    }
    case "index": {
      const [map, key] = args;
      const text = stringOf(key);
      return map?.kind === "map" && text !== null && args.length === 2 ? map.get(text) : null;
    }
    case "print":
      return printed(args);
    default:
      return null;
  }
}

export function truth(value: boolean): Value {
  return { kind: "truth", value };
}

function truthOrNull(value: boolean | null): Value | null {
  return value === null ? null : truth(value);
}

/** The first argument that decides, else the last one. */
function choose(args: readonly Value[], deciding: boolean): Value | null {
  for (const argument of args) {
    const value = truthOf(argument);
    if (value === null) return args.some((other) => truthOf(other) === deciding) ? truth(deciding) : null;
    if (value === deciding) return argument;
  }
  return args.at(-1) ?? null;
}

/** Whether the first argument is one of the others. */
function equal([first, ...others]: readonly Value[]): boolean | null {
  const text = stringOf(first);
  const texts = others.map((other) => stringOf(other));
  if (text === null) return null;
  if (texts.includes(text)) return true;
  return texts.includes(null) ? null : false;
}

function printed(args: readonly Value[]): Value | null {
  const parts = args.map((argument) => (argument.kind === "text" ? argument.text : argument.kind === "truth" ? literal(String(argument.value)) : null));
  return parts.includes(null) ? null : textValue(concatAll(parts.map((part) => part ?? EMPTY)));
}
