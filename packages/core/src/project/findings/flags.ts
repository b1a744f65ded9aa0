/** Flags that do not do what they are written for. */
import type { FlagOccurrence } from "../../gobuild/model.js";
import { carrier, firstUnknown, literalOf, originOf, print, splitBlanks, type Origin } from "../../text/index.js";
import type { BuildInvocation, Finding } from "../model.js";
import { groupBy, hop, type Detection, type Detector } from "./detector.js";
import { mainOf } from "./cgo.js";
import { given } from "./flag-occurrences.js";
import { entriesOf } from "./uses.js";

const REPLACED_FLAGS = new Set(["ldflags", "tags", "extldflags"]);

/** Facts e1, e2, d10, e11: the last one replaces the earlier ones, silently. */
export const noOverriddenFlag: Detector = {
  rule: "go-ldflags/no-overridden-flag",
  detect(input) {
    return input.invocations.flatMap((invocation) => {
      const { settings } = invocation.command;
      const occurrences = [...given(settings.flags), ...given(settings.linker.all)];
      return occurrences.flatMap((dropped): readonly Finding[] => {
        if (!dropped.dropped || !REPLACED_FLAGS.has(dropped.flag) || dropped.at === null) return [];
        const winner = occurrences.findLast((other) => other.flag === dropped.flag && !other.dropped);
        const lost = winner === undefined ? [] : lostWords(dropped, winner);
        if (winner === undefined || lost.length === 0) return [];
        return [
          {
            rule: "go-ldflags/no-overridden-flag",
            messageId: dropped.source === "GOFLAGS" ? "goflags" : "repeated",
            data: { flag: `-${dropped.flag}`, value: dropped.flag === "tags" ? lost.join(",") : shortened(print(dropped.value)), place: winner.at === null ? winner.source : input.place(winner.at) },
            at: dropped.at,
            evidence: [hop(`-${winner.flag} ${shortened(print(winner.value))}`, winner.at, "e1")],
            entries: invocation.entries,
          },
        ];
      });
    });
  },
};

/** What is repeated is not lost: `-tags a -tags a,b`. What is not known may repeat anything. */
function lostWords(dropped: FlagOccurrence, winner: FlagOccurrence): readonly string[] {
  const open = winner.flag === "tags" ? firstUnknown(winner.value) !== null : splitBlanks(winner.value).some(({ value }) => value.pieces[0]?.kind !== "literal");
  if (open) return [];
  const words = (occurrence: FlagOccurrence): readonly string[] => splitBlanks(occurrence.value).flatMap(({ value }) => (occurrence.flag === "tags" ? print(value).split(",") : [print(value)]));
  const kept = new Set(words(winner));
  return words(dropped).filter((word) => word !== "" && !kept.has(word));
}

/** Linker flags can be many lines long. */
function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** Facts f1–f7: the linker ignores a -X whose variable it does not find. */
export const noUnresolvedXTarget: Detector = {
  rule: "go-ldflags/no-unresolved-x-target",
  detect(input) {
    const findings: Finding[] = [];
    // One text may serve several programs (a Makefile variable used for each of them): it is wrong only when it helps none of them.
    for (const uses of groupBy(input.invocations.flatMap(assignments), ({ at }) => `${at.file}:${at.start}:${at.end}`)) {
      const [first] = uses;
      if (first === undefined || !uses.every(({ variable }) => variable.status.kind === "known" && variable.status.value === "ineffective")) continue;
      const { variable, invocation, at } = first;
      findings.push({
        rule: "go-ldflags/no-unresolved-x-target",
        messageId: variable.nearest === null ? "unresolved" : "nearest",
        data: { target: variable.target, reason: variable.why, nearest: variable.nearest ?? "", main: mainOf(invocation) },
        at,
        evidence: [hop("linked here", invocation.at, variable.status.evidence[0]?.fact)],
        entries: entriesOf(uses),
      });
    }
    return findings;
  },
};

function assignments(invocation: BuildInvocation) {
  return invocation.linkage.variables.flatMap((variable) => (variable.at === null ? [] : [{ variable, invocation, at: variable.at }]));
}

/** Fact b4: go reads nothing but exactly 0 or 1, and takes its default for everything else. An empty value asks for the default. */
export const noIneffectiveCgoEnabled: Detector = {
  rule: "go-ldflags/no-ineffective-cgo-enabled",
  detect(input) {
    return input.invocations.flatMap((invocation): readonly Finding[] => {
      const variable = invocation.environment.getExported("CGO_ENABLED");
      const value = variable === null || variable.set === "maybe" ? null : literalOf(variable.value);
      if (variable === null || value === null || value === "" || value === "0" || value === "1") return [];
      const at = originOf(variable.value);
      if (at === null) return [];
      const { cgoEnabled } = invocation.command.settings;
      return [
        {
          rule: "go-ldflags/no-ineffective-cgo-enabled",
          messageId: "ignored",
          data: { value, effect: cgoEnabled.kind === "known" ? (cgoEnabled.value ? "on" : "off") : "decided by the machine" },
          at,
          evidence: [hop("the go command that ignores it", invocation.at, "b4")],
          entries: invocation.entries,
        },
      ];
    });
  },
};

/** Facts d1, d2, d12, d14, a2, q10: static linking is asked for, and the artifact stays dynamic. */
export const noIneffectiveStaticFlags: Detector = {
  rule: "go-ldflags/no-ineffective-static-flags",
  detect(input) {
    return input.invocations.flatMap((invocation) => {
      const { kind } = invocation.linkage;
      if (kind.kind !== "known" || kind.value !== "dynamic") return [];
      return staticRequests(invocation, input).slice(0, 1);
    });
  },
};

function staticRequests(invocation: BuildInvocation, input: Detection): readonly Finding[] {
  const { linkage, command, environment } = invocation;
  const { settings } = command;
  const packages = linkage.cgoPackages.kind === "known" ? linkage.cgoPackages.value.items.filter((name) => name !== "runtime/cgo").join(", ") : "";
  const report = (messageId: string, text: string, at: Origin | null, fact: string): readonly Finding[] =>
    at === null
      ? []
      : [
          {
            rule: "go-ldflags/no-ineffective-static-flags",
            messageId,
            data: { text, packages, main: mainOf(invocation), built: input.place(invocation.at) },
            at,
            evidence: [hop("built here", invocation.at), hop(text, at, fact), ...linkage.kind.evidence],
            entries: invocation.entries,
          },
        ];

  const external = given(settings.linker.all).findLast((occurrence) => occurrence.flag === "extldflags" && !occurrence.dropped);
  if (external !== undefined) {
    const words = (literalOf(external.value) ?? "").split(/\s+/);
    const internal = linkage.linkMode.kind === "known" && linkage.linkMode.value === "internal";
    // A static PIE that is not made is told by no-lost-pie.
    const pie = linkage.buildMode.kind === "known" && linkage.buildMode.value === "pie";
    if ((words.includes("-static") || (words.includes("-static-pie") && !pie)) && internal) return report("internal", print(external.value), external.at, "d1");
    if (!internal && words.some((word) => word.startsWith("-static-lib")) && !words.includes("-static")) return report("library", print(external.value), external.at, "d12");
  }
  const tags = given(settings.flags).findLast((occurrence) => occurrence.flag === "tags" && !occurrence.dropped);
  if (tags !== undefined) {
    const names = print(tags.value).split(/[\s,]+/);
    if (names.includes("static_build")) return report("tag", "static_build", tags.at, "d14");
    if (names.includes("netgo") && !names.includes("osusergo") && packages === "os/user") return report("osusergo", "netgo", tags.at, "a2");
  }
  const ldflags = environment.getExported("LDFLAGS");
  if (ldflags !== null && /(^|\s)-static(\s|$)/.test(carrier(ldflags.value))) return report("environment", print(ldflags.value), originOf(ldflags.value), "q10");
  return [];
}
