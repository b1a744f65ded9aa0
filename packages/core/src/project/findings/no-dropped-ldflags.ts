import { readPackageBodies } from "../../gopackages/index.js";
import type { LinkedVariable } from "../../linkage/model.js";
import { print, literalOf, type Origin } from "../../text/index.js";
import { dirname } from "../../workspace/index.js";
import type { BuildInvocation, Finding } from "../model.js";
import type { Session } from "../session.js";
import { mainOf } from "./cgo.js";
import { groupBy, hop, type Detection, type Detector } from "./detector.js";
import { entriesOf } from "./uses.js";

const RULE = "go-ldflags/no-dropped-ldflags";

/** Facts q2–q4, history: a build that ships leaves out the -X that another build of the same program has. */
export const noDroppedLdflags: Detector = {
  rule: RULE,
  detect(input) {
    const uses = input.invocations.filter((invocation) => ships(invocation, input) && hasNone(invocation) && !asksForBuildInfo(invocation, input)).flatMap((invocation) => {
      const dropped = droppedBy(invocation, input);
      return dropped === null ? [] : [{ invocation, ...dropped }];
    });
    return groupBy(uses, ({ invocation: { at } }) => `${at.file}:${at.start}`).flatMap((group): readonly Finding[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { invocation, other, targets } = first;
      const main = invocation.module !== null && invocation.closure !== null && invocation.closure.main.importPath !== "command-line-arguments" ? mainOf(invocation) : "the program";
      return [
        {
          rule: RULE,
          messageId: "dropped",
          data: { main, targets: targets.map(({ target }) => target).join(", "), place: input.place(other.at) },
          at: invocation.at,
          evidence: targets.slice(0, 2).map(({ target, at }) => hop(`-X ${target}=${valueOf(target, other)}`, at, "q2")).concat(hop("the build that ships", invocation.at)),
          entries: entriesOf(group),
        },
      ];
    });
  },
};

function ships(invocation: BuildInvocation, { shipments }: Detection): boolean {
  return invocation.when.length === 0 && shipments.some((shipment) => shipment.silence === null && shipment.artifact.invocations.includes(invocation.id));
}

/** All linker flags are known, and none of them is a -X. */
function hasNone({ command }: BuildInvocation): boolean {
  const { flags, linker, ldflags } = command.settings;
  const isOpen = [...flags, ...linker.all, ...ldflags].some((item) => item.kind === "gap");
  return !isOpen && linker.variables.length === 0 && linker.failure === null && command.failure === null;
}

/** The program may tell its version from what go notes of the build: a mention is enough to say nothing. */
function asksForBuildInfo({ closure }: BuildInvocation, { session }: Detection): boolean {
  if (closure === null) return false;
  const able = [...closure.packages.values()].filter(({ source, module, imports }) => source === "repository" && module === closure.modulePath && imports.includes("runtime/debug"));
  return able.some(({ importPath }) => {
    const bodies = readPackageBodies(closure, importPath);
    return bodies.kind === "unknown" || bodies.value.some(({ source }) => mentionsBuildInfo(source, session));
  });
}

function mentionsBuildInfo(source: string | null, { workspace }: Session): boolean {
  const content = source === null ? null : workspace.read(source);
  return content?.kind !== "text" || content.text.includes("ReadBuildInfo");
}

interface Dropped {
  readonly other: BuildInvocation;
  readonly targets: readonly (LinkedVariable & { readonly at: Origin })[];
}

/** What another build of the same program sets. */
function droppedBy(invocation: BuildInvocation, { invocations }: Detection): Dropped | null {
  const program = sourceDirectory(invocation);
  if (program === null) return null;
  for (const other of invocations) {
    if (other.id === invocation.id || other.module !== invocation.module || other.command.verb === "run") continue;
    const targets = other.linkage.variables.flatMap((variable) => (isMeant(variable) && variable.at !== null ? [{ ...variable, at: variable.at }] : []));
    if (targets.length > 0 && sourceDirectory(other) === program) return { other, targets };
  }
  return null;
}

/** Where the main package is written: its import path is none where files are named (`go build main.go`). */
function sourceDirectory({ closure }: BuildInvocation): string | null {
  const bodies = closure === null ? null : readPackageBodies(closure, closure.main.importPath);
  const source = bodies?.kind === "known" ? bodies.value[0]?.source : null;
  return source == null ? null : dirname(source);
}

/** The linker finds the variable, and its value is not written as a constant: that would as well stand in the source. */
function isMeant({ status, value, target }: LinkedVariable): boolean {
  return status.kind === "known" && status.value === "set" && (value.kind === "unknown" || /version|commit|revision|sha|hash|tag|build|release/i.test(target.slice(target.lastIndexOf(".") + 1)));
}

function valueOf(target: string, { command }: BuildInvocation): string {
  const assignment = command.settings.linker.variables.findLast((each) => literalOf(each.target) === target);
  return assignment === undefined ? "…" : print(assignment.value);
}
