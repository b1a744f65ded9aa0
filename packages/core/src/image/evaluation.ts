/** A base image as the evaluation of a Dockerfile needs it. */
import { StageFiles, unknownFiles } from "../evaluate/files/index.js";
import type { BaseImageFacts } from "../evaluate/dockerfile/model.js";
import type { Verdict } from "../text/index.js";
import { unknown, valueOr } from "../text/index.js";
import { imageFiles } from "./contents.js";
import type { BaseImage } from "./model.js";

/** Of an image that is not known: nothing is, but that a shell may be there. */
export function evaluationFacts(image: Verdict<BaseImage>, arch: string): BaseImageFacts {
  if (image.kind === "unknown") {
    const { reason } = image;
    return {
      key: null,
      environment: null,
      user: null,
      directory: null,
      shell: "dash",
      entrypoint: unknown(reason),
      cmd: unknown(reason),
      files: () => new StageFiles(unknownFiles(reason)),
    };
  }
  const { value } = image;
  return {
    key: value.resolved,
    environment: value.env,
    user: value.user,
    directory: value.workdir,
    shell: valueOr(value.shellKind, null) ?? "dash",
    entrypoint: value.entrypoint,
    cmd: value.cmd,
    files: () => new StageFiles(imageFiles(value, arch)),
  };
}
