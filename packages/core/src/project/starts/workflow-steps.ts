/** Which steps of a job matter to what is built: most of what CI does is something else. */
import { fieldOf, fieldsOf, itemsOf, stringOf, type YamlValue } from "../../syntax/yaml/index.js";
import { isBuildGoal } from "./make-goals.js";

/** Text of a workflow that may build a program or an image. */
export const MAY_BUILD = /\bgo\s+(?:build|install|run)\b|\b(?:docker|podman|nerdctl|buildah)\b|\bgoreleaser\b|\b(?:make|mage|task|just|ko|promu|gox|xgo)\b|\.sh\b|uses:\s*['"]?\.\//;

const BUILDS = /\bgo\s+(?:build|install)\b|\b(?:docker|podman|nerdctl)\s+(?:build|buildx|image|compose)\b|\bbuildah\s+(?:bud|build)\b|\bdocker-compose\b|\b(?:goreleaser|mage|task|just|ko|promu|gox|xgo)\s|(?:^|[\s/])[\w./-]+\.(?:sh|bash)\b/m;

/** What a step does that later ones may see. */
const LEAVES_SOMETHING = /GITHUB_(?:ENV|OUTPUT|PATH)|::set-output|\b(?:cp|mv|ln|tar|unzip|install|rsync|curl|wget|apt|apt-get|rm|mkdir|sed|tee|touch|chmod|git)\b|>/;

const ACTIONS = /^docker\/(?:build-push|bake)-action|^goreleaser\//i;

/** Whether a job has a step that may build a program or an image. */
export function mayBuild(job: YamlValue | null, text: string): boolean {
  return itemsOf(fieldOf(job, "steps")).some((step) => {
    const uses = stringOf(fieldOf(step, "uses"));
    return uses === null ? scriptMayBuild(scriptOf(step, text)) : ACTIONS.test(uses) || uses.startsWith("./");
  });
}

/** A step of which nothing comes that is built: tests, linters, reports. */
export function isIdleStep(step: YamlValue, text: string): boolean {
  const script = scriptOf(step, text);
  return fieldOf(step, "uses") === null && !scriptMayBuild(script) && !LEAVES_SOMETHING.test(script);
}

/** The text of a job, without its matrix and without steps that are idle: what is read there decides what is built. */
export function textRead(job: YamlValue | null, text: string): string {
  return fieldsOf(job)
    .flatMap(({ name, value }) => {
      if (value === null || name === "strategy" || name === "name" || name === "steps") return [];
      return [text.slice(...value.range)];
    })
    .concat(itemsOf(fieldOf(job, "steps")).filter((step) => !isIdleStep(step, text) && isRead(step)).map((step) => text.slice(...step.range)))
    .join("\n");
}

/** Actions that neither build nor hand over what was built read the matrix for themselves. */
function isRead(step: YamlValue): boolean {
  const uses = stringOf(fieldOf(step, "uses"));
  return uses === null || ACTIONS.test(uses) || uses.startsWith("./") || /^actions\/(?:setup-go|checkout|upload-artifact|download-artifact)/.test(uses);
}

function scriptOf(step: YamlValue, text: string): string {
  const run = fieldOf(step, "run");
  return run === null ? "" : text.slice(...run.range);
}

export function scriptMayBuild(script: string): boolean {
  if (BUILDS.test(script)) return true;
  return [...script.matchAll(/\bmake\b([^\n;&|]*)/g)].some(([, words = ""]) => {
    const goals = words.split(/\s+/).filter((word) => word !== "" && !word.startsWith("-") && !word.includes("="));
    return goals.length === 0 || goals.some(isBuildGoal);
  });
}
