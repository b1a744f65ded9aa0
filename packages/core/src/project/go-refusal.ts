/** What a Go release refuses in go.mod or go.work before it does anything. Source: cmd/go/internal/gover, modload/init.go; fact o1. */
import type { FileView } from "../evaluate/files/index.js";
import type { CommandCall } from "../evaluate/model.js";
import type { CommandFailure } from "../gobuild/index.js";
import type { BaseImage } from "../image/index.js";
import { isTooNew } from "../gopackages/index.js";
import { compareGoVersion, goLanguageVersion, isGoVersion } from "../syntax/gomod/index.js";
import { literalOf, valueOr, type Range, type Verdict } from "../text/index.js";
import type { VersionLineReader, VersionLines } from "./go-version.js";

/** How go begins to say it. What loading finds, and what may be otherwise with the release that a tag means tomorrow, is told without it. */
const PREFIX = "go: ";

/** Whether a build fails by what {@link goRefusal} has told. */
export function isRefusal({ fact, text }: Pick<CommandFailure, "fact" | "text">): boolean {
  return fact === "o1" && text.startsWith(PREFIX);
}

/** The version of the go line that was refused for being too new; null when something else was refused. */
export function requiredBy({ text }: Pick<CommandFailure, "text">): string | null {
  return /requires go >= (\S+)/.exec(text)?.[1] ?? null;
}

/** First release that compares the go line with itself, and that reads versions of three numbers and toolchain lines. */
const COMPARES_SINCE = "1.21";

/** Null when it refuses nothing for certain: the release of the image must be known, and must not be one that a tag may move away from. */
export function goRefusal(image: Verdict<BaseImage>, call: CommandCall, files: FileView, reader: VersionLineReader): CommandFailure | null {
  if (image.kind === "unknown" || image.value.go === null || call.directory === null || !readsModule(call)) return null;
  const { go, floating, reference } = image.value;
  if (go.line.kind === "unknown") return null;
  const lines = reader.in(call.directory, files);
  const exact = go.version.kind === "known" && !floating ? go.version.value : null;
  // A tag such as golang:1.24 stays in its line; golang:alpine does not.
  if (exact === null && !/:1\.\d+/.test(reference)) return null;
  const running = exact ?? go.line.value;
  if (compareGoVersion(go.line.value, COMPARES_SINCE) < 0) return tooOldToRead(lines);
  const variable = call.environment.getExported("GOTOOLCHAIN");
  const setting = variable === null ? go.toolchain : literalOf(variable.value);
  if (setting !== "local" || lines.go === null || !isGoVersion(lines.go) || !isTooNew(lines.go, running)) return null;
  return failure(lines, lines.file?.goRange, `${PREFIX}${lines.file?.name ?? "go.mod"} requires go >= ${lines.go} (running go ${valueOr(go.version, running)}; GOTOOLCHAIN=local)`);
}

/** Checked with Go 1.18 to 1.20. */
function tooOldToRead(lines: VersionLines): CommandFailure | null {
  const { go, toolchain, file } = lines;
  if (file?.name !== "go.mod") return null;
  if (go !== null && isGoVersion(go) && goLanguageVersion(go) !== go) return failure(lines, file.goRange, `${PREFIX}errors parsing go.mod: invalid go version '${go}': must match format 1.23`);
  return toolchain === null ? null : failure(lines, file.toolchainRange, `${PREFIX}errors parsing go.mod: unknown directive: toolchain`);
}

function failure({ file }: VersionLines, range: Range | null | undefined, text: string): CommandFailure {
  return { stage: "packages", text, fact: "o1", at: file?.source == null || range == null ? null : { file: file.source, start: range[0], end: range[1] } };
}

/** Whether the command reads the go.mod of the directory in which it is started, as far as its words and variables tell. */
function readsModule({ words, environment }: CommandCall): boolean {
  const isOther = (name: string): boolean => {
    const variable = environment.getExported(name);
    return variable !== null && !isHarmless(name, literalOf(variable.value));
  };
  if (["GO111MODULE", "GOWORK", "GOFLAGS"].some(isOther)) return false;
  return words.every(({ kind, value }) => {
    const text = literalOf(value);
    return kind === "word" && (text === null || !/^-C|^--?modfile|^[^-].*@/.test(text));
  });
}

function isHarmless(name: string, value: string | null): boolean {
  if (value === null) return false;
  if (name === "GO111MODULE") return value !== "off";
  return name === "GOFLAGS" ? !value.includes("modfile") : value === "";
}
