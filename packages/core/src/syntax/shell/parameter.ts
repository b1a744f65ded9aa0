import type * as unbash from "unbash";
import type { ParameterOperator } from "./ast.js";
import type { Quoting } from "./literals.js";
import type { Words } from "./words.js";

const KINDS = { "-": "default", "=": "assign", "+": "alternative", "?": "error" } as const;
const PLACES = { "/": "first", "//": "all", "/#": "prefix", "/%": "suffix" } as const;

/** `quoted`: the expansion stands in double quotes, where the word of `${x:-word}` is quoted too, but patterns are not. */
export function convertOperation(words: Words, operation: unbash.ParameterOperation, quoted: boolean): ParameterOperator | "unknown" {
  const value: Quoting = quoted ? "operand" : "none";
  switch (operation.type) {
    case "Default": {
      const colon = operation.operator.startsWith(":");
      const kind = KINDS[operation.operator.slice(-1) as keyof typeof KINDS];
      return { kind, colon, word: words.operand(operation.operand, value) };
    }
    case "Remove":
      return {
        kind: "remove",
        side: operation.operator.startsWith("#") ? "prefix" : "suffix",
        longest: operation.operator.length === 2,
        pattern: words.operand(operation.operand, "none"),
      };
    case "Replace":
      return {
        kind: "replace",
        where: PLACES[operation.operator],
        pattern: words.operand(operation.pattern, "none"),
        replacement: words.operand(operation.replacement, "none"),
      };
    case "Slice":
      return { kind: "substring", offset: words.quotedWord(operation.offset), length: operation.length === undefined ? null : words.quotedWord(operation.length) };
    case "CaseModification": {
      const pattern = operation.operand ?? { pos: operation.end, end: operation.end, parts: undefined };
      return { kind: "case", upper: operation.operator.startsWith("^"), all: operation.operator.length === 2, pattern: words.word({ type: "Word", text: "", value: "", ...pattern }) };
    }
    case "Transform":
      return { kind: "transform", letter: operation.operand.text };
    case "Names":
      return { kind: "names" };
    case "Unknown":
      return "unknown";
  }
}
