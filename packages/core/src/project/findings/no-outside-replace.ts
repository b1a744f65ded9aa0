import { dirname, inside, join } from "../../workspace/index.js";
import type { BuildInvocation, Finding } from "../model.js";
import { groupBy, hop, type Detection, type Detector } from "./detector.js";
import { entriesOf, programsOf } from "./uses.js";

const RULE = "go-gomod/no-outside-replace";

/** Facts s1 and s2: go needs the directories of `replace` and `use` lines, and the machine that builds does not have them. */
export const noOutsideReplace: Detector = {
  rule: RULE,
  detect(input) {
    const uses = input.invocations.filter(({ when }) => when.length === 0).flatMap((invocation) => missingDirectory(invocation, input).map((missing) => ({ ...missing, invocation })));
    return groupBy(uses, ({ at }) => JSON.stringify(at)).flatMap((group): readonly Finding[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { messageId, path, at, invocation } = first;
      const data = { path, programs: programsOf(group), text: first.text };
      const evidence = [hop("built here", invocation.at, first.fact)];
      return [{ rule: RULE, messageId, data, at, evidence, entries: entriesOf(group) }];
    });
  },
};

interface MissingDirectory {
  readonly messageId: "outside" | "context";
  /** as written */
  readonly path: string;
  readonly text: string;
  readonly fact: string;
  readonly at: NonNullable<Finding["at"]>;
}

/** Go's words for a directory that is not there. Source: gopackages/modules.ts, build-list.ts, main-modules.ts. */
const WORDS = [/: (?<text>\S+: replacement directory (?<path>\S+) does not exist)$/, /(?<text>\S+ \(replaced by (?<path>\S+)\): reading \S+: no such file or directory)$/, /^(?<text>cannot load module (?<path>\S+) listed in go\.work file: open \S+: no such file or directory)$/];

/**
 * What the machine of an image lacks for certain. A directory that the repository has as little may be a submodule that is not checked out, or be
 * written by something that is not known.
 */
function missingDirectory({ linkage: { failure } }: BuildInvocation, { session: { workspace } }: Detection): readonly MissingDirectory[] {
  if (failure === null || failure.at === null || (failure.fact !== "s1" && failure.fact !== "s2")) return [];
  const { text, at, fact } = failure;
  const { path, text: words } = WORDS.map((pattern) => pattern.exec(text)?.groups).find((groups) => groups !== undefined) ?? {};
  if (path === undefined || words === undefined) return [];
  const found = { path, text: words, fact, at };
  const target = path.startsWith("/") ? null : join(dirname(at.file), path);
  if (target === null || target === ".." || target.startsWith("../")) return [{ ...found, messageId: "outside" }];
  return workspace.stat(target) === "directory" && !inside(at.file, target) ? [{ ...found, messageId: "context" }] : [];
}
