/** What templates of promu say. Source: prometheus/promu, cmd/build.go and pkg/repository/info.go. */
import { join } from "../../workspace/index.js";
import { literal, slice, WORD_SHAPE, type Traced } from "../../text/index.js";
import type { Machine } from "../machine.js";
import { textValue, unknownValue, type TemplateScope } from "../templates/index.js";

export function promuScope(directory: string, repository: Traced, machine: Machine): TemplateScope {
  const version = versionOf(directory, machine);
  return {
    field([name, ...rest]) {
      if (rest.length > 0) return null;
      if (name === "Version" && version !== null) return textValue(version);
      return name === "Version" || name === "Revision" || name === "Branch" ? unknownValue(`{{ .${name} }} of the repository`, WORD_SHAPE) : null;
    },
    call(name) {
      if (name === "repoPath") return textValue(repository);
      return name === "user" || name === "host" || name === "date" ? unknownValue(`\`${name}\` of the build`) : null;
    },
  };
}

/** The version that the repository's own file says; null for one that git tells. */
function versionOf(directory: string, machine: Machine): Traced | null {
  for (const name of ["VERSION", "version/VERSION"]) {
    const read = machine.files.read(join(directory, name));
    if (read === null || "unknown" in read) continue;
    const start = read.text.length - read.text.trimStart().length;
    return slice(literal(read.text, read.source === null ? null : { file: read.source, start: 0, end: read.text.length }), start, read.text.trimEnd().length);
  }
  return null;
}
