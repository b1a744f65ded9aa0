import type { CopyRecord } from "../../evaluate/dockerfile/index.js";
import { literalOf, type Origin } from "../../text/index.js";
import { join, normalize } from "../../workspace/index.js";

/** Where a COPY writes one of its sources; the whole instruction where that is not found. */
export function sourceAt({ instruction, at, source }: CopyRecord): Origin {
  const argument = instruction.args.slice(0, -1).find(({ text }) => normalize(join("/", literalOf(text) ?? "")) === source);
  return argument === undefined ? at : { file: at.file, start: argument.range[0], end: argument.range[1] };
}
