import { standardLibrary, tagsNobodyAsksFor } from "../../gopackages/index.js";
import { isPredefinedTag } from "../../syntax/go/index.js";
import type { BuildInvocation, Finding } from "../model.js";
import { groupBy, hop, type Detector } from "./detector.js";
import { lastGiven } from "./flag-occurrences.js";
import { entriesOf } from "./uses.js";

const RULE = "go-ldflags/no-unknown-build-tag";

/** Fact e11: go takes any word for a tag, and a tag that no file asks for changes nothing. */
export const noUnknownBuildTag: Detector = {
  rule: RULE,
  detect({ invocations }) {
    const uses = invocations.flatMap((invocation) => {
      const flag = lastGiven(invocation.command.settings.flags, "tags");
      return flag?.at == null ? [] : [{ invocation, flag, at: flag.at, idle: idleTags(invocation) }];
    });
    // One text may serve several programs: a tag is idle when none of them asks for it.
    return groupBy(uses, ({ at }) => JSON.stringify(at)).flatMap((group): readonly Finding[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { invocation, at } = first;
      const entries = entriesOf(group);
      const idle = first.idle.filter(({ tag }) => group.every((use) => use.idle.some((other) => other.tag === tag)));
      return idle.map(({ tag, messageId }) => ({ rule: RULE, messageId, data: { tag }, at, evidence: [hop("built here", invocation.at, "e11")], entries }));
    });
  },
};

interface IdleTag {
  readonly tag: string;
  readonly messageId: "unread" | "malformed";
}

/** Source: go/build/constraint, isTag; cmd/go/internal/imports, MatchFile. */
const TAG = /^[\p{L}\p{Nd}_.]+$/u;

function idleTags({ command, closure, goVersion, when }: BuildInvocation): readonly IdleTag[] {
  const { tags } = command.settings;
  if (tags.kind === "unknown" || when.length > 0) return [];
  const malformed = tags.value.filter((tag) => !TAG.test(tag)).map((tag): IdleTag => ({ tag, messageId: "malformed" }));
  if (closure === null || goVersion.kind === "unknown") return malformed;
  const { buildTags } = standardLibrary(goVersion.value);
  const unread = tagsNobodyAsksFor(
    closure,
    tags.value.filter((tag) => TAG.test(tag) && !isPredefinedTag(tag) && !buildTags.has(tag)),
  );
  return [...malformed, ...(unread.kind === "known" ? unread.value.map((tag): IdleTag => ({ tag, messageId: "unread" })) : [])];
}
