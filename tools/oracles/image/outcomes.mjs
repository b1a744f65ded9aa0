/** What a container's own words say of each requirement. */

/**
 * @typedef {object} Failure
 * @property {string} kind of the requirement that is not met
 * @property {string} subject a part of the message that the requirement may name; "" when there is none
 * @property {boolean} byProgram the program was started and says so
 */

/** Messages of the runtime, which did not start the program. */
const NOT_STARTED = [
  [/unable to find user (\S+):/, "user-database"],
  [/exec: "(\/bin\/sh|sh)": /, "shell"],
  [/exec: "([^"]+)": /, "entrypoint"],
  [/fork\/exec \S+: no such file or directory/, "interpreter"],
  [/fork\/exec \S+: exec format error/, "architecture"],
];

/** Messages of loaders and of the program. */
const PRINTED = [
  [/version `(GLIBC_[\d.]+)' not found/, "glibc"],
  [/error while loading shared libraries: (\S+):/, "library"],
  [/Error loading shared library (\S+):/, "library"],
  [/x509: certificate signed by unknown authority/, "ca-certificates"],
  [/unknown time zone (\S+)/, "zoneinfo"],
  [/local time is UTC, not (\S+)/, "zoneinfo"],
  [/user: (?:Current requires|unknown userid|lookup userid)/, "user-database"],
  [/user: (?:unknown user|lookup username) (\w+)/, "user-database"],
  [/open \/etc\/passwd: no such file or directory/, "user-database"],
  [/(?:open|mkdir|stat) (\/tmp)\S*: no such file or directory/, "temp-directory"],
  [/exec: "(sh|\/bin\/sh|bash)": executable file not found/, "shell"],
  [/exec: "([^"]+)": executable file not found/, "executable"],
];

/** Kinds of which the loader tells. */
const LOADER = ["glibc", "library"];

/**
 * @param {{ notStarted: string, status: string, output: string }} run
 * @returns {readonly Failure[]}
 */
export function failuresOf({ notStarted, status, output }) {
  if (status === "0") return [];
  const [text, table] = notStarted === "" ? [output, PRINTED] : [notStarted, NOT_STARTED];
  for (const [pattern, kind] of table) {
    const match = pattern.exec(text);
    if (match !== null) return [{ kind, subject: match[1] ?? "", byProgram: table === PRINTED && !LOADER.includes(kind) }];
  }
  return [{ kind: "other", subject: "", byProgram: notStarted === "" }];
}

/** Requirements of the start, in the order in which a container meets them. */
const ORDER = ["user-database", "shell", "entrypoint", "architecture", "interpreter", "library", "glibc"];

/**
 * A failure hides what would have come after it. One that the program itself tells shows that it was started.
 *
 * @param {Failure} failure
 * @param {{ kind: string }} requirement
 */
export function hides(failure, requirement) {
  const at = failure.byProgram ? ORDER.length : ORDER.indexOf(failure.kind);
  const other = ORDER.includes(requirement.kind) ? ORDER.indexOf(requirement.kind) : ORDER.length;
  return failure.kind !== requirement.kind && other >= at;
}
