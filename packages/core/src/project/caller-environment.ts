import { Environment, type Variable } from "../evaluate/index.js";
import { BUILD_VARIABLES } from "../gobuild/index.js";
import { literal, type Hop, type Reason } from "../text/index.js";

/** Variables that decide a Go build: assumed not to be set by whoever starts a build; any other variable may be. */
const CLEAN = [...BUILD_VARIABLES, "MAKEFLAGS", "MAKELEVEL", "MAKEFILES"];

export const CLEAN_ENVIRONMENT: Hop = {
  fact: "",
  text: "builds are started on linux/amd64 with no variable of Go set, in the environment or by `go env -w`, and none that the makefiles give a default by ?=",
  at: null,
};

/** A default that a makefile gives (`?=`) holds, as that of a build argument does; a variable without one may be set. */
export function callerEnvironment(defaults: ReadonlySet<string>): Environment {
  const open: Reason = { code: "caller", text: "a variable that whoever starts the build may set", at: null };
  const entries: [string, Variable][] = [["PATH", { value: literal("/usr/local/go/bin:/usr/local/bin:/usr/bin:/bin"), set: "yes", exported: true }]];
  return [...CLEAN, ...defaults].reduce((environment, name) => environment.unset(name), Environment.of(entries, open));
}
