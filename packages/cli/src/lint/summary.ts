import type { Project } from "@go-indep/core";

/** What was looked at and what could not be understood, after the findings: silence must not be taken for health. */
export function summary(project: Project): string {
  const shipped = project.shipments.filter((shipment) => shipment.silence === null);
  const unknownLinkage = shipped.filter((shipment) => shipment.artifact.linkage.kind.kind === "unknown");
  const lines = [
    `${count(shipped.length, "shipped binary", "shipped binaries")}, ${count(project.invocations.length, "go build", "go builds")}, floating tags as of ${project.asOf}`,
  ];
  if (unknownLinkage.length > 0) lines.push(`${count(unknownLinkage.length, "binary", "binaries")} of unknown linkage: see go-indep-lint explain`);
  if (project.notUnderstood.length > 0) {
    const shown = project.notUnderstood.slice(0, 3).map((item) => (item.reason.at === null ? item.reason.text : `${item.reason.text} (${placeOf(project, item.reason.at)})`));
    const more = project.notUnderstood.length - shown.length;
    lines.push(`not understood: ${shown.join("; ")}${more > 0 ? `; and ${more} more` : ""}`);
  }
  for (const { text, at } of project.unusedSettings) lines.push(`settings: ${at === null ? "" : `${placeOf(project, at)} `}${text}`);
  return `${lines.join("\n")}\n`;
}

function placeOf(project: Project, at: { readonly file: string; readonly start: number }): string {
  return `${at.file}:${project.positionOf(at.file, at.start).line}`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
