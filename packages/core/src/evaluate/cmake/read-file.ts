import type { Reason, Traced } from "../../text/index.js";
import { literal } from "../../text/index.js";
import type { FileView } from "../files/view.js";

/** The text of a file with the places where it is written; null when there is no such file. What was written during the build keeps the places that it came from. */
export function contentOf(files: FileView, path: string): { readonly content: Traced } | { readonly unknown: Reason } | null {
  const found = files.read(path);
  if (found !== null && !("unknown" in found) && found.source !== null) return { content: literal(found.text, { file: found.source, start: 0, end: found.text.length }) };
  const fact = files.stat(path);
  if (fact.kind === "file" && fact.content !== null) return { content: fact.content };
  return found === null || "unknown" in found ? found : { content: literal(found.text) };
}
