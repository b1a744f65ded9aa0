/** Verdict rules: what ships cannot work, reported at the instruction that brings the artifact into the image. */
import type { Requirement, RequirementKind, Shipment } from "../../shipment/model.js";
import { valueOr } from "../../text/index.js";
import type { Finding } from "../model.js";
import { hop, type Detection, type Detector } from "./detector.js";

function verdictDetector(rule: string, kind: RequirementKind, messageId: string, spoken: (shipment: Shipment) => boolean = () => true): Detector {
  return {
    rule,
    detect(input) {
      const findings: Finding[] = [];
      for (const shipment of input.shipments) {
        if (shipment.silence !== null || !spoken(shipment)) continue;
        const unmet = shipment.requirements.filter((requirement) => requirement.kind === kind && requirement.verdict === "unmet");
        const told = TOLD_AT_ONCE.has(kind) ? atOnce(unmet) : unmet;
        for (const requirement of told) findings.push(finding(rule, messageId, shipment, requirement, input));
      }
      return findings;
    },
  };
}

/** Of these a program may lack several, and there is one cure. */
const TOLD_AT_ONCE: ReadonlySet<RequirementKind> = new Set(["shared-library", "likely-shared-library", "program"]);

function atOnce(unmet: readonly Requirement[]): readonly Requirement[] {
  const [first] = unmet;
  if (first === undefined) return [];
  return [{ ...first, subject: unmet.map(({ subject }) => subject).join(" and "), evidence: unmet.flatMap(({ evidence }) => evidence) }];
}

function finding(rule: string, messageId: string, shipment: Shipment, requirement: Requirement, input: Detection): Finding {
  const { artifact, image } = shipment;
  return {
    rule,
    messageId,
    data: {
      artifact: artifact.path,
      subject: requirement.subject,
      image: valueOr(image.reference, "the image"),
      built: input.place(artifact.builtAt),
      remedy: requirement.remedy,
    },
    at: shipment.at,
    evidence: [hop("built here", artifact.builtAt), ...requirement.evidence],
    entries: [shipment.entry],
  };
}

/** A program that does not start has no further needs: the other verdicts yield to the one about its interpreter. */
function starts(shipment: Shipment): boolean {
  return !shipment.requirements.some((requirement) => requirement.kind === "interpreter" && requirement.verdict === "unmet");
}

export const noMissingInterpreter = verdictDetector("go-dockerfile/no-missing-interpreter", "interpreter", "missing");
export const noNewerGlibc = verdictDetector("go-dockerfile/no-newer-glibc", "glibc", "newer", starts);
export const noMissingZoneinfo = verdictDetector("go-dockerfile/no-missing-zoneinfo", "zoneinfo", "missing");
export const noMissingCaCertificates = verdictDetector("go-dockerfile/no-missing-ca-certificates", "ca-certificates", "missing");
export const noMissingSharedLibrary = verdictDetector("go-dockerfile/no-missing-shared-library", "shared-library", "missing", starts);
export const noLikelyMissingSharedLibrary = verdictDetector("go-dockerfile/no-likely-missing-shared-library", "likely-shared-library", "missing", starts);
export const noNewerLibrary = verdictDetector("go-dockerfile/no-newer-library", "newer-library", "newer", starts);
export const noStaticGlibcLookup = verdictDetector("go-dockerfile/no-static-glibc-lookup", "static-lookup", "lookup");
export const noLikelyMissingCaCertificates = verdictDetector("go-dockerfile/no-likely-missing-ca-certificates", "likely-ca-certificates", "missing", starts);
export const noLegacyZoneName = verdictDetector("go-dockerfile/no-legacy-zone-name", "legacy-zone", "legacy");
export const noMissingTempDirectory = verdictDetector("go-dockerfile/no-missing-temp-directory", "temporary-directory", "missing", starts);
export const noMissingExecutable = verdictDetector("go-dockerfile/no-missing-executable", "program", "missing", starts);
export const noFailingUserLookup = verdictDetector("go-dockerfile/no-missing-user-database", "user-lookup", "lookup", starts);
