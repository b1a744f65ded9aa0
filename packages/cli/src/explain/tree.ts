import type { BuildInvocation, Container, Evidence, Hop, Linkage, Origin, Project, Requirement, Shipment, Verdict } from "@go-indep/core";
import { platformText, print } from "@go-indep/core";
import type { Paint } from "../paint.js";

/** What `explain` prints: for every shipment artifact → build → why this linkage → image → each requirement, each step with file:line. */
export function projectTree(project: Project, paint: Paint): string {
  const tree = new ProjectTree(project, paint);
  return tree.print();
}

const MARKS = { met: "✔", unmet: "✖", unknown: "?" } as const;

class ProjectTree {
  readonly #lines: string[] = [];

  constructor(
    private readonly project: Project,
    private readonly paint: Paint,
  ) {}

  print(): string {
    const { project } = this;
    const spoken = project.shipments.filter((shipment) => shipment.silence === null);
    const silent = project.shipments.filter((shipment) => shipment.silence !== null);
    for (const shipment of [...spoken, ...silent]) this.#shipment(shipment);
    for (const container of project.containers) this.#container(container);
    const shipped = new Set(project.shipments.flatMap((shipment) => shipment.artifact.invocations));
    const others = project.invocations.filter((invocation) => !shipped.has(invocation.id));
    if (others.length > 0) {
      this.#line(0, this.paint.strong("Builds that no image ships"));
      for (const invocation of others) this.#invocation(1, invocation);
      this.#line(0, "");
    }
    this.#list("Not understood", project.notUnderstood.map((item) => ({ text: `${item.reason.text} [${item.reason.code}]`, at: item.reason.at })));
    this.#list("Assumed", project.assumptions);
    this.#list("Settings without effect", project.unusedSettings);
    this.#line(0, this.paint.dim(`floating tags as of ${project.asOf}`));
    return `${this.#lines.join("\n")}\n`;
  }

  #shipment(shipment: Shipment): void {
    const { paint } = this;
    const { artifact, image } = shipment;
    const stage = shipment.stage.name ?? `stage ${shipment.stage.index}`;
    this.#line(0, `${this.#mark(shipment)} ${paint.strong(artifact.path)} in ${shipment.dockerfile} (${stage}, ${platformText(shipment.platform)})${this.#place(shipment.at)}`);
    if (shipment.silence !== null) this.#line(1, paint.dim(`no verdict is reported: ${SILENCES[shipment.silence]}`));
    if (shipment.executedBy !== null) this.#line(1, `started by ${shipment.executedBy.text}${this.#place(shipment.executedBy.at)}`);
    for (const id of artifact.invocations) {
      const invocation = this.project.invocations.find((candidate) => candidate.id === id);
      if (invocation !== undefined) this.#invocation(1, invocation);
    }
    if (!artifact.agree) this.#line(1, "the builds above write the same path and disagree; only what they agree on is known");
    this.#line(1, `image ${this.#verdict(image.reference)}${image.base.kind === "known" ? ` = ${image.base.value.resolved}` : ""}`);
    if (image.base.kind === "known") this.#evidence(2, image.base.evidence);
    else this.#line(2, `unknown: ${image.base.reason.text}`);
    for (const requirement of shipment.requirements) this.#requirement(requirement);
    this.#line(0, "");
  }

  /** What the instructions of an image ask for; nothing where they ask for nothing. */
  #container(container: Container): void {
    const { requirements, dockerfile, stage, platform, silence, image } = container;
    if (requirements.length === 0) return;
    this.#line(0, `${this.#mark(container)} ${this.paint.strong("instructions")} of ${dockerfile} (${stage.name ?? `stage ${stage.index}`}, ${platformText(platform)})`);
    if (silence !== null) this.#line(1, this.paint.dim(`no verdict is reported: ${SILENCES[silence]}`));
    this.#line(1, `image ${this.#verdict(image.reference)}`);
    for (const requirement of requirements) this.#requirement(requirement);
    this.#line(0, "");
  }

  #invocation(depth: number, invocation: BuildInvocation): void {
    this.#line(depth, `built by ${invocation.command.words.map(({ value }) => print(value)).join(" ")}${this.#place(invocation.at)}`);
    for (const hop of invocation.chain) this.#line(depth + 1, `${hop.text}${this.#place(hop.at)}`);
    for (const condition of invocation.when) this.#line(depth + 1, `when ${condition}`);
    this.#linkage(depth + 1, invocation.linkage);
  }

  #linkage(depth: number, linkage: Linkage): void {
    const { kind, interpreter, needed, glibc } = linkage;
    const parts = [`linkage ${this.paint.strong(this.#verdict(kind))}`];
    if (interpreter.kind === "known" && interpreter.value !== null) parts.push(`interpreter ${interpreter.value}`);
    if (needed.kind === "known" && needed.value.items.length > 0) parts.push(`needs ${needed.value.items.join(" ")}${needed.value.complete ? "" : " …"}`);
    if (glibc.kind === "known" && glibc.value !== null) parts.push(`GLIBC_${glibc.value}`);
    this.#line(depth, parts.join(", "));
    if (linkage.failure !== null) this.#line(depth + 1, `the ${linkage.failure.stage} step fails: ${linkage.failure.text}`);
    this.#evidence(depth + 1, kind.evidence);
    for (const variable of linkage.variables) {
      const status = variable.status.kind === "known" ? variable.status.value : `unknown: ${variable.status.reason.text}`;
      this.#line(depth, `-X ${variable.target}: ${status}${variable.why === "" ? "" : ` (${variable.why})`}${this.#place(variable.at)}`);
    }
  }

  #requirement(requirement: Requirement): void {
    const { kind, subject, verdict, reason, remedy, by } = requirement;
    const asker = by === undefined ? "" : this.#place(by.at);
    this.#line(1, `${this.paint.mark(verdict, MARKS[verdict])} ${kind} ${subject}: ${verdict}${reason === null ? "" : ` (${reason.text})`}${asker}`);
    this.#evidence(2, requirement.evidence);
    if (remedy !== "") this.#line(2, `→ ${remedy}`);
  }

  #evidence(depth: number, evidence: Evidence): void {
    for (const hop of evidence) this.#line(depth, `${hop.text}${hop.fact === "" ? "" : this.paint.dim(` [${hop.fact}]`)}${this.#place(hop.at)}`);
  }

  #list(title: string, items: readonly Pick<Hop, "text" | "at">[]): void {
    if (items.length === 0) return;
    this.#line(0, this.paint.strong(title));
    for (const item of items) this.#line(1, `${item.text}${this.#place(item.at)}`);
    this.#line(0, "");
  }

  #mark({ requirements }: Pick<Shipment, "requirements">): string {
    const verdicts = requirements.map((requirement) => requirement.verdict);
    const worst = verdicts.includes("unmet") ? "unmet" : verdicts.includes("unknown") || requirements.length === 0 ? "unknown" : "met";
    return this.paint.mark(worst, MARKS[worst]);
  }

  #verdict(verdict: Verdict<string>): string {
    return verdict.kind === "known" ? verdict.value : `unknown (${verdict.reason.text})`;
  }

  #place(at: Origin | null): string {
    if (at === null) return "";
    const { line, column } = this.project.positionOf(at.file, at.start);
    return this.paint.dim(`  ${at.file}:${line}:${column + 1}`);
  }

  #line(depth: number, text: string): void {
    this.#lines.push(text === "" ? "" : `${"  ".repeat(depth)}${text}`);
  }
}

const SILENCES: Readonly<Record<NonNullable<Shipment["silence"]>, string>> = {
  "no command": "the final stage has no ENTRYPOINT or CMD, so it is taken for an export or a layer",
  "not shipped": "the Dockerfile is taken for one of development, test or examples",
  "not executed": "the image carries the binary, but its ENTRYPOINT and CMD do not start it",
};
