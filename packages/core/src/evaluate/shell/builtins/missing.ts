import { failure } from "../outcome.js";
import { type Builtins, regular } from "./builtin.js";

const NOT_FOUND = { pieces: [{ kind: "literal", text: "127", origin: null, via: null }] } as const;

/** Builtins of bash that dash does not find, and that are no programs either. */
export const missingInDash: Builtins = Object.fromEntries(
  ["source", "declare", "typeset", "let", "shopt", "pushd", "popd", "mapfile", "readarray"].map((name) => [name, regular((_, state) => failure(state, NOT_FOUND))]),
);
