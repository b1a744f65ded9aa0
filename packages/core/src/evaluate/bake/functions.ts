/** Functions of bake files whose result follows from their arguments alone. Source: docker/buildx, bake/hclparser/stdlib.go; zclconf/go-cty, function/stdlib. */
import { lift, WORD_SHAPE, type Traced } from "../../text/index.js";
import { areEqual, booleanValue, literalText, numberValue, textOf, textValue, unknownIn, type Value } from "../values/index.js";

const TEXT_FUNCTIONS: Readonly<Record<string, (...texts: string[]) => string>> = {
  lower: (text = "") => text.toLowerCase(),
  upper: (text = "") => text.toUpperCase(),
  trimspace: (text = "") => text.trim(),
  trimprefix: (text = "", prefix = "") => (text.startsWith(prefix) ? text.slice(prefix.length) : text),
  trimsuffix: (text = "", suffix = "") => (suffix !== "" && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text),
  replace: (text = "", from = "", to = "") => text.split(from).join(to),
  sanitize: (text = "") => text.replace(/[^\w-]+/g, "_"),
  basename: (text = "") => text.slice(text.lastIndexOf("/") + 1),
};

/** Null for other functions, and for arguments that they cannot take. */
export function bakeFunction(name: string, args: readonly Value[]): Value | null {
  const ofTexts = Object.hasOwn(TEXT_FUNCTIONS, name) ? TEXT_FUNCTIONS[name] : undefined;
  if (ofTexts !== undefined) {
    const texts = args.map(textOf).filter((text): text is Traced => text !== null);
    return texts.length === args.length ? textValue(lift(ofTexts, texts, { ...WORD_SHAPE, mayBeEmpty: true })) : null;
  }
  const [first, second] = args;
  switch (name) {
    case "equal":
    case "notequal": {
      const same = first === undefined || second === undefined ? null : areEqual(first, second);
      return same === null ? null : booleanValue(same === (name === "equal"));
    }
    case "not":
    case "and":
    case "or":
      return logic(name, args);
    case "coalesce":
      return args.find((value) => value.kind !== "null") ?? null;
    case "concat":
      return args.every((value) => value.kind === "list") ? { kind: "list", items: args.flatMap((value) => value.items) } : null;
    case "merge":
      return args.every((value) => value.kind === "object") ? { kind: "object", entries: new Map(args.flatMap((value) => [...value.entries])) } : null;
    case "length":
      return first?.kind === "list" ? numberValue(first.items.length) : first?.kind === "object" ? numberValue(first.entries.size) : null;
    case "join":
      return joined(first, second);
    case "split":
      return separated(first, second);
    case "compact":
      return first?.kind === "list" && unknownIn(first) === null ? { kind: "list", items: first.items.filter((item) => literalText(item) !== "" && item.kind !== "null") } : null;
    default:
      return null;
  }
}

function logic(name: "not" | "and" | "or", args: readonly Value[]): Value | null {
  const truths = args.map((value) => (value.kind === "boolean" ? value.value : null));
  if (truths.some((truth) => truth === null)) return null;
  if (name === "not") return booleanValue(truths[0] === false);
  return booleanValue(name === "and" ? truths.every((truth) => truth === true) : truths.some((truth) => truth === true));
}

function joined(separator: Value | undefined, list: Value | undefined): Value | null {
  const between = literalText(separator);
  if (between === null || list?.kind !== "list") return null;
  const texts = list.items.map(textOf);
  if (texts.some((text) => text === null)) return null;
  return textValue(lift((...parts) => parts.join(between), texts.filter((text) => text !== null)));
}

function separated(separator: Value | undefined, text: Value | undefined): Value | null {
  const between = literalText(separator);
  const whole = literalText(text);
  if (between === null || whole === null) return null;
  return { kind: "list", items: whole.split(between).map((part) => textValue(lift(() => part, text === undefined ? [] : [textOf(text)].filter((traced) => traced !== null)))) };
}
