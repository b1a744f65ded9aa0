/** Shape of the generated data: data/facts/base-images.json and tag-history.json without what only people read. */
import type { Confidence, ImageLibc, PackageManagerName } from "./model.js";

export interface SystemFacts {
  readonly family: string;
  readonly distribution: string;
  readonly release: string | null;
  readonly number: string | null;
  readonly libc: ImageLibc;
  readonly loaders: readonly ("glibc" | "musl")[];
  readonly shell: { readonly path: string; readonly kind: "dash" | "bash" | "busybox" } | null;
  readonly caCertificates: string | null;
  /** null: not known; so below */
  readonly zoneinfo: boolean | null;
  readonly legacyZoneNames: boolean | null;
  readonly nsswitch: boolean | null;
  /** "root:0 nobody": names, with the uid where it is known */
  readonly users: string | null;
  readonly usersComplete: boolean;
  readonly packageManager: PackageManagerName | null;
  readonly libraries: readonly string[] | null;
  readonly librariesComplete: boolean;
  readonly absentLibraries?: readonly string[];
  /** sonames of the table of libraries that may be there; all others of it that are not in `libraries` are not. Absent: nothing is said of the table */
  readonly possibleLibraries?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly user: string | null;
  readonly workdir: string | null;
  readonly entrypoint: readonly string[] | null;
  readonly cmd: readonly string[] | null;
  readonly tools?: readonly string[];
  readonly goToolchain?: { readonly version: string; readonly root: string };
  /** its packages move all the time: versions hold for the month of `asOf` and later days only */
  readonly rolling?: boolean;
  readonly asOf: string;
  readonly source: readonly string[];
  readonly confidence: Confidence;
  /** what was different in images built before a day; the first that applies counts for each field */
  readonly changes?: readonly SystemChange[];
}

export type SystemChange = { readonly until: string } & Partial<Pick<SystemFacts, "libc" | "legacyZoneNames" | "libraries">>;

export interface ImageEntry {
  readonly name?: string;
  readonly namePattern?: string;
  /** any tag when missing */
  readonly tagPattern?: string;
  /** key of {@link BaseImageData.os}; `${group}` is a named group of the patterns, `${release}` the value found in the history; null: nothing is known */
  readonly os?: string | null;
  readonly history?: HistoryName;
  /** the tag to look up, when it is neither the group `tag` nor the whole tag */
  readonly historyTag?: string;
  /** instead of `os`: references (with `${group}`) that its own Dockerfile starts from; several when it is not known which. What it adds follows in `packages`, `tools`, `env`, `go`, `shell` */
  readonly like?: readonly string[];
  /** the day on which it was built: floating tags of `like` mean what they meant then */
  readonly builtOn?: string;
  /** ENV of its Dockerfile, with `${group}` */
  readonly env?: Readonly<Record<string, string>>;
  /** the release of Go that it unpacks, with `${group}` */
  readonly go?: string;
  readonly shell?: NonNullable<SystemFacts["shell"]>;
  /** what it adds to `/`: other names are not there. Any may be when missing */
  readonly roots?: readonly string[];
  /** oldest first */
  readonly dated?: readonly { readonly since: string; readonly os: string }[];
  readonly variants?: "distroless";
  readonly floating?: boolean;
  /** has layers on top of its system that the facts do not list: what they do not name may be there all the same */
  readonly layered?: boolean;
  readonly packages?: readonly string[];
  readonly tools?: readonly string[];
  readonly user?: string;
  readonly workdir?: string;
  readonly source: readonly string[];
  readonly confidence: Confidence;
  readonly notes?: readonly string[];
}

export interface NameAlias {
  readonly from: string;
  readonly to: string;
  readonly tag?: string;
}

export interface GolangVariant {
  readonly tools: readonly string[];
  readonly absentTools?: readonly string[];
  readonly packages?: readonly string[];
  readonly caCertificates: string;
  readonly nsswitch?: boolean;
  readonly cHeaders: boolean;
}

export interface BaseImageData {
  readonly generated: string;
  readonly sources: Readonly<Record<string, string>>;
  readonly normalisation: {
    readonly schemes: readonly string[];
    readonly dockerHub: readonly string[];
    readonly libraryMirrors: readonly string[];
    readonly architecturePrefixes: Readonly<Record<string, string>>;
    readonly aliases: readonly NameAlias[];
    readonly copies: { readonly confidence: Confidence };
  };
  readonly interpreters: Readonly<Record<"glibc" | "musl", Readonly<Record<string, string>>>>;
  readonly goCertificatePaths: readonly string[];
  readonly goCertificateDirectories: readonly string[];
  readonly goZoneinfoPaths: readonly string[];
  readonly os: Readonly<Record<string, SystemFacts>>;
  readonly golang: {
    readonly root: string;
    readonly env: Readonly<Record<string, string>>;
    readonly workdir: string;
    readonly goToolchainLocal: { readonly firstVersion: string; readonly builtSince: string };
    readonly variants: Readonly<Record<"debian" | "alpine", GolangVariant>>;
    /** "1.22" → the day on which the line was last listed */
    readonly lines: Readonly<Record<string, string>>;
  };
  readonly images: readonly ImageEntry[];
}

/** What a tag meant from a day on, oldest first. */
export type History = readonly (readonly [since: string, meaning: string])[];

/** A state of a line of golang images: `variants` are the suites and alpines listed then, separated by blanks. */
export type GolangRow = readonly [since: string, version: string, debian: string | null, alpine: string | null, variants: string];

export type FlatHistoryName = "alpine" | "debian" | "ubuntu" | "fedora" | "amazonlinux" | "photon" | "almalinux";
export type HistoryName = FlatHistoryName | "busybox" | "golang" | "bases";

export interface TagHistory extends Readonly<Record<FlatHistoryName, Readonly<Record<string, History>>>> {
  readonly source: string;
  readonly since: string;
  /** the day of the newest meaning that is known */
  readonly until: string;
  readonly golang: { readonly latest: History; readonly lines: Readonly<Record<string, readonly GolangRow[]>> };
  readonly busybox: { readonly libc: Readonly<Record<string, History>>; readonly lastListed: Readonly<Record<string, string>> };
  /** image → tag → key of the system facts */
  readonly bases: Readonly<Record<string, Readonly<Record<string, History>>>>;
}
