import type { LinkedVariable } from "../../linkage/model.js";
import { print, literalOf, type Origin } from "../../text/index.js";
import type { BuildInvocation, Finding } from "../model.js";
import { groupBy, hop, type Detection, type Detector } from "./detector.js";

const RULE = "go-ldflags/no-dropped-ldflags";

/** Facts q2–q4, history: a build that ships leaves out the -X that another build of the same program has. */
export const noDroppedLdflags: Detector = {
  rule: RULE,
  detect(input) {
    const uses = input.invocations.filter((invocation) => ships(invocation, input) && hasNone(invocation)).flatMap((invocation) => {
      const dropped = droppedBy(invocation, input);
      return dropped === null ? [] : [{ invocation, ...dropped }];
    });
    return groupBy(uses, ({ invocation: { at } }) => `${at.file}:${at.start}`).flatMap((group): readonly Finding[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { invocation, other, targets } = first;
      const main = invocation.main.kind === "known" ? invocation.main.value : "";
      return [
        {
          rule: RULE,
          messageId: "dropped",
          data: { main, targets: targets.map(({ target }) => target).join(", "), place: input.place(other.at) },
          at: invocation.at,
          evidence: targets.slice(0, 2).map(({ target, at }) => hop(`-X ${target}=${valueOf(target, other)}`, at, "q2")).concat(hop("the build that ships", invocation.at)),
          entries: [...new Set(group.flatMap((use) => use.invocation.entries))],
        },
      ];
    });
  },
};

function ships(invocation: BuildInvocation, { shipments }: Detection): boolean {
  return invocation.when.length === 0 && shipments.some((shipment) => shipment.silence === null && shipment.artifact.invocations.includes(invocation.id));
}

/** All linker flags are known, and none of them is a -X; nor does the program ask how it was built. */
function hasNone({ command, closure }: BuildInvocation): boolean {
  const { flags, linker, ldflags } = command.settings;
  const isOpen = [...flags, ...linker.all, ...ldflags].some((item) => item.kind === "gap");
  const asks = [...(closure?.packages.values() ?? [])].some(({ source, module, imports }) => source === "repository" && module === closure?.modulePath && imports.includes("runtime/debug"));
  return !isOpen && !asks && linker.variables.length === 0 && linker.failure === null && command.failure === null;
}

interface Dropped {
  readonly other: BuildInvocation;
  readonly targets: readonly (LinkedVariable & { readonly at: Origin })[];
}

/** What another build of the same program sets. */
function droppedBy({ main, module, id }: BuildInvocation, { invocations }: Detection): Dropped | null {
  if (main.kind === "unknown") return null;
  for (const other of invocations) {
    if (other.id === id || other.main.kind === "unknown" || other.main.value !== main.value || other.module !== module || other.command.verb === "run") continue;
    const targets = other.linkage.variables.flatMap((variable) => (isMeant(variable) && variable.at !== null ? [{ ...variable, at: variable.at }] : []));
    if (targets.length > 0) return { other, targets };
  }
  return null;
}

/** The linker finds the variable, and its value is not written as a constant: that would as well stand in the source. */
function isMeant({ status, value, target }: LinkedVariable): boolean {
  return status.kind === "known" && status.value === "set" && (value.kind === "unknown" || /version|commit|revision|sha|hash|tag|build|release/i.test(target.slice(target.lastIndexOf(".") + 1)));
}

function valueOf(target: string, { command }: BuildInvocation): string {
  const assignment = command.settings.linker.variables.findLast((each) => literalOf(each.target) === target);
  return assignment === undefined ? "…" : print(assignment.value);
}
