import { literalOf, originOf, type Origin } from "../../text/index.js";
import { hasCxx } from "../cxx.js";
import type { BuildInvocation, Finding } from "../model.js";
import { groupBy, hop, type Detector } from "./detector.js";
import { compilerTarget, isForMusl } from "./compiler-name.js";
import { entriesOf } from "./uses.js";

const RULE = "go-ldflags/no-mixed-c-toolchain";

/** Fact a12: C++ code is linked by CXX, whatever CC is. Fact b3: a CC for the target does not turn cgo on. */
export const noMixedCToolchain: Detector = {
  rule: RULE,
  detect({ invocations }) {
    const uses = invocations.flatMap((invocation) => {
      const variable = invocation.environment.getExported("CC");
      const cc = variable?.set === "yes" ? literalOf(variable.value) : null;
      const at = variable === null ? null : originOf(variable.value);
      return cc === null || cc === "" || at === null ? [] : [{ invocation, cc, at }];
    });
    // One CC may serve several builds: it is wrong only when it helps none of them.
    return groupBy(uses, ({ at }) => JSON.stringify(at)).flatMap((group): readonly Finding[] => {
      const mistakes = group.map(mistakeOf);
      const [first] = mistakes;
      const [use] = group;
      if (use === undefined || first == null || !mistakes.every((mistake) => mistake?.messageId === first.messageId)) return [];
      const { messageId, data, fact } = first;
      const entries = entriesOf(group);
      return [{ rule: RULE, messageId, data: { ...data, cc: use.cc }, at: use.at, evidence: [hop("built here", use.invocation.at, fact)], entries }];
    });
  },
};

interface Use {
  readonly invocation: BuildInvocation;
  /** the value of CC */
  readonly cc: string;
  readonly at: Origin;
}

interface Mistake {
  readonly messageId: "cxx" | "cross";
  readonly data: Readonly<Record<string, string>>;
  readonly fact: string;
}

function mistakeOf({ invocation, cc }: Use): Mistake | null {
  const { linkage, command, environment, when } = invocation;
  const { goos, goarch, cgoEnabled, cxx } = command.settings;
  if (when.length > 0) return null;
  if (isForMusl(cc) && linkage.libc.kind === "known" && linkage.libc.value === "glibc" && hasCxx(invocation.closure)) {
    return { messageId: "cxx", data: { cxx: cxx.kind === "known" ? cxx.value.join(" ") : "the C++ compiler" }, fact: "a12" };
  }
  const cgo = environment.getExported("CGO_ENABLED");
  if ((cgo !== null && literalOf(cgo.value) !== "") || cgoEnabled.kind === "unknown" || cgoEnabled.value || goos.kind === "unknown" || goarch.kind === "unknown") return null;
  const target = compilerTarget(cc);
  if (target?.goos !== goos.value || target.goarch !== goarch.value) return null;
  return { messageId: "cross", data: { platform: `${goos.value}/${goarch.value}` }, fact: "b3" };
}
