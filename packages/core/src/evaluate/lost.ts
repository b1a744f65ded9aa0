/** Assignments where a go command may not see them (facts q1–q5, r1, r2). */
import type { Origin, Traced } from "../text/index.js";

/** Why what comes after the assignment does not see it. */
export type LostIn =
  /** the variable is not exported */
  | "shell"
  /** it is set for one command that has no use for it */
  | "prefix"
  /** it is exported in the shell of an earlier RUN */
  | "run"
  /** it is exported in the shell of an earlier recipe line */
  | "line"
  /** it is a variable of make that is not exported */
  | "make"
  /** the same, by `override`: what the command line says of the variable is not exported either (fact q3) */
  | "override"
  /** it is set while CMake configures, for what runs then (fact q7) */
  | "configure";

export interface LostAssignment {
  readonly name: string;
  readonly value: Traced;
  /** `name=value` as written */
  readonly at: Origin;
  readonly lostIn: LostIn;
  /** the command that alone sees it; "" when there is none */
  readonly command: string;
  /** the shell that assigned it has ended, with its RUN or its recipe line; absent: it has not */
  readonly endedWith?: "run" | "line";
  /** of a variable of make: whether the makefiles refer to it, so that it may be meant for that; absent: no */
  readonly isRead?: boolean;
}

/** What a shell leaves behind when it ends. */
export interface LeftAssignment {
  readonly assignment: LostAssignment;
  /** commands of that shell saw it */
  readonly exported: boolean;
}

/** Variables that decide what a go command builds. */
export const GO_VARIABLES: ReadonlySet<string> = new Set(["CGO_ENABLED", "GOOS", "GOARCH", "GOARM", "GOAMD64", "GO386", "GOARM64", "GOMIPS", "GOMIPS64", "GOPPC64", "GORISCV64", "GOFLAGS", "GOEXPERIMENT", "CC", "CXX", "CGO_CFLAGS", "CGO_LDFLAGS"]);

/** Programs to which variables of the go command mean nothing. */
const INDIFFERENT = new Set([":", "true", "echo", "printf", "cd", "pushd", "popd", "mkdir", "rm", "cp", "mv", "ln", "ls", "cat", "touch", "chmod", "chown", "pwd", "sleep", "apk", "apt-get", "apt", "dnf", "microdnf", "yum", "zypper", "git", "curl", "wget", "tar", "unzip", "uname", "which"]);
/** Subcommands of go that compile nothing. */
const INDIFFERENT_GO = new Set(["mod", "env", "version", "fmt", "clean", "help"]);

/** @param words of a command, null where they are not known */
export function isIndifferent([program, subcommand]: readonly (string | null)[]): boolean {
  if (program === undefined || program === null) return false;
  const name = program.slice(program.lastIndexOf("/") + 1);
  return INDIFFERENT.has(name) || (name === "go" && INDIFFERENT_GO.has(subcommand ?? ""));
}

/** The program of an assignment prefix that can only be a mistake. Whoever writes one before `go mod` may mean it. */
export function isIndifferentToPrefix(words: readonly (string | null)[]): boolean {
  return isIndifferent(words.slice(0, 1));
}

/** What later shells get of one that has ended, together with what it got itself: the last assignment of a name counts. */
export function lostAfter(before: readonly LostAssignment[], left: readonly LeftAssignment[], lostIn: "run" | "line"): readonly LostAssignment[] {
  const latest = new Map(before.map((assignment) => [assignment.name, assignment]));
  for (const { assignment, exported } of left) latest.set(assignment.name, exported ? { ...assignment, lostIn } : { ...assignment, endedWith: lostIn });
  return [...latest.values()];
}
