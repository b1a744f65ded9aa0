import type { Platform } from "../evaluate/dockerfile/index.js";
import type { FileView } from "../evaluate/files/index.js";
import type { CommandCall } from "../evaluate/model.js";
import type { GoHost } from "../gobuild/index.js";
import { known, unknown, type Hop, type Reason } from "../text/index.js";
import { goVersionFor, type VersionLineReader } from "./go-version.js";

/**
 * The machine of a person or of CI: its compilers and its Go release are whatever is installed there.
 *
 * @param assume told of what the answers rest on besides the files
 */
export function unknownMachineHost({ os, arch }: Platform, call: CommandCall, files: FileView, lines: VersionLineReader, assume: (hop: Hop) => void): GoHost {
  const { version, assumption, isLeast } = goVersionFor(null, call, files, lines);
  if (assumption !== null) assume(assumption);
  const reason = (what: string): Reason => ({ code: "caller", text: `${what} of the machine that builds`, at: null });
  return {
    os,
    arch,
    goVersion: version,
    goVersionIsLeast: isLeast,
    // Part of the clean environment that is assumed.
    goEnvironmentFile: known(new Map()),
    compiler: () => unknown(reason("the C compiler")),
    pkgConfig: () => unknown(reason("the libraries")),
    library: () => unknown(reason("the libraries")),
    exists: () => unknown(reason("the files")),
  };
}
