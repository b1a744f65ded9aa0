import type { Stage } from "../../evaluate/dockerfile/index.js";
import { REPOSITORY_MOUNT } from "../../evaluate/files/index.js";
import type { Evidence, Hop, Origin } from "../../text/index.js";
import type { Container, Shipment } from "../../shipment/model.js";
import type { BuildInvocation, DockerfileEntry, Entry, Finding, NotUnderstood } from "../model.js";
import type { Session } from "../session.js";

/** What detectors look at: everything that is known, before findings. */
export interface Detection {
  readonly entries: readonly Entry[];
  readonly invocations: readonly BuildInvocation[];
  readonly shipments: readonly Shipment[];
  readonly containers: readonly Container[];
  /** stages of images that ship, and those that they are made with */
  readonly stages: readonly BuiltStage[];
  /** what Dockerfiles that ask for cross-building make for a platform that nobody names */
  readonly crossBuilds: readonly CrossBuild[];
  readonly notUnderstood: readonly NotUnderstood[];
  /** ids of entries whose images are for development */
  readonly devEntries: ReadonlySet<string>;
  readonly session: Session;
  /** `file:line` of a place, for messages */
  place(at: Origin): string;
}

/** A stage, as one entry builds it. */
export interface BuiltStage {
  readonly entry: DockerfileEntry;
  readonly stage: Stage;
  /** the whole Dockerfile's, by index */
  readonly stages: readonly Stage[];
}

/** A Dockerfile built for another platform than that of its entry; see cross-build.ts. */
export interface CrossBuild {
  readonly entry: DockerfileEntry;
  readonly invocations: readonly BuildInvocation[];
  readonly shipments: readonly Shipment[];
}

/** Finds the facts that break one rule's promise. Wording is the rule's; a detector gives the parts of the sentence. */
export interface Detector {
  readonly rule: string;
  detect(input: Detection): readonly Finding[];
}

/** A place and its text, for the chain of evidence. */
export function hop(text: string, at: Origin | null, fact = ""): Hop {
  return { fact, text, at };
}

/** One fact, one finding: the same rule, place and words in several entries become one finding that names them all. */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const { rule, messageId, data, at } = finding;
    // An edit must be right in all entries: where they disagree there is none.
    const key = JSON.stringify([rule, messageId, at.file, at.start, at.end, Object.entries(data).sort(), finding.fix, finding.suggestions]);
    const earlier = merged.get(key);
    merged.set(key, earlier === undefined ? finding : { ...earlier, entries: [...new Set([...earlier.entries, ...finding.entries])] });
  }
  return [...merged.values()].map(forPeople).sort(
    (a, b) => compareText(a.at.file, b.at.file) || a.at.start - b.at.start || a.at.end - b.at.end || compareText(a.rule, b.rule) || compareText(a.messageId, b.messageId),
  );
}

/** Paths of the repository are told without the place where the analysis mounts it. */
function forPeople({ data, evidence, ...finding }: Finding): Finding {
  const text = (value: string): string => value.replaceAll(`${REPOSITORY_MOUNT}/`, "");
  return {
    ...finding,
    data: Object.fromEntries(Object.entries(data).map(([name, value]) => [name, text(value)])),
    evidence: distinct(evidence.map((step) => ({ ...step, text: text(step.text) }))),
  };
}

/** Verdicts that rest on each other bring the same steps. */
function distinct(evidence: Evidence): Evidence {
  return evidence.filter((step, i) => evidence.findIndex((earlier) => earlier.text === step.text && earlier.at?.file === step.at?.file && earlier.at?.start === step.at?.start) === i);
}

/** Items with one key, in the order in which the keys appear. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
