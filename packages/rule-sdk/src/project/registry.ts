import type { NodeIndex, Project, ProjectHandle, Settings, Workspace } from "@go-indep/core";
import { nodeWorkspace, openProject } from "@go-indep/core";
import { shared } from "../shared.js";
import { EditedWorkspace } from "./edited-workspace.js";
import { moduleCacheDirectory } from "./module-cache.js";
import { pathIn } from "./root.js";

/** A pause between two files after which they belong to different runs: nobody saves a file and lints another faster. */
const NEW_RUN_AFTER_MS = 1000;

/** A repository under one set of settings, for the life of the process. */
export class OpenProject {
  readonly workspace: EditedWorkspace;
  readonly handle: ProjectHandle;
  /** files linted since the inputs were last compared with the disk */
  readonly #linted = new Set<string>();
  /** when the last file was handed out, its analysis included; null before the first */
  #lastUse: number | null = null;

  constructor(disk: Workspace, settings: Settings) {
    this.workspace = new EditedWorkspace(disk);
    this.handle = openProject(this.workspace, settings);
  }

  /**
   * The project for a file that is about to be linted. The inputs of the analysis are compared with the disk once for a run: when this file
   * was linted already (an editor, the next pass of `--fix`), when its text is not what was seen last, or after a pause.
   */
  enter(file: string, text: string): Project {
    const edited = this.workspace.show(file, text);
    const paused = this.#lastUse !== null && Date.now() - this.#lastUse > NEW_RUN_AFTER_MS;
    if (edited || paused || this.#linted.has(file)) {
      this.#linted.clear();
      this.handle.refresh();
    }
    this.#linted.add(file);
    const project = this.handle.project();
    this.#lastUse = Date.now();
    return project;
  }
}

const registry = shared("go-indep.projects@1", () => ({
  open: new Map<string, OpenProject>(),
  /** workspaces that stand for a directory which is not on disk */
  mounts: new Map<string, Workspace>(),
}));

/**
 * The project of a root. Equal settings share one, whoever asks.
 *
 * @param index where what is found in files is kept between runs; whoever opens the project first decides, and writes it
 */
export function openProjectAt(root: string, settings: Settings, index: NodeIndex | null = null): OpenProject {
  const key = JSON.stringify([root, canonical(settings)]);
  let project = registry.open.get(key);
  if (project === undefined) {
    project = new OpenProject(registry.mounts.get(root) ?? nodeWorkspace(root, { moduleCache: moduleCacheDirectory(), index }), settings);
    registry.open.set(key, project);
  }
  return project;
}

/** Makes a workspace stand for an absolute directory until the returned function is called. */
export function mount(root: string, workspace: Workspace): () => void {
  registry.mounts.set(root, workspace);
  return () => {
    registry.mounts.delete(root);
    for (const key of registry.open.keys()) if ((JSON.parse(key) as [string])[0] === root) registry.open.delete(key);
  };
}

export function mountOf(file: string): string | null {
  return [...registry.mounts.keys()].find((root) => pathIn(root, file) !== null) ?? null;
}

/** The same value for settings that differ only in the order of their keys. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value ?? null;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  );
}
