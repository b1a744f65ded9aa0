import type { WaitingProcess } from "../../evaluate/model.js";
import type { Shipment } from "../../shipment/model.js";
import type { Origin } from "../../text/index.js";
import { basename, findFiles } from "../../workspace/index.js";
import type { Finding, Suggestion } from "../model.js";
import type { Session } from "../session.js";
import { groupBy, hop, type Detection, type Detector } from "./detector.js";

const RULE = "go-dockerfile/no-signal-swallowing-shell";

interface Swallowing {
  readonly shipment: Shipment;
  readonly shell: WaitingProcess;
}

/** Facts n3 and n4: each shell that stays above a program is told where it waits, for each has to go. */
export const noSignalSwallowingShell: Detector = {
  rule: RULE,
  detect(input) {
    const found = input.shipments.flatMap((shipment) => swallowing(shipment).map((shell) => ({ shipment, shell })));
    if (found.length === 0 || someServiceHasInit(input.session)) return [];
    return groupBy(found, ({ shell: { at } }) => `${at.file}:${at.start}`).flatMap((uses) => finding(uses, input));
  },
};

function swallowing({ silence, requirements, executedBy }: Shipment): readonly WaitingProcess[] {
  const isUnmet = requirements.some(({ kind, verdict }) => kind === "signals" && verdict === "unmet");
  return silence === null && isUnmet && executedBy?.above.kind === "known" ? executedBy.above.value : [];
}

function finding(uses: readonly Swallowing[], { session }: Detection): readonly Finding[] {
  const [first] = uses;
  if (first === undefined) return [];
  const { shipment, shell } = first;
  const { artifact, executedBy, requirements } = shipment;
  const instruction = executedBy?.at ?? null;
  const isForm = instruction !== null && instruction.file === shell.at.file && instruction.start <= shell.at.start && shell.at.end <= instruction.end;
  const at = isForm ? instruction : shell.at;
  const requirement = requirements.find(({ kind }) => kind === "signals");
  return [
    {
      rule: RULE,
      messageId: isForm ? "form" : "script",
      data: { artifact: artifact.path, command: commandAt(shell.at, session), by: executedBy?.text ?? "" },
      at,
      evidence: [hop(`${executedBy?.text ?? "the container"} starts ${artifact.path}`, instruction), ...(requirement?.evidence ?? [])],
      entries: [...new Set(uses.map((use) => use.shipment.entry))],
      suggestions: execSuggestion(shell.at, at, session),
    },
  ];
}

/** `exec` before the command, where nothing follows it in its text and no assignment stands before it. */
function execSuggestion({ file, start, end }: Origin, at: Origin, session: Session): readonly Suggestion[] {
  const content = session.workspace.read(file);
  if (content.kind !== "text") return [];
  const rest = content.text.slice(end, at.start < start || at.end > end ? at.end : undefined);
  const isLast = /^(?:\s|[;})]|\b(?:fi|done|esac)\b)*$/.test(rest);
  return isLast && /^["'$./\w-]+(?:\s|$)/.test(content.text.slice(start, end)) && !/^\w+=/.test(content.text.slice(start)) ? [{ messageId: "exec", start, end: start, text: "exec " }] : [];
}

function commandAt({ file, start, end }: Origin, { workspace }: Session): string {
  const content = workspace.read(file);
  return content.kind === "text" ? content.text.slice(start, end).replace(/\s+/g, " ") : "";
}

/** `init: true` of compose puts an init above whatever the image starts. Which services run which image is not followed. */
function someServiceHasInit({ workspace }: Session): boolean {
  return findFiles(workspace, (path) => /compose.*\.ya?ml$/.test(basename(path))).some((file) => {
    const content = workspace.read(file);
    return content.kind === "text" && /^\s*init:\s*["']?(?:true|yes|on)\b/im.test(content.text);
  });
}
