/** Tags of the official golang image. */
import { baseImageData } from "./base-images.generated.js";
import type { GolangRow, History } from "./data.js";
import { tagHistory } from "./tag-history.generated.js";

/** What a golang tag meant from a day on. */
export interface GolangMeaning {
  readonly since: string;
  /** key of the system facts */
  readonly os: string;
  /** exact release; null when it is not known */
  readonly version: string | null;
  readonly line: string | null;
  readonly variant: "debian" | "alpine";
  /** the version and the system are those of the tag's own text */
  readonly exact: boolean;
}

export interface GolangTag {
  readonly meanings: readonly GolangMeaning[];
  /** only the tag itself tells the version */
  readonly newerThanData: boolean;
  /** whether the tag still moves on the day */
  floatsOn(day: string): boolean;
}

const TAG = /^(?<version>latest|tip|\d+(?:\.\d+){0,2}(?:(?:rc|beta)\d+)?|\d+\.\d+-rc)?(?:(?:^|-)(?<base>alpine(?<alpine>3\.\d+)?|wheezy|jessie|stretch|buster|bullseye|bookworm|trixie|forky))?$/u;

const memory = new Map<string, GolangTag | null>();

/** Null when the tag has a form that the image never had, or when the data does not reach it. */
export function golangTag(tag: string): GolangTag | null {
  const known = memory.get(tag);
  if (known !== undefined) return known;
  const found = read(tag);
  memory.set(tag, found);
  return found;
}

function read(tag: string): GolangTag | null {
  const groups = TAG.exec(tag)?.groups;
  if (groups === undefined || tag === "") return null;
  const version = groups["version"] ?? "latest";
  const base = groups["base"] ?? null;
  if (version === "tip") return null;
  if (version === "latest" || version === "1") return currentLine(base);
  const line = /^\d+\.\d+/.exec(version)?.[0] ?? "";
  const isLine = version === line;
  const rows = tagHistory().golang.lines[/rc|beta/.test(version) ? `${line}-rc` : line] ?? [];
  const own = isLine || version.endsWith("-rc") ? rows : rows.filter((row) => row[1] === version);
  const meanings = own.flatMap((row) => meaningOf(row, line, base, !isLine));
  if (meanings.length > 0) return { meanings, newerThanData: false, floatsOn: (day) => moves(meanings) && !frozen(isLine ? line : null, own, rows, day) };
  return newerThanTheData(version, line, base, rows);
}

/** Whether two days may give different answers. */
function moves(meanings: readonly GolangMeaning[]): boolean {
  return new Set(meanings.map(({ os, version }) => `${os} ${version ?? ""}`)).size > 1;
}

/** A line stops moving when it leaves the list; a release when the next one takes its place. */
function frozen(line: string | null, own: readonly GolangRow[], rows: readonly GolangRow[], day: string): boolean {
  if (line !== null) {
    const end = baseImageData().golang.lines[line];
    return end !== undefined && end < tagHistory().until && end <= day;
  }
  const next = rows[rows.indexOf(own.at(-1) as GolangRow) + 1];
  return next !== undefined && next[0] <= day;
}

/** `golang`, `golang:1`, `golang:alpine`, `golang:bookworm`: the newest line of the day that has the variant. */
function currentLine(base: string | null): GolangTag | null {
  const { latest, lines } = tagHistory().golang;
  const meanings = latest.flatMap(([since, line], i) => {
    const until = latest[i + 1]?.[0] ?? "9999";
    const rows = lines[line] ?? [];
    const before = rows.filter((row) => row[0] <= since).slice(-1);
    const during = rows.filter((row) => row[0] > since && row[0] < until);
    return [...before, ...during].flatMap((row) => meaningOf(row, line, base, false).map((meaning) => ({ ...meaning, since: meaning.since < since ? since : meaning.since })));
  });
  return meanings.length === 0 ? null : { meanings, newerThanData: false, floatsOn: () => true };
}

/** A state of a line as one variant sees it: nothing when the variant was not listed then. */
function meaningOf([since, release, debian, alpine, variants]: GolangRow, line: string, base: string | null, exactVersion: boolean): readonly GolangMeaning[] {
  const chosen = base === null ? debian : base === "alpine" ? alpine : variants.split(" ").includes(base) ? base : null;
  if (chosen === null) return [];
  return [{ since, ...systemOf(chosen), version: spelled(release), line, exact: exactVersion && base !== null && base !== "alpine" }];
}

function systemOf(base: string): Pick<GolangMeaning, "os" | "variant"> {
  return base.startsWith("alpine") ? { os: `alpine:${base.slice("alpine".length)}`, variant: "alpine" } : { os: `debian:${base}`, variant: "debian" };
}

/** A release or line that is newer than the data: the tag itself still tells the version, and the system when it names it. */
function newerThanTheData(version: string, line: string, base: string | null, rows: readonly GolangRow[]): GolangTag | null {
  const known = tagHistory().golang.latest.at(-1)?.[1] ?? "";
  const isLine = version === line;
  const last = rows.at(-1);
  const newLine = last === undefined && compareLines(line, known) > 0;
  const newRelease = last !== undefined && !isLine && isNewer(version, last[1]);
  if (!newLine && !newRelease) return null;
  const [, , debian, alpine] = last ?? ["", "", null, null];
  const chosen = base !== null && base !== "alpine" ? base : !newRelease ? null : base === null ? debian : alpine;
  if (chosen === null) return null;
  const meaning: GolangMeaning = { since: tagHistory().until, ...systemOf(chosen), version: isLine ? null : spelled(version), line, exact: base !== null && base !== "alpine" };
  return { meanings: [meaning], newerThanData: true, floatsOn: () => !meaning.exact };
}

function isNewer(version: string, than: string): boolean {
  const patch = (text: string): number => Number(/^\d+\.\d+\.(\d+)$/.exec(text)?.[1] ?? -1);
  return patch(version) > patch(than);
}

export function compareLines(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split(".").map(Number);
  const [majorB = 0, minorB = 0] = b.split(".").map(Number);
  return majorA - majorB || minorA - minorB;
}

/** Go spelled the first release of a line "1.20" until 1.20, and "1.21.0" since. */
function spelled(release: string): string {
  const match = /^(\d+\.\d+)\.0$/.exec(release);
  return match !== null && compareLines(match[1] as string, "1.21") < 0 ? (match[1] as string) : release;
}

/** The entry of a history that counts on a day: the last before it; the first when the tag did not exist yet. */
export function on<T extends { readonly since: string }>(meanings: readonly T[], day: string): T | null {
  let found = meanings[0] ?? null;
  for (const meaning of meanings) if (meaning.since <= day) found = meaning;
  return found;
}

export function toMeanings(history: History): readonly { readonly since: string; readonly meaning: string }[] {
  return history.map(([since, meaning]) => ({ since, meaning }));
}
