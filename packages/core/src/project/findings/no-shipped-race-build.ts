import type { Origin } from "../../text/index.js";
import type { BuildInvocation, Finding } from "../model.js";
import { groupBy, hop, type Detector } from "./detector.js";
import { lastGiven } from "./flag-occurrences.js";

const RULE = "go-ldflags/no-shipped-race-build";

/** Fact d16: the race detector costs memory and time, and makes the program dynamic. It is for tests. */
export const noShippedRaceBuild: Detector = {
  rule: RULE,
  detect({ invocations, shipments }) {
    const uses = shipments.flatMap((shipment) => {
      const builds = shipment.artifact.invocations.map((id) => invocations.find((invocation) => invocation.id === id));
      // Several builds may write the file: which of them ships is not known.
      const places = builds.flatMap((invocation) => {
        const at = invocation === undefined ? null : raceFlag(invocation);
        return invocation === undefined || at === null ? [] : [{ invocation, shipment, at }];
      });
      return shipment.silence === null && places.length === builds.length ? places : [];
    });
    return groupBy(uses, ({ at }) => JSON.stringify(at)).flatMap((group): readonly Finding[] => {
      const [first] = group;
      if (first === undefined) return [];
      const artifacts = [...new Set(group.map(({ shipment }) => shipment.artifact.path))].join(", ");
      const entries = [...new Set(group.map(({ shipment }) => shipment.entry))];
      return [{ rule: RULE, messageId: "race", data: { artifacts }, at: first.at, evidence: [hop("built here", first.invocation.at, "d16"), hop("shipped here", first.shipment.at)], entries }];
    });
  },
};

function raceFlag({ command: { settings } }: BuildInvocation): Origin | null {
  return settings.race.kind === "known" && settings.race.value ? (lastGiven(settings.flags, "race")?.at ?? null) : null;
}
