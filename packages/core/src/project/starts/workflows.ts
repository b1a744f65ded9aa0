import { ArtifactStore, combinationsOf, combinationText, expandText, readWorkflow, runJob, valueOfNode, type Combination, type Contexts, type Workflow, type WorkflowJob } from "../../evaluate/workflow/index.js";
import type { Value } from "../../evaluate/values/index.js";
import { fieldOf, fieldsOf, itemsOf, stringOf, textOf, type YamlValue } from "../../syntax/yaml/index.js";
import { literalOf } from "../../text/index.js";
import { normalize, type Workspace } from "../../workspace/index.js";
import { parseGoMod } from "../../syntax/gomod/index.js";
import { startEntry, type HostDescription, type Start, type StartFinder, type StartSearch } from "./model.js";
import { installedGo } from "./installed-go.js";
import { runnerOf } from "./runners.js";
import { isIdleStep, mayBuild, MAY_BUILD, textRead } from "./workflow-steps.js";

/** Every job of a workflow that may build something, once for each combination of its matrix that differs in what it reads. */
export const findWorkflowStarts: StartFinder = (search) => {
  const { files, workspace } = search;
  const workflows = files.workflows.flatMap((file) => open(file, workspace) ?? []);
  const called = new Set(workflows.flatMap(({ jobs }) => jobs.flatMap(({ node }) => localPath(fieldOf(node, "uses")) ?? [])));
  return workflows.flatMap((workflow) => {
    // A workflow that only others call is looked at where they do.
    const triggers = triggersOf(fieldOf(workflow.document, "on"));
    const isOnlyCalled = triggers.length === 1 && triggers[0] === "workflow_call" && called.has(workflow.file);
    return isOnlyCalled ? [] : jobStarts(workflow, { search, inputs: new Map(), artifacts: new ArtifactStore(), prefix: "", depth: 0 });
  });
};

/** Jobs whose combinations differ in what is tested. */
const TESTS = /(?:^|[-_.])(?:tests?|e2e|integration|conformance|lint|check|verify|fuzz|bench(?:mark)?)(?:[-_.]|$)/i;

/** Workflows that call each other. */
const MAX_CALLS = 3;

interface JobSearch {
  readonly search: StartSearch;
  readonly inputs: ReadonlyMap<string, Value>;
  readonly artifacts: ArtifactStore;
  /** the job that calls the workflow, for ids */
  readonly prefix: string;
  readonly depth: number;
}

type OpenWorkflow = Workflow & { readonly text: string };

function open(file: string, workspace: Workspace): OpenWorkflow | null {
  const content = workspace.read(file);
  if (content.kind !== "text" || !MAY_BUILD.test(content.text)) return null;
  return { ...readWorkflow(content.text, file), text: content.text };
}

function triggersOf(node: YamlValue | null): readonly (string | null)[] {
  return node?.type === "Mapping" ? fieldsOf(node).map(({ name }) => name) : itemsOf(node).map(stringOf);
}

function jobStarts(workflow: OpenWorkflow, jobSearch: JobSearch): readonly Start[] {
  const { search, inputs, prefix, depth } = jobSearch;
  const given = withDefaults(workflow.document, inputs);
  return workflow.jobs.flatMap((job): readonly Start[] => {
    const called = localPath(fieldOf(job.node, "uses"));
    if (called === null && !mayBuild(job.node, workflow.text)) return [];
    const combinations = combinationsOf(job, textRead(job.node, workflow.text), contextsOf(given, new Map()))?.slice(0, TESTS.test(job.name) ? 1 : undefined) ?? [new Map()];
    if (called === null) return combinations.map((combination) => jobStart(workflow, job, combination, combinations.length > 1, { ...jobSearch, inputs: given }));
    const other = depth >= MAX_CALLS ? null : open(called, search.workspace);
    if (other === null) return [];
    return combinations.flatMap((combination) => {
      const passed = fieldsOf(fieldOf(job.node, "with")).map(({ name, value }) => [name, valueOfNode(value, contextsOf(given, combination))] as const);
      const variant = combinations.length > 1 ? ` (${combinationText(combination)})` : "";
      return jobStarts(other, { ...jobSearch, inputs: new Map(passed), prefix: `${prefix}${workflow.file}:${job.name}${variant} → `, depth: depth + 1 });
    });
  });
}

/** Inputs that nobody gives have their default; without one they are left to whoever starts the workflow. */
function withDefaults(document: YamlValue | null, inputs: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  const declared = ["workflow_call", "workflow_dispatch"].flatMap((trigger) => fieldsOf(fieldOf(document, "on", trigger, "inputs")));
  return new Map(declared.map(({ name, value }) => [name, inputs.get(name) ?? inputDefault(name, fieldOf(value, "default"))]));
}

function inputDefault(name: string, node: YamlValue | null): Value {
  return node === null ? { kind: "unknown", reason: { code: "caller", text: `inputs.${name}`, at: null } } : valueOfNode(node, contextsOf(new Map(), new Map()));
}

/** What is known before a job has a machine. */
function contextsOf(inputs: ReadonlyMap<string, Value>, combination: Combination): Contexts {
  return (name) => {
    if (name === "inputs") return { kind: "object", entries: inputs };
    if (name === "matrix" && combination.size > 0) return { kind: "object", entries: combination };
    return { kind: "unknown", reason: { code: "caller", text: name, at: null } };
  };
}

function localPath(node: YamlValue | null): string | null {
  const text = stringOf(node);
  return text?.startsWith("./") === true ? normalize(text) : null;
}

function jobStart(workflow: OpenWorkflow, job: WorkflowJob, combination: Combination, isVariant: boolean, { search, inputs, artifacts, prefix }: JobSearch): Start {
  const { file } = workflow;
  const contexts = contextsOf(inputs, combination);
  const text = (node: YamlValue | null): string | null => {
    const written = textOf(node);
    return written === null ? null : literalOf(expandText(written, contexts));
  };
  const runsOn = fieldOf(job.node, "runs-on");
  const labels = runsOn?.type === "Mapping" ? itemsOf(fieldOf(runsOn, "labels")) : itemsOf(runsOn);
  const runner = labels.map(text).map((label) => (label === null ? null : runnerOf(label, search.asOf, job.at))).find((found) => found !== null) ?? null;
  const container = fieldOf(job.node, "container");
  const image = container === null ? null : text(container.type === "Mapping" ? fieldOf(container, "image") : container);
  const go = { version: null as string | null, isTold: false };
  const host: HostDescription = {
    image: image ?? (container === null ? (runner?.description.image ?? null) : null),
    isContainer: container !== null,
    shell: "dash",
    programs: container === null ? (runner?.description.programs ?? []) : [],
    assumption: container === null ? (runner?.description.assumption ?? null) : null,
    go: () => (go.isTold ? installedGo(go.version) : null),
  };
  const id = `${prefix}${file}:${job.name}${isVariant ? ` (${combinationText(combination)})` : ""}`;
  return {
    file,
    host,
    entry: startEntry({ id, kind: "workflow", context: "", platform: runner?.platform ?? search.platform }),
    run(machine, environment) {
      runJob({
        workflow,
        job,
        combination,
        inputs,
        machine,
        environment,
        artifacts,
        isIdle: (step) => isIdleStep(step, workflow.text),
        shell: container === null ? "bash" : machine.shell,
        onGo(version, versionFile) {
          go.isTold = true;
          go.version = version ?? (versionFile === null ? null : versionIn(versionFile, machine.files));
        },
      });
    },
  };
}

/** Source: actions/setup-go, `go-version-file`: the toolchain line of go.mod, else its go line; of other files their text. */
function versionIn(path: string, files: { read(path: string): { readonly text: string } | { readonly unknown: unknown } | null }): string | null {
  const file = files.read(path);
  if (file === null || "unknown" in file) return null;
  if (!/\.(?:mod|work)$/.test(path)) return file.text.trim();
  const { go, toolchain } = parseGoMod(file.text);
  return toolchain?.version.replace(/^go/, "") ?? go?.version ?? null;
}
