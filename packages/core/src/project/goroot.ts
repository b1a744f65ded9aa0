import type { BaseImage } from "../image/index.js";
import { known, unknown, type Verdict } from "../text/index.js";
import type { Build } from "./builds.js";

/**
 * What the linker writes as runtime.GOROOT's default: the directory of the toolchain, or nothing with -trimpath (fact h5). Source:
 * cmd/go/internal/work/gc.go, "-X=runtime.defaultGOROOT".
 *
 * @param base the image in which it is built; null for builds outside of images
 */
export function linkedGoroot({ command, call }: Build, base: Verdict<BaseImage> | null): Verdict<string | null> {
  const { trimpath } = command.settings;
  if (trimpath.kind === "unknown") return trimpath;
  if (trimpath.value) return known(null, trimpath.evidence);
  const go = base?.kind === "known" ? base.value.go : null;
  if (go === null) return unknown({ code: "image", text: "the directory of the Go toolchain that builds", at: call.at });
  return known(go.root);
}
