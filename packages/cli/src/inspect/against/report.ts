/** A bug report about a prediction, without private text: see the README, "What a report contains". */
import { dataDate } from "@go-indep/core";
import type { BuildInvocation, Linkage, Verdict } from "@go-indep/core";
import { VERSION } from "../../version.js";
import type { Inspection } from "../inspection.js";
import type { ChosenBuild, Comparison } from "./choose-build.js";
import { publicFlags, publicSoname, publicTag } from "./public-words.js";

/**
 * Markdown for an issue.
 *
 * @param withNames show import paths, libraries, tags and flags as they are: for public programs
 */
export function bugReport({ binary, needs }: Inspection, { invocation, comparisons, otherInputs, candidates }: ChosenBuild, withNames: boolean): string {
  const info = binary.goBuildInfo;
  const show = withNames ? plainValue : publicValue;
  const cells = (one: Comparison): string => `| ${one.field} | ${one.result} | ${code(show(one, one.predicted))} | ${code(show(one, one.actual))} | ${one.reason?.code ?? ""} |`;
  return [
    "### The prediction differs from the binary",
    "",
    `- go-indep-lint ${VERSION}, facts of ${dataDate()}`,
    `- binary: ${binary.format}${needs === null ? "" : `, ${needs.kind}`}, ${info?.goVersion ?? "no Go version"}`,
    ...(withNames && info !== null ? [`- program: ${info.path}`] : []),
    `- build: ${driversOf(invocation)}; ${candidates} ${candidates === 1 ? "build" : "builds"} of the program found`,
    `- settings of the command ${otherInputs ? "differ from those of the binary" : "agree with the binary"}`,
    "",
    "| field | result | predicted | really | unknown because |",
    "| --- | --- | --- | --- | --- |",
    ...comparisons.map(cells),
    "",
    `Go settings of the binary: ${code((info?.settings ?? []).filter(({ key }) => PUBLIC_SETTINGS.has(key)).map(({ key, value }) => `${key}=${value}`).join(" "))}`,
    "",
    `Facts that the prediction rests on: ${factsOf(invocation.linkage).join(" ") || "none"}`,
    "",
  ].join("\n");
}

/** Settings whose values are words of Go. */
const PUBLIC_SETTINGS: ReadonlySet<string> = new Set(["-buildmode", "-compiler", "-trimpath", "-race", "-msan", "-asan", "CGO_ENABLED", "GOOS", "GOARCH", "GOAMD64", "GOARM", "GOARM64", "GO386", "GOMIPS", "GOMIPS64", "GOPPC64", "GORISCV64", "GOEXPERIMENT", "GOFIPS140"]);

function plainValue(_comparison: Comparison, text: string): string {
  return text;
}

function publicValue({ field }: Comparison, text: string): string {
  const words = (keep: (word: string) => boolean, name: string): string =>
    text
      .split(" ")
      .map((word) => (word === "none" || word === "" || keep(word) ? word : `(${name})`))
      .join(" ");
  switch (field) {
    case "ldflags":
      return text === "none" ? text : publicFlags(text);
    case "tags":
      return words(publicTag, "tag");
    case "needed":
      return words(publicSoname, "library");
    case "interpreter":
      return words((word) => /^\/(?:lib|lib64|system\/bin)\/(?:ld-linux|ld-musl|ld64|ld|linker)[\w.-]*$/.test(word), "path");
    case "rpath":
      return words(() => false, "path");
    default:
      return text;
  }
}

/** The kinds of files on the way to the build, not their names. */
function driversOf({ chain, at }: BuildInvocation): string {
  const files = [at.file, ...chain.flatMap((hop) => (hop.at === null ? [] : [hop.at.file]))];
  return [...new Set(files.map(kindOfFile))].join(", ");
}

function kindOfFile(file: string): string {
  const name = file.slice(file.lastIndexOf("/") + 1);
  if (/dockerfile|containerfile/i.test(name)) return "Dockerfile";
  if (/makefile|\.mk$/i.test(name)) return "Makefile";
  if (/\.ya?ml$/i.test(name)) return "YAML";
  if (/\.(?:sh|bash)$/i.test(name)) return "shell script";
  return /cmakelists|\.cmake$/i.test(name) ? "CMake" : "another file";
}

/** Ids of the ground truth; keys of image facts name public images, but also those of the configuration. */
function factsOf(linkage: Linkage): readonly string[] {
  const verdicts: readonly Verdict<unknown>[] = [linkage.kind, linkage.linkMode, linkage.interpreter, linkage.needed, linkage.glibc, linkage.glibcFloor, linkage.symtab, linkage.dwarf, linkage.cgo];
  return [...new Set(verdicts.flatMap(({ evidence }) => evidence.map(({ fact }) => fact)))].filter((fact) => /^[a-z]\d+$/.test(fact)).sort();
}

function code(text: string): string {
  return text === "" ? "" : `\`${text.replaceAll("`", "'").replaceAll("|", "\\|").replaceAll(/\s+/g, " ")}\``;
}
