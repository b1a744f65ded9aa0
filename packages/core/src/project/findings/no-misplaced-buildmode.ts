import { buildModeOf } from "./build-mode.js";
import type { BuildInvocation, Finding } from "../model.js";
import { print } from "../../text/index.js";
import { hop, type Detector } from "./detector.js";
import { lastGiven } from "./flag-occurrences.js";

const RULE = "go-ldflags/no-misplaced-buildmode";

/** Fact c2: the linker has a -buildmode of its own. Given there, the packages are compiled for one mode and linked for another. */
export const noMisplacedBuildmode: Detector = {
  rule: RULE,
  detect: ({ invocations }) =>
    invocations.flatMap((invocation): readonly Finding[] => {
      const flag = lastGiven(invocation.command.settings.linker.all, "buildmode");
      const compiled = buildModeOf(invocation);
      const { buildMode } = invocation.command.settings.linker;
      if (flag?.at == null || compiled === null || buildMode.kind === "unknown" || buildMode.value === null || buildMode.value === compiled) return [];
      return [
        {
          rule: RULE,
          messageId: buildMode.value === "pie" ? "pie" : "other",
          data: { mode: print(flag.value), compiled, interpreter: interpreterOf(invocation) },
          at: flag.at,
          evidence: [hop("linked here", invocation.at, "c2")],
          entries: invocation.entries,
        },
      ];
    }),
};

function interpreterOf({ linkage: { interpreter } }: BuildInvocation): string {
  return interpreter.kind === "known" && interpreter.value !== null ? interpreter.value : "an interpreter";
}
