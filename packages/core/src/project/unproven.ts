import type { Requirement, Shipment } from "../shipment/model.js";
import type { DockerfileAnalysis } from "./dockerfile-analysis.js";

/** The same analysis without verdicts that something is missing where these rest on what is taken for granted of an image. */
export function withoutUnproven(analysis: DockerfileAnalysis, proven: DockerfileAnalysis): DockerfileAnalysis {
  if (analysis === proven) return analysis;
  const unmet = new Set(proven.shipments.flatMap((shipment) => shipment.requirements.filter(({ verdict }) => verdict === "unmet").map((requirement) => keyOf(shipment, requirement))));
  const assumption = analysis.assumedOfImages.at(-1);
  const shipments = analysis.shipments.map((shipment): Shipment => {
    const requirements = shipment.requirements.map((requirement): Requirement => {
      if (requirement.verdict !== "unmet" || unmet.has(keyOf(shipment, requirement))) return requirement;
      return { ...requirement, verdict: "unknown", reason: { code: "image", text: `whether ${assumption?.text ?? "what is assumed of the base image"} is so`, at: assumption?.at ?? null } };
    });
    return { ...shipment, requirements };
  });
  return { ...analysis, shipments };
}

function keyOf({ id }: Shipment, { kind, subject }: Requirement): string {
  return JSON.stringify([id, kind, subject]);
}
