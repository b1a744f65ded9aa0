import type { LostIn } from "../../evaluate/index.js";
import { literalOf, type Origin } from "../../text/index.js";
import type { Finding } from "../model.js";
import { groupBy, hop, type Detector } from "./detector.js";
import { builtForAnother } from "./lost-architecture.js";
import { entriesOf } from "./uses.js";

/** Where shells lose variables; what make and CMake lose is told by others. */
const FACTS: Readonly<Partial<Record<LostIn, string>>> = { shell: "r1", prefix: "r1", run: "r1", line: "q5" };

/** Facts r1, r2, q5: a variable of go is assigned, and the go command that would be another one with it does not see it. */
export const noLostEnvironment: Detector = {
  rule: "go-ldflags/no-lost-environment",
  detect({ invocations, shipments }) {
    const isTold = builtForAnother(invocations, shipments);
    const losses = invocations.flatMap((invocation) =>
      invocation.lost.filter(({ name, lostIn }) => FACTS[lostIn] !== undefined && !(name === "GOARCH" && isTold.has(invocation.id))).map((assignment) => ({ assignment, invocation })),
    );
    // One assignment may be lost to several programs: it is one finding.
    return groupBy(losses, ({ assignment }) => placeKey(assignment.at)).flatMap((uses): readonly Finding[] => {
      const [first] = uses;
      if (first === undefined) return [];
      const { name, value, at, lostIn, command } = first.assignment;
      return [
        {
          rule: "go-ldflags/no-lost-environment",
          messageId: lostIn,
          data: { name, value: literalOf(value) ?? "", command },
          at,
          evidence: [hop("the go command that does not see it", first.invocation.at, FACTS[lostIn])],
          entries: entriesOf(uses),
        },
      ];
    });
  },
};

function placeKey({ file, start, end }: Origin): string {
  return `${file}:${start}:${end}`;
}
