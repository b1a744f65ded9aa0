import { LIMITS } from "../limits.js";
import { workspaceHeaders, type HeaderCache } from "../gopackages/index.js";
import type { QueryEngine } from "../query/index.js";
import { parseDockerfile, type Dockerfile } from "../syntax/dockerfile/index.js";
import type { Workspace } from "../workspace/index.js";

/** What is made of single files, whatever they are read for. */
export interface Sources {
  readonly headers: HeaderCache;
  /** null when the file cannot be read */
  dockerfile(path: string): Dockerfile | null;
}

/** Each file is a query of its own: after a change only the changed ones are parsed again. */
export function querySources(engine: QueryEngine): Sources {
  const ask = <K extends keyof HeaderCache>(name: K) =>
    ((source: string) => engine.query(name, source, (workspace) => workspaceHeaders(workspace)[name](source))) as HeaderCache[K];
  return {
    headers: { goHeader: ask("goHeader"), buildLines: ask("buildLines"), dynamicImports: ask("dynamicImports"), goBody: ask("goBody"), cNames: ask("cNames") },
    dockerfile: (path) => engine.query("dockerfile", path, (workspace) => dockerfileTree(workspace, path)),
  };
}

function dockerfileTree(workspace: Workspace, path: string): Dockerfile | null {
  const content = workspace.read(path);
  return content.kind === "text" && content.text.length <= LIMITS.buildFileLength ? parseDockerfile(content.text, path) : null;
}
