/** What some teams demand of every image that ships. */
import type { Finding } from "../model.js";
import { hop, type Detector } from "./detector.js";

/** The kubelet refuses a name where runAsNonRoot is demanded: it does not look into the image. Source: Kubernetes, pkg/kubelet/kuberuntime/security_context_others.go (verifyRunAsNonRoot). */
export const requireNumericUser: Detector = {
  rule: "go-dockerfile/require-numeric-user",
  detect: ({ containers }) =>
    containers.flatMap(({ silence, requirements, entry, policy }) => {
      if (silence !== null || policy?.numericUser === false) return [];
      return requirements.flatMap(({ kind, subject, by }): readonly Finding[] => {
        const [name = ""] = subject.split(":");
        // A text that is not known may be a number.
        if (kind !== "user" || by === undefined || name === "" || !/^[A-Za-z_][\w.-]*$/.test(name)) return [];
        const suggestions = by.cure === null ? {} : { suggestions: [{ messageId: "number", ...by.cure }] };
        return [{ rule: "go-dockerfile/require-numeric-user", messageId: "name", data: { user: name }, at: by.at, evidence: [hop(`USER ${subject}`, by.at)], entries: [entry], ...suggestions }];
      });
    }),
};

export const requireStatic: Detector = {
  rule: "go-dockerfile/require-static",
  detect: ({ shipments }) =>
    shipments.flatMap(({ silence, artifact, at, entry, policy }): readonly Finding[] => {
      const { kind, interpreter } = artifact.linkage;
      if (silence !== null || policy?.static === false || kind.kind === "unknown" || kind.value !== "dynamic") return [];
      const needs = interpreter.kind === "known" && interpreter.value !== null ? interpreter.value : "an interpreter";
      return [{ rule: "go-dockerfile/require-static", messageId: "dynamic", data: { artifact: artifact.path, interpreter: needs }, at, evidence: [hop("built here", artifact.builtAt), ...kind.evidence], entries: [entry] }];
    }),
};
