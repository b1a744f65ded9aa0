/** Builtins that change nothing that reaches commands. */
import { either, success } from "../outcome.js";
import { type Builtins, regular, special } from "./builtin.js";

const succeeds = regular((_, state) => success(state));

export const ignoredBuiltins: Builtins = {
  trap: special(({ args }, state, context) => {
    if (args.length > 1) context.shell.processes.trap();
    return success(state);
  }),
  times: special((_, state) => success(state)),
  umask: succeeds,
  ulimit: succeeds,
  alias: succeeds,
  unalias: succeeds,
  jobs: succeeds,
  bg: succeeds,
  fg: succeeds,
  wait: regular((_, state) => either(state)),
  kill: regular((_, state) => either(state)),
};

export const bashIgnoredBuiltins: Builtins = Object.fromEntries(
  ["disown", "suspend", "history", "complete", "compgen", "compopt", "bind", "caller", "enable", "help", "fc"].map((name) => [name, succeeds]),
);
