/** Base images as the facts describe them. Data is generated from data/facts/base-images.json and tag-history.json. */
import type { Hop, Verdict } from "../text/index.js";

/** How well a fact is known, best first: `confidenceWords` of base-images.json says what each word means. */
export type Confidence = "verified" | "partly" | "extrapolated" | "known" | "uncertain" | "unknown";

export type PackageManagerName = "apt" | "apk" | "dnf" | "yum" | "microdnf" | "tdnf" | "zypper" | "pacman";

/** A user of /etc/passwd. */
export interface ImageUser {
  readonly name: string;
  /** null when not known */
  readonly uid: number | null;
}

/** A list that may not be all there is. */
export interface Listing<T> {
  readonly items: readonly T[];
  /** false when there may be more */
  readonly complete: boolean;
}

export interface ImageLibc {
  /** null when the image has no libc that a dynamic executable could use */
  readonly kind: "glibc" | "musl" | "uclibc" | null;
  readonly version: string | null;
}

/** Go toolchain of an image that ships one. */
export interface ImageGo {
  /** exact release: "1.22.3", "1.27rc1" */
  readonly version: Verdict<string>;
  /** "1.22"; known more often than the release */
  readonly line: Verdict<string>;
  /** GOROOT */
  readonly root: string;
  /** GOTOOLCHAIN of the image's environment; "auto" when it is not set, which is Go's own default */
  readonly toolchain: "local" | "auto" | "local+auto";
}

/** A reference as it means on a date. */
export interface BaseImage {
  /** as written, after expansion */
  readonly reference: string;
  /** key of the operating system facts: "debian:bookworm", "alpine:3.22", "scratch", "distroless-base:12"; keys joined by "|" when a digest leaves several open */
  readonly resolved: string;
  /** the weaker of the confidences of the tag's meaning and of the system's facts */
  readonly confidence: Confidence;
  /** the tag moves with time: its meaning was looked up for a date */
  readonly floating: boolean;
  /** the day (YYYY-MM-DD) for which a floating tag was looked up; null for others */
  readonly asOf: string | null;
  readonly os: "linux" | "windows";
  readonly family: string;
  /** "debian", "ubuntu", "alpine", "el", "wolfi" … */
  readonly distribution: string;
  /** "bookworm", "3.22", "9"; null when there is none or it is not known */
  readonly release: string | null;
  readonly libc: ImageLibc;
  /** loader paths that exist, for a GOARCH ("arm" is hard float; "arm/v5" soft) */
  interpreters(arch: string): Verdict<readonly string[]>;
  readonly shell: Verdict<string | null>;
  /** how /bin/sh treats the last simple command (fact n3) */
  readonly shellKind: Verdict<"dash" | "bash" | "busybox" | null>;
  /** path of the bundle, one of those that Go reads (fact k2) */
  readonly caCertificates: Verdict<string | null>;
  readonly zoneinfo: Verdict<boolean>;
  /** US/Eastern, PRC, Europe/Kiev … (fact h9) */
  readonly legacyZoneNames: Verdict<boolean>;
  /** /etc/nsswitch.conf */
  readonly nsswitch: Verdict<boolean>;
  readonly users: Verdict<Listing<ImageUser>>;
  readonly packageManager: PackageManagerName | null;
  /** packages that the image adds to its system's own and that the facts name */
  readonly packages: readonly string[];
  /** sonames known to be there, libc's own not counted */
  readonly libraries: Verdict<Listing<string>>;
  /** sonames known not to be there */
  readonly absentLibraries: readonly string[];
  /** commands on PATH that matter to builds: there, or not; a name that is missing is not known */
  readonly tools: ReadonlyMap<string, boolean>;
  /** headers of libc: a C compiler without them cannot build cgo packages */
  readonly cHeaders: Verdict<boolean>;
  /** names in `/` besides those of every distribution; null when layers that the facts do not list may have added some */
  readonly roots: readonly string[] | null;
  /** ENV of the image */
  readonly env: ReadonlyMap<string, string>;
  /** USER; null for root */
  readonly user: string | null;
  readonly workdir: string | null;
  readonly entrypoint: Verdict<readonly string[] | null>;
  readonly cmd: Verdict<readonly string[] | null>;
  readonly go: ImageGo | null;
  /** source, date and confidence, for the chain of evidence */
  readonly evidence: Hop;
}

/** How a user describes an image that the facts do not know (`images` of the configuration). */
export interface DescribedImage {
  /** a reference whose facts hold */
  readonly like: string;
  /** names of packages added to it */
  readonly adds?: readonly string[] | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly user?: string | undefined;
  /** YYYY-MM-DD: the description is not used after that day */
  readonly until?: string | undefined;
}

export interface ResolveOptions {
  /** YYYY-MM-DD: the day for which floating tags are looked up */
  readonly asOf: string;
  /** `arch` is a GOARCH; `variant` "v5" … of arm */
  readonly platform: { readonly os: string; readonly arch: string; readonly variant?: string };
  /** facts below it are unknown; "partly" when not given */
  readonly minimumConfidence?: Confidence | undefined;
  /** patterns of references (`*` stands for any text) and what they are like */
  readonly images?: Readonly<Record<string, DescribedImage>> | undefined;
  /** prefixes of references and the prefixes that they copy: "registry.corp/dockerhub/" → "docker.io/" */
  readonly mirrors?: Readonly<Record<string, string>> | undefined;
}
