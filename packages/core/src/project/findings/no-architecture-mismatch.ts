import type { Shipment } from "../../shipment/model.js";
import type { StageNode } from "../../syntax/dockerfile/ast.js";
import { literalOf, originOf, print, type Hop, type Origin } from "../../text/index.js";
import { platformText } from "../../evaluate/dockerfile/index.js";
import type { BuildInvocation, DockerfileEntry, Finding } from "../model.js";
import { groupBy, hop, type Detection, type Detector } from "./detector.js";
import { lostArchitecture } from "./lost-architecture.js";

const RULE = "go-dockerfile/no-architecture-mismatch";

/**
 * Facts l7 and r1: an image for one platform gets a program for another. A stage on $BUILDPLATFORM builds for the builder's platform unless go is
 * told the target's architecture; who builds and ships on one architecture does not see it. Fact b8: go is told, and the C compiler is not.
 */
export const noArchitectureMismatch: Detector = {
  rule: RULE,
  detect(input) {
    const builds = buildsOf(input);
    const mismatches = [...builds.flatMap((build) => build.shipments.flatMap((shipment) => mismatchOf(shipment, build, input))), ...builds.flatMap((build) => foreignCompilers(build, input))];
    // One command may build for several platforms and images: it is one finding.
    return groupBy(mismatches, ({ at, messageId, data }) => JSON.stringify([at, messageId, data])).flatMap((group): readonly Finding[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { messageId, data, at, evidence } = first;
      const platforms = [...new Set(group.map(({ platform }) => platform))].join(", ");
      return [{ rule: RULE, messageId, data: { ...data, platform: platforms }, at, evidence, entries: [...new Set(group.map(({ entry }) => entry))] }];
    });
  },
};

interface Mismatch extends Pick<Finding, "messageId" | "data" | "at" | "evidence"> {
  /** of the image */
  readonly platform: string;
  readonly entry: string;
}

/** What one entry makes. */
interface EntryBuild {
  readonly entry: DockerfileEntry;
  readonly invocations: readonly BuildInvocation[];
  readonly shipments: readonly Shipment[];
  /** the platform stands for others: what is written for one platform on purpose is no mistake then */
  readonly isProbe: boolean;
}

function buildsOf({ entries, invocations, shipments, crossBuilds }: Detection): readonly EntryBuild[] {
  const named = entries.flatMap((entry): readonly EntryBuild[] => {
    if (entry.dockerfile === null) return [];
    const own = shipments.filter((shipment) => shipment.entry === entry.id);
    return [{ entry: { ...entry, dockerfile: entry.dockerfile }, shipments: own, invocations: invocations.filter((invocation) => invocation.entries.includes(entry.id)), isProbe: false }];
  });
  return [...named, ...crossBuilds.map((build) => ({ ...build, isProbe: true }))];
}

function mismatchOf(shipment: Shipment, build: EntryBuild, input: Detection): readonly Mismatch[] {
  const requirement = shipment.requirements.find(({ kind, verdict }) => kind === "architecture" && verdict === "unmet");
  if (shipment.silence !== null || requirement === undefined) return [];
  const { artifact, platform } = shipment;
  const { goos, goarch } = artifact.linkage;
  if (goos.kind === "unknown" || goarch.kind === "unknown") return [];
  const built = `${goos.value}/${goarch.value}`;
  const evidence = (...hops: readonly (Hop | null)[]): readonly Hop[] => [...hops.filter((step) => step !== null), hop("shipped here", shipment.at)];
  const mismatch = { platform: platformText(platform), entry: shipment.entry };

  const inside = artifact.invocations.map((id) => build.invocations.find((invocation) => invocation.id === id));
  const [first] = inside;
  if (first !== undefined && inside.every((invocation) => invocation !== undefined)) {
    const cause = goarchOf(first, build.entry.dockerfile, platform.arch, input);
    if (cause === "open") return [];
    if (cause !== null) {
      const { messageId, reason, at, lostAt = null } = cause;
      const assigned = lostAt === null ? null : hop("GOARCH is set here", lostAt, "r1");
      return [{ ...mismatch, messageId, data: { built, reason }, at, evidence: evidence(assigned, hop("built here", first.at, "r1"), stageHop(first, build.entry.dockerfile, input)) }];
    }
    if (build.isProbe) return [];
  } else if (build.isProbe || !isProvenOutside(shipment, input)) return [];
  return [{ ...mismatch, messageId: "other", data: { artifact: artifact.path, built, remedy: requirement.remedy }, at: shipment.at, evidence: [hop("built here", artifact.builtAt, "l7")] }];
}

interface Cause {
  readonly messageId: "missing" | "lost" | "empty" | "default";
  readonly reason: string;
  readonly at: Origin;
  /** the assignment that go does not see */
  readonly lostAt?: Origin;
}

/** Why a go command in a Dockerfile builds for the machine that it runs on; null when that is what it is told, "open" when it may be told another thing. */
function goarchOf(invocation: BuildInvocation, dockerfile: string, arch: string, input: Detection): Cause | "open" | null {
  const run = invocation.chain[0]?.at ?? null;
  if (run?.file !== dockerfile) return null;
  const at = invocation.at.file === dockerfile ? invocation.at : (invocation.chain.findLast((step) => step.at?.file === dockerfile)?.at ?? run);
  const target = invocation.environment.getExported("TARGETARCH");
  const goarch = invocation.environment.getExported("GOARCH");
  if (goarch?.set === "maybe" || target?.set === "maybe") return null;
  const undeclared = target === null ? undeclaredText(stageAt(run, dockerfile, input)) : "";
  const lost = goarch === null ? lostArchitecture(invocation, arch) : null;
  if (lost !== null) return { messageId: "lost", reason: "", at, lostAt: lost.at };
  if (goarch === null) return mayBeToldOtherwise(invocation) ? "open" : { messageId: "missing", reason: undeclared, at };
  const value = literalOf(goarch.value);
  if (value === "") return { messageId: "empty", reason: undeclared, at };
  const shadowed = target === null ? null : originOf(target.value);
  if (target === null || shadowed?.file !== dockerfile || literalOf(target.value) !== value) return null;
  return { messageId: "default", reason: print(target.value), at: shadowed };
}

/** A stage that asks for the target without giving go a GOARCH may have a tool that does (xx, built from source): not so where a GOARCH is lost. */
function mayBeToldOtherwise({ environment, lost }: BuildInvocation): boolean {
  return ["TARGETPLATFORM", "TARGETARCH"].some((name) => environment.getExported(name) !== null) && !lost.some(({ name }) => name === "GOARCH");
}

/** What the stage declares in its place, which is often a slip of the pen. */
function undeclaredText(stage: StageNode | null): string {
  const declared = stage?.body.flatMap(({ name, pairs }) => (name === "ARG" ? pairs.map((pair) => literalOf(pair.name)) : [])) ?? [];
  const similar = declared.filter((name) => name?.startsWith("TARGET"));
  return `, and the stage does not declare ARG TARGETARCH${similar.length === 0 ? "" : ` (it declares ${similar.join(" and ")})`}`;
}

function stageAt({ start }: Origin, dockerfile: string, { session }: Detection): StageNode | null {
  return session.sources.dockerfile(dockerfile)?.stages.findLast(({ from }) => from.range[0] <= start) ?? null;
}

function stageHop({ chain }: BuildInvocation, dockerfile: string, input: Detection): Hop | null {
  const run = chain[0]?.at ?? null;
  const stage = run === null ? null : stageAt(run, dockerfile, input);
  const flag = stage?.from.flags.find(({ name }) => name === "platform");
  return flag?.value == null ? null : hop(`the stage runs on ${print(flag.value)}`, { file: dockerfile, start: flag.range[0], end: flag.range[1] });
}

/**
 * A program that is built outside may be for whatever machine builds it. That is wrong for certain where go is told the architecture, or where one
 * file goes into images for several.
 */
function isProvenOutside({ artifact, dockerfile, platform }: Shipment, { invocations, shipments }: Detection): boolean {
  const isTold = artifact.invocations.every((id) => {
    const goarch = invocations.find((invocation) => invocation.id === id)?.environment.getExported("GOARCH") ?? null;
    return goarch !== null && literalOf(goarch.value) !== "";
  });
  if (isTold) return true;
  const key = artifact.invocations.join();
  return shipments.some((other) => other.dockerfile === dockerfile && other.artifact.path === artifact.path && other.platform.arch !== platform.arch && other.artifact.invocations.join() === key);
}

function foreignCompilers({ entry, invocations }: EntryBuild, input: Detection): readonly Mismatch[] {
  return invocations.flatMap((invocation): readonly Mismatch[] => {
    const { failure, cgo } = invocation.linkage;
    const { goarch, cc } = invocation.command.settings;
    const run = invocation.chain[0]?.at ?? null;
    if (failure?.fact !== "b8" || invocation.when.length > 0 || goarch.kind === "unknown" || run?.file !== entry.dockerfile) return [];
    return [
      {
        messageId: "compiler",
        data: { arch: goarch.value, compiler: cc.kind === "known" ? cc.value.join(" ") : "the C compiler" },
        at: invocation.at.file === entry.dockerfile ? invocation.at : run,
        platform: platformText(entry.platform),
        entry: entry.id,
        evidence: [hop("built here", invocation.at, "b8"), stageHop(invocation, entry.dockerfile, input), ...cgo.evidence].filter((step) => step !== null),
      },
    ];
  });
}
