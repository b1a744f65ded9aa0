import type { FileBody } from "../../gopackages/index.js";
import type { Evidence, Origin } from "../../text/index.js";
import type { BuildInvocation, Finding } from "../model.js";
import { groupBy, hop, type Detection, type Detector } from "./detector.js";
import { filesOfImporters, localName } from "./own-packages.js";
import { entriesOf, programsOf } from "./uses.js";

const RULE = "go-gomod/no-plugin-in-static-build";

/** Fact d17: without cgo, package plugin is a stub. A static program has no loader that could open one: runtime/plugin.go, musl's src/ldso/dlopen.c. */
export const noPluginInStaticBuild: Detector = {
  rule: RULE,
  detect(input) {
    const uses = input.invocations.flatMap((invocation) => {
      const reason = reasonOf(invocation);
      return openPlaces(invocation, input).map((at) => ({ at, invocation, reason }));
    });
    // Code that serves several builds works in one of them, unless it works in none.
    return groupBy(uses, ({ at }) => JSON.stringify(at)).flatMap((group): readonly Finding[] => {
      const [first] = group;
      if (first?.reason == null || !group.every(({ reason }) => reason !== null)) return [];
      const { at, invocation, reason } = first;
      const data = { programs: programsOf(group) };
      return [{ rule: RULE, messageId: reason.messageId, data, at, evidence: [hop("built here", invocation.at, "d17"), ...reason.evidence], entries: entriesOf(group) }];
    });
  },
};

interface Cause {
  readonly messageId: "stub" | "static";
  readonly evidence: Evidence;
}

/** Null when plugins may be opened. */
function reasonOf({ linkage, when }: BuildInvocation): Cause | null {
  const { cgo, kind, goos, failure } = linkage;
  if (failure !== null || when.length > 0 || goos.kind === "unknown" || goos.value !== "linux" || cgo.kind === "unknown") return null;
  if (!cgo.value) return { messageId: "stub", evidence: cgo.evidence };
  return kind.kind === "known" && (kind.value === "static" || kind.value === "static-pie") ? { messageId: "static", evidence: kind.evidence } : null;
}

/** Calls of plugin.Open in the program's own module. */
function openPlaces({ closure }: BuildInvocation, { session }: Detection): readonly Origin[] {
  return filesOfImporters(closure, "plugin").flatMap((file) => openCalls(file, session));
}

function openCalls(file: FileBody, session: Detection["session"]): readonly Origin[] {
  const { source, body } = file;
  const name = localName(file, { path: "plugin", name: "plugin" }, session);
  if (source === null || name === null) return [];
  return body.calls.filter(({ callee }) => callee === `${name}.Open`).map(({ range: [start, end] }) => ({ file: source, start, end }));
}
