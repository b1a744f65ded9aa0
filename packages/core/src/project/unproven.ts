import type { Container, Requirement, Shipment } from "../shipment/model.js";
import type { DockerfileAnalysis } from "./dockerfile-analysis.js";

/**
 * The same analysis without verdicts that something is missing where these rest on what is taken for granted of an image.
 *
 * @param proven the analysis without that; null when there is none
 */
export function withoutUnproven(analysis: DockerfileAnalysis, proven: DockerfileAnalysis | null): DockerfileAnalysis {
  if (analysis === proven) return analysis;
  const unmet = new Set(
    [...(proven?.shipments ?? []), ...(proven?.containers ?? [])].flatMap((owner) => owner.requirements.filter(({ verdict }) => verdict === "unmet").map((requirement) => keyOf(owner, requirement))),
  );
  const assumption = analysis.assumedOfImages.at(-1);
  const checked = <T extends Owner>(owner: T): T => ({
    ...owner,
    requirements: owner.requirements.map((requirement): Requirement => {
      if (requirement.verdict !== "unmet" || unmet.has(keyOf(owner, requirement))) return requirement;
      return { ...requirement, verdict: "unknown", reason: { code: "image", text: `whether ${assumption?.text ?? "what is assumed of the base image"} is so`, at: assumption?.at ?? null } };
    }),
  });
  return { ...analysis, shipments: analysis.shipments.map(checked<Shipment>), containers: analysis.containers.map(checked<Container>) };
}

type Owner = Pick<Shipment | Container, "id" | "requirements">;

function keyOf({ id }: Owner, { kind, subject, by }: Requirement): string {
  return JSON.stringify([id, kind, subject, by?.at.start ?? null]);
}
