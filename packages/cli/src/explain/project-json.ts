import type {
  BuildInvocation,
  Container,
  Entry,
  Environment,
  Hop,
  LinkedVariable,
  Linkage,
  NotUnderstood,
  Origin,
  Project,
  Reason,
  Requirement,
  RuntimeImage,
  Shipment,
  Traced,
  Verdict,
  Word,
} from "@go-indep/core";
import { BUILD_VARIABLES, dataDate, firstUnknown, literalOf, platformText, print } from "@go-indep/core";
import { VERSION } from "../version.js";

/** The public, versioned form of a project: `schema/project-1.schema.json`. Lines and columns are 1-based, columns count UTF-16 units. */
export const PROJECT_SCHEMA = "go-indep-lint/project@1";

export interface UnknownJson {
  readonly unknown: { readonly code: string; readonly text: string; readonly at: PlaceJson | null };
}

export type KnownJson<T> = T | UnknownJson;

export interface PlaceJson {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface HopJson {
  readonly fact: string;
  readonly text: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
}

export function projectJson(project: Project): object {
  const json = new ProjectJson(project);
  return {
    schema: PROJECT_SCHEMA,
    tool: { version: VERSION, dataDate: dataDate() },
    asOf: project.asOf,
    sources: project.sources,
    assumptions: project.assumptions.map((hop) => ({ text: hop.text, at: json.place(hop.at) })),
    entries: sorted(project.entries.map((entry) => json.entry(entry))),
    invocations: sorted(project.invocations.map((invocation) => json.invocation(invocation))),
    shipments: sorted(project.shipments.map((shipment) => json.shipment(shipment))),
    containers: sorted(project.containers.map((container) => json.container(container))),
    notUnderstood: project.notUnderstood.map((item) => json.notUnderstood(item)),
    unusedSettings: project.unusedSettings.map(({ text, at }) => ({ text, at: json.place(at) })),
  };
}

class ProjectJson {
  constructor(private readonly project: Project) {}

  place(at: Origin | null): PlaceJson | null {
    if (at === null) return null;
    const start = this.project.positionOf(at.file, at.start);
    const end = this.project.positionOf(at.file, at.end);
    return { file: at.file, line: start.line, column: start.column + 1, endLine: end.line, endColumn: end.column + 1 };
  }

  hop({ fact, text, at }: Hop): HopJson {
    const place = this.place(at);
    return {
      fact,
      text,
      file: place?.file ?? null,
      line: place?.line ?? null,
      column: place?.column ?? null,
      endLine: place?.endLine ?? null,
      endColumn: place?.endColumn ?? null,
    };
  }

  known<T, J = T>(verdict: Verdict<T>, map: (value: T) => J = (value) => value as unknown as J): KnownJson<J> {
    if (verdict.kind === "known") return map(verdict.value);
    const { code, text, at } = verdict.reason;
    return { unknown: { code, text, at: this.place(at) } };
  }

  entry(entry: Entry) {
    return {
      id: entry.id,
      kind: entry.kind,
      at: this.place(entry.at),
      callers: entry.callers.map(({ kind, at }) => ({ kind, at: this.place(at) })),
      dockerfile: entry.dockerfile,
      context: entry.context,
      target: entry.target,
      platform: platformText(entry.platform),
      buildArgs: texts(entry.buildArgs),
      makesImage: entry.makesImage,
      env: texts(entry.environment),
      goals: entry.goals,
    };
  }

  invocation(invocation: BuildInvocation) {
    const { command } = invocation;
    return {
      id: invocation.id,
      entries: invocation.entries,
      at: this.place(invocation.at),
      chain: invocation.chain.map((hop) => this.hop(hop)),
      argv: this.known(command.argv),
      words: command.words.map((word) => this.word(word)),
      environment: this.environment(invocation.environment),
      when: invocation.when,
      certainty: invocation.certainty,
      cwd: this.known(command.directory),
      goVersion: this.known(invocation.goVersion),
      module: invocation.module,
      main: this.known(invocation.main),
      output: this.known(invocation.output),
      linkage: this.linkage(invocation.linkage),
    };
  }

  /** A word that is not known: its pieces, null for one of which nothing is known; a gap may be any number of words. */
  word({ kind, value }: Word) {
    const text = literalOf(value);
    if (text !== null && kind === "word") return text;
    const { code, text: why, at } = whyUnknown(value);
    return {
      unknown: { code, text: why, at: this.place(at) },
      parts: value.pieces.map((piece) => (piece.kind === "literal" ? piece.text : null)),
      gap: kind === "gap",
    };
  }

  /** What the command sees of the variables that decide what it builds. */
  environment(environment: Environment) {
    const seen = environment.names().flatMap((name): readonly (readonly [string, KnownJson<string>])[] => {
      const variable = BUILD_VARIABLES.includes(name) ? environment.getExported(name) : null;
      if (variable === null) return [];
      const text = literalOf(variable.value);
      if (text !== null && variable.set === "yes") return [[name, text]];
      const { code, text: why, at } = text === null ? whyUnknown(variable.value) : { code: "condition", text: `${name} is set in some of the ways`, at: null };
      return [[name, { unknown: { code, text: why, at: this.place(at) } }]];
    });
    const { open } = environment;
    return { variables: Object.fromEntries(seen), open: open === null ? null : { code: open.code, text: open.text, at: this.place(open.at) } };
  }

  linkage(linkage: Linkage) {
    return {
      // A shared object is a dynamic one; what it is for, its build mode tells.
      kind: this.known(linkage.kind, (kind) => (kind === "shared-object" ? "dynamic" : kind)),
      interpreter: this.known(linkage.interpreter),
      needed: this.known(linkage.needed, ({ items, complete }) => ({ items, complete })),
      libc: this.known(linkage.libc),
      symbolVersions: { GLIBC: this.known(linkage.glibc), GLIBCXX: this.known(linkage.glibcxx) },
      linkMode: this.known(linkage.linkMode),
      buildMode: this.known(linkage.buildMode),
      cgo: this.known(linkage.cgo),
      cgoPackages: this.known(linkage.cgoPackages),
      tags: this.known(linkage.tags),
      goos: this.known(linkage.goos),
      goarch: this.known(linkage.goarch),
      symtab: this.known(linkage.symtab),
      dwarf: this.known(linkage.dwarf),
      variables: linkage.variables.map((variable) => this.variable(variable)),
      zoneinfo: this.known(linkage.zoneinfo),
      failure: linkage.failure === null ? null : { stage: linkage.failure.stage, text: linkage.failure.text },
    };
  }

  variable(variable: LinkedVariable) {
    return {
      target: variable.target,
      value: this.known(variable.value),
      status: variable.status.kind === "known" ? variable.status.value : "unknown",
      at: this.place(variable.at),
    };
  }

  image(image: RuntimeImage) {
    const base = image.base.kind === "known" ? image.base.value : null;
    return {
      reference: this.known(image.reference),
      resolved: this.known(image.base, (value) => value.resolved),
      confidence: base?.confidence ?? "unknown",
      os: image.platform.os,
      arch: image.platform.arch,
      libc: this.known(image.libc),
      shell: this.known(image.shell),
      caCertificates: this.known(image.caCertificates),
      zoneinfo: this.known(image.zoneinfo),
    };
  }

  requirement(requirement: Requirement) {
    return {
      kind: requirement.kind,
      subject: requirement.subject,
      verdict: requirement.verdict,
      reason: requirement.reason === null ? null : { code: requirement.reason.code, text: requirement.reason.text },
      remedy: requirement.remedy,
      evidence: requirement.evidence.map((hop) => this.hop(hop)),
      ...(requirement.by === undefined ? {} : { instruction: requirement.by.instruction, at: this.place(requirement.by.at) }),
    };
  }

  shipment(shipment: Shipment) {
    return {
      id: shipment.id,
      entry: shipment.entry,
      dockerfile: shipment.dockerfile,
      stage: shipment.stage,
      platform: platformText(shipment.platform),
      at: this.place(shipment.at),
      image: this.image(shipment.image),
      artifact: {
        path: shipment.artifact.path,
        main: shipment.artifact.main,
        builtAt: this.place(shipment.artifact.builtAt),
        invocations: shipment.artifact.invocations,
        agree: shipment.artifact.agree,
        linkage: this.linkage(shipment.artifact.linkage),
      },
      executedBy: shipment.executedBy === null ? null : { text: shipment.executedBy.text, at: this.place(shipment.executedBy.at) },
      silence: shipment.silence,
      requirements: shipment.requirements.map((requirement) => this.requirement(requirement)),
    };
  }

  container(container: Container) {
    return {
      id: container.id,
      entry: container.entry,
      dockerfile: container.dockerfile,
      stage: container.stage,
      platform: platformText(container.platform),
      image: this.image(container.image),
      silence: container.silence,
      requirements: container.requirements.map((requirement) => this.requirement(requirement)),
    };
  }

  notUnderstood(item: NotUnderstood) {
    return { code: item.reason.code, text: item.reason.text, driver: item.driver, at: this.place(item.reason.at), affects: [...item.affects].sort() };
  }
}

function texts(values: ReadonlyMap<string, Traced>): Readonly<Record<string, KnownJson<string>>> {
  const entries = [...values].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, literalOf(value) ?? { unknown: { code: whyUnknown(value).code, text: print(value), at: null } }]),
  );
}

function whyUnknown(value: Traced): Reason {
  return firstUnknown(value) ?? { code: "alternatives", text: print(value), at: null };
}

function sorted<T extends { readonly id: string }>(items: readonly T[]): readonly T[] {
  return [...items].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
