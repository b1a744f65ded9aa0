import { literalOf } from "../../text/index.js";
import type { Answer } from "../make/index.js";
import type { CMake } from "./cmake.js";

export function targetExists(cmake: CMake, name: string): Answer {
  const named = cmake.declared().filter((declaration) => declaration.kind === "target" && literalOf(declaration.name) === name);
  if (named.some(({ when }) => when.length === 0)) return "yes";
  const mayBe = named.length > 0 || cmake.unread !== null || cmake.openPrefixes.length > 0 || cmake.declared().some((declaration) => declaration.kind === "target" && literalOf(declaration.name) === null);
  return mayBe ? "maybe" : "no";
}
