import { LINKER_FLAGS } from "../../gobuild/index.js";
import { literalOf, type Origin } from "../../text/index.js";
import { isCMakeSource } from "../build-files.js";
import type { BuildInvocation, Finding } from "../model.js";
import { hop, type Detector } from "./detector.js";
import { isCertain, lastGiven } from "./flag-occurrences.js";

const RULE = "go-ldflags/no-split-flag-list";

/** Fact q8: what lists and quotes of CMake make of a flag that is several words. */
export const noSplitFlagList: Detector = {
  rule: RULE,
  detect({ invocations }) {
    return invocations.flatMap((invocation): readonly Finding[] => {
      const problem = invocation.when.length > 0 ? null : listProblem(invocation);
      if (problem === null) return [];
      const { messageId, data, at } = problem;
      return [{ rule: RULE, messageId, data, at, evidence: [hop("the command that fails", invocation.at, "q8")], entries: invocation.entries }];
    });
  },
};

interface ListProblem {
  readonly messageId: "split" | "joined" | "quotes";
  readonly data: Readonly<Record<string, string>>;
  readonly at: Origin;
}

/** Why the command fails, where a file of CMake says how its words are divided; null for any other reason. */
export function listProblem({ command, linkage }: BuildInvocation): ListProblem | null {
  const { settings, failure } = command;
  if (!isCertain(settings.flags) || !isCertain(settings.linker.all)) return null;
  if (failure !== null) {
    if (!isInCMake(failure.at)) return null;
    const flag = /^flag provided but not defined: -(.+)$/.exec(failure.text)?.[1];
    if (flag !== undefined) return LINKER_FLAGS.has(flag) ? { messageId: "split", data: { flag }, at: failure.at } : null;
    const quoted = /for flag -((?:ld|gc|asm)flags): /.exec(failure.text)?.[1];
    return quoted === undefined ? null : { messageId: "quotes", data: { flag: quoted }, at: failure.at };
  }
  const given = lastGiven(settings.flags, "ldflags");
  const broken = settings.linker.failure;
  if (given === null || broken === null || linkage.failure?.text !== broken.text || !isInCMake(given.at)) return null;
  const value = literalOf(given.value);
  return value?.includes(";") === true ? { messageId: "joined", data: { value }, at: given.at } : null;
}

function isInCMake(at: Origin | null): at is Origin {
  return at !== null && isCMakeSource(at.file);
}
