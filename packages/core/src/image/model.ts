/** Base images as the facts describe them. Data is generated from data/facts/base-images.json. */
import type { Hop, Verdict } from "../text/index.js";

export type Confidence = "verified" | "partly" | "extrapolated" | "known" | "uncertain" | "unknown";

/** A reference as it means on a date. */
export interface BaseImage {
  /** as written, after expansion */
  readonly reference: string;
  /** canonical key of the operating system facts: "debian:bookworm", "alpine:3.22", "scratch", "distroless:base-debian12" */
  readonly resolved: string;
  readonly confidence: Confidence;
  /** the tag moves with time: its meaning was looked up for a date */
  readonly floating: boolean;
  readonly os: "linux" | "windows";
  readonly family: string;
  readonly release: string | null;
  readonly libc: { readonly kind: "glibc" | "musl" | "uclibc" | null; readonly version: string | null };
  /** loader paths that exist, for an architecture */
  interpreters(arch: string): Verdict<readonly string[]>;
  readonly shell: Verdict<string | null>;
  /** how /bin/sh treats the last simple command (fact n3) */
  readonly shellKind: Verdict<"dash" | "bash" | "busybox" | null>;
  readonly caCertificates: Verdict<string | null>;
  readonly zoneinfo: Verdict<boolean>;
  readonly legacyZoneNames: Verdict<boolean>;
  readonly nsswitch: Verdict<boolean>;
  readonly users: Verdict<readonly string[]>;
  readonly packageManager: "apt" | "apk" | "dnf" | "yum" | "microdnf" | "zypper" | "pacman" | null;
  /** sonames known to be there; complete false when more may be */
  readonly libraries: Verdict<{ readonly items: readonly string[]; readonly complete: boolean }>;
  /** tools on PATH that matter to builds */
  readonly tools: ReadonlyMap<string, boolean>;
  /** ENV of the image */
  readonly env: ReadonlyMap<string, string>;
  readonly user: string | null;
  readonly workdir: string | null;
  readonly entrypoint: Verdict<readonly string[] | null>;
  readonly cmd: Verdict<readonly string[] | null>;
  /** Go toolchain of golang images */
  readonly go: { readonly version: Verdict<string>; readonly root: string; readonly toolchain: string } | null;
  /** source, date and confidence, for the chain of evidence */
  readonly evidence: Hop;
}
