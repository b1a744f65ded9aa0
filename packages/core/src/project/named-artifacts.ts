/** What the settings say of how artifacts are built that Dockerfiles copy from their context. */
import { basename, join } from "../workspace/index.js";
import { REPOSITORY_MOUNT } from "../evaluate/files/index.js";
import type { CalledEntry } from "./entry-merge.js";
import type { Build } from "./builds.js";
import type { SaidArtifact, SaidOfImage, SettingsProblem } from "./settings/index.js";

/** What one start has built, and where it wrote what it is known to have written. */
export interface BuiltByStart {
  readonly builds: readonly Build[];
  readonly artifacts: CalledEntry["artifacts"];
}

/**
 * The builds that a named command makes an artifact by: those that write it; else the only one, or the only one that writes a file of its name, of
 * which the settings say that it gets there. A problem tells why there is none.
 */
export function buildsOfArtifact(artifact: SaidArtifact, { builds, artifacts }: BuiltByStart): { readonly ids: readonly string[] } | { readonly problem: SettingsProblem } {
  const { path, at } = artifact;
  const written = artifacts.find((each) => each.path === join(REPOSITORY_MOUNT, path));
  if (written !== undefined) return { ids: written.ids };
  if (builds.length === 0) return { problem: { text: `no go build that is understood is started for ${path}`, at } };
  const [only, ...others] = builds;
  if (only !== undefined && others.length === 0) return { ids: [only.id] };
  const named = artifacts.filter((each) => basename(each.path) === basename(path));
  const [one, ...more] = named;
  if (one !== undefined && more.length === 0) return { ids: one.ids };
  return { problem: { text: `${builds.length} programs are built for ${path}, and it is not known which of them it is: name a command that builds one`, at } };
}

/** What an image build finds in the repository: of a path of which the settings say what makes it, that alone. */
export function withNamed(artifacts: CalledEntry["artifacts"], said: SaidOfImage | null, named: ReadonlyMap<string, readonly string[]>): CalledEntry["artifacts"] {
  const own = [...(said?.artifacts.values() ?? [])].flatMap(({ path, key }) => {
    const ids = named.get(key);
    return ids === undefined ? [] : [{ path: join(REPOSITORY_MOUNT, path), ids }];
  });
  return own.length === 0 ? artifacts : [...artifacts.filter(({ path }) => !own.some((each) => each.path === path)), ...own];
}
