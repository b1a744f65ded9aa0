import type { FlagOccurrence } from "../../gobuild/model.js";
import { carrier, literalOf, originOf, slice } from "../../text/index.js";
import type { BuildInvocation, Finding } from "../model.js";
import { hop, type Detector } from "./detector.js";

const RULE = "go-ldflags/no-literal-substitution";

/** What a shell would have replaced: `$(date)`, `` `date` ``, `${VERSION}`, `$VERSION`. */
const SUBSTITUTION = /\$\([^()]+\)|`[^`]+`|\$\{[A-Za-z_]\w*\}|\$[A-Z_][A-Z0-9_]*/g;
/** The start of a value of -X, with its target. */
const VALUE_START = /-X[\s=]+["']?([^\s"'=]+\.[^\s"'=.]+)=[^\s=]*$/;

/** Facts f4, q6: a substitution between single quotes, or in exec form, reaches go as text. */
export const noLiteralSubstitution: Detector = {
  rule: RULE,
  detect({ invocations }) {
    return invocations.flatMap((invocation) =>
      invocation.when.length > 0 ? [] : invocation.command.settings.flags.flatMap((flag) => (flag.kind === "flag" && flag.flag === "ldflags" && !flag.dropped ? substitutionsIn(flag, invocation) : [])),
    );
  },
};

function substitutionsIn({ value }: FlagOccurrence, invocation: BuildInvocation): readonly Finding[] {
  const text = carrier(value);
  return [...text.matchAll(SUBSTITUTION)].flatMap(({ 0: match, index }): readonly Finding[] => {
    const target = VALUE_START.exec(text.slice(0, index))?.[1];
    const part = slice(value, index, index + match.length);
    const at = originOf(part);
    if (target === undefined || at === null || literalOf(part) === null || isWithout(target, invocation)) return [];
    const isCommand = match.startsWith("$(") || match.startsWith("`");
    const fails = invocation.command.settings.linker.failure?.fact === "f3";
    const messageId = !isCommand ? "variable" : fails ? "split" : "command";
    return [{ rule: RULE, messageId, data: { text: match, target }, at, evidence: [hop("linked here", invocation.at, "f4")], entries: invocation.entries }];
  });
}

/** The last -X to a variable counts, and one that the linker does not find is another finding. */
function isWithout(target: string, { command, linkage }: BuildInvocation): boolean {
  if (command.settings.linker.failure !== null) return false;
  if (command.settings.linker.variables.some((assignment) => literalOf(assignment.target) === target && !assignment.dropped && !/[$`]/.test(carrier(assignment.value)))) return true;
  return linkage.variables.some((variable) => variable.target === target && variable.status.kind === "known" && variable.status.value === "ineffective");
}
