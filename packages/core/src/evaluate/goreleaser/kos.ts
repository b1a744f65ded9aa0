/** `kos:`, images that goreleaser builds with ko. Source: goreleaser v2, internal/pipe/ko/ko.go. */
import { fieldOf, itemsOf, stringOf, textOf, type YamlValue } from "../../syntax/yaml/index.js";
import { isEmpty, literal, literalOf, type Origin, type Traced } from "../../text/index.js";
import { join } from "../../workspace/index.js";
import { buildWithKo, importPathOf, textsOf } from "../ko/index.js";
import { evaluateTemplate } from "../templates/index.js";
import { DEFAULT_LDFLAGS, truthText } from "./build.js";
import type { Run } from "./run.js";
import { goreleaserScope } from "./scope.js";

const BASE_IMAGE = "cgr.dev/chainguard/static";

/** What an image does not say for itself is that of its build. */
export function buildKos(root: YamlValue | null, run: Run): void {
  const builds = itemsOf(fieldOf(root, "builds"));
  for (const ko of itemsOf(fieldOf(root, "kos"))) {
    const at: Origin = { file: run.file, start: ko.range[0], end: ko.range[0] };
    const applied = (text: Traced): Traced => evaluateTemplate(text, goreleaserScope(run.release, run.environment, null));
    const disable = textOf(fieldOf(ko, "disable"));
    if (disable !== null && truthText(applied(disable)) === true) continue;
    const project = run.release.projectName === null ? null : literalOf(run.release.projectName);
    const id = stringOf(fieldOf(ko, "build")) ?? stringOf(fieldOf(ko, "id")) ?? project;
    const build = builds.find((one) => (stringOf(fieldOf(one, "id")) ?? project) === id) ?? null;
    if (build === null && builds.length > 0) {
      run.notUnderstood("a build that an image of `kos` names", at, true);
      continue;
    }
    const own = (field: string): readonly Traced[] => {
      const items = textsOf(fieldOf(ko, field), field === "flags");
      return (items.length > 0 ? items : textsOf(fieldOf(build, field), field === "flags")).map(applied).filter((text) => !isEmpty(text));
    };
    const ldflags = own("ldflags");
    const directory = join(run.directory, stringOf(fieldOf(ko, "working_dir")) ?? stringOf(fieldOf(build, "dir")) ?? "");
    const importPath = importPathOf(join(directory, stringOf(fieldOf(ko, "main")) ?? stringOf(fieldOf(build, "main")) ?? ""), run.machine);
    if (importPath === null) {
      run.notUnderstood("the import path of an image of `kos`", at, true);
      continue;
    }
    const platforms = itemsOf(fieldOf(ko, "platforms")).flatMap((item) => stringOf(item) ?? []);
    for (const platform of platforms.length === 0 ? ["linux/amd64"] : platforms) {
      buildWithKo({
        flags: own("flags"),
        ldflags: ldflags.length === 0 ? [applied(literal(DEFAULT_LDFLAGS))] : ldflags,
        env: own("env"),
        directory,
        at,
        importPath: literal(importPath, at),
        platform,
        baseImage: applied(textOf(fieldOf(ko, "base_image")) ?? literal(BASE_IMAGE)),
        trimpath: false,
        isDebug: false,
      }, { ...run.call, environment: run.environment }, run.machine);
    }
  }
}
