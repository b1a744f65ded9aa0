/** What a container's own words say of each requirement. */

/**
 * @typedef {object} Failure
 * @property {string} kind of the requirement that is not met
 * @property {string} subject a part of the message that the requirement may name; "" when there is none
 * @property {boolean} byProgram the program was started and says so
 */

/** Messages of the runtime, which did not start the program. */
const NOT_STARTED = [
  [/unable to find user (\S+):/, "user"],
  [/exec: "(\/bin\/sh|sh)": /, "shell"],
  [/exec: "([^"]+)": /, "command"],
  [/fork\/exec \S+: no such file or directory/, "interpreter"],
  [/fork\/exec \S+: exec format error/, "architecture"],
];

/** Messages of loaders. */
const NOT_LOADED = [
  [/version `(GLIBC_[\d.]+)' not found/g, "glibc"],
  [/error while loading shared libraries: (\S+):/g, "shared-library"],
  [/Error loading shared library (\S+):/g, "shared-library"],
];

/** Messages of the program. */
const PRINTED = [
  [/x509: certificate signed by unknown authority/, "ca-certificates"],
  [/unknown time zone (\S+)/, "zoneinfo"],
  [/local time is UTC, not (\S+)/, "zoneinfo"],
  [/user: lookup username \w+: |^SIGSEGV: /m, "static-lookup"],
  [/no user:/, "user-lookup"],
  [/no temporary file:/, "temporary-directory"],
  [/exec: "([^"]+)": executable file not found/, "program"],
];

/**
 * @param {{ notStarted: string, status: string, output: string, args: readonly string[] }} run
 * @returns {readonly Failure[]} several for a loader that names several versions
 */
export function failuresOf({ notStarted, status, output, args }) {
  if (status === "0") return [];
  // A shell that is asked to run an array is only there because it was taken for a script.
  if (args[0] === "/bin/sh" && args[2]?.startsWith("[") && (notStarted !== "" || status === "127")) return [{ kind: "exec-form", subject: "", byProgram: false }];
  if (notStarted !== "") return [first(notStarted, NOT_STARTED, false)];
  const loader = NOT_LOADED.flatMap(([pattern, kind]) => [...output.matchAll(pattern)].map(([, subject]) => ({ kind, subject, byProgram: false })));
  return loader.length > 0 ? loader : [first(output, PRINTED, true)];
}

function first(text, table, byProgram) {
  for (const [pattern, kind] of table) {
    const match = pattern.exec(text);
    if (match !== null) return { kind, subject: match[1] ?? "", byProgram };
  }
  return { kind: "other", subject: "", byProgram };
}

/** Requirements of the start, in the order in which a container meets them. */
const ORDER = ["user", "exec-form", "shell", "command", "architecture", "interpreter", "shared-library", "glibc"];

/**
 * A failure hides what would have come after it: the loader stops at the first library that it does not find. One that the program itself tells shows
 * that it was started.
 *
 * @param {Failure} failure
 * @param {{ kind: string, subject: string }} requirement
 */
export function hides(failure, requirement) {
  const at = failure.byProgram ? ORDER.length : ORDER.indexOf(failure.kind);
  const other = ORDER.includes(requirement.kind) ? ORDER.indexOf(requirement.kind) : ORDER.length;
  if (failure.kind === requirement.kind) return failure.kind === "shared-library" && failure.subject !== requirement.subject;
  return other >= at;
}
