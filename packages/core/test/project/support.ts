import { memoryWorkspace, openProject, valueOr, type Finding, type Project, type Settings, type Shipment } from "../../src/index.js";

/** A day on which golang:1.24 is Debian bookworm and everything else in these tests has facts. */
export const DAY = "2025-06-01";

export const GO_MOD = "module example.com/app\n\ngo 1.24\n";

/** Links net, so that cgo makes it dynamic. */
export const SERVER = `package main

import "net/http"

var version = "dev"

func main() { http.ListenAndServe(":8080", nil); println(version) }
`;

/** Links no package with C code. */
export const HELLO = `package main

func main() { println("hello") }
`;

export type Files = Readonly<Record<string, string>>;

export function project(files: Files, settings: Settings = {}): Project {
  return openProject(memoryWorkspace({ "go.mod": GO_MOD, "main.go": SERVER, ...files }), { asOf: DAY, ...settings }).project();
}

/** A shipment in one line: "/app static in gcr.io/distroless/static-debian12". */
export function shipped({ artifact, image, silence }: Shipment): string {
  const silent = silence === null ? "" : ` (${silence})`;
  return `${artifact.path} ${valueOr(artifact.linkage.kind, "unknown")} in ${valueOr(image.reference, "?")}${silent}`;
}

/** The verdicts of a shipment by kind and subject, without those that are met. */
export function verdicts({ requirements }: Shipment): readonly string[] {
  return requirements.filter(({ verdict }) => verdict !== "met").map(({ kind, subject, verdict }) => `${kind} ${subject}: ${verdict}`);
}

/** Findings without those of rules that demand what only some do. */
export function wrong({ findings }: Pick<Project, "findings">): readonly Finding[] {
  return findings.filter(({ rule }) => !rule.includes("/require-"));
}

/** What is wrong as "rule file: the text it is at". */
export function found(project: Project, files: Files): readonly string[] {
  return wrong(project).map(({ rule, at }: Finding) => `${rule} ${at.file}: ${(files[at.file] ?? "").slice(at.start, at.end)}`);
}
