import type { Origin } from "../../text/index.js";
import type { Finding } from "../model.js";
import { declaredArguments, lineage, stagesThatBuild, type DeclaredArgument } from "./build-arguments.js";
import { groupBy, hop, type Detection, type Detector } from "./detector.js";
import { emptyValues, type EmptyValue } from "./empty-values.js";
import { entriesOf } from "./uses.js";

const RULE = "go-dockerfile/no-undeclared-build-arg";

interface Undeclared {
  readonly value: EmptyValue;
  readonly declared: DeclaredArgument;
  readonly at: Origin;
}

/** A build argument of another stage, or from before FROM, is used in a stage that does not declare it, and what go links has no value. */
export const noUndeclaredBuildArg: Detector = {
  rule: RULE,
  detect(input) {
    const found = emptyValues(input).flatMap((value) => undeclared(value, input));
    return groupBy(found, ({ at }) => `${at.file}:${at.start}`).flatMap((uses): readonly Finding[] => {
      const [first] = uses;
      if (first === undefined) return [];
      const { value, declared, at } = first;
      return [
        {
          rule: RULE,
          messageId: declared.stage === null ? "global" : "stage",
          data: { name: value.reference.name, reference: value.reference.text, target: value.target, instead: value.instead, declared: input.place(declared.at) },
          at,
          evidence: [hop(`ARG ${value.reference.name} is declared here, and not in the stage that builds`, declared.at), ...value.evidence],
          entries: entriesOf(uses.map((use) => use.value)),
        },
      ];
    });
  },
};

function undeclared(value: EmptyValue, input: Detection): readonly Undeclared[] {
  const { reference, invocation } = value;
  if (reference.cause.kind !== "undefined" || reference.cause.lost !== null) return [];
  return stagesThatBuild(invocation, input).flatMap(({ dockerfile, tree, stage }): readonly Undeclared[] => {
    const own = new Set(lineage(stage, tree));
    const all = declaredArguments(dockerfile, tree).filter(({ name }) => name === reference.name);
    const elsewhere = all.findLast((argument) => argument.stage === null) ?? all[0];
    if (elsewhere === undefined || all.some((argument) => argument.stage !== null && own.has(argument.stage))) return [];
    return [{ value, declared: elsewhere, at: reference.at.file === dockerfile ? reference.at : elsewhere.at }];
  });
}
