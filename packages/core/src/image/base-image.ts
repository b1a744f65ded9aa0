/** Facts of a system and of the entry that leads to it → BaseImage. */
import { knownSonames } from "../evaluate/packages/index.js";
import type { Hop, Verdict } from "../text/index.js";
import { known, unknown } from "../text/index.js";
import { baseImageData } from "./base-images.generated.js";
import type { GolangVariant, SystemFacts } from "./data.js";
import { compareLines, type GolangMeaning } from "./golang.js";
import type { Match, Meaning } from "./meanings.js";
import type { BaseImage, Confidence, ImageGo, ImageUser } from "./model.js";

export interface Circumstances {
  /** as written */
  readonly reference: string;
  readonly day: string;
  readonly pinned: boolean;
  /** GOARCH of the platform, "arm/v5" for soft float */
  readonly arch: string;
  /** the reference names a copy in a registry that is not known */
  readonly copy: boolean;
  readonly tag: string;
}

const ORDER: readonly Confidence[] = ["verified", "partly", "extrapolated", "known", "uncertain", "unknown"];

export function weaker(a: Confidence, b: Confidence): Confidence {
  return ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b;
}

/** Null when there are no facts about the system. */
export function baseImageOf(match: Match, meaning: Meaning, at: Circumstances): BaseImage | null {
  const key = meaning.os;
  const facts = key === null ? undefined : systemOn(key, earlier(at.day, meaning.builtUntil));
  if (key === null || facts === undefined) return null;
  const { entry } = match;
  const data = baseImageData();
  const variant = meaning.golang === null ? null : data.golang.variants[meaning.golang.variant];
  let confidence = weaker(entry.confidence, facts.confidence);
  if (match.extrapolated) confidence = weaker(confidence, "partly");
  if (at.copy) confidence = weaker(confidence, data.normalisation.copies.confidence);

  const hop = evidenceOf(key, facts, confidence, match, meaning, at);
  const doubt = (what: string): Verdict<never> => unknown({ code: "image", text: `${what} of ${at.reference}`, at: null }, [hop]);
  const has = <T>(value: T): Verdict<T> => known(value, [hop]);
  /** An image with layers that the facts do not list may have what its system lacks. */
  const orMore = <T>(value: T, lacking: boolean, what: string): Verdict<T> => (lacking && entry.layered === true ? doubt(what) : has(value));

  const variantOf = distrolessVariant(entry.variants === "distroless" ? (match.groups["variant"] ?? "latest") : "");
  const packages = [...(variant?.packages ?? []), ...(entry.packages ?? [])];
  const caCertificates = variant?.caCertificates ?? facts.caCertificates ?? (packages.includes("ca-certificates") ? "/etc/ssl/certs/ca-certificates.crt" : null);
  const zoneinfo = facts.zoneinfo === false && packages.includes("tzdata") ? true : facts.zoneinfo;
  const windows = facts.family === "windows";
  const moved = facts.rolling === true && (at.pinned || at.day.slice(0, 7) < facts.asOf.slice(0, 7));

  return {
    reference: at.reference,
    resolved: key,
    confidence,
    floating: match.floating,
    asOf: match.floating ? at.day : null,
    os: windows ? "windows" : "linux",
    family: facts.family,
    distribution: facts.distribution,
    release: facts.release,
    libc: moved ? { kind: facts.libc.kind, version: null } : facts.libc,
    interpreters: (arch) => {
      const paths = facts.loaders.map((libc) => data.interpreters[libc][arch]);
      if (windows || paths.includes(undefined)) return doubt(`loader for ${arch}`);
      return orMore(paths as readonly string[], paths.length === 0, "loader");
    },
    shell: windows ? doubt("shell") : orMore(facts.shell?.path ?? null, facts.shell === null, "shell"),
    shellKind: windows ? doubt("shell") : orMore(facts.shell?.kind ?? null, facts.shell === null, "shell"),
    caCertificates: windows ? doubt("certificate store") : orMore(caCertificates, caCertificates === null, "CA bundle"),
    zoneinfo: zoneinfo === null ? doubt("time zone database") : orMore(zoneinfo, !zoneinfo, "time zone database"),
    legacyZoneNames: facts.legacyZoneNames === null || (zoneinfo === true && facts.zoneinfo === false) ? doubt("legacy zone names") : orMore(facts.legacyZoneNames, !facts.legacyZoneNames, "legacy zone names"),
    nsswitch: facts.nsswitch === null ? doubt("nsswitch.conf") : orMore(variant?.nsswitch ?? facts.nsswitch, !(variant?.nsswitch ?? facts.nsswitch), "nsswitch.conf"),
    users: facts.users === null ? doubt("users") : has({ items: usersOf(facts.users), complete: facts.usersComplete && entry.layered !== true }),
    packageManager: facts.packageManager,
    packages,
    libraries: facts.libraries === null ? doubt("libraries") : has({ items: facts.libraries, complete: facts.librariesComplete && entry.layered !== true && variant === null }),
    absentLibraries: entry.layered === true ? [] : (facts.absentLibraries ?? (variant === null && packages.length === 0 ? absentOfTable(facts) : [])),
    tools: toolsOf(facts, variant, match),
    cHeaders: variant === null ? (entry.layered === true || facts.goToolchain !== undefined ? doubt("C headers") : has(false)) : has(variant.cHeaders),
    roots: entry.layered === true ? null : [],
    env: environmentOf(facts, meaning.golang, variantOf.path, at),
    user: variantOf.user ?? entry.user ?? facts.user,
    workdir: variantOf.workdir ?? entry.workdir ?? (meaning.golang !== null ? data.golang.workdir : facts.workdir),
    entrypoint: entry.layered === true || windows ? doubt("entrypoint") : has(variantOf.entrypoint ?? facts.entrypoint),
    cmd: entry.layered === true || windows ? doubt("command") : has(facts.cmd),
    go: goOf(facts, meaning.golang, at, hop, moved),
    evidence: hop,
  };
}

/** What the table of libraries knows, and images of the system do not have. */
function absentOfTable({ libraries, possibleLibraries }: SystemFacts): readonly string[] {
  if (libraries === null || possibleLibraries === undefined) return [];
  const there = new Set([...libraries, ...possibleLibraries]);
  return knownSonames().filter((soname) => !there.has(soname));
}

/** Facts of a system as its images were built on a day. */
function systemOn(key: string, day: string): SystemFacts | undefined {
  const facts = baseImageData().os[key];
  if (facts?.changes === undefined) return facts;
  let result: SystemFacts = facts;
  // newest first, so that the oldest change that applies has the last word
  for (const { until, ...change } of [...facts.changes].sort((a, b) => b.until.localeCompare(a.until))) if (day < until) result = { ...result, ...change };
  return result;
}

function earlier(day: string, limit: string | null): string {
  return limit !== null && limit < day ? limit : day;
}

/** `:nonroot`, `:debug`, `:debug-nonroot`. Source: distroless README and static/static.bzl. */
function distrolessVariant(variant: string): { readonly user: string | null; readonly workdir: string | null; readonly entrypoint: readonly string[] | null; readonly path: string } {
  const nonroot = variant.includes("nonroot");
  const debug = variant.startsWith("debug");
  return {
    user: nonroot ? "65532" : null,
    workdir: nonroot ? "/home/nonroot" : null,
    entrypoint: debug ? ["/busybox/sh"] : null,
    path: debug ? ":/busybox" : "",
  };
}

function toolsOf(facts: SystemFacts, variant: GolangVariant | null, { entry, groups }: Match): ReadonlyMap<string, boolean> {
  const tools = new Map<string, boolean>();
  const absent = entry.layered === true || facts.family === "windows" ? [] : absentTools(facts);
  for (const name of [...absent, ...(variant?.absentTools ?? [])]) tools.set(name, false);
  for (const name of [...(facts.tools ?? []), ...(variant?.tools ?? []), ...(entry.tools ?? [])]) tools.set(name, true);
  if (variant !== null || facts.goToolchain !== undefined) tools.set("go", true);
  if (facts.shell !== null) tools.set("sh", true);
  if (facts.family === "rpm" || facts.family === "debian") tools.set("bash", true);
  if (groups["variant"]?.startsWith("debug") === true) tools.set("sh", true);
  return tools;
}

/** Commands that a system's own image does not have: of these families the package lists were read. */
function absentTools({ family }: SystemFacts): readonly string[] {
  const toolchain = ["gcc", "g++", "cc", "clang", "make", "git", "pkg-config", "go"];
  switch (family) {
    case "scratch":
    case "distroless":
      return [...toolchain, "sh", "bash", "curl", "wget"];
    case "alpine":
      return [...toolchain, "bash", "curl"];
    case "busybox":
      return [...toolchain, "bash", "curl"];
    case "debian":
      return [...toolchain, "curl", "wget"];
    case "wolfi":
      return ["bash", "curl"];
    default:
      return [];
  }
}

function usersOf(users: string): readonly ImageUser[] {
  return users
    .split(" ")
    .filter((user) => user !== "")
    .map((user) => {
      const [name = "", uid] = user.split(":");
      return { name, uid: uid === undefined ? null : Number(uid) };
    });
}

function environmentOf(facts: SystemFacts, golang: GolangMeaning | null, pathSuffix: string, at: Circumstances): ReadonlyMap<string, string> {
  const env = new Map(Object.entries(facts.env));
  const path = env.get("PATH");
  if (path !== undefined && pathSuffix !== "") env.set("PATH", `${path}${pathSuffix}`);
  if (golang === null) return env;
  for (const [name, value] of Object.entries(baseImageData().golang.env)) env.set(name, value);
  if (golang.version !== null) env.set("GOLANG_VERSION", golang.version);
  if (isLocalToolchain(golang, at.day)) env.set("GOTOOLCHAIN", "local");
  return env;
}

/** `ENV GOTOOLCHAIN=local` came with the rebuild of 1.21.1. */
function isLocalToolchain({ version, line }: GolangMeaning, day: string): boolean {
  if (line === null) return false;
  const { firstVersion, builtSince } = baseImageData().golang.goToolchainLocal;
  const [firstLine = ""] = /^\d+\.\d+/.exec(firstVersion) ?? [];
  if (compareLines(line, firstLine) !== 0) return compareLines(line, firstLine) > 0;
  const patch = Number(version?.split(".")[2] ?? 0);
  const firstPatch = Number(firstVersion.split(".")[2]);
  return patch > firstPatch || (patch === firstPatch && day >= builtSince);
}

function goOf(facts: SystemFacts, golang: GolangMeaning | null, at: Circumstances, hop: Hop, moved: boolean): ImageGo | null {
  if (golang !== null) {
    return {
      version: golang.version === null ? unknown({ code: "image", text: `patch release of Go in ${at.reference}`, at: null }, [hop]) : known(golang.version, [hop]),
      line: golang.line === null ? unknown({ code: "image", text: `release of Go in ${at.reference}`, at: null }, [hop]) : known(golang.line, [hop]),
      root: baseImageData().golang.root,
      toolchain: isLocalToolchain(golang, at.day) ? "local" : "auto",
    };
  }
  const own = facts.goToolchain;
  if (own === undefined) return null;
  const version: Verdict<string> = moved ? unknown({ code: "image", text: `release of Go in ${at.reference}`, at: null }, [hop]) : known(own.version, [hop]);
  return {
    version,
    line: version.kind === "unknown" ? version : known(/^\d+\.\d+/.exec(version.value)?.[0] ?? version.value, [hop]),
    root: own.root,
    toolchain: facts.env["GOTOOLCHAIN"] === "local+auto" ? "local+auto" : "auto",
  };
}

function evidenceOf(key: string, facts: SystemFacts, confidence: Confidence, match: Match, { golang }: Meaning, at: Circumstances): Hop {
  const { sources } = baseImageData();
  const what = golang === null ? key : `Go ${golang.version ?? golang.line ?? ""} on ${key}`;
  const when = match.floating && !at.pinned ? ` on ${at.day}` : "";
  const from = [...new Set([...match.entry.source, ...facts.source])].map((source) => sources[source] ?? source);
  return { fact: `img:${key}`, text: `${at.reference === what ? what : `${at.reference} is ${what}`}${when} (${confidence}: ${from.slice(0, 3).join(", ")}; ${facts.asOf})`, at: null };
}
