import { LINKER_FLAGS, splitQuoted, type CommandFailure } from "../../gobuild/index.js";
import { carrier, originOf, type Origin } from "../../text/index.js";
import type { BuildInvocation, Finding } from "../model.js";
import { hop, type Detector } from "./detector.js";
import { isCertain } from "./flag-occurrences.js";
import { listProblem } from "./no-split-flag-list.js";

const RULE = "go-ldflags/no-broken-flag-quoting";

/** Facts e9, e12, d9, d11, f3: flags that reach go, or the linker, in other words than they were meant. */
export const noBrokenFlagQuoting: Detector = {
  rule: RULE,
  detect({ invocations }) {
    return invocations.flatMap((invocation): readonly Finding[] => {
      // what lists of CMake do to flags is told by a rule of its own
      const problem = invocation.when.length > 0 || listProblem(invocation) !== null ? null : problemOf(invocation);
      if (problem === null) return [];
      const { messageId, data, at, fact } = problem;
      return [{ rule: RULE, messageId, data, at, evidence: [hop("the command that fails", invocation.at, fact)], entries: invocation.entries }];
    });
  },
};

interface Problem {
  readonly messageId: string;
  readonly data: Readonly<Record<string, string>>;
  readonly at: Origin;
  readonly fact: string;
}

function problemOf({ command, linkage }: BuildInvocation): Problem | null {
  if (!isCertain(command.settings.flags) || !isCertain(command.settings.linker.all)) return null;
  if (command.failure !== null) return ofCommand(command.failure);
  const compiler = ofCompilerFlags(command.settings.flags);
  if (compiler !== null) return compiler;
  // What is not linked does not fail by its linker flags.
  const { failure } = command.settings.linker;
  return failure !== null && linkage.failure?.text === failure.text ? ofLinker(failure) : null;
}

/** What go says of its own flags. */
function ofCommand({ text, fact, at }: CommandFailure): Problem | null {
  if (at === null) return null;
  if (fact === "e9") return { messageId: "after", data: { text }, at, fact };
  if (fact !== "d11") return null;
  const undefinedFlag = /^flag provided but not defined: -(.+)$/.exec(text)?.[1];
  if (undefinedFlag !== undefined) return LINKER_FLAGS.has(undefinedFlag) ? { messageId: "misplaced", data: { flag: undefinedFlag }, at, fact } : null;
  return /for flag -(?:ld|gc|asm)flags: /.test(text) ? { messageId: "quotes", data: { text }, at, fact: "e9" } : null;
}

/** What the linker says of the words of -ldflags. */
function ofLinker({ text, fact, at }: CommandFailure): Problem | null {
  if (at === null) return null;
  if (text.startsWith("-X flag requires")) return { messageId: "definition", data: {}, at, fact };
  if (fact === "f3" && text.startsWith("usage: link")) return { messageId: "word", data: {}, at, fact };
  return fact === "d9" ? { messageId: "linker", data: { text }, at, fact } : null;
}

/** Fact e12: flags of the linker among those of the compiler. */
function ofCompilerFlags(flags: BuildInvocation["command"]["settings"]["flags"]): Problem | null {
  for (const flag of flags) {
    if (flag.kind === "gap" || flag.flag !== "gcflags" || flag.dropped) continue;
    for (const { value } of splitQuoted(flag.value).words) {
      const name = /^(?:[\w./]+=)?--?(X|extldflags|linkmode)(?:=|$)/.exec(carrier(value))?.[1];
      const at = originOf(value);
      if (name !== undefined && at !== null) return { messageId: "compiler", data: { flag: name }, at, fact: "e12" };
    }
  }
  return null;
}
