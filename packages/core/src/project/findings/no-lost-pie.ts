import type { FlagOccurrence } from "../../gobuild/model.js";
import type { BuildInvocation, Finding } from "../model.js";
import { hop, type Detector } from "./detector.js";
import { flagText, lastGiven } from "./flag-occurrences.js";

const RULE = "go-ldflags/no-lost-pie";

/** Facts c3–c7: a position-independent executable is asked for, a static one at that, and what comes out is another thing. */
export const noLostPie: Detector = {
  rule: RULE,
  detect: ({ invocations }) =>
    invocations.flatMap((invocation): readonly Finding[] => {
      const loss = invocation.when.length > 0 ? null : lossOf(invocation);
      if (loss?.flag.at == null) return [];
      return [
        {
          rule: RULE,
          messageId: loss.messageId,
          data: { flag: flagText(loss.flag), made: loss.made },
          at: loss.flag.at,
          evidence: [hop("linked here", invocation.at, loss.fact), ...invocation.linkage.cgo.evidence],
          entries: invocation.entries,
        },
      ];
    }),
};

interface Loss {
  readonly messageId: "static" | "ignored" | "musl" | "contradiction" | "crash";
  readonly flag: FlagOccurrence;
  readonly fact: string;
  /** what is made of it, in words */
  readonly made: string;
}

/** Said by those who know that a static executable is no PIE. */
const DELIBERATE = new Set(["-no-pie", "-fno-pie", "-fno-PIE", "-fno-pic", "-fno-PIC"]);

function lossOf({ linkage, command: { settings } }: BuildInvocation): Loss | null {
  const { kind, linkMode, buildMode } = linkage;
  const asksPie = settings.buildMode.kind === "known" && settings.buildMode.value === "pie";
  const disableDynamic = lastGiven(settings.linker.all, "d");
  if (linkage.hazards.length > 0 && disableDynamic !== null) return { messageId: "crash", flag: disableDynamic, fact: "c6", made: "" };
  const extldflags = lastGiven(settings.linker.all, "extldflags");
  const { externalFlags } = settings.linker;
  if (extldflags === null || externalFlags.kind === "unknown" || kind.kind === "unknown") return null;
  const words = externalFlags.value;
  const staticPie = words.some((word) => word === "-static-pie" || word === "--static-pie");
  const loss = (messageId: Loss["messageId"], fact: string, made: string): Loss => ({ messageId, flag: extldflags, fact, made });

  if (linkage.failure !== null) return staticPie && linkage.failure.fact === "c3" ? loss("contradiction", "c3", asksPie ? "-static" : "the build mode exe") : null;
  if (linkMode.kind === "unknown" || buildMode.kind === "unknown") return null;
  if (!staticPie) {
    // Alpine's gcc has a static PIE for its default.
    const isGlibc = linkage.libc.kind === "known" && linkage.libc.value === "glibc";
    const isStatic = asksPie && isGlibc && kind.value === "static" && (words.includes("-static") || words.includes("--static"));
    return isStatic && !words.some((word) => DELIBERATE.has(word)) ? loss("static", "c4", "") : null;
  }
  if (linkMode.value === "internal") {
    // A dynamic executable where a static one is asked for is told by no-ineffective-static-flags.
    if (kind.value === "dynamic" && buildMode.value === "pie") return loss("ignored", "c5", "the PIE stays dynamic");
    return kind.value === "static" ? loss("ignored", "c5", "what comes out is static, but no PIE") : null;
  }
  return kind.value === "dynamic" && linkage.libc.kind === "known" && linkage.libc.value === "musl" ? loss("musl", "c7", "") : null;
}
