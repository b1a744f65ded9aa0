import type { FlagOccurrence } from "../../gobuild/model.js";
import type { BuildInvocation, Finding } from "../model.js";
import { groupBy, hop, type Detector } from "./detector.js";
import { lastGiven } from "./flag-occurrences.js";
import { entriesOf } from "./uses.js";

const RULE = "go-ldflags/no-lost-debug-info";

/** Facts g1–g4: what a debugger reads is taken from the program. */
export const noLostDebugInfo: Detector = {
  rule: RULE,
  detect({ invocations }) {
    const losses = invocations.flatMap((invocation) => {
      const loss = lossOf(invocation);
      return loss?.flag.at == null ? [] : [{ invocation, messageId: loss.messageId, at: loss.flag.at }];
    });
    return groupBy(losses, ({ at, messageId }) => JSON.stringify([at, messageId])).flatMap((group): readonly Finding[] => {
      const [first] = group;
      if (first === undefined) return [];
      const entries = entriesOf(group);
      return [{ rule: RULE, messageId: first.messageId, data: {}, at: first.at, evidence: [hop("linked here", first.invocation.at, "g3")], entries }];
    });
  },
};

function lossOf({ linkage, command: { settings } }: BuildInvocation): { readonly messageId: "symbols" | "dwarf"; readonly flag: FlagOccurrence } | null {
  const { symtab, dwarf } = linkage;
  const symbols = lastGiven(settings.linker.all, "s");
  if (symbols !== null && symtab.kind === "known" && !symtab.value) return { messageId: "symbols", flag: symbols };
  const debug = lastGiven(settings.linker.all, "w");
  return debug !== null && dwarf.kind === "known" && !dwarf.value ? { messageId: "dwarf", flag: debug } : null;
}
