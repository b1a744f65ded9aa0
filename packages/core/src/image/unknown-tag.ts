import type { BaseImageFacts, Platform } from "../evaluate/dockerfile/model.js";
import type { Reason } from "../text/index.js";
import { unknown } from "../text/index.js";
import { baseImageData } from "./base-images.generated.js";
import { describedImage, withMirror } from "./descriptions.js";
import { evaluationFacts } from "./evaluation.js";
import type { ResolveOptions } from "./model.js";
import { parseReference } from "./reference.js";

/**
 * What all tags of the official golang image have in common for Linux: the variables that it sets and its directory. Null for other images, and where
 * the configuration describes the image.
 *
 * Source: docker-library/golang, Dockerfile-linux.template.
 *
 * @param start the reference up to what is not known of it
 */
export function factsOfUnknownTag(start: string, platform: Platform, reason: Reason, options: ResolveOptions): BaseImageFacts | null {
  if (!/:[^/]*$/.test(start) || platform.os !== "linux" || describedImage(`${start}latest`, options) !== null) return null;
  const { name, copy } = parseReference(withMirror(start, options.mirrors));
  if (name !== "golang" || copy) return null;
  return {
    ...evaluationFacts(unknown(reason), platform.arch),
    environment: new Map(Object.entries(baseImageData().golang.env)),
    // the release, and "local" since 1.21
    unknownVariables: ["GOLANG_VERSION", "GOTOOLCHAIN"],
    directory: baseImageData().golang.env["GOPATH"] ?? null,
  };
}
