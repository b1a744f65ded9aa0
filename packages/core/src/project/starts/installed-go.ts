import type { ImageGo } from "../../image/index.js";
import { known, unknown, type Reason } from "../../text/index.js";

/** The Go release that actions/setup-go installs for a version as it is written. Source: actions/setup-go, README; its versions are semver ranges. */
export function installedGo(written: string | null): ImageGo {
  const reason: Reason = { code: "caller", text: written === null ? "the Go release that a step installs" : `which Go release ${written} is`, at: null };
  const [, line, patch] = /^(?:go)?[~=v]?(\d+\.\d+)(?:\.(\d+|x|\*))?(?:\.x)?$/.exec(written?.trim() ?? "") ?? [];
  const exact = line !== undefined && patch !== undefined && /^\d+$/.test(patch) && !written?.includes("~");
  return {
    version: exact ? known(`${line}.${patch}`) : unknown(reason),
    line: line === undefined ? unknown(reason) : known(line),
    root: "/opt/hostedtoolcache/go",
    toolchain: "auto",
  };
}
