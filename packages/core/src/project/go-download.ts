/** `go mod download` before the sources are there. Source: cmd/go/internal/modload, goModSummary; fact s1, checked with Go 1.18 to 1.26. */
import type { Machine } from "../evaluate/index.js";
import type { CommandCall } from "../evaluate/model.js";
import { ancestors } from "../gopackages/index.js";
import { parseGoMod } from "../syntax/gomod/index.js";
import { literalOf } from "../text/index.js";
import { join } from "../workspace/index.js";
import { literalWords } from "./literal-words.js";

/** Subcommands that write files besides the programs that are followed. */
const WRITES = new Set(["generate", "get", "tool", "test", "work"]);

/** Whether it may write files that are not followed. */
export function mayWriteOthers(call: CommandCall): boolean {
  return literalWords(call)
    .slice(1, 4)
    .some((word) => word === null || WRITES.has(word));
}

/** Notes a directory that it needs and that is not there. Replacements of modules that go.mod does not require are not read. */
export function noteDownload(call: CommandCall, machine: Machine): void {
  const { directory } = call;
  const [, mod, download, ...rest] = literalWords(call);
  if (mod !== "mod" || download !== "download" || directory === null || call.certainty !== "must" || call.failureTolerated !== "no" || rest.some((word) => word !== "-x" && word !== "-json" && word !== "-v")) return;
  const on = call.environment.getExported("GO111MODULE");
  if ((on !== null && literalOf(on.value) !== "on") || ["GOWORK", "GOFLAGS"].some((name) => call.environment.getExported(name) !== null) || mayHaveWorkFile(directory, machine)) return;
  const file = machine.files.read(join(directory, "go.mod"));
  if (file === null || "unknown" in file) return;
  const { require, replace, problems } = parseGoMod(file.text);
  if (problems.length > 0) return;
  for (const { old, new: { path }, range } of replace) {
    const required = require.find((one) => one.path === old.path && (old.version === "" || old.version === one.version));
    if (required === undefined || !/^\.\.?(?:\/|$)/.test(path) || machine.files.stat(join(directory, path)).kind !== "absent") continue;
    const at = file.source === null ? null : { file: file.source, start: range[0], end: range[1] };
    return machine.record({ kind: "failing-download", call, path, text: `${required.path}@${required.version} (replaced by ${path})`, at });
  }
}

/** A go.work may replace what go.mod does, wherever above it lies. Checked with Go 1.26. */
function mayHaveWorkFile(directory: string, { files }: Machine): boolean {
  const kindIn = (at: string): string => files.stat(join(at, "go.work")).kind;
  return kindIn(directory) !== "absent" || [...ancestors(directory)].some((at) => kindIn(at) === "file");
}
