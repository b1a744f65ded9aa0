import type { IgnoredAppend } from "../../evaluate/index.js";
import { carrier, literalOf, print, type Piece, type Traced } from "../../text/index.js";
import type { BuildInvocation, Finding, Suggestion } from "../model.js";
import { groupBy, hop, type Detection, type Detector } from "./detector.js";
import { entriesOf } from "./uses.js";

const RULE = "go-ldflags/no-overridden-make-variable";

/** Fact q3: the command line of make goes before its makefiles. */
export const noOverriddenMakeVariable: Detector = {
  rule: RULE,
  detect(input) {
    return [...appended(input), ...overridden(input)];
  },
};

/** `NAME += value` of a variable that the command line gives, when the value is missing in the flags of a go command. */
function appended(input: Detection): readonly Finding[] {
  const uses = input.invocations.flatMap((invocation) => invocation.ignoredAppends.filter((append) => isMissed(append, invocation)).map((append) => ({ append, invocation })));
  return groupBy(uses, ({ append: { at } }) => `${at.file}:${at.start}`).flatMap((group): readonly Finding[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { append, invocation } = first;
    const { name, value, at, given } = append;
    return [
      {
        rule: RULE,
        messageId: "append",
        data: { name, value: shortened(carrier(value)), given: given === null ? "the command line" : input.place(given) },
        at,
        evidence: [hop(`${name} is given`, given, "q3"), hop("the go command that misses it", invocation.at)],
        entries: entriesOf(group),
        suggestions: [overriding(at.start)],
      },
    ];
  });
}

/** A flag of the command comes from the variable, and has not what was to be added. */
function isMissed({ name, value }: IgnoredAppend, { command, when }: BuildInvocation): boolean {
  const words = (literalOf(value) ?? "").split(/\s+/).filter((word) => word !== "" && !word.includes("$"));
  const reference = new RegExp(String.raw`^\$(?:\(${name}[:)]|\{${name}[:}])`);
  const flags = command.settings.flags.flatMap((flag) => (flag.kind === "flag" && flag.source === "command-line" && !flag.dropped ? [flag.value] : []));
  const carried = [...flags, ...command.packageWords].filter((text) => text.pieces.some((piece) => cameThrough(piece, reference)));
  return when.length === 0 && words.length > 0 && carried.length > 0 && !words.every((word) => command.settings.flags.some((flag) => flag.kind === "flag" && holds(flag.value, word)));
}

function cameThrough({ via }: Piece, reference: RegExp): boolean {
  for (let at = via; at !== null; at = at.outer) if (reference.test(at.text)) return true;
  return false;
}

function holds(text: Traced, word: string): boolean {
  return print(text).includes(word);
}

/** `override NAME = value` in the makefile and NAME on the command line: neither is exported. */
function overridden({ invocations }: Detection): readonly Finding[] {
  return invocations.flatMap((invocation) =>
    invocation.lost
      .filter(({ lostIn }) => lostIn === "override")
      .map(({ name, value, at }) => ({
        rule: RULE,
        messageId: "override",
        data: { name, value: literalOf(value) ?? "" },
        at,
        evidence: [hop("the go command that does not see it", invocation.at, "q3")],
        entries: invocation.entries,
        suggestions: [{ messageId: "export", start: at.start, end: at.start, text: "export " }],
      })),
  );
}

function overriding(start: number): Suggestion {
  return { messageId: "overriding", start, end: start, text: "override " };
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
