import { literalOf, originOf, type Origin } from "../../text/index.js";
import type { BuildInvocation, Finding } from "../model.js";
import { groupBy, hop, type Detection, type Detector } from "./detector.js";
import { isMentioned } from "./mentions.js";
import { BUILD_ARGUMENTS, misspelled } from "./near-miss.js";

const RULE = "go-ldflags/no-misspelled-variable";

/** History: `GGO_ENABLED=0 go build`, `ARG TARGETARC`. */
export const noMisspelledVariable: Detector = {
  rule: RULE,
  detect(input) {
    const found = [...input.invocations.flatMap((invocation) => ofEnvironment(invocation, input)), ...ofArguments(input)];
    return groupBy(found, ({ at }) => `${at.file}:${at.start}`).flatMap((group): readonly Finding[] => {
      const [first] = group;
      return first === undefined ? [] : [{ ...first, entries: [...new Set(group.flatMap(({ entries }) => entries))] }];
    });
  },
};

/** Variables that a go command sees and that nothing reads. */
function ofEnvironment({ environment, entries, at, when }: BuildInvocation, input: Detection): readonly Finding[] {
  if (when.length > 0) return [];
  return environment.names().flatMap((name): readonly Finding[] => {
    const meant = misspelled(name);
    const variable = meant === null ? null : environment.getExported(name);
    const value = variable?.set === "yes" ? originOf(variable.value) : null;
    const place = value === null ? null : nameBefore(name, value, input);
    if (meant === null || place === null || isMentioned(name, input.session.workspace)) return [];
    return [{ rule: RULE, messageId: "variable", data: { name, meant }, at: place, evidence: [hop("the go command that takes no notice of it", at)], entries, suggestions: [{ messageId: "rename", start: place.start, end: place.end, text: meant }] }];
  });
}

/** The name in front of its value, on the same line. */
function nameBefore(name: string, { file, start }: Origin, { session }: Detection): Origin | null {
  const content = session.workspace.read(file);
  if (content.kind !== "text") return null;
  const line = content.text.lastIndexOf("\n", start - 1) + 1;
  const at = content.text.lastIndexOf(name, start);
  return at < line ? null : { file, start: at, end: at + name.length };
}

/** ARG names that BuildKit does not know and that no caller passes. */
function ofArguments({ entries, session }: Detection): readonly Finding[] {
  return entries.flatMap((entry): readonly Finding[] => {
    const { dockerfile } = entry;
    const tree = dockerfile === null ? null : session.sources.dockerfile(dockerfile);
    const instructions = tree === null ? [] : [...tree.preamble, ...tree.stages.flatMap(({ body }) => body)];
    return instructions.flatMap((instruction) =>
      instruction.name !== "ARG"
        ? []
        : instruction.pairs.flatMap((pair): readonly Finding[] => {
            const name = literalOf(pair.name) ?? "";
            const meant = pair.value === null ? misspelled(name, BUILD_ARGUMENTS) : null;
            const at = originOf(pair.name);
            const isPassed = entries.some((other) => other.buildArgs.has(name));
            return meant === null || at === null || isPassed ? [] : [{ rule: RULE, messageId: "argument", data: { name, meant }, at, evidence: [], entries: [entry.id] }];
          }),
    );
  });
}
