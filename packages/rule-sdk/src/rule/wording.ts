import type { Entry, Hop, Origin, Project } from "@go-indep/core";
import type { RelatedLocation } from "../evidence/attachment.js";

/** Steps of a chain that a message tells; of a longer one the first and the last are told. All of them are in the structured evidence. */
const STEPS_TOLD = 5;
/** Entries that a message names before it counts the rest. */
const ENTRIES_NAMED = 3;

/** Where the steps of a chain are; null for a step without a place. */
export function locateHops(hops: readonly Hop[], project: Pick<Project, "positionOf">): readonly (RelatedLocation | null)[] {
  return hops.map(({ fact, text, at }) => {
    if (at === null) return null;
    const start = project.positionOf(at.file, at.start);
    const end = project.positionOf(at.file, at.end);
    return { fact, text, file: at.file, line: start.line, column: start.column + 1, endLine: end.line, endColumn: end.column + 1 };
  });
}

/** " At: .goreleaser.yml:12:9.", of a finding that is shown in another file. */
export function placeInWords({ file, start }: Origin, project: Pick<Project, "positionOf">): string {
  const { line, column } = project.positionOf(file, start);
  return ` At: ${file}:${line}:${column + 1}.`;
}

/** " Why: CGO_ENABLED=1 is set (Makefile:12) → go build (Dockerfile:9)."; "" without a chain. It follows the sentences of a message. */
export function whyInWords(hops: readonly Hop[], places: readonly (RelatedLocation | null)[]): string {
  if (hops.length === 0) return "";
  const located = hops.map((hop, step) => ({ hop, place: places[step] ?? null }));
  // What a base image is goes without saying when there is much else to say.
  const shown = located.length > STEPS_TOLD ? located.filter(({ hop }) => !isImageFact(hop)) : located;
  const steps = shown.map(({ hop, place }) => (place ? `${shortText(hop)} (${place.file}:${place.line})` : shortText(hop)));
  const left = steps.length - STEPS_TOLD + 1;
  const told = steps.length <= STEPS_TOLD ? steps : [...steps.slice(0, STEPS_TOLD - 3), `${left} more`, ...steps.slice(-2)];
  return ` Why: ${told.join(" → ")}.`;
}

function isImageFact({ fact }: Hop): boolean {
  return fact.startsWith("img:");
}

/** On one line; where a fact about an image comes from is told by `explain`. */
function shortText(hop: Hop): string {
  const text = hop.text.replace(/\s+/gu, " ");
  return isImageFact(hop) ? text.replace(/ \((?:verified|partly|extrapolated|known): .*\)$/u, "") : text;
}

/** " In: api/Dockerfile, edge/Dockerfile (linux/arm64) and 2 more."; "" when there is one, which needs no name. */
export function entriesInWords(ids: readonly string[], project: Pick<Project, "entries">): string {
  const entries = project.entries.filter(({ id }) => ids.includes(id));
  const severalPlatforms = new Set(entries.map(platformOf)).size > 1;
  const names = [...new Set(entries.map((entry) => `${nameOf(entry)}${severalPlatforms ? ` (${platformOf(entry)})` : ""}`))];
  if (names.length < 2) return "";
  const left = names.length - ENTRIES_NAMED;
  return ` In: ${names.slice(0, ENTRIES_NAMED).join(", ")}${left > 0 ? ` and ${left} more` : ""}.`;
}

const platformOf = ({ platform }: Entry): string => `${platform.os}/${platform.arch}`;

function nameOf({ id, kind, dockerfile, target, goals, context }: Entry): string {
  if (dockerfile !== null) return target === null ? dockerfile : `${dockerfile} --target ${target}`;
  if (kind !== "make-goal") return id;
  return `make ${[...(context === "" ? [] : ["-C", context]), ...goals].join(" ")}`.trimEnd();
}
