import { findBakeStarts } from "./bake.js";
import { findCMakeStarts } from "./cmake.js";
import { findComposeStarts } from "./compose.js";
import { findGoreleaserStarts } from "./goreleaser.js";
import { findJustStarts } from "./just.js";
import { findMakeStarts } from "./make.js";
import type { Start, StartFinder, StartSearch } from "./model.js";
import { findPackageScriptStarts } from "./package-scripts.js";
import { findPipelineStarts } from "./pipelines.js";
import { findPromuStarts } from "./promu.js";
import { findScriptStarts } from "./scripts.js";
import { findTaskStarts } from "./task.js";
import { findWorkflowStarts } from "./workflows.js";

/** What calls others comes before what may be called. */
const FINDERS: readonly StartFinder[] = [findMakeStarts, findWorkflowStarts, findPipelineStarts, findScriptStarts, findCMakeStarts, findGoreleaserStarts, findPromuStarts, findTaskStarts, findJustStarts, findPackageScriptStarts, findBakeStarts, findComposeStarts];

/** Everything by which builds of the repository are started outside its Dockerfiles. */
export function findStarts(search: StartSearch): readonly Start[] {
  return FINDERS.flatMap((find) => find(search));
}

export { namedArtifactStart } from "./named-artifacts.js";
export { unreadPipelines } from "./pipelines.js";
export type { HostDescription, Start } from "./model.js";
