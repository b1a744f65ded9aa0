import type { Binary, GoModule, StartVerdict } from "@go-indep/core";
import type { Paint } from "../paint.js";
import type { ChosenBuild } from "./against/choose-build.js";
import type { Inspection } from "./inspection.js";

/** What `inspect` prints for people. */
export function inspectionText(inspection: Inspection, paint: Paint): string {
  const { name, binary, starts } = inspection;
  const lines = [paint.strong(name), ...table([["is", formatText(binary)], ...needsRows(inspection), ...goRows(binary)])];
  for (const { text } of binary.problems) lines.push(paint.mark("unknown", `  ? ${text}`));
  lines.push("", ...startLines(inspection, starts, paint));
  return `${lines.join("\n")}\n`;
}

/** One sentence for each format. */
function formatText(binary: Binary): string {
  switch (binary.format) {
    case "elf":
      return `an ELF file of ${binary.class} bits, ${binary.endianness} endian, ${binary.type}, for ${binary.arch ?? `machine ${binary.machine}`}`;
    case "mach-o":
      return `a Mach-O file (macOS, iOS) for ${binary.architectures.length > 0 ? binary.architectures.join(", ") : (binary.arch ?? "an unknown processor")}`;
    case "pe":
      return `a PE ${binary.dll ? "library" : "program"} (Windows) for ${binary.arch ?? "an unknown processor"}`;
    case "archive":
      return "an archive of object files, which is linked into a program later";
    case "wasm":
      return "a WebAssembly module";
    case "xcoff":
      return "an XCOFF file (AIX)";
    case "plan9":
      return "a program for Plan 9";
    case "script":
      return "a script, which another program interprets";
    case "unknown":
      return "not a program";
  }
}

type Row = readonly [name: string, text: string];

function needsRows({ binary, needs }: Inspection): readonly Row[] {
  if (needs === null || binary.format !== "elf") return [];
  const { dynamic } = binary;
  const kept = (there: boolean | null): string => (there === null ? "unknown" : there ? "kept" : "removed");
  return [
    ["linkage", needs.kind],
    ["interpreter", needs.interpreter ?? "none"],
    ["libraries", needs.needed.length === 0 ? "none" : needs.needed.join(" ")],
    ...needs.floors.map(({ library, family, version }): Row => ["symbols", `${library} with ${family}_${version}`]),
    ...(needs.searchPath === null ? [] : [["search path", needs.searchPath] as const]),
    ...(needs.linkMode === null ? [] : [["linked by", needs.linkMode === "internal" ? "the Go linker (internal)" : "a C compiler (external)"] as const]),
    ...(dynamic === null ? [] : [["flags", [dynamic.pie ? "PIE" : "", dynamic.bindNow ? "BIND_NOW" : "", dynamic.noDelete ? "NODELETE" : ""].filter((flag) => flag !== "").join(" ") || "none"] as const]),
    ["symbol table", `${kept(binary.symtab)}, DWARF ${kept(binary.dwarf)}`],
    ...(binary.abiTag === null ? [] : [["kernel", `${binary.abiTag.os} ${binary.abiTag.kernel} or newer`] as const]),
    ...(binary.gnuBuildId === null ? [] : [["build id", binary.gnuBuildId] as const]),
  ];
}

function goRows({ goBuildInfo: info }: Binary): readonly Row[] {
  if (info === null) return [["go", "no Go build information"]];
  return [
    ["go", info.goVersion],
    ...(info.path === "" ? [] : [["program", info.path] as const]),
    ...(info.main === null ? [] : [["module", moduleText(info.main)] as const]),
    ...(info.deps.length === 0 ? [] : [["modules", `${info.deps.length} others`] as const]),
    ...info.settings.map(({ key, value }): Row => ["setting", `${key}=${/\s/.test(value) ? JSON.stringify(value) : value}`]),
  ];
}

function moduleText({ path, version, replace }: GoModule): string {
  return `${path} ${version}`.trimEnd() + (replace === null ? "" : ` => ${moduleText(replace)}`);
}

const MARKS = { starts: ["met", "✔"], fails: ["unmet", "✖"], unknown: ["unknown", "?"] } as const;

function startLines({ asOf, needs }: Inspection, starts: readonly StartVerdict[] | null, paint: Paint): readonly string[] {
  if (starts === null) return [needs === null ? "Base images are not asked about: they are for ELF programs of Linux." : "Base images are not asked about: this is no program for Linux."];
  const title = needs?.kind === "shared-object" ? "Where a program can load it" : "Where it starts";
  const width = Math.max(...starts.map(({ reference }) => reference.length));
  return [
    paint.strong(title),
    ...starts.map(({ reference, verdict, reason }) => {
      const [colour, mark] = MARKS[verdict];
      return `  ${paint.mark(colour, mark)} ${reference.padEnd(width)}  ${reason}`;
    }),
    paint.dim(`floating tags as of ${asOf}; what the code asks for later (certificates, time zones, users) is not looked at`),
  ];
}

function table(rows: readonly Row[]): readonly string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text], i) => `  ${(rows[i - 1]?.[0] === name ? "" : name).padEnd(width)}  ${text}`);
}

const RESULTS = { exact: ["met", "✔"], within: ["met", "≈"], unknown: ["unknown", "?"], different: ["unmet", "✖"] } as const;

/** What `--against` adds. @param place of the build, "Dockerfile:7" */
export function comparisonText({ comparisons, candidates, otherInputs, invocation }: ChosenBuild, place: string, paint: Paint): string {
  const { argv } = invocation.command;
  const lines = ["", paint.strong("Beside the prediction"), `  ${argv.kind === "known" ? argv.value.join(" ") : "a go command"}  ${paint.dim(place)}`];
  if (candidates > 1) lines.push(`  the one of ${candidates} builds of this program whose settings are nearest`);
  const width = Math.max(...comparisons.map(({ field }) => field.length));
  for (const { field, result, predicted, actual, reason } of comparisons) {
    const [colour, mark] = RESULTS[result];
    const text = result === "exact" ? actual : result === "unknown" ? `${actual === "" ? "not visible" : actual}, not compared: ${reason?.text ?? "unknown"}` : `${actual}, predicted ${predicted}`;
    lines.push(`  ${paint.mark(colour, mark)} ${field.padEnd(width)}  ${text}`);
  }
  const count = (result: string): number => comparisons.filter((one) => one.result === result).length;
  lines.push(`${count("exact")} exact, ${count("within")} within the prediction, ${count("unknown")} unknown, ${count("different")} different`);
  if (otherInputs) lines.push("The settings differ: the binary was made by another command than the builds that were found, or the prediction of its settings is wrong.");
  return `${lines.join("\n")}\n`;
}
