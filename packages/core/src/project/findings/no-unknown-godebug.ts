import { godebugProblem, refusedDirectives, standardLibrary, type RefusedDirective } from "../../gopackages/index.js";
import type { BuildInvocation, Finding, Suggestion } from "../model.js";
import { groupBy, hop, type Detection, type Detector } from "./detector.js";
import { isOneSlip } from "./near-miss.js";
import { entriesOf } from "./uses.js";

const RULE = "go-gomod/no-unknown-godebug";

/** Fact i5: the go command checks `//go:debug` and godebug lines, and a release that does not know a setting ends the build. */
export const noUnknownGodebug: Detector = {
  rule: RULE,
  detect(input) {
    const uses = input.invocations.filter(({ when }) => when.length === 0).flatMap((invocation) => [...linesOf(invocation, input), ...directivesOf(invocation)].map((refused) => ({ refused, invocation })));
    return groupBy(uses, ({ refused: { at, text } }) => JSON.stringify([at, text])).flatMap((group): readonly Finding[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { refused, invocation } = first;
      const { setting, key, since, kind, text, at } = refused;
      if (at === null || invocation.goVersion.kind === "unknown") return [];
      const go = invocation.goVersion.value;
      const meant = kind === "unknown" ? nameMeant(key, go) : null;
      return [
        {
          rule: RULE,
          messageId: refused.messageId,
          data: { setting, key, go, text, release: since === null ? "" : `1.${since}`, meant: meant === null ? "" : ` Is ${meant} meant?` },
          at,
          evidence: [hop("built here", invocation.at, "i5"), ...invocation.goVersion.evidence],
          entries: entriesOf(group),
          ...(meant === null ? {} : { suggestions: [rename(refused, meant)] }),
        },
      ];
    });
  },
};

interface Refused extends RefusedDirective {
  readonly messageId: "unknown" | "removed" | "malformed" | "line";
}

/** The first godebug line that ends the loading of go.mod or go.work. */
function linesOf({ linkage: { failure }, goVersion, goVersionIsLeast }: BuildInvocation, { session }: Detection): readonly Refused[] {
  if (failure?.fact !== "i5" || failure.stage !== "packages" || failure.at === null || goVersion.kind === "unknown") return [];
  const { at } = failure;
  const content = session.workspace.read(at.file);
  const setting = content.kind === "text" ? content.text.slice(at.start, at.end) : "";
  const problem = godebugProblem(setting, "godebug", { version: goVersion.value, isLeast: goVersionIsLeast });
  if (problem === null) return [{ messageId: "line", kind: "unknown", text: "unknown directive: godebug", key: "", since: null, setting, at }];
  return [{ ...problem, messageId: messageOf(problem.kind), setting, at }];
}

function directivesOf({ closure, goVersion, goVersionIsLeast }: BuildInvocation): readonly Refused[] {
  if (closure === null || goVersion.kind === "unknown") return [];
  const toolchain = { version: goVersion.value, isLeast: goVersionIsLeast };
  // A line in a module of somebody else is nothing to change here.
  return [...closure.packages.values()]
    .filter(({ source }) => source === "repository")
    .flatMap((linked) => refusedDirectives(linked, toolchain).map((refused): Refused => ({ ...refused, messageId: messageOf(refused.kind) })));
}

function messageOf(kind: RefusedDirective["kind"]): Refused["messageId"] {
  return kind === "unknown" || kind === "removed" ? kind : "malformed";
}

/** The one setting of that release that is a slip of the hand away. */
function nameMeant(key: string, go: string): string | null {
  const near = [...(standardLibrary(go).godebugs?.names ?? [])].filter((name) => isOneSlip(key, name));
  return near.length === 1 ? (near[0] ?? null) : null;
}

function rename({ setting, key, at }: Refused, meant: string): Suggestion {
  const end = at?.end ?? 0;
  const start = end - setting.length;
  return { messageId: "rename", start, end: start + key.length, text: meant };
}
