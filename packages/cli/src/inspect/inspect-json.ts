import { dataDate } from "@go-indep/core";
import type { Binary } from "@go-indep/core";
import { VERSION } from "../version.js";
import type { ChosenBuild } from "./against/choose-build.js";
import type { Inspection } from "./inspection.js";

/** The public, versioned form of an inspection: `schema/inspect-1.schema.json`. */
export const INSPECT_SCHEMA = "go-indep-lint/inspect@1";

/** @param chosen null without --against */
export function inspectJson({ name, binary, needs, asOf, starts }: Inspection, chosen: ChosenBuild | null, position: (build: ChosenBuild) => { readonly file: string; readonly line: number }): object {
  return {
    schema: INSPECT_SCHEMA,
    tool: { version: VERSION, dataDate: dataDate() },
    asOf,
    file: { name, size: binary.size },
    format: binary.format,
    arch: "arch" in binary ? binary.arch : null,
    elf: elfJson(binary),
    needs,
    go: binary.goBuildInfo,
    problems: binary.problems,
    images: starts,
    against: chosen === null ? null : againstJson(chosen, position(chosen)),
  };
}

/** What readelf prints, without the tables. */
function elfJson(binary: Binary): object | null {
  if (binary.format !== "elf") return null;
  const { dynamic } = binary;
  return {
    class: binary.class,
    endianness: binary.endianness,
    type: binary.type,
    machine: binary.machine,
    interpreter: binary.interpreter,
    needed: dynamic?.needed ?? [],
    soname: dynamic?.soname ?? null,
    rpath: dynamic?.rpath ?? null,
    runpath: dynamic?.runpath ?? null,
    pie: dynamic?.pie ?? false,
    bindNow: dynamic?.bindNow ?? false,
    noDelete: dynamic?.noDelete ?? false,
    versionNeeds: binary.versionNeeds,
    symtab: binary.symtab,
    dwarf: binary.dwarf,
    goBuildId: binary.goBuildId,
    gnuBuildId: binary.gnuBuildId,
    abiTag: binary.abiTag,
  };
}

function againstJson({ invocation, candidates, otherInputs, comparisons }: ChosenBuild, at: { readonly file: string; readonly line: number }): object {
  return {
    build: { id: invocation.id, file: at.file, line: at.line, candidates },
    otherInputs,
    different: comparisons.some(({ result }) => result === "different"),
    comparisons: comparisons.map(({ field, input, result, predicted, actual, reason }) => ({ field, input, result, predicted, actual, reason: reason === null ? null : { code: reason.code, text: reason.text } })),
  };
}
