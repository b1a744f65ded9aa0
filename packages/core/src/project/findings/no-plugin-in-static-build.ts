import { readPackageBodies, type FileBody } from "../../gopackages/index.js";
import type { Evidence, Origin } from "../../text/index.js";
import type { BuildInvocation, Finding } from "../model.js";
import { mainOf } from "./cgo.js";
import { groupBy, hop, type Detection, type Detector } from "./detector.js";
import { ownPackages } from "./own-packages.js";

const RULE = "go-gomod/no-plugin-in-static-build";

/** Fact d17: without cgo, package plugin is a stub; and a static program has no loader that could open one. */
export const noPluginInStaticBuild: Detector = {
  rule: RULE,
  detect(input) {
    const uses = input.invocations.flatMap((invocation) => {
      const places = openPlaces(invocation, input);
      return places.map((at) => ({ at, invocation, reason: places.length === 0 ? null : reasonOf(invocation) }));
    });
    // Code that serves several builds works in one of them, unless it works in none.
    return groupBy(uses, ({ at }) => JSON.stringify(at)).flatMap((group): readonly Finding[] => {
      const [first] = group;
      if (first?.reason == null || !group.every(({ reason }) => reason !== null)) return [];
      const { at, invocation, reason } = first;
      const data = { programs: [...new Set(group.map((use) => mainOf(use.invocation)))].join(", ") };
      return [{ rule: RULE, messageId: reason.messageId, data, at, evidence: [hop("built here", invocation.at, "d17"), ...reason.evidence], entries: [...new Set(group.flatMap((use) => use.invocation.entries))] }];
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
  if (closure === null) return [];
  return ownPackages(closure).flatMap(({ importPath, imports }) => {
    if (!imports.includes("plugin")) return [];
    const bodies = readPackageBodies(closure, importPath);
    return bodies.kind === "unknown" ? [] : bodies.value.flatMap((file) => openCalls(file, session));
  });
}

function openCalls({ source, body }: FileBody, { sources }: Detection["session"]): readonly Origin[] {
  const header = source === null ? null : sources.headers.goHeader(source);
  if (source === null || header === null || "unknown" in header) return [];
  const imported = header.imports.find(({ path }) => path === "plugin");
  const name = imported?.name ?? "plugin";
  if (imported === undefined || name === "_" || name === ".") return [];
  return body.calls.filter(({ callee }) => callee === `${name}.Open`).map(({ range: [start, end] }) => ({ file: source, start, end }));
}
