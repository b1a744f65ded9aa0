/** Versions of modules and of Go. Both differ from npm's semver. Source: golang.org/x/mod/semver, golang.org/x/mod/module, internal/gover. */

interface ModuleVersionParts {
  readonly major: string;
  readonly minor: string;
  readonly patch: string;
  /** with its `-` */
  readonly prerelease: string;
  /** with its `+` */
  readonly build: string;
}

const NUMBER = "(0|[1-9][0-9]*)";
const PRERELEASE_PART = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
const MODULE_VERSION = new RegExp(
  `^v${NUMBER}(?:\\.${NUMBER}(?:\\.${NUMBER}(-${PRERELEASE_PART}(?:\\.${PRERELEASE_PART})*)?(\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?)?)?$`,
);

function parseModuleVersion(version: string): ModuleVersionParts | null {
  const match = MODULE_VERSION.exec(version);
  if (match === null) return null;
  const [, major = "", minor = "0", patch = "0", prerelease = "", build = ""] = match;
  return { major, minor, patch, prerelease, build };
}

export function isModuleVersion(version: string): boolean {
  return MODULE_VERSION.test(version);
}

/** `v1.2` becomes v1.2.0, build metadata other than `+incompatible` goes; null for what is no version. */
export function canonicalModuleVersion(version: string): string | null {
  const parts = parseModuleVersion(version);
  if (parts === null) return null;
  const { major, minor, patch, prerelease, build } = parts;
  return `v${major}.${minor}.${patch}${prerelease}${build === "+incompatible" ? build : ""}`;
}

/** `v2` of v2.1.0; null for what is no version. */
export function majorModuleVersion(version: string): string | null {
  const parts = parseModuleVersion(version);
  return parts === null ? null : `v${parts.major}`;
}

/** Negative, zero or positive, as `a` is older, equal or newer. Build metadata does not count; what is no version is older than all versions. */
export function compareModuleVersion(a: string, b: string): number {
  const x = parseModuleVersion(a);
  const y = parseModuleVersion(b);
  if (x === null || y === null) return Number(x !== null) - Number(y !== null);
  return (
    compareDecimal(x.major, y.major) ||
    compareDecimal(x.minor, y.minor) ||
    compareDecimal(x.patch, y.patch) ||
    comparePrerelease(x.prerelease, y.prerelease)
  );
}

function comparePrerelease(a: string, b: string): number {
  if (a === b) return 0;
  // without a prerelease is newer
  if (a === "" || b === "") return a === "" ? 1 : -1;
  const x = a.slice(1).split(".");
  const y = b.slice(1).split(".");
  for (let i = 0; i < x.length && i < y.length; i++) {
    const [p, q] = [x[i] as string, y[i] as string];
    if (p === q) continue;
    const [pIsNumber, qIsNumber] = [/^[0-9]*$/.test(p), /^[0-9]*$/.test(q)];
    if (pIsNumber !== qIsNumber) return pIsNumber ? -1 : 1;
    return pIsNumber ? compareDecimal(p, q) : compareText(p, q);
  }
  return x.length - y.length;
}

/** Decimal numbers of any length without leading zeros. */
function compareDecimal(a: string, b: string): number {
  return a.length - b.length || compareText(a, b);
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

const GO_VERSION = new RegExp(`^${NUMBER}(?:\\.${NUMBER}(?:\\.${NUMBER}|([a-z]+)${NUMBER}?)?)?$`);
/** From 1.21 on the first release of a minor version is 1.n.0, and 1.n is the language version, older than its release candidates. */
const FIRST_WITH_PATCH_ZERO = "21";

/** A Go version without its `go`: 1.21, 1.21rc2, 1.21.3. Missing numbers are "". */
interface GoVersionParts {
  readonly major: string;
  readonly minor: string;
  readonly patch: string;
  readonly kind: string;
  readonly prerelease: string;
}

function parseGoVersion(version: string): GoVersionParts | null {
  const match = GO_VERSION.exec(version);
  if (match === null) return null;
  const [, major = "", minor, patch, kind = "", prerelease = ""] = match;
  if (minor === undefined) return { major, minor: "0", patch: "0", kind, prerelease };
  const old = patch === undefined && kind === "" && compareDecimal(minor, FIRST_WITH_PATCH_ZERO) < 0;
  return { major, minor, patch: patch ?? (old ? "0" : ""), kind, prerelease };
}

/** Whether `version` (without `go`) names a Go release or language version. */
export function isGoVersion(version: string): boolean {
  return GO_VERSION.test(version);
}

/**
 * Negative, zero or positive, as Go version `a` (without `go`: 1.21rc1) is older, equal or newer: 1.21 < 1.21rc1 < 1.21.0. What is no version is
 * older than all versions.
 */
export function compareGoVersion(a: string, b: string): number {
  const x = parseGoVersion(a);
  const y = parseGoVersion(b);
  if (x === null || y === null) return Number(x !== null) - Number(y !== null);
  return (
    compareDecimal(x.major, y.major) ||
    compareDecimal(x.minor, y.minor) ||
    compareDecimal(x.patch, y.patch) ||
    compareText(x.kind, y.kind) ||
    compareDecimal(x.prerelease, y.prerelease)
  );
}

/** The language version of a Go version: 1.21 of 1.21.3 and of 1.21rc1; null for what is no version. */
export function goLanguageVersion(version: string): string | null {
  const parts = parseGoVersion(version);
  if (parts === null) return null;
  return parts.major === "1" && parts.minor === "0" ? parts.major : `${parts.major}.${parts.minor}`;
}

/** The n of Go version 1.n.p, by which releases are counted; null for what is no version of Go 1. */
export function goMinorVersion(version: string): number | null {
  const parts = parseGoVersion(version);
  return parts === null || parts.major !== "1" ? null : Number(parts.minor);
}

/** The version in a toolchain name: 1.21.3 of `go1.21.3` and `go1.21.3-suffix`; null for `default`, `local` and other names. */
export function toolchainVersion(name: string): string | null {
  const version = /^go([^ \t\\/-]+)(?:[ \t-][^\\/]*)?$/.exec(name)?.[1];
  return version !== undefined && isGoVersion(version) ? version : null;
}
