/** Which files image builds need from outside: those that a COPY names. `COPY . .` needs none, it takes what is there. */
import { REPOSITORY_MOUNT, type FileView } from "../evaluate/files/index.js";
import type { Instruction } from "../syntax/dockerfile/index.js";
import { carrier, OPAQUE } from "../text/index.js";
import { dirname } from "../workspace/index.js";
import type { Session } from "./session.js";

/**
 * Whether some Dockerfile copies a file by its name, from whatever context, or with a directory that the repository has not: `COPY bin/ /usr/bin/` where
 * there is no `bin`. References and wildcards in a name stand for any text.
 */
export function copiedPaths(dockerfiles: readonly string[], base: FileView, session: Session): (path: string) => boolean {
  const patterns = dockerfiles.flatMap((path) => session.sources.dockerfile(path)?.stages ?? []).flatMap(({ body }) => body.flatMap(sources)).map(pattern);
  const isNamed = (path: string): boolean => patterns.some((each) => each.test(path));
  return (path) => {
    if (isNamed(path)) return true;
    for (let directory = dirname(path); directory.startsWith(`${REPOSITORY_MOUNT}/`); directory = dirname(directory)) {
      if (base.stat(directory).kind !== "directory" && isNamed(directory)) return true;
    }
    return false;
  };
}

/** What it copies from the build context. */
function sources({ name, flags, args }: Instruction): readonly string[] {
  if ((name !== "COPY" && name !== "ADD") || flags.some((flag) => flag.name === "from")) return [];
  return args.slice(0, -1).map(({ text }) => carrier(text)).filter((text) => !/^[./]*$/.test(text));
}

function pattern(source: string): RegExp {
  const parts = source.replace(/^(?:\.?\/)+|\/+$/g, "").split(new RegExp(`\\$\\w+|\\$\\{[^}]*\\}|[*?]|${OPAQUE}`, "u"));
  return new RegExp(`/${parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join(".*")}$`, "u");
}
