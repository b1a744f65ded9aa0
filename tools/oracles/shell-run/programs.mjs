/** The programs that scripts of the cases may start. `print` is what they run in the real shell; `output` is what the evaluator is told. */

/** Variables whose export is looked at. */
export const VARIABLES = ["A", "B", "C", "V", "X", "Y", "CGO_ENABLED", "LDFLAGS"];

export const PROGRAMS = {
  go: {},
  make: {},
  cmd: {},
  fail: { status: 1 },
  /** prints its arguments, which is known */
  show: { print: `printf '%s\\n' "$*"`, output: (words) => `${words.slice(1).join(" ")}\n` },
  /** prints one word, which is not known */
  git: { print: "echo v1.2.3", unknown: { mayBeEmpty: true, mayHaveBlanks: false } },
  /** prints anything */
  anything: { print: "echo 'two words'", unknown: { mayBeEmpty: true, mayHaveBlanks: true } },
  /** ends with a status that is not known */
  maybe: { unknownStatus: true },
};
