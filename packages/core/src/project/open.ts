import { QueryEngine } from "../query/index.js";
import type { Workspace } from "../workspace/index.js";
import { analyze } from "./analyze.js";
import type { Project, Settings } from "./model.js";
import { querySources } from "./sources.js";

/** A repository that is analysed when somebody asks, and again when something that the analysis has seen is another one. */
export interface ProjectHandle {
  /** The analysis of the current revision. */
  project(): Project;
  /** Starts a new revision: looks at everything that was read, once. */
  refresh(): void;
}

/** @param workspace may change between revisions, not during one */
export function openProject(workspace: Workspace, settings: Settings): ProjectHandle {
  const engine = new QueryEngine(workspace);
  const sources = querySources(engine);
  return {
    project: () => engine.query("project", "", (recorded) => analyze(recorded, settings, sources)),
    refresh: () => {
      engine.refresh();
    },
  };
}
