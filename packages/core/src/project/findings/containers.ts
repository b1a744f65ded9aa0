/** What an image asks for by its own instructions and does not have, reported at the instruction. */
import type { AskedBy, Container, Requirement } from "../../shipment/model.js";
import { valueOr } from "../../text/index.js";
import type { Finding } from "../model.js";
import type { Detector } from "./detector.js";

interface Wording {
  readonly messageId: string;
  /** of the suggestion, where the instruction has a cure */
  readonly suggestion?: string;
}

/** @param wordingOf null for a requirement that is another rule's */
function containerDetector(rule: string, wordingOf: (requirement: Requirement, by: AskedBy) => Wording | null): Detector {
  return {
    rule,
    detect: ({ containers }) =>
      containers.flatMap((container) =>
        container.requirements.flatMap((requirement) => {
          const { verdict, by } = requirement;
          if (verdict !== "unmet" || by === undefined || !isSpoken(container, by)) return [];
          const wording = wordingOf(requirement, by);
          return wording === null ? [] : [finding(rule, wording, container, requirement, by)];
        }),
      ),
  };
}

/** What has no command is no image that starts, but it must be built all the same. */
function isSpoken({ silence }: Container, { instruction }: AskedBy): boolean {
  return silence === null || (silence === "no command" && instruction === "RUN");
}

function finding(rule: string, { messageId, suggestion }: Wording, { entry, image }: Container, { subject, remedy, evidence }: Requirement, { instruction, at, cure }: AskedBy): Finding {
  return {
    rule,
    messageId,
    data: { subject, instruction, reason: evidence[0]?.text ?? "", image: valueOr(image.reference, "the image"), remedy },
    at,
    evidence,
    entries: [entry],
    ...(cure === null || suggestion === undefined ? {} : { suggestions: [{ messageId: suggestion, ...cure }] }),
  };
}

export const noMissingUserDatabase = containerDetector("go-dockerfile/no-missing-user-database", ({ kind }) => (kind === "user" ? { messageId: "missing", suggestion: "number" } : null));

export const noMissingShell = containerDetector("go-dockerfile/no-missing-shell", ({ kind }, { instruction }) => {
  if (kind !== "shell") return null;
  return { messageId: instruction === "RUN" ? "build" : instruction === "HEALTHCHECK" ? "healthcheck" : "start" };
});

export const noMissingEntrypoint = containerDetector("go-dockerfile/no-missing-entrypoint", ({ kind, subject }, { instruction }) => {
  if (kind === "script-interpreter") return { messageId: "interpreter" };
  if (kind !== "command") return null;
  return { messageId: instruction === "HEALTHCHECK" ? "healthcheck" : subject.includes("/") ? "missing" : "notInPath" };
});

export const noMalformedExecForm = containerDetector("go-dockerfile/no-malformed-exec-form", ({ kind }) => (kind === "exec-form" ? { messageId: "malformed", suggestion: "array" } : null));
