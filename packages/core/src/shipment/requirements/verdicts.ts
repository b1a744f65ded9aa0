import type { Evidence, Reason } from "../../text/index.js";
import type { Requirement, RequirementKind } from "../model.js";

export function met(kind: RequirementKind, subject: string, evidence: Evidence): Requirement {
  return { kind, subject, verdict: "met", reason: null, remedy: "", evidence };
}

/** @param remedy an imperative sentence */
export function unmet(kind: RequirementKind, subject: string, remedy: string, evidence: Evidence): Requirement {
  return { kind, subject, verdict: "unmet", reason: null, remedy, evidence };
}

export function undecided(kind: RequirementKind, subject: string, reason: Reason, evidence: Evidence): Requirement {
  return { kind, subject, verdict: "unknown", reason, remedy: "", evidence };
}
