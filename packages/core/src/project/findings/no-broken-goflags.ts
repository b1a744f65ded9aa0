import { ANY_GO_FLAG, GO_FLAGS, LINKER_FLAGS, splitQuoted } from "../../gobuild/index.js";
import { carrier, literalOf, originOf, type Traced } from "../../text/index.js";
import type { BuildInvocation, Finding } from "../model.js";
import { hop, type Detection, type Detector } from "./detector.js";
import { quotedAsMeant } from "./goflags-quoting.js";

const RULE = "go-ldflags/no-broken-goflags";

/** Facts e3–e6: go splits GOFLAGS at blanks, and each word must be a whole flag. */
export const noBrokenGoflags: Detector = {
  rule: RULE,
  detect(input) {
    return input.invocations.flatMap((invocation) => {
      const goflags = invocation.environment.getExported("GOFLAGS");
      if (goflags?.set !== "yes" || invocation.when.length > 0) return [];
      return refused(goflags.value, invocation, input) ?? silent(goflags.value, invocation, input);
    });
  },
};

/** go refuses the value; null when it does not. */
function refused(value: Traced, invocation: BuildInvocation, input: Detection): readonly Finding[] | null {
  const { failure } = invocation.command;
  if (failure?.fact !== "e3") return null;
  if (failure.at === null) return [];
  const edit = editFor(value, invocation, input);
  const found: Finding = {
    rule: RULE,
    messageId: "refused",
    data: { text: failure.text, right: edit?.text ?? "" },
    at: failure.at,
    evidence: [hop("the go command that refuses it", invocation.at, "e3")],
    entries: invocation.entries,
  };
  // Nothing ships of a build that fails.
  return [edit === null ? { ...found, messageId: "unclear" } : { ...found, fix: edit }];
}

/** A word behind `-ldflags=` that is a flag of the linker, and of some go subcommand that does not build: go takes no notice of it. */
function silent(value: Traced, invocation: BuildInvocation, input: Detection): readonly Finding[] {
  const { words } = splitQuoted(value);
  const list = words.findIndex((word) => /^--?ldflags=/.test(carrier(word.value)));
  return words.slice(list + 1).flatMap((word): readonly Finding[] => {
    const text = literalOf(word.value) ?? "";
    const name = /^--?([\w-]+)(?:=|$)/.exec(text)?.[1] ?? "";
    const at = originOf(word.value);
    if (list === -1 || at === null || !LINKER_FLAGS.has(name) || !ANY_GO_FLAG.has(name) || GO_FLAGS.build.has(name)) return [];
    const edit = editFor(value, invocation, input);
    return [
      {
        rule: RULE,
        messageId: "ignored",
        data: { flag: text },
        at,
        evidence: [hop("the go command that ignores it", invocation.at, "e3")],
        entries: invocation.entries,
        ...(edit === null ? {} : { suggestions: [{ messageId: "quote", ...edit }] }),
      },
    ];
  });
}

function editFor(value: Traced, { goVersion }: BuildInvocation, { session }: Detection) {
  const at = originOf(value);
  const content = at === null ? null : session.workspace.read(at.file);
  return content?.kind !== "text" ? null : quotedAsMeant(value, content.text, goVersion.kind === "known" ? goVersion.value : null);
}
