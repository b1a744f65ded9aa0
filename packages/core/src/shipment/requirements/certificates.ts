import type { Linkage } from "../../linkage/model.js";
import type { ProgramFacts } from "../program.js";
import type { Requirement, RuntimeImage } from "../model.js";
import { installation, packageManagerOf } from "./install.js";
import { met, undecided, unmet } from "./verdicts.js";

/**
 * A TLS client verifies against the system's roots; without any the handshake fails with "certificate signed by unknown authority"
 * (facts k1, k2). Null when the program links no TLS.
 */
export function certificatesRequirement(program: ProgramFacts, image: RuntimeImage): Requirement | null {
  const kind = "ca-certificates";
  const subject = "CA certificates";
  if (program.linksTls === false) return null;
  const { caCertificates } = image;
  if (caCertificates.kind === "known" && caCertificates.value !== null) return met(kind, subject, caCertificates.evidence);
  if (program.tlsProof === null) {
    const reason = program.incomplete ?? { code: "not-understood" as const, text: "whether the program verifies TLS peers against the system's roots", at: null };
    return undecided(kind, subject, reason, []);
  }
  if (caCertificates.kind === "unknown") return undecided(kind, subject, caCertificates.reason, [program.tlsProof]);
  const [ownRoots] = program.ownRoots;
  if (ownRoots !== undefined) {
    return undecided(kind, subject, { code: "not-understood", text: "the program also uses roots of its own", at: ownRoots.at }, [program.tlsProof, ...program.ownRoots]);
  }
  return unmet(kind, subject, remedy(image), [program.tlsProof, ...caCertificates.evidence]);
}

/**
 * A client of servers that are named at run time, or of a service on the public internet, in an image without a bundle: which servers these are is not
 * known, so that it is likely only. Null where there is proof, or nothing to say.
 */
export function likelyCertificatesRequirement({ tlsProof, tlsClient, linksTls }: ProgramFacts, linkage: Linkage, image: RuntimeImage): Requirement | null {
  const { caCertificates } = image;
  const { roots } = linkage;
  if (tlsProof !== null || tlsClient === null || linksTls !== true) return null;
  if (caCertificates.kind === "unknown" || caCertificates.value !== null || (roots.kind === "known" && roots.value === "embedded")) return null;
  return unmet("likely-ca-certificates", "CA certificates", remedy(image), [tlsClient, ...caCertificates.evidence]);
}

function remedy(image: RuntimeImage): string {
  const manager = packageManagerOf(image);
  if (manager === "apt" || manager === "apk") return `Install ca-certificates (${installation(manager, "ca-certificates")}).`;
  return "Copy a bundle: COPY --from=<build stage> /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/.";
}
