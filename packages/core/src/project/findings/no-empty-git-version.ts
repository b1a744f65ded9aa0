import { groupBy, type Detector } from "./detector.js";
import { emptyValues } from "./empty-values.js";
import { entriesOf } from "./uses.js";

const RULE = "go-ldflags/no-empty-git-version";

/** Fact q6, history: a version is asked of git where there is no git, or no repository. */
export const noEmptyGitVersion: Detector = {
  rule: RULE,
  detect(input) {
    const values = emptyValues(input).filter(({ reference }) => reference.cause.kind === "command");
    return groupBy(values, ({ reference: { at } }) => `${at.file}:${at.start}`).flatMap((uses) => {
      const [first] = uses;
      if (first?.reference.cause.kind !== "command") return [];
      const { reference, target, instead, evidence } = first;
      return [
        {
          rule: RULE,
          messageId: first.reference.cause.why === "no repository" ? "repository" : "git",
          data: { command: reference.text, target, instead },
          at: reference.at,
          evidence,
          entries: entriesOf(uses),
        },
      ];
    });
  },
};
