import type { FileView } from "../evaluate/files/index.js";
import type { CommandCall } from "../evaluate/model.js";
import { goVersionInForce } from "../gopackages/index.js";
import type { ImageGo } from "../image/index.js";
import { parseGoMod, parseGoWork } from "../syntax/gomod/index.js";
import { known, literalOf, unknown, type Hop, type Reason, type Verdict } from "../text/index.js";
import { dirname, join } from "../workspace/index.js";

/** go and toolchain lines of a go.mod or go.work. */
interface VersionLines {
  readonly go: string | null;
  readonly toolchain: string | null;
}

/** Reads go and toolchain lines; each text once, however many commands are run beside it. */
export class VersionLineReader {
  readonly #byText = new Map<string, VersionLines>();

  /** The nearest go.work upwards, else the nearest go.mod: go.work decides when there is one. */
  in(directory: string, files: FileView): VersionLines {
    const work = nearest(directory, "go.work", files);
    const text = work ?? nearest(directory, "go.mod", files);
    if (text === null) return { go: null, toolchain: null };
    const found = this.#byText.get(text);
    if (found !== undefined) return found;
    const { go, toolchain } = work === null ? parseGoMod(text) : parseGoWork(text);
    const lines = { go: go?.version ?? null, toolchain: toolchain?.version ?? null };
    this.#byText.set(text, lines);
    return lines;
  }
}

export interface GoVersion {
  readonly version: Verdict<string>;
  /** what it rests on besides the files; null when on nothing */
  readonly assumption: Hop | null;
}

/**
 * The Go release that runs a command: the image's, unless GOTOOLCHAIN lets the lines of go.mod or go.work ask for a newer one (section o).
 * When the image's is not known, the go line stands in for it, as an assumption: a build with an older release fails.
 */
export function goVersionFor(image: ImageGo | null, call: CommandCall, files: FileView, reader: VersionLineReader): GoVersion {
  const lines = call.directory === null ? null : reader.in(call.directory, files);
  const installed = image === null ? unknown<string>({ code: "image", text: "the Go release of the machine", at: null }) : image.version.kind === "known" ? image.version : image.line;
  if (installed.kind === "unknown") {
    if (lines?.go == null) return { version: installed, assumption: null };
    return {
      version: known(lines.go, [{ fact: "", text: `go ${lines.go} of go.mod`, at: null }]),
      assumption: { fact: "o1", text: `Go ${lines.go} is taken for the release that builds, from the go line: ${installed.reason.text} is not known`, at: call.at },
    };
  }
  const variable = call.environment.getExported("GOTOOLCHAIN");
  const setting = variable === null ? (image?.toolchain ?? "auto") : literalOf(variable.value);
  if (setting === null) return { version: unknown(notKnown(call)), assumption: null };
  const choice = goVersionInForce(installed.value, lines?.go ?? null, lines?.toolchain ?? null, setting === "" ? "auto" : setting);
  return { version: choice.kind === "version" ? known(choice.version, installed.evidence) : unknown({ code: "syntax", text: choice.text, at: call.at }), assumption: null };
}

function notKnown(call: CommandCall): Reason {
  return { code: "caller", text: "GOTOOLCHAIN", at: call.at };
}

function nearest(directory: string, name: string, files: FileView): string | null {
  for (let at = directory; ; at = dirname(at)) {
    const file = files.read(join(at, name));
    if (file !== null && "text" in file) return file.text;
    if (at === "/" || at === "") return null;
  }
}
