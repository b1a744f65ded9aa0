import { valueOr } from "../../text/index.js";
import type { BuildInvocation, Finding } from "../model.js";
import { mainOf } from "./cgo.js";
import { hop, type Detection, type Detector } from "./detector.js";

const RULE = "go-dockerfile/require-explicit-cgo";

/**
 * Without CGO_ENABLED go asks whether there is a C compiler (facts b1, b7): the same line gives a static program on one image and a dynamic one on another.
 * Only builds that ship, for the machine on which they run, of programs that have cgo files for that machine.
 */
export const requireExplicitCgo: Detector = {
  rule: RULE,
  detect: (input) => input.invocations.filter((invocation) => isLeftToTheMachine(invocation) && ships(invocation, input)).map(finding),
};

function isLeftToTheMachine({ environment, command: { settings }, closure, linkage }: BuildInvocation): boolean {
  const { goos, goarch } = settings;
  if (environment.get("CGO_ENABLED") !== null || environment.open !== null || linkage.failure !== null || closure === null) return false;
  if (environment.get("CC") !== null || goos.kind === "unknown" || goos.value !== "linux" || goarch.kind === "unknown") return false;
  // For another machine cgo is off, whatever is installed.
  if (environment.get("GOARCH") !== null || environment.get("GOOS") !== null) return false;
  return [...closure.packages.values()].some(({ importPath, cgoFiles, cgoFilesLeftOut }) => importPath === "net" || importPath === "os/user" || cgoFiles.length + cgoFilesLeftOut.length > 0);
}

function ships({ id }: BuildInvocation, { shipments }: Detection): boolean {
  return shipments.some(({ silence, artifact }) => silence === null && artifact.invocations.includes(id));
}

function finding(invocation: BuildInvocation): Finding {
  const { at, linkage, entries } = invocation;
  const { cgoEnabled } = invocation.command.settings;
  const today = cgoEnabled.kind === "unknown" ? "unknown" : cgoEnabled.value ? "on" : "off";
  return {
    rule: RULE,
    messageId: today,
    data: { main: mainOf(invocation), linkage: valueOr(linkage.kind, "unknown") },
    at,
    evidence: [...cgoEnabled.evidence, hop("CGO_ENABLED is not set", null, "b1")],
    entries,
  };
}
