import { statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/**
 * The directory of the Go module cache, as the go command finds it: GOMODCACHE, else `pkg/mod` in the first directory of GOPATH, else in
 * `~/go`. Null when there is none. What `go env -w` has written is not read. Source: cmd/go/internal/cfg (gopathDir, GOMODCACHE), go/build
 * (defaultGOPATH).
 */
export function moduleCacheDirectory(environment: NodeJS.ProcessEnv = process.env, home: string = homedir()): string | null {
  const path = environment["GOPATH"]?.split(delimiter).find((element) => element !== "") ?? join(home, "go");
  const directory = environment["GOMODCACHE"] || join(path, "pkg", "mod");
  return statSync(directory, { throwIfNoEntry: false })?.isDirectory() ? directory : null;
}
