/** The files of a pipeline as one. Source: GitLab documentation, CI/CD YAML syntax reference, "include". */
import { LIMITS } from "../../limits.js";
import { fieldOf, itemsOf, parseYaml, stringOf, valueOf, type YamlValue } from "../../syntax/yaml/index.js";
import type { Reason } from "../../text/index.js";
import { normalize } from "../../workspace/index.js";
import { merged, without } from "./tree.js";

/** The text of a file of the repository; null when there is none, or it cannot be read. */
export type ReadFile = (path: string) => string | null;

export interface PipelineFiles {
  /** null when the file cannot be read as YAML */
  readonly config: YamlValue | null;
  /** files that are no YAML: GitLab takes nothing of a pipeline with one */
  readonly problems: readonly Reason[];
}

/** GitLab includes up to 150. */
const MAX_FILES = 150;

/** Files with what they include of the repository; their own keys count more, and those of later files. What lies elsewhere is left out. */
export function openPipeline(names: readonly string[], read: ReadFile): PipelineFiles {
  const problems: Reason[] = [];
  let count = 0;
  const open = (path: string, above: readonly string[]): YamlValue | null => {
    if (above.includes(path) || above.length > LIMITS.evaluationDepth || ++count > MAX_FILES) return null;
    const text = read(path);
    if (text === null) return null;
    const { documents, problems: found } = parseYaml(text, path);
    const [problem] = found;
    if (problem !== undefined) {
      const isLimit = problem.message.startsWith("limit:");
      problems.push({ code: isLimit ? "limit" : "syntax", text: isLimit ? problem.message : `a pipeline that is no YAML: ${problem.message}`, at: { file: path, start: problem.range[0], end: problem.range[1] } });
      return null;
    }
    // A first document may declare inputs.
    const own = valueOf(documents.at(-1));
    if (own?.type !== "Mapping") return null;
    const included = localFiles(own).reduce<YamlValue | null>((all, each) => joined(all, open(each, [...above, path])), null);
    return joined(included, without(own, ["include"]));
  };
  const config = names.reduce<YamlValue | null>((all, name) => joined(all, open(name, [])), null);
  return { config: problems.length > 0 ? null : config, problems };
}

function joined(base: YamlValue | null, over: YamlValue | null): YamlValue | null {
  return over === null ? base : merged(base, over);
}

/** `include: /path`, `include: {local: path}`, and lists of both. */
export function localFiles(document: YamlValue | null): readonly string[] {
  return itemsOf(fieldOf(document, "include")).flatMap((item) => {
    const path = stringOf(item.type === "Mapping" ? fieldOf(item, "local") : item);
    return path === null || path.includes("://") ? [] : [normalize(path.replace(/^\/+/, ""))];
  });
}
