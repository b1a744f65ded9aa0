import type { Evidence, Reason } from "../../text/index.js";
import type { AskedBy, Requirement, RequirementKind } from "../model.js";

export function met(kind: RequirementKind, subject: string, evidence: Evidence, by?: AskedBy): Requirement {
  return { kind, subject, verdict: "met", reason: null, remedy: "", evidence, ...asked(by) };
}

/** @param remedy an imperative sentence */
export function unmet(kind: RequirementKind, subject: string, remedy: string, evidence: Evidence, by?: AskedBy): Requirement {
  return { kind, subject, verdict: "unmet", reason: null, remedy, evidence, ...asked(by) };
}

export function undecided(kind: RequirementKind, subject: string, reason: Reason, evidence: Evidence, by?: AskedBy): Requirement {
  return { kind, subject, verdict: "unknown", reason, remedy: "", evidence, ...asked(by) };
}

function asked(by: AskedBy | undefined): Pick<Requirement, "by"> {
  return by === undefined ? {} : { by };
}
