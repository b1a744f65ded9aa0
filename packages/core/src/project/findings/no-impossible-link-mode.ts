import type { FlagOccurrence } from "../../gobuild/model.js";
import type { BuildInvocation, Finding } from "../model.js";
import { hop, type Detector } from "./detector.js";
import { flagText, lastGiven } from "./flag-occurrences.js";

const RULE = "go-ldflags/no-impossible-link-mode";

/** Facts d7, d8, d16, d17: what is asked for takes the C compiler to link, and cgo is off; or the linker is asked to do alone what it cannot. */
export const noImpossibleLinkMode: Detector = {
  rule: RULE,
  detect: ({ invocations }) =>
    invocations.flatMap((invocation): readonly Finding[] => {
      const { failure, cgo } = invocation.linkage;
      // Of one of several forms of a command it is not known whether it is taken.
      if (failure === null || invocation.when.length > 0) return [];
      const cause = causeOf(failure.text, invocation);
      if (cause === null) return [];
      const flag = cause.flag === null ? "this target" : flagText(cause.flag);
      return [
        {
          rule: RULE,
          messageId: cause.messageId,
          data: { flag, text: failure.text },
          at: cause.flag?.at ?? invocation.at,
          evidence: [hop("built here", invocation.at, failure.fact), ...cgo.evidence],
          entries: invocation.entries,
        },
      ];
    }),
};

interface Cause {
  readonly messageId: "linkmode" | "instrument" | "buildmode" | "internal";
  /** null when the platform asks for it */
  readonly flag: FlagOccurrence | null;
}

/** Go's own words tell which flag it refuses. */
function causeOf(text: string, { command: { settings } }: BuildInvocation): Cause | null {
  const linkMode = lastGiven(settings.linker.all, "linkmode");
  if (text.startsWith("internal linking requested")) return linkMode === null ? null : { messageId: "internal", flag: linkMode };
  const instrument = INSTRUMENTS.map((name) => lastGiven(settings.flags, name)).find((flag) => flag !== null);
  if (/requires cgo/.test(text)) return instrument === undefined ? null : { messageId: "instrument", flag: instrument };
  if (!text.includes("requires external (cgo) linking")) return null;
  if (text.startsWith("-linkmode")) return linkMode === null ? null : { messageId: "linkmode", flag: linkMode };
  return { messageId: "buildmode", flag: lastGiven(settings.flags, text.startsWith("-linkshared") ? "linkshared" : "buildmode") };
}

const INSTRUMENTS = ["race", "msan", "asan"] as const;
