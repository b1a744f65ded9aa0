/** The builtins of each shell. */
import type { ShellDialect } from "../../machine.js";
import type { Builtin } from "./builtin.js";
import { bashDirectoryBuiltins, directoryBuiltins } from "./directory.js";
import { flowBuiltins } from "./flow.js";
import { bashIgnoredBuiltins, ignoredBuiltins } from "./ignored.js";
import { bashLet } from "./let.js";
import { bashOptionBuiltins, optionBuiltins } from "./options.js";
import { outputBuiltins } from "./output.js";
import { bashScriptBuiltins, busyboxScriptBuiltins, scriptBuiltins } from "./scripts.js";
import { missingInDash } from "./missing.js";
import { testBuiltins } from "./test.js";
import { bashVariableBuiltins, variableBuiltins } from "./variables.js";

const COMMON = new Map(
  Object.entries({
    ...directoryBuiltins,
    ...flowBuiltins,
    ...ignoredBuiltins,
    ...optionBuiltins,
    ...outputBuiltins,
    ...scriptBuiltins,
    ...testBuiltins,
    ...variableBuiltins,
  }),
);

const OWN: Readonly<Record<ShellDialect, ReadonlyMap<string, Builtin>>> = {
  dash: new Map(Object.entries(missingInDash)),
  busybox: new Map(Object.entries({ ...busyboxScriptBuiltins, ...bashLet })),
  bash: new Map(Object.entries({ ...bashDirectoryBuiltins, ...bashIgnoredBuiltins, ...bashLet, ...bashOptionBuiltins, ...bashScriptBuiltins, ...bashVariableBuiltins })),
};

export function findBuiltin(name: string, dialect: ShellDialect): Builtin | null {
  return OWN[dialect].get(name) ?? COMMON.get(name) ?? null;
}
