import type { DockerfileEntry, Finding } from "./model.js";
import { saidOf } from "./said-entries.js";
import type { Session } from "./session.js";

/** Findings without the images for which the settings switch their rule off; one that is proven in no other is none. */
export function withoutSwitchedOff(findings: readonly Finding[], entries: readonly DockerfileEntry[], session: Session): readonly Finding[] {
  const off = new Map(entries.map((entry) => [entry.id, saidOf(entry, session)?.off ?? new Set<string>()]));
  if ([...off.values()].every((rules) => rules.size === 0)) return findings;
  return findings.flatMap((finding): readonly Finding[] => {
    const left = finding.entries.filter((id) => !isOff(finding.rule, off.get(id)));
    if (left.length === finding.entries.length) return [finding];
    return left.length === 0 ? [] : [{ ...finding, entries: left }];
  });
}

function isOff(rule: string, off: ReadonlySet<string> | undefined): boolean {
  return off !== undefined && (off.has(rule) || off.has(rule.slice(rule.indexOf("/") + 1)));
}
