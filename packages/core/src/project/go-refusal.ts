/** What a Go release refuses in go.mod or go.work before it does anything. Source: cmd/go/internal/gover, modload/init.go; fact o1. */
import type { FileView } from "../evaluate/files/index.js";
import type { CommandCall } from "../evaluate/model.js";
import type { CommandFailure } from "../gobuild/index.js";
import type { BaseImage } from "../image/index.js";
import { compareGoVersion, goLanguageVersion, isGoVersion } from "../syntax/gomod/index.js";
import { literalOf, type Range, type Verdict } from "../text/index.js";
import type { VersionLineReader, VersionLines } from "./go-version.js";

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
  if (setting !== "local" || lines.go === null || !isGoVersion(lines.go)) return null;
  const isOlder = exact === null ? compareGoVersion(go.line.value, goLanguageVersion(lines.go) ?? "") < 0 : compareGoVersion(exact, lines.go) < 0;
  if (!isOlder) return null;
  const shown = go.version.kind === "known" ? go.version.value : running;
  return failure(lines, lines.file?.goRange, `go: ${lines.file?.name ?? "go.mod"} requires go >= ${lines.go} (running go ${shown}; GOTOOLCHAIN=local)`);
}

/** Checked with Go 1.18 to 1.20. */
function tooOldToRead(lines: VersionLines): CommandFailure | null {
  const { go, toolchain, file } = lines;
  if (file?.name !== "go.mod") return null;
  if (go !== null && isGoVersion(go) && goLanguageVersion(go) !== go) return failure(lines, file.goRange, `go: errors parsing go.mod: invalid go version '${go}': must match format 1.23`);
  return toolchain === null ? null : failure(lines, file.toolchainRange, "go: errors parsing go.mod: unknown directive: toolchain");
}

function failure({ file }: VersionLines, range: Range | null | undefined, text: string): CommandFailure {
  return { stage: "packages", text, fact: "o1", at: file?.source == null || range == null ? null : { file: file.source, start: range[0], end: range[1] } };
}

/** Whether the command reads the go.mod of the directory in which it is started, as far as its words and variables tell. */
function readsModule({ words, environment }: CommandCall): boolean {
  if (["GO111MODULE", "GOWORK", "GOFLAGS"].some((name) => environment.getExported(name) !== null && !isHarmless(name, literalOf(environment.getExported(name)?.value ?? { pieces: [] })))) return false;
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
