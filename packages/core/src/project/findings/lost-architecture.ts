/** A GOARCH that is assigned for the platform of the image and that go does not see: what ships tells of it, and the assignment is not told of again. */
import type { LostAssignment } from "../../evaluate/index.js";
import type { Shipment } from "../../shipment/model.js";
import { literalOf } from "../../text/index.js";
import type { BuildInvocation } from "../model.js";

/** The assignment that would have told go the architecture; null without one. What make does not export is another matter. */
export function lostArchitecture({ lost }: BuildInvocation, arch: string): LostAssignment | null {
  return lost.find(({ name, value, lostIn }) => name === "GOARCH" && lostIn !== "make" && lostIn !== "override" && lostIn !== "configure" && literalOf(value) === arch) ?? null;
}

/** Invocations of programs that ship with another architecture than that of the image because of such an assignment. */
export function builtForAnother(invocations: readonly BuildInvocation[], shipments: readonly Shipment[]): ReadonlySet<string> {
  const wrong = shipments.filter(({ silence, requirements }) => silence === null && requirements.some(({ kind, verdict }) => kind === "architecture" && verdict === "unmet"));
  const told = wrong.flatMap(({ artifact, platform }) => artifact.invocations.filter((id) => invocations.some((each) => each.id === id && lostArchitecture(each, platform.arch) !== null)));
  return new Set(told);
}
