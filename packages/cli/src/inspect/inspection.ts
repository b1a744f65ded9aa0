import { dataDate, needsOf, readBinary, resolveImage, startIn } from "@go-indep/core";
import type { Binary, BinaryNeeds, StartVerdict } from "@go-indep/core";
import { UsageError } from "../errors.js";
import { BASE_IMAGES } from "./base-images.js";
import { withFile } from "./file-source.js";

/** What a file is, what it needs, and where that is found. */
export interface Inspection {
  /** as the user wrote it */
  readonly name: string;
  readonly binary: Binary;
  /** null for files that are not ELF */
  readonly needs: BinaryNeeds | null;
  /** YYYY-MM-DD that floating tags were resolved for */
  readonly asOf: string;
  /** null where images are no question: a program that is not for Linux, an object file */
  readonly starts: readonly StartVerdict[] | null;
}

/**
 * @param images references to ask about; empty: the usual ones
 * @param asOf null: the newest day of the facts
 * @throws UsageError when the file cannot be read or is no program
 */
export function inspectFile(path: string, name: string, images: readonly string[], asOf: string | null): Inspection {
  const binary = withFile(path, name, readBinary);
  if (binary.format === "unknown") {
    const problem = binary.problems[0]?.text;
    throw new UsageError(`${name}: ${problem ?? "not a program: neither ELF (Linux), Mach-O (macOS) nor PE (Windows)"}`);
  }
  const needs = binary.format === "elf" ? needsOf(binary) : null;
  const newest = dataDate();
  const day = asOf === null || asOf > newest ? newest : asOf;
  return { name, binary, needs, asOf: day, starts: needs === null ? null : startsOf(binary, needs, images, day) };
}

/** A header of System V alone does not tell the system; then it is Linux, unless something says otherwise. */
function startsOf(binary: Binary, needs: BinaryNeeds, images: readonly string[], asOf: string): readonly StartVerdict[] | null {
  if (needs.kind === "object" || (needs.os ?? "linux") !== "linux") return null;
  // Loaders of soft float are those of another platform.
  const soft = binary.format === "elf" && needs.arch === "arm" && (binary.flags & EF_ARM_SOFT_FLOAT) !== 0;
  const platform = { os: "linux", arch: needs.arch ?? "unknown", ...(soft ? { variant: "v5" } : {}) };
  return (images.length > 0 ? images : BASE_IMAGES).map((reference) => startIn(needs, reference, resolveImage(reference, { asOf, platform })));
}

const EF_ARM_SOFT_FLOAT = 0x200;
