import { basename, dirname } from "../../workspace/index.js";
import type { CopyRecord } from "../../evaluate/dockerfile/index.js";
import type { Finding } from "../model.js";
import { groupBy, hop, type BuiltStage, type Detector } from "./detector.js";
import { sourceAt } from "./copied-sources.js";
import { entryIds } from "./uses.js";

const RULE = "go-dockerfile/no-missing-artifact";

interface Missing extends BuiltStage {
  readonly copy: CopyRecord;
  /** what is beside it, or has its name */
  readonly near: { readonly path: string; readonly ids: readonly string[] };
}

/** A program is copied from a stage that writes it elsewhere, or writes another one there. */
export const noMissingArtifact: Detector = {
  rule: RULE,
  detect({ stages, invocations }) {
    const found = stages.flatMap((built) => built.stage.copies.flatMap((copy) => missing(copy, built)));
    return groupBy(found, ({ copy: { at, source } }) => `${at.file}:${at.start} ${source}`).flatMap((uses): readonly Finding[] => {
      const [first] = uses;
      // In another entry it may be there.
      const isThere = stages.some(({ stage }) => stage.copies.some(({ at, source, missing: lacks }) => !lacks && at.file === first?.copy.at.file && at.start === first.copy.at.start && source === first.copy.source));
      if (first === undefined || isThere) return [];
      const { copy, near, stages: all } = first;
      const from = all[copy.fromStage ?? -1];
      const built = invocations.find(({ id }) => near.ids.includes(id));
      return [
        {
          rule: RULE,
          messageId: "missing",
          data: { path: copy.source, stage: from?.name ?? String(copy.fromStage), near: near.path },
          at: sourceAt(copy),
          evidence: [...(built === undefined ? [] : [hop(`writes ${near.path}`, built.at)]), ...(from === undefined ? [] : [hop(`nothing in this stage writes ${copy.source}`, from.at)])],
          entries: entryIds(uses),
        },
      ];
    });
  },
};

/** Of a stage of which everything is understood: what was not may have written any file. */
function missing(copy: CopyRecord, built: BuiltStage): readonly Missing[] {
  const { stages } = built;
  const from = copy.missing && copy.fromStage !== null ? stages.find(({ index }) => index === copy.fromStage) : undefined;
  if (from === undefined || /[*?[]/.test(copy.source)) return [];
  for (let stage = from; ; ) {
    if (stage.machine.effects.some(({ kind }) => kind === "not-understood" || kind === "may-write")) return [];
    const { base } = stage;
    const below = base.kind === "stage" ? stages.find(({ index }) => index === base.index) : undefined;
    if (below === undefined) break;
    stage = below;
  }
  const artifacts = from.machine.files.artifacts();
  const near = artifacts.find(({ path }) => basename(path) === basename(copy.source)) ?? artifacts.find(({ path }) => dirname(path) === dirname(copy.source));
  return near === undefined ? [] : [{ ...built, copy, near }];
}
