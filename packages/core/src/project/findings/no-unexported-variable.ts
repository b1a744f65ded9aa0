import { literalOf, type Origin } from "../../text/index.js";
import type { BuildInvocation, Finding, Suggestion } from "../model.js";
import { groupBy, hop, type Detection, type Detector } from "./detector.js";
import { emptyValues } from "./empty-values.js";
import { entriesOf } from "./uses.js";

const RULE = "go-ldflags/no-unexported-variable";

/** Facts q1, q2, q4, q5: a variable of make that commands must see is not exported, and none of that name came from the environment. */
export const noUnexportedVariable: Detector = {
  rule: RULE,
  detect(input) {
    return groupBy([...ofGo(input), ...ofValues(input)], ({ at, messageId }) => `${messageId} ${at.file}:${at.start}`).flatMap((uses): readonly Finding[] => {
      const [first] = uses;
      if (first === undefined) return [];
      const { invocation, target, ...finding } = first;
      return [{ rule: RULE, ...finding, entries: entriesOf(uses), suggestions: [exporting(first.at)] }];
    });
  },
};

interface Use extends Pick<Finding, "messageId" | "data" | "at" | "evidence"> {
  readonly invocation: BuildInvocation;
  readonly target: string | null;
}

/** Variables that go reads. */
function ofGo({ invocations }: Detection): readonly Use[] {
  return invocations.flatMap((invocation) =>
    invocation.lost
      .filter(({ lostIn }) => lostIn === "make")
      .map(({ name, value, at }) => ({
        messageId: "variable",
        data: { name, value: literalOf(value) ?? "" },
        at,
        evidence: [hop("the go command that does not see it", invocation.at, "q1")],
        invocation,
        target: null,
      })),
  );
}

/** Variables that a shell or another make reads for a value of -X. */
function ofValues(input: Detection): readonly Use[] {
  return emptyValues(input).flatMap(({ reference, target, instead, evidence, invocation }) => {
    const lost = reference.cause.kind === "undefined" ? reference.cause.lost : null;
    if (lost?.lostIn !== "make") return [];
    return [{ messageId: "value", data: { name: reference.name, reference: reference.text, place: input.place(reference.at), target, instead }, at: lost.at, evidence, invocation, target }];
  });
}

/** `CGO_ENABLED = 0` and `override CGO_ENABLED = 0` become exported by the word in front of the name. */
function exporting({ start }: Origin): Suggestion {
  return { messageId: "export", start, end: start, text: "export " };
}
