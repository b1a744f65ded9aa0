import { closeSync, openSync, readSync, statSync } from "node:fs";
import type { ByteSource } from "@go-indep/core";
import { UsageError } from "../errors.js";

/**
 * Calls `use` with a file that is read in ranges. The file is one that the user named: it may be anywhere.
 *
 * @throws UsageError when it cannot be opened or read, or is no regular file
 */
export function withFile<T>(path: string, name: string, use: (source: ByteSource) => T): T {
  const stat = attempt(name, () => statSync(path));
  // Opening a pipe would wait for its writer.
  if (!stat.isFile()) throw new UsageError(`${name}: not a file`);
  const descriptor = attempt(name, () => openSync(path, "r"));
  try {
    return use({ size: stat.size, read: (offset, length) => attempt(name, () => readRange(descriptor, offset, length)) });
  } finally {
    closeSync(descriptor);
  }
}

function readRange(descriptor: number, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    const count = readSync(descriptor, bytes, done, length - done, offset + done);
    if (count === 0) break;
    done += count;
  }
  return bytes.subarray(0, done);
}

function attempt<T>(name: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new UsageError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
