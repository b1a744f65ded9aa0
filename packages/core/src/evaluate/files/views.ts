/** File systems that commands do not change. */
import type { Reason } from "../../text/index.js";
import type { FileContent, Workspace } from "../../workspace/index.js";
import { inside } from "../../workspace/index.js";
import { DirectoryState, stateIn } from "./directory-state.js";
import { REPOSITORY_MOUNT } from "./repository-mount.js";
import type { ArtifactView } from "./stage-view.js";
import type { FileFact, FileView } from "./view.js";

/** Nothing but the root directory. */
export const EMPTY_FILES: FileView = {
  stat: (path) => (path === "/" ? { kind: "directory" } : { kind: "absent" }),
  list: (path) => (path === "/" ? { names: [], complete: true } : null),
  read: () => null,
};

/** Any file may be there: an image that is not known. */
export function unknownFiles(reason: Reason): FileView {
  return {
    stat: (path) => (path === "/" ? { kind: "directory" } : { kind: "unknown", reason }),
    list: () => ({ names: [], complete: false }),
    read: () => ({ unknown: reason }),
  };
}

const OUTSIDE: Reason = { code: "file", text: "a file of the build machine outside the repository", at: null };

/** Whether a file is not known because nothing is known of the base image, or of the machine outside the repository. */
export function isNobodysFile({ code, text }: Reason): boolean {
  return code === "image" || text === OUTSIDE.text;
}

/** The repository at {@link REPOSITORY_MOUNT} on a machine of which nothing else is known. */
export function repositoryFiles(workspace: Workspace): FileView {
  const elsewhere = unknownFiles(OUTSIDE);
  const states = new Map<string, DirectoryState>();
  return {
    stateOf: (directory) => stateIn(states, directory),
    stat(path) {
      const own = below(path, REPOSITORY_MOUNT);
      return own === null ? elsewhere.stat(path) : workspaceFact(workspace, own);
    },
    list(path) {
      const own = below(path, REPOSITORY_MOUNT);
      return own === null ? elsewhere.list(path) : workspaceList(workspace, own);
    },
    read(path) {
      const own = below(path, REPOSITORY_MOUNT);
      return own === null ? elsewhere.read(path) : workspaceText(workspace, own);
    },
  };
}

/** What a build context needs of `.dockerignore`: `path` is relative to the context's directory. */
export interface ContextFilter {
  included(path: string): boolean;
  /** whether something below a directory that is left out may be included all the same (`!` patterns); no without it */
  includesBelow?(directory: string): boolean;
}

/**
 * A directory of a view as a build context: `/x` is `directory/x`, without what `.dockerignore` leaves out.
 *
 * @param directory absolute path in `view`, REPOSITORY_MOUNT or below for a directory of the repository
 */
export function contextFiles(view: FileView, directory: string, filter: ContextFilter): ArtifactView {
  const real = (path: string): string => (path === "/" ? directory : `${directory === "/" ? "" : directory}${path}`);
  const shown = (path: string): boolean => path === "/" || filter.included(path.slice(1));
  const states = new Map<DirectoryState, DirectoryState>();
  return {
    stateOf(path) {
      const whole = view.stateOf?.(real(path)) ?? null;
      if (whole === null) return null;
      let state = states.get(whole);
      if (state === undefined) states.set(whole, (state = new DirectoryState()));
      return state;
    },
    stat(path) {
      if (shown(path)) return view.stat(real(path));
      // Directories above an included file exist in the context although a pattern excludes them.
      if (filter.includesBelow?.(path.slice(1)) !== true) return { kind: "absent" };
      const fact = view.stat(real(path));
      return fact.kind === "directory" ? fact : { kind: "absent" };
    },
    list(path) {
      const list = view.list(real(path));
      if (list === null) return null;
      const isShown = (name: string): boolean => this.stat(path === "/" ? `/${name}` : `${path}/${name}`).kind !== "absent";
      const { names, complete, doubtful } = list;
      return { names: names.filter(isShown), complete, ...(doubtful === undefined ? {} : { doubtful: doubtful.filter(isShown) }) };
    },
    read: (path) => (shown(path) ? view.read(real(path)) : null),
    artifacts() {
      if (!("artifacts" in view)) return [];
      const prefix = directory === "/" ? "" : directory;
      return (view as ArtifactView).artifacts().flatMap(({ path, ids }) => {
        const own = path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : null;
        return own === null || !shown(own) ? [] : [{ path: own, ids }];
      });
    },
  };
}

function below(path: string, directory: string): string | null {
  if (!inside(path, directory)) return null;
  return path.length <= directory.length ? "" : path.slice(directory.length + 1);
}

function workspaceFact(workspace: Workspace, path: string): FileFact {
  // what is analysed may be an archive or a memory, and what is built is a clone
  if (path === ".git" && workspace.stat(path) === "absent") return { kind: "unknown", reason: { code: "file", text: "the repository is not a clone here", at: null } };
  switch (workspace.stat(path)) {
    case "file":
      return { kind: "file", source: path, artifacts: [], content: null, from: "repository" };
    case "directory":
      return { kind: "directory" };
    case "absent":
      return { kind: "absent" };
  }
}

function workspaceList(workspace: Workspace, path: string): ReturnType<FileView["list"]> {
  const entries = workspace.list(path);
  return entries === null ? null : { names: entries.map(({ name }) => name), complete: true };
}

function workspaceText(workspace: Workspace, path: string): ReturnType<FileView["read"]> {
  const content: FileContent = workspace.read(path);
  switch (content.kind) {
    case "text":
      return { text: content.text, source: path };
    case "absent":
      return null;
    case "unreadable":
      return { unknown: content.reason };
  }
}
