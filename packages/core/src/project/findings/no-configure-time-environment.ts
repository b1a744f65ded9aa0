import { literalOf } from "../../text/index.js";
import type { Finding } from "../model.js";
import { groupBy, hop, type Detector } from "./detector.js";
import { entriesOf } from "./uses.js";

const RULE = "go-ldflags/no-configure-time-environment";

/** Fact q7: `set(ENV{CGO_ENABLED} 0)` holds while CMake configures, and the go command that would be another one with it runs later. */
export const noConfigureTimeEnvironment: Detector = {
  rule: RULE,
  detect({ invocations }) {
    const losses = invocations.flatMap((invocation) => invocation.lost.filter(({ lostIn }) => lostIn === "configure").map((assignment) => ({ assignment, invocation })));
    return groupBy(losses, ({ assignment: { at } }) => `${at.file}:${at.start}:${at.end}`).flatMap((uses): readonly Finding[] => {
      const [first] = uses;
      if (first === undefined) return [];
      const { name, value, at } = first.assignment;
      return [
        {
          rule: RULE,
          messageId: "lost",
          data: { name, value: literalOf(value) ?? "" },
          at,
          evidence: [hop("the go command that does not see it", first.invocation.at, "q7")],
          entries: entriesOf(uses),
        },
      ];
    });
  },
};
