import type { Hop, Origin } from "../text/index.js";
import { LineIndex } from "../text/index.js";
import type { Workspace } from "../workspace/index.js";
import { findBuildFiles } from "./build-files.js";
import { invocationOf } from "./builds.js";
import { analyzeDockerfile, type DockerfileAnalysis } from "./dockerfile-analysis.js";
import { findEntries } from "./entries.js";
import { crossEntries } from "./cross-build.js";
import { Defects } from "./defects.js";
import { homesOf } from "./finding-homes.js";
import { withoutUnproven } from "./unproven.js";
import { detectFindings, type CrossBuild } from "./findings/index.js";
import { hostBuilds, type HostBuilds } from "./host-builds.js";
import { withNamed } from "./named-artifacts.js";
import type { BuildInvocation, Defect, DockerfileEntry, Finding, NotUnderstood, Project, Settings } from "./model.js";
import { notUnderstood, unreadFiles } from "./not-understood.js";
import { roleOf } from "./role.js";
import { saidHops, saidOf } from "./said-entries.js";
import { withoutSwitchedOff } from "./switched-off.js";
import { Session } from "./session.js";
import type { Sources } from "./sources.js";
import { unusedSettings } from "./unused-settings.js";
import { flagWays, type FlagWays } from "./ways/index.js";

/** Analyses one revision of a repository. */
export function analyze(workspace: Workspace, settings: Settings, sources: Sources): Project {
  const session = new Session(workspace, settings, sources);
  const buildFiles = findBuildFiles(workspace);
  const { dockerfiles } = buildFiles;
  const defects = new Defects();
  const host = hostBuilds(buildFiles, { os: "linux", arch: "amd64", variant: "" }, session, defects);
  const hostBuildsById = new Map(host.runs.flatMap((run) => run.builds.map((build) => [build.id, build] as const)));
  const { entries, artifacts, assembled, assumptions } = findEntries(dockerfiles, host.imageBuilds, session);
  const analysisOf = (entry: DockerfileEntry, assumesUnset: boolean): DockerfileAnalysis | null =>
    defects.attempt(entry.dockerfile, () =>
      analyzeDockerfile(entry, {
        files: assembled.get(entry.id) ?? host.filesWith(withNamed(artifacts.get(entry.id) ?? [], saidOf(entry, session), host.named)).snapshot(),
        hostBuild: (id) => hostBuildsById.get(id) ?? null,
        role: saidOf(entry, session)?.role ?? roleOf(entry.dockerfile, dockerfiles, entry.target),
        session,
        assumesUnset,
      }),
    );
  const shown = entries.map((entry) => analysisOf(entry, true)).filter((analysis) => analysis !== null);
  // What is taken for granted of an image shows what its builds run; what is wrong with them is proven without it.
  // Of one that cannot be analysed without it nothing is proven.
  const checked = shown.map((analysis) => ({ analysis, proof: analysis.assumedOfImages.length > 0 ? analysisOf(analysis.entry, false) : analysis }));
  const proven = checked.flatMap(({ proof }) => proof ?? []);
  const crossBuilds = crossEntries(proven, sources)
    .map((entry) => analysisOf(entry, false))
    .filter((analysis) => analysis !== null)
    .map(crossBuildOf);
  const analyses = { shown: checked.map(({ analysis, proof }) => withoutUnproven(analysis, proof)), proven };
  return new AnalyzedProject(session, host, entries, { analyses, crossBuilds, dockerfiles, unread: unreadFiles(buildFiles, session) }, assumptions, defects.all);
}

interface Analyses {
  /** what commands, images and shipments are told of */
  readonly shown: readonly DockerfileAnalysis[];
  /** the same, without what is taken for granted of images: for findings */
  readonly proven: readonly DockerfileAnalysis[];
}

function crossBuildOf({ entry, builds, shipments }: DockerfileAnalysis): CrossBuild {
  return { entry, shipments, invocations: builds.map((build) => invocationOf(build, entry.id)) };
}

class AnalyzedProject implements Project {
  readonly asOf: string;
  readonly entries: Project["entries"];
  readonly invocations: Project["invocations"];
  readonly shipments: Project["shipments"];
  readonly containers: Project["containers"];
  readonly notUnderstood: Project["notUnderstood"];
  readonly assumptions: Project["assumptions"];
  readonly sources: Project["sources"];
  readonly findings: Project["findings"];
  readonly unusedSettings: Project["unusedSettings"];
  readonly #byPlace: ReadonlyMap<string, readonly Finding[]>;
  readonly #lines = new Map<string, LineIndex>();

  constructor(
    private readonly session: Session,
    host: HostBuilds,
    dockerfileEntries: readonly DockerfileEntry[],
    { analyses, crossBuilds, dockerfiles, unread }: { readonly analyses: Analyses; readonly crossBuilds: readonly CrossBuild[]; readonly dockerfiles: readonly string[]; readonly unread: readonly NotUnderstood[] },
    assumptions: readonly Hop[],
    readonly defects: readonly Defect[],
  ) {
    this.asOf = session.asOf;
    this.entries = [...dockerfileEntries, ...host.runs.map((run) => run.entry)];
    const { shown, proven } = analyses;
    const builds = [...shown.flatMap((analysis) => analysis.builds), ...host.runs.flatMap((run) => run.builds)];
    this.invocations = invocationsOf(shown, host);
    this.shipments = shown.flatMap((analysis) => analysis.shipments);
    this.containers = shown.flatMap((analysis) => analysis.containers);
    this.notUnderstood = [...notUnderstood(shown, host), ...unread];
    this.assumptions = distinctHops([
      ...saidHops(dockerfileEntries, session),
      ...assumptions,
      ...host.assumptions,
      ...shown.flatMap((analysis) => analysis.assumptions),
      ...builds.flatMap((build) => build.linkage.assumptions),
    ]);
    this.sources = countSources(this.invocations, this.assumptions.length);
    // Of Dockerfiles for development no cause is told either.
    const dev = new Set(proven.filter(({ role }) => role === "dev").map(({ entry }) => entry.id));
    const findings = detectFindings({
      entries: this.entries,
      invocations: invocationsOf(proven, host).filter((invocation) => !invocation.entries.every((entry) => dev.has(entry))),
      shipments: proven.flatMap((analysis) => analysis.shipments),
      containers: proven.flatMap((analysis) => analysis.containers),
      stages: proven.flatMap(({ entry, role, stages }) => (role === "shipped" ? stages.map((stage) => ({ entry, stage, stages })) : [])),
      crossBuilds,
      notUnderstood: notUnderstood(proven.filter(({ role }) => role === "shipped"), host),
      devEntries: dev,
      session,
      place: (at) => this.#place(at),
    });
    this.findings = withoutSwitchedOff(findings, dockerfileEntries, session);
    this.unusedSettings = [...host.problems, ...unusedSettings({ session, dockerfiles, shipments: this.shipments, named: host.named })];
    this.#byPlace = groupFindings(this.findings);
  }

  findingsFor(file: string, rule: string): readonly Finding[] {
    return this.#byPlace.get(`${rule} ${file}`) ?? [];
  }

  homesOf(finding: Finding): readonly string[] {
    return homesOf(finding, this.entries, this.session.workspace);
  }

  waysOf(flag: string): FlagWays {
    return flagWays(flag, this.invocations, this.session.workspace);
  }

  positionOf(file: string, offset: number): { readonly line: number; readonly column: number } {
    let lines = this.#lines.get(file);
    if (lines === undefined) {
      const content = this.session.workspace.read(file);
      this.#lines.set(file, (lines = new LineIndex(content.kind === "text" ? content.text : "")));
    }
    return lines.positionAt(offset);
  }

  #place(at: Origin): string {
    return `${at.file}:${this.positionOf(at.file, at.start).line}`;
  }
}

function invocationsOf(analyses: readonly DockerfileAnalysis[], host: HostBuilds): readonly BuildInvocation[] {
  return [
    ...analyses.flatMap(({ entry, builds }) => builds.map((build) => invocationOf(build, entry.id))),
    ...host.runs.flatMap(({ entry, builds }) => builds.map((build) => invocationOf(build, entry.id))),
  ];
}

function distinctHops(hops: readonly Hop[]): readonly Hop[] {
  return [...new Map(hops.map((hop) => [JSON.stringify([hop.text, hop.at]), hop])).values()];
}

function countSources(invocations: readonly BuildInvocation[], assumed: number): Project["sources"] {
  const packages = new Map<string, string>();
  const facts = new Set<string>();
  for (const { closure } of invocations) {
    for (const linked of closure?.packages.values() ?? []) packages.set(linked.importPath, linked.source);
    for (const fact of closure?.facts ?? []) facts.add(fact.module);
  }
  const count = (source: string): number => [...packages.values()].filter((found) => found === source).length;
  return { repository: count("repository"), vendor: count("vendor"), moduleCache: count("moduleCache"), facts: count("facts") + facts.size, assumed };
}

function groupFindings(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.at.file}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return groups;
}

