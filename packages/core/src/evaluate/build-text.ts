import { LIMITS } from "../limits.js";
import type { Reason } from "../text/index.js";
import type { FileView } from "./files/view.js";

/** The text of a makefile or script. People and generators write a fraction of what is read; larger ones are unknown, as those are that are too large to read at all. */
export function readBuildText(files: FileView, path: string): ReturnType<FileView["read"]> {
  const found = files.read(path);
  return found === null || "unknown" in found || found.text.length <= LIMITS.buildFileLength ? found : { unknown: tooLong(path) };
}

export function tooLong(path: string): Reason {
  return { code: "limit", text: `limit: ${path.slice(path.lastIndexOf("/") + 1)} is longer than ${LIMITS.buildFileLength} characters`, at: null };
}
