import type { FileView } from "../evaluate/files/index.js";
import type { CommandCall } from "../evaluate/model.js";
import { goVersionInForce, mayBeInModule } from "../gopackages/index.js";
import type { ImageGo } from "../image/index.js";
import { parseGoMod, parseGoWork, type VersionLine } from "../syntax/gomod/index.js";
import { known, literalOf, unknown, type Hop, type Range, type Reason, type Verdict } from "../text/index.js";
import { dirname, join } from "../workspace/index.js";
import { literalWords } from "./literal-words.js";

/** go and toolchain lines of a go.mod or go.work. */
export interface VersionLines {
  readonly go: string | null;
  readonly toolchain: string | null;
  /** where they are read; null where there is no such file */
  readonly file: {
    readonly name: "go.mod" | "go.work";
    /** workspace path; null for a file that was written during the build */
    readonly source: string | null;
    readonly goRange: Range | null;
    readonly toolchainRange: Range | null;
  } | null;
}

/** Reads go and toolchain lines; each text once, however many commands are run beside it. */
export class VersionLineReader {
  readonly #byText = { "go.mod": new Map<string, LinesOfText>(), "go.work": new Map<string, LinesOfText>() };

  /** The nearest go.work upwards, else the nearest go.mod: go.work decides when there is one. */
  in(directory: string, files: FileView): VersionLines {
    const work = nearest(directory, "go.work", files);
    const file = work ?? nearest(directory, "go.mod", files);
    if (file === null) return { go: null, toolchain: null, file: null };
    const { text, source } = file;
    const name = work === null ? "go.mod" : "go.work";
    const known = this.#byText[name];
    let lines = known.get(text);
    if (lines === undefined) known.set(text, (lines = linesOf(name, text)));
    const { go, toolchain } = lines;
    return { go: go?.version ?? null, toolchain: toolchain?.version ?? null, file: { name, source, goRange: go?.range ?? null, toolchainRange: toolchain?.range ?? null } };
  }
}

interface LinesOfText {
  readonly go: VersionLine | null;
  readonly toolchain: VersionLine | null;
}

function linesOf(name: "go.mod" | "go.work", text: string): LinesOfText {
  const { go, toolchain } = name === "go.mod" ? parseGoMod(text) : parseGoWork(text);
  return { go, toolchain };
}

export interface GoVersion {
  readonly version: Verdict<string>;
  /** what it rests on besides the files; null when on nothing */
  readonly assumption: Hop | null;
  /** the release may be any newer one as well */
  readonly isLeast: boolean;
}

/** The last release that builds in GOPATH what has no go.mod, without being told to by GO111MODULE. Source: Go 1.16 release notes, "Modules". */
const LAST_WITHOUT_MODULES = "1.15";

/**
 * The Go release that runs a command: the image's, unless GOTOOLCHAIN lets the lines of go.mod or go.work ask for a newer one (section o).
 * When the image's is not known, the go line stands in for it, as an assumption: a build with an older release fails. Where there is
 * no go.mod, newer releases than 1.15 fail.
 */
export function goVersionFor(image: ImageGo | null, call: CommandCall, files: FileView, reader: VersionLineReader): GoVersion {
  const lines = call.directory === null ? null : reader.in(call.directory, files);
  const installed = image === null ? unknown<string>({ code: "image", text: "the Go release of the machine", at: null }) : image.version.kind === "known" ? image.version : image.line;
  if (installed.kind === "unknown") {
    if (lines?.go == null) return isForGopath(call, files) ? beforeModules(call) : { version: installed, assumption: null, isLeast: false };
    return {
      version: known(lines.go, [{ fact: "", text: `go ${lines.go} of go.mod`, at: null }]),
      assumption: { fact: "o1", text: `Go ${lines.go} is taken for the release that builds, from the go line: ${installed.reason.text} is not known`, at: call.at },
      isLeast: true,
    };
  }
  const variable = call.environment.getExported("GOTOOLCHAIN");
  const setting = variable === null ? (image?.toolchain ?? "auto") : literalOf(variable.value);
  if (setting === null) return { version: unknown(notKnown(call)), assumption: null, isLeast: false };
  const choice = goVersionInForce(installed.value, lines?.go ?? null, lines?.toolchain ?? null, setting === "" ? "auto" : setting);
  return { version: choice.kind === "version" ? known(choice.version, installed.evidence) : unknown({ code: "syntax", text: choice.text, at: call.at }), assumption: null, isLeast: false };
}

function beforeModules(call: CommandCall): GoVersion {
  const text = `Go ${LAST_WITHOUT_MODULES} is taken for the release that builds: newer ones do not build what has no go.mod`;
  return { version: known(LAST_WITHOUT_MODULES, [{ fact: "", text: "there is no go.mod", at: null }]), assumption: { fact: "", text, at: call.at }, isLeast: false };
}

/** Arguments that need no module in newer releases either: files, other modules' programs, Go's own. */
const WITHOUT_MODULE = /@|\.go$|^(?:std|cmd)(?:\/|$)/;

/** Whether a build has packages of the directory in which it runs, and no go.mod is or may be there. */
function isForGopath(call: CommandCall, files: FileView): boolean {
  const { directory, environment } = call;
  const [, verb, ...rest] = literalWords(call);
  if ((verb !== "build" && verb !== "install") || directory === null || rest.some((word) => word !== null && WITHOUT_MODULE.test(word))) return false;
  const mode = environment.getExported("GO111MODULE");
  if (mode !== null && literalOf(mode.value) !== "auto") return false;
  return !mayBeInModule(files, directory) && !isAboveModules(files, directory);
}

function notKnown(call: CommandCall): Reason {
  return { code: "caller", text: "GOTOOLCHAIN", at: call.at };
}

function nearest(directory: string, name: string, files: FileView): { readonly text: string; readonly source: string | null } | null {
  for (let at = directory; ; at = dirname(at)) {
    const file = files.read(join(at, name));
    if (file !== null && "text" in file) return file;
    if (at === "/" || at === "") return null;
  }
}

/** Whether a directory holds those of modules: commands that run in it are meant for one of them. */
function isAboveModules(files: FileView, directory: string): boolean {
  return files.list(directory)?.names.some((name) => files.stat(join(directory, `${name}/go.mod`)).kind === "file") === true;
}
