import { splitBlanks, type Origin } from "../../text/index.js";
import type { BuildInvocation, Finding } from "../model.js";
import { groupBy, hop, type Detector } from "./detector.js";
import { flagText, lastGiven } from "./flag-occurrences.js";
import { entriesOf } from "./uses.js";

const RULE = "go-ldflags/no-cargo-cult-flag";

/** Facts d14, g1, c5, i6: flags that are handed down from build to build and do nothing in this one. */
export const noCargoCultFlag: Detector = {
  rule: RULE,
  detect({ invocations }) {
    const uses = invocations.flatMap((invocation) => judgements(invocation).flatMap(({ flag, at, idle }) => (at === null ? [] : [{ invocation, flag, at, idle }])));
    // One text may serve several builds: a flag is idle when it does nothing in any of them.
    return groupBy(uses, ({ at, flag }) => JSON.stringify([at, flag])).flatMap((group): readonly Finding[] => {
      const [first] = group;
      if (first?.idle == null || !group.every(({ idle }) => idle?.messageId === first.idle?.messageId)) return [];
      const { messageId, text, fact } = first.idle;
      return [{ rule: RULE, messageId, data: { flag: text }, at: first.at, evidence: [hop("built here", first.invocation.at, fact)], entries: entriesOf(group) }];
    });
  },
};

interface Idle {
  readonly messageId: "suffix" | "dwarf" | "extldflags" | "netcgo";
  readonly text: string;
  readonly fact: string;
}

interface Judgement {
  readonly flag: string;
  readonly at: Origin | null;
  /** null: it does something, or may do */
  readonly idle: Idle | null;
}

function judgements(invocation: BuildInvocation): readonly Judgement[] {
  const { settings } = invocation.command;
  const suffix = lastGiven(settings.flags, "installsuffix");
  const dwarf = lastGiven(settings.linker.all, "w");
  const extldflags = lastGiven(settings.linker.all, "extldflags");
  const tags = lastGiven(settings.flags, "tags");
  const judged: (Judgement | null)[] = [
    suffix && { flag: "installsuffix", at: suffix.at, idle: invocation.module === null ? null : { messageId: "suffix", text: flagText(suffix), fact: "d14" } },
    dwarf && { flag: "w", at: dwarf.at, idle: dropsDwarfAnyway(invocation) ? { messageId: "dwarf", text: "-w", fact: "g1" } : null },
    extldflags && { flag: "extldflags", at: extldflags.at, idle: linksAlone(invocation) && splitBlanks(extldflags.value).length > 0 ? { messageId: "extldflags", text: flagText(extldflags), fact: "c5" } : null },
    tags && { flag: "netcgo", at: tags.at, idle: asksForNetcgo(invocation) ? { messageId: "netcgo", text: "netcgo", fact: "i6" } : null },
  ];
  return judged.filter((judgement) => judgement !== null);
}

/** On macOS -s kept DWARF before Go 1.22. */
function dropsDwarfAnyway({ command: { settings } }: BuildInvocation): boolean {
  const { goos, linker } = settings;
  const isOn = (verdict: typeof linker.stripSymbols): boolean => verdict.kind === "known" && verdict.value;
  return goos.kind === "known" && goos.value === "linux" && isOn(linker.stripSymbols) && isOn(linker.stripDwarf);
}

/** Nobody runs the C compiler to link. What is meant to be static and is not, or a PIE that is lost, other rules tell. */
function linksAlone({ linkage, command: { settings } }: BuildInvocation): boolean {
  const { kind, linkMode } = linkage;
  const { externalFlags } = settings.linker;
  if (kind.kind === "unknown" || linkMode.kind === "unknown" || externalFlags.kind === "unknown") return false;
  const asks = (word: string): boolean => externalFlags.value.includes(word);
  return linkMode.value === "internal" && !asks("-static-pie") && !asks("--static-pie") && !(kind.value === "dynamic" && externalFlags.value.some((word) => word.startsWith("-static")));
}

function asksForNetcgo({ command: { settings } }: BuildInvocation): boolean {
  const { cgoEnabled, tags } = settings;
  return cgoEnabled.kind === "known" && !cgoEnabled.value && tags.kind === "known" && tags.value.includes("netcgo");
}
