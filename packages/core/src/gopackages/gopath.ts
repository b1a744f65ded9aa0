/**
 * Builds without modules: packages lie in GOPATH and in the vendor directory of the repository. Sources: go/build, Context.Import; cmd/go/internal/load/pkg.go,
 * vendoredImportPath; cmd/go, `go help gopath`.
 *
 * A vendor directory below the repository's own root is not looked into: what is there alone has no sources.
 */
import { REPOSITORY_MOUNT, type FileView } from "../evaluate/files/index.js";
import type { GoMod } from "../syntax/gomod/index.js";
import type { Attempt } from "./attempt.js";
import { ok, unknown } from "./attempt.js";
import type { BuildList } from "./build-list.js";
import type { HeaderCache } from "./headers.js";
import { Replacements } from "./main-modules.js";
import { hasGoFiles, Modules, toLocated, type Located, type ModulesRequest } from "./modules.js";
import { ancestors, below, join } from "./paths.js";

/** The repository in GOPATH. */
interface Workspace {
  /** import path of its root */
  readonly path: string;
  readonly root: string;
  /** `src` directories of GOPATH */
  readonly sources: readonly string[];
}

const NO_GO_MOD: GoMod = { module: null, go: null, toolchain: null, godebug: [], require: [], exclude: [], replace: [], retract: [], tool: [], ignore: [], comments: [], problems: [] };
const NO_LIST: BuildList = { selected: () => null, modules: () => [], isComplete: false, failure: null };

/** The packages that a command in `directory` sees; unknown where nobody says where in GOPATH the repository lies. */
export function openGopath(request: ModulesRequest): Attempt<Modules> {
  const { view, directory, gopath, headers } = request;
  const sources = (gopath ?? "").split(":").filter((element) => element.startsWith("/")).map((element) => join(element, "src"));
  const source = sources.find((one) => (below(directory, one) ?? "") !== "");
  if (source !== undefined) {
    const root = repositoryIn(view, source, directory);
    return ok(new GopathPackages(request, { path: below(root, source) ?? "", root, sources }));
  }
  const path = below(directory, REPOSITORY_MOUNT) === null ? null : importPathOfRoot(view, REPOSITORY_MOUNT, headers);
  if (path === null) return unknown({ code: "not-understood", text: "a build in GOPATH, without modules", at: null });
  return ok(new GopathPackages(request, { path, root: REPOSITORY_MOUNT, sources }));
}

class GopathPackages extends Modules {
  constructor(
    request: ModulesRequest,
    private readonly workspace: Workspace,
  ) {
    const { path, root } = workspace;
    const module = { path, root, file: { path: join(root, "go.mod"), source: null, content: NO_GO_MOD }, goVersion: "" };
    super(request, { modules: [module], work: null, goLine: null, replacements: new Replacements(null, []) }, null, NO_LIST);
  }

  override locate(importPath: string): Located {
    const { path, root, sources } = this.workspace;
    const own = below(importPath, path);
    const places = [
      { directory: join(root, `vendor/${importPath}`), source: "vendor" as const, module: "" },
      ...(own === null ? [] : [{ directory: join(root, own), source: "repository" as const, module: path }]),
      ...sources.map((one) => ({ directory: join(one, importPath), source: "repository" as const, module: "" })),
    ];
    for (const { directory, source, module } of places) {
      const found = hasGoFiles(this.tree, directory);
      if (found.kind !== "ok") return toLocated(found, { path: module, version: "" });
      if (found.value) return { kind: "found", location: { tree: this.tree, directory, module: { path: module, version: "" }, source } };
    }
    return { kind: "missing", module: null, reason: { code: "module", text: `no sources of ${importPath}`, at: null } };
  }
}

/** The outermost directory with files on the way to one: those that hold only owners and hosts are none's. */
function repositoryIn(view: FileView, source: string, directory: string): string {
  const way = [...ancestors(directory)].filter((at) => (below(at, source) ?? "") !== "").reverse();
  return way.find((at) => view.list(at)?.names.some((name) => view.stat(join(at, name)).kind === "file") === true) ?? directory;
}

/** Directories and levels that are searched for imports of the repository's own packages. */
const MAX_DIRECTORIES = 64;
const MAX_DEPTH = 4;

/**
 * The import path of the repository's root: what its files import from itself says it, as they compile nowhere else. Null when none does, or several do
 * alike.
 */
function importPathOfRoot(view: FileView, root: string, headers: HeaderCache): string | null {
  const votes = new Map<string, number>();
  for (const importPath of importsBelow(view, root, headers)) {
    if (importPath.split("/", 1)[0]?.includes(".") !== true || view.list(join(root, `vendor/${importPath}`)) !== null) continue;
    const elements = importPath.split("/");
    const at = elements.findIndex((_, i) => i > 0 && view.stat(join(root, elements.slice(i).join("/"))).kind === "directory");
    if (at === -1) continue;
    const prefix = elements.slice(0, at).join("/");
    votes.set(prefix, (votes.get(prefix) ?? 0) + 1);
  }
  const [first, second] = [...votes].sort(([, a], [, b]) => b - a);
  return first === undefined || first[1] === second?.[1] ? null : first[0];
}

function importsBelow(view: FileView, root: string, headers: HeaderCache): ReadonlySet<string> {
  const imports = new Set<string>();
  const pending = [{ directory: root, depth: 0 }];
  for (let count = 0; count < MAX_DIRECTORIES; count++) {
    const next = pending.shift();
    if (next === undefined) break;
    for (const name of view.list(next.directory)?.names ?? []) {
      const path = join(next.directory, name);
      const fact = view.stat(path);
      if (fact.kind === "directory" && next.depth < MAX_DEPTH && !/^[._]|^(?:vendor|testdata|node_modules)$/.test(name)) pending.push({ directory: path, depth: next.depth + 1 });
      if (fact.kind !== "file" || fact.source === null || !name.endsWith(".go")) continue;
      const header = headers.goHeader(fact.source);
      if (!("unknown" in header)) for (const spec of header.imports) imports.add(spec.path);
    }
  }
  return imports;
}
