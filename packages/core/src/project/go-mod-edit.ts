/** `go mod edit -json`: makefiles and scripts read releases and versions out of it. Source: cmd/go/internal/modcmd/edit.go, editPrintJSON. */
import type { Machine } from "../evaluate/index.js";
import type { CommandCall, CommandResult } from "../evaluate/model.js";
import { parseGoMod, type GoMod, type ModuleVersion } from "../syntax/gomod/index.js";
import { literal } from "../text/index.js";
import { absolutePath, dirname, join } from "../workspace/index.js";
import { literalWords } from "./literal-words.js";

/** Null when the command asks something else, or the go.mod is not known. */
export function goModEdit(call: CommandCall, machine: Machine): CommandResult | null {
  const words = literalWords(call);
  const [, mod, edit, ...rest] = words;
  const [file, ...more] = rest.filter((word) => word !== "-json" && word !== "--json");
  if (mod !== "mod" || edit !== "edit" || rest.length === 0 || file === null || more.length > 0 || file?.startsWith("-") === true || rest.length === (file === undefined ? 0 : 1)) return null;
  const path = file === undefined ? moduleFile(call.directory, machine) : absolutePath(call.directory, file);
  const read = path === null ? null : machine.files.read(path);
  if (read === null || "unknown" in read) return null;
  const text = asJson(parseGoMod(read.text));
  return text === null ? null : { status: "success", output: literal(text, call.at) };
}

/** `go mod init` writes a go.mod; what is in it later depends on what go finds. True when the command is that. */
export function goModInit(call: CommandCall, machine: Machine): boolean {
  const [, mod, init] = literalWords(call);
  if (mod !== "mod" || init !== "init") return false;
  if (call.directory === null) machine.files.disturb("/", "`go mod init`", call.at);
  else machine.files.write(join(call.directory, "go.mod"), { content: null, artifacts: [], from: "go mod init" }, call.certainty);
  return true;
}

/** The go.mod of the directory, or of one above it. Null where one may be that is not known. */
function moduleFile(directory: string | null, machine: Machine): string | null {
  for (let at = directory; at !== null; at = at === "/" ? null : dirname(at)) {
    const { kind } = machine.files.stat(join(at, "go.mod"));
    if (kind === "file") return join(at, "go.mod");
    if (kind !== "absent") return null;
  }
  return null;
}

/** Null for what is in comments (rationales, deprecations) or makes go refuse the file. Go ≥ 1.25 has all the fields; earlier ones lack the last, which are null. */
function asJson({ module, go, toolchain, godebug, require, exclude, replace, retract, tool, ignore, comments, problems }: GoMod): string | null {
  if (problems.length > 0 || retract.length > 0 || comments.some(({ value }) => /^\s*Deprecated:/.test(value))) return null;
  const list = <T, U>(items: readonly T[], form: (item: T) => U): readonly U[] | null => (items.length === 0 ? null : items.map(form));
  const version = ({ path: Path, version: Version }: ModuleVersion): object => (Version === "" ? { Path } : { Path, Version });
  const fields = {
    Module: { Path: module?.path ?? "" },
    ...(go === null ? {} : { Go: go.version }),
    ...(toolchain === null ? {} : { Toolchain: toolchain.version }),
    ...(godebug.length === 0 ? {} : { GoDebug: godebug.map(({ key: Key, value: Value }) => ({ Key, Value })) }),
    Require: list(require, ({ indirect, ...of }) => (indirect ? { ...version(of), Indirect: true } : version(of))),
    Exclude: list(exclude, version),
    Replace: list(replace, ({ old: Old, new: New }) => ({ Old: version(Old), New: version(New) })),
    Retract: null,
    Tool: list(tool, ({ path: Path }) => ({ Path })),
    Ignore: list(ignore, ({ path: Path }) => ({ Path })),
  };
  return `${JSON.stringify(fields, null, "\t")}\n`;
}
