/** What a name and tag can mean: the matching entry of the facts, and its meanings over time. */
import { baseImageData } from "./base-images.generated.js";
import type { FlatHistoryName, ImageEntry } from "./data.js";
import { golangTag, on, toMeanings, type GolangMeaning } from "./golang.js";
import { languageTag } from "./language-tags.js";
import { compiled, type ImageReference } from "./reference.js";
import { tagHistory } from "./tag-history.generated.js";

export interface Meaning {
  /** the first day of this meaning; "" when it always had it */
  readonly since: string;
  /** key of the system facts; null when nothing is known of the system */
  readonly os: string | null;
  readonly golang: GolangMeaning | null;
  /** the last day on which the tag was built; null when it still is */
  readonly builtUntil: string | null;
}

export interface Match {
  readonly entry: ImageEntry;
  /** named groups of the patterns */
  readonly groups: Readonly<Record<string, string | undefined>>;
  /** oldest first, never empty */
  readonly meanings: readonly Meaning[];
  /** false: any of the meanings, whatever the day */
  readonly settled: boolean;
  readonly floating: boolean;
  /** weaker than the entry's own when the tag is newer than the data */
  readonly extrapolated: boolean;
}

/** The first entry that matches, in the order of the facts; a string says why there is none. */
export function matchImage({ name, tag, platform }: ImageReference, day: string): Match | string {
  const candidates = entriesFor(name);
  if (candidates.length === 0) return `no facts about the image ${name}`;
  for (const entry of candidates) {
    const groups: Record<string, string | undefined> = {};
    if (entry.namePattern !== undefined) Object.assign(groups, compiled(entry.namePattern).exec(name)?.groups);
    if (entry.tagPattern !== undefined) {
      // scratch has no tags
      const match = compiled(entry.tagPattern).exec(tag);
      if (match === null) continue;
      Object.assign(groups, match.groups);
    }
    const found = meaningsOf(entry, groups, tag, platform, day);
    if (found !== null) return { entry, groups, ...found };
    return `no facts about the tag ${name}:${tag}`;
  }
  return `no facts about the tag ${name}:${tag}`;
}

type Found = Pick<Match, "meanings" | "settled" | "floating" | "extrapolated">;

function meaningsOf(entry: ImageEntry, groups: Match["groups"], tag: string, platform: string | null, day: string): Found | null {
  const always = (os: string | null): Found => ({ meanings: [plain("", os)], settled: true, floating: entry.floating ?? false, extrapolated: false });
  if (entry.dated !== undefined) {
    return { meanings: entry.dated.map(({ since, os }) => plain(since, os)), settled: true, floating: true, extrapolated: false };
  }
  switch (entry.history) {
    case undefined:
      return always(entry.os === undefined || entry.os === null ? null : fill(entry.os, groups));
    case "golang":
      return golangMeanings(tag, day);
    case "bases": {
      const found = languageTag(entry.name ?? "", tag);
      if (found === null) return null;
      return { meanings: found.meanings.map(({ since, os }) => plain(since, os)), settled: found.settled, floating: !found.named, extrapolated: false };
    }
    case "busybox":
      return busyboxMeanings(groups["tag"] ?? tag, platform);
    default:
      return flatMeanings(entry, entry.history, entry.historyTag ?? groups["tag"] ?? tag);
  }
}

function golangMeanings(tag: string, day: string): Found | null {
  const found = golangTag(tag);
  if (found === null) return null;
  return {
    meanings: found.meanings.map((golang) => ({ since: golang.since, os: golang.os, golang, builtUntil: null })),
    settled: true,
    floating: found.floatsOn(day),
    extrapolated: found.newerThanData,
  };
}

function flatMeanings(entry: ImageEntry, name: FlatHistoryName, tag: string): Found | null {
  const history = tagHistory()[name][tag];
  if (history === undefined) return null;
  const meanings = toMeanings(history).map(({ since, meaning }) => plain(since, fill(entry.os ?? "", { release: meaning })));
  return { meanings, settled: true, floating: true, extrapolated: false };
}

/** The untagged variant differs by architecture: arm32v6 is musl; the history is that of amd64, which 386 and arm64 share. */
function busyboxMeanings(tag: string, platform: string | null): Found | null {
  const { libc, lastListed } = tagHistory().busybox;
  const history = libc[tag];
  if (history === undefined) return null;
  const meanings = toMeanings(history).map(({ since, meaning }): Meaning => {
    const variant = platform === "linux/arm/v6" ? "musl" : meaning;
    return { ...plain(since, `busybox-${variant}`), builtUntil: lastListed[tag] ?? null };
  });
  return { meanings, settled: true, floating: lastListed[tag] === undefined, extrapolated: false };
}

function plain(since: string, os: string | null): Meaning {
  return { since, os, golang: null, builtUntil: null };
}

/** `el${n}-minimal` with the groups of the patterns. */
export function fill(template: string, groups: Readonly<Record<string, string | undefined>>): string {
  return template.replace(/\$\{(\w+)\}/g, (_, group: string) => groups[group] ?? "");
}

/** The meanings that count: that of the day, or all up to the day when the reference is pinned by a digest of an unknown day. */
export function meaningsFor(match: Match, day: string, pinned: boolean): readonly Meaning[] {
  if (!pinned && match.settled) {
    const found = on(match.meanings, day);
    return found === null ? [] : [found];
  }
  const past = match.meanings.filter((meaning, i) => i === 0 || meaning.since <= day);
  return past.filter((meaning, i) => past.findIndex((other) => other.os === meaning.os && other.golang?.version === meaning.golang?.version) === i);
}

let byName: { readonly exact: ReadonlyMap<string, readonly ImageEntry[]>; readonly patterns: readonly ImageEntry[] } | undefined;

function entriesFor(name: string): readonly ImageEntry[] {
  if (byName === undefined) {
    const exact = new Map<string, ImageEntry[]>();
    const patterns: ImageEntry[] = [];
    for (const entry of baseImageData().images) {
      if (entry.name === undefined) patterns.push(entry);
      else exact.set(entry.name, [...(exact.get(entry.name) ?? []), entry]);
    }
    byName = { exact, patterns };
  }
  const { exact, patterns } = byName;
  return [...(exact.get(name) ?? []), ...patterns.filter(({ namePattern }) => compiled(namePattern as string).test(name))];
}
