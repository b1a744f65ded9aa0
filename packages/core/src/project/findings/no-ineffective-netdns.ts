import type { Shipment } from "../../shipment/model.js";
import type { Evidence, Origin } from "../../text/index.js";
import type { BuildInvocation, Finding } from "../model.js";
import { groupBy, hop, type Detector } from "./detector.js";
import { mainOf } from "./cgo.js";
import { ownPackages } from "./own-packages.js";

const RULE = "go-gomod/no-ineffective-netdns";

/** Facts i4–i6: a choice of the resolver that the program cannot follow is ignored without a word. */
export const noIneffectiveNetdns: Detector = {
  rule: RULE,
  detect({ invocations, shipments }) {
    const built = invocations.flatMap((invocation) => settingsOf(invocation).map((use) => ({ ...use, mistake: mistakeIn(use, invocation), program: mainOf(invocation), entries: invocation.entries, shown: hop("built here", invocation.at) })));
    const shipped = shipments.flatMap((shipment) => variableOf(shipment).map((use) => ({ ...use, mistake: mistakeOf(use.mode, shipment.artifact.linkage), program: shipment.artifact.path, entries: [shipment.entry], shown: hop("ships here", shipment.at) })));
    // One text may serve several programs: it is idle when none of them follows it.
    return groupBy([...built, ...shipped], ({ at }) => JSON.stringify(at)).flatMap((group): readonly Finding[] => {
      const [first] = group;
      const { mistake } = first ?? {};
      if (first === undefined || mistake == null || !group.every((use) => use.mistake?.messageId === mistake.messageId)) return [];
      const programs = [...new Set(group.map(({ program }) => program))].join(", ");
      const evidence = [first.shown, ...mistake.evidence];
      return [{ rule: RULE, messageId: mistake.messageId, data: { setting: `netdns=${first.value}`, programs }, at: first.at, evidence, entries: [...new Set(group.flatMap(({ entries }) => entries))] }];
    });
  },
};

interface Use {
  readonly value: string;
  /** the resolver that it asks for: what is no debug level; "" for none */
  readonly mode: string;
  readonly at: Origin;
}

interface Setting extends Use {
  readonly place: "main" | "package" | "below" | "line";
}

interface Mistake {
  readonly messageId: "cgo" | "mode" | "unlinked" | "below" | "package";
  readonly evidence: Evidence;
}

/** `//go:debug` lines of the program's module and the godebug lines in force. */
function settingsOf({ closure, when }: BuildInvocation): readonly Setting[] {
  if (closure === null || when.length > 0) return [];
  const directives = ownPackages(closure).flatMap(({ name, debugDirectives }) =>
    debugDirectives.map(({ setting, isRead, at }) => ({ setting, at, place: !isRead ? "below" : name === "main" ? "main" : "package" }) as const),
  );
  const lines = closure.godebugLines.map(({ setting, at }) => ({ setting, at, place: "line" }) as const);
  return [...directives, ...lines].flatMap(({ setting, at, place }) => {
    const value = /^netdns=([^\s,]*)$/.exec(setting)?.[1];
    return value === undefined || at === null ? [] : [{ value, mode: modeOf(value), at, place }];
  });
}

/** `ENV GODEBUG` of an image in which the program is started. */
function variableOf({ image, silence }: Shipment): readonly Use[] {
  const variable = silence === null ? image.environment("GODEBUG") : null;
  if (variable?.kind !== "known") return [];
  const value = variable.value?.split(",").findLast((setting) => setting.startsWith("netdns="))?.slice("netdns=".length);
  const at = variable.evidence[0]?.at ?? null;
  return value === undefined || at === null ? [] : [{ value, mode: modeOf(value), at }];
}

/** Source: net/conf.go, goDebugNetDNS. */
function modeOf(value: string): string {
  const plus = value.indexOf("+");
  const parts = plus < 0 ? [value] : [value.slice(0, plus), value.slice(plus + 1)];
  return parts.findLast((part) => part !== "" && !/^\d/.test(part)) ?? "";
}

function mistakeIn({ place, mode }: Setting, invocation: BuildInvocation): Mistake | null {
  if (place === "below" || place === "package") return { messageId: place, evidence: [] };
  const mistake = mistakeOf(mode, invocation.linkage);
  // The lines of go.mod count for tests as well, which may look up names.
  return place === "line" && mistake?.messageId === "unlinked" ? null : mistake;
}

function mistakeOf(mode: string, { resolver, goos, cgo, tags, failure }: BuildInvocation["linkage"]): Mistake | null {
  if (failure !== null || mode === "") return null;
  if (mode !== "go" && mode !== "cgo") return { messageId: "mode", evidence: [{ fact: "i4", text: `${mode} is no resolver`, at: null }] };
  if (resolver.kind === "unknown") return null;
  if (resolver.value === null) return { messageId: "unlinked", evidence: resolver.evidence };
  // macOS has its own resolver without cgo.
  if (mode !== "cgo" || resolver.value !== "go" || goos.kind === "unknown" || goos.value !== "linux") return null;
  return { messageId: "cgo", evidence: cgo.kind === "known" && !cgo.value ? cgo.evidence : tags.evidence };
}
