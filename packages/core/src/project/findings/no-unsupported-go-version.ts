import { goLanguageVersion } from "../../syntax/gomod/index.js";
import { literalOf, print, type Origin } from "../../text/index.js";
import type { BuildInvocation, Finding } from "../model.js";
import { isRefusal, requiredBy } from "../go-refusal.js";
import { lineage, stagesThatBuild } from "./build-arguments.js";
import { groupBy, hop, type Detection, type Detector } from "./detector.js";
import { entriesOf, programsOf } from "./uses.js";

const RULE = "go-dockerfile/no-unsupported-go-version";

interface Unsupported {
  readonly invocation: BuildInvocation;
  /** the base image of the stage that builds */
  readonly at: Origin;
  readonly image: string;
}

/** Fact o1: the release of the image refuses go.mod, and nothing may replace it. */
export const noUnsupportedGoVersion: Detector = {
  rule: RULE,
  detect(input) {
    const found = input.invocations.flatMap((invocation) => (isRefused(invocation) ? baseOf(invocation, input) : []));
    return groupBy(found, ({ at, invocation }) => `${at.file}:${at.start} ${invocation.linkage.failure?.text ?? ""}`).flatMap((uses): readonly Finding[] => {
      const [first] = uses;
      const failure = first?.invocation.linkage.failure ?? null;
      if (first === undefined || failure === null) return [];
      const { invocation, at, image } = first;
      const required = requiredBy(failure);
      return [
        {
          rule: RULE,
          messageId: required === null ? "unreadable" : "older",
          data: { image, required: required ?? "", line: required === null ? "1.21" : (goLanguageVersion(required) ?? required), text: failure.text, programs: programsOf(uses) },
          at,
          evidence: [hop("built here", invocation.at), ...(failure.at === null ? [] : [hop("what it refuses", failure.at, "o1")]), ...invocation.goVersion.evidence],
          entries: entriesOf(uses),
        },
      ];
    });
  },
};

function isRefused({ linkage: { failure } }: BuildInvocation): boolean {
  return failure !== null && isRefusal(failure);
}

/** Where the image is named that has the Go release: at the bottom of the stage that builds. */
function baseOf(invocation: BuildInvocation, input: Detection): readonly Unsupported[] {
  return stagesThatBuild(invocation, input).flatMap(({ dockerfile, tree, stage }): readonly Unsupported[] => {
    const reference = tree.stages[lineage(stage, tree).at(-1) ?? stage]?.from.args[0];
    if (reference === undefined) return [];
    const [start, end] = reference.range;
    return [{ invocation, at: { file: dockerfile, start, end }, image: literalOf(reference.text) ?? print(reference.text) }];
  });
}
