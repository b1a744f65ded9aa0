import { isBuildArgument } from "./build-arguments.js";
import { groupBy, type Detection, type Detector } from "./detector.js";
import { type EmptyValue, emptyValues } from "./empty-values.js";
import { entriesOf } from "./uses.js";

const RULE = "go-ldflags/no-empty-x-value";

/** Facts q6, q5, r1, r1b: what -X sets is provably empty, and nobody wrote it so. */
export const noEmptyXValue: Detector = {
  rule: RULE,
  detect(input) {
    const values = emptyValues(input).filter((value) => messageOf(value, input) !== null);
    // One reference may leave several variables or programs without a value: it is one mistake.
    return groupBy(values, ({ reference: { at } }) => `${at.file}:${at.start}`).flatMap((uses) => {
      const [first] = uses;
      const messageId = first === undefined ? null : messageOf(first, input);
      if (first === undefined || messageId === null) return [];
      const { reference, target, instead, evidence } = first;
      return [
        {
          rule: RULE,
          messageId,
          data: { reference: reference.text, name: reference.name, target, instead, command: reference.text.replace(/^\$[({]|[)}]$/g, "") },
          at: reference.at,
          evidence,
          entries: entriesOf(uses),
        },
      ];
    });
  },
};

/** Variables that a login or a CI service sets, and that people know to be empty elsewhere. */
const SET_BY_MACHINES = /^(?:USER|USERNAME|LOGNAME|HOSTNAME|HOST|BUILD_(?:NUMBER|ID|URL|TAG)|(?:CI|GITHUB|GITLAB|TRAVIS|CIRCLE|DRONE|JENKINS|BUILDKITE|APPVEYOR|SEMAPHORE|BITBUCKET|PROW|CODEBUILD)(?:_\w+)?)$/;

/** Null where the value is empty for a reason that another rule tells. */
function messageOf({ reference: { cause, name, text }, isWhole, invocation }: EmptyValue, input: Detection): string | null {
  if (cause.kind !== "undefined") return null;
  if (/\s/.test(name) && text.startsWith("$(")) return "dollar";
  if (cause.lost !== null) return cause.lost.lostIn === "make" || cause.lost.lostIn === "override" ? null : cause.lost.lostIn;
  // A part that is not there may be meant to be: a suffix of a version.
  return isWhole && !SET_BY_MACHINES.test(name) && !isBuildArgument(name, invocation.entries, input) ? "undefined" : null;
}
