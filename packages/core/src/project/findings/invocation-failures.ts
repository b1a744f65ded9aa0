/** Builds that must fail, or whose program must fail because cgo is off. */
import type { BuildInvocation, Finding } from "../model.js";
import type { Detector } from "./detector.js";

/** Fact b5: cgo is on, a package needs it, and no C compiler is in the stage. */
export const noMissingCCompiler: Detector = failureDetector("go-dockerfile/no-missing-c-compiler", "b5", "missing");

/** Fact b6: cgo is off, and a package has nothing but cgo files. */
export const noDisabledCgo: Detector = failureDetector("go-dockerfile/no-disabled-cgo", "b6", "excluded");

function failureDetector(rule: string, fact: string, messageId: string): Detector {
  return {
    rule,
    detect(input) {
      return input.invocations.flatMap((invocation): readonly Finding[] => {
        const { failure } = invocation.linkage;
        if (failure === null || failure.fact !== fact || invocation.when.length > 0) return [];
        return [
          {
            rule,
            messageId,
            data: { main: mainOf(invocation), text: failure.text },
            at: invocation.at,
            evidence: [...invocation.linkage.kind.evidence, ...invocation.linkage.cgo.evidence],
            entries: invocation.entries,
          },
        ];
      });
    },
  };
}

export function mainOf(invocation: BuildInvocation): string {
  return invocation.main.kind === "known" ? invocation.main.value : "the program";
}
