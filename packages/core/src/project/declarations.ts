import type { FileView } from "../evaluate/files/index.js";
import type { ImportClosure, LinkedPackage, ModuleCache } from "../gopackages/index.js";
import type { PackageDeclarations } from "../linkage/index.js";
import { readGoBody, type GoBody } from "../syntax/go/index.js";
import { known, unknown, type Verdict } from "../text/index.js";
import { join } from "../workspace/index.js";

/** The body of a Go file, with the workspace path that its ranges are of. */
export interface SourceBody {
  readonly source: string;
  readonly text: string;
  readonly body: GoBody;
}

/** Reads bodies of Go files, each once: headers tell the import graph, and only few verdicts need more. */
export class Bodies {
  readonly #bodies = new Map<string, GoBody>();

  constructor(private readonly moduleCache: ModuleCache | null) {}

  /** The files of a package that are compiled; unknown when one of them cannot be read. */
  ofPackage(linked: LinkedPackage, files: FileView): Verdict<readonly SourceBody[]> {
    if (linked.directory === null) return unknown({ code: "module", text: `no sources of ${linked.importPath}`, at: null });
    const view = linked.source === "moduleCache" ? (this.moduleCache?.view ?? files) : files;
    const bodies: SourceBody[] = [];
    for (const name of linked.goFiles) {
      const file = view.read(join(linked.directory, name));
      if (file === null || "unknown" in file || file.source === null) {
        return unknown({ code: "file", text: `${join(linked.directory, name)} cannot be read`, at: null });
      }
      bodies.push({ source: file.source, text: file.text, body: this.#read(file.source, file.text) });
    }
    return known(bodies);
  }

  declarations(closure: ImportClosure | null, importPath: string, files: FileView): Verdict<PackageDeclarations> {
    const linked = closure?.packages.get(importPath);
    if (linked === undefined) return unknown({ code: "package", text: `${importPath} is not among the packages that are known`, at: null });
    const bodies = this.ofPackage(linked, files);
    if (bodies.kind === "unknown") return bodies;
    const parts = bodies.value.map(({ body }) => body);
    return known({
      values: parts.flatMap((body) => body.values),
      types: parts.flatMap((body) => body.types),
      assignments: parts.flatMap((body) => body.assignments),
    });
  }

  #read(source: string, text: string): GoBody {
    let body = this.#bodies.get(source);
    if (body === undefined) this.#bodies.set(source, (body = readGoBody(text)));
    return body;
  }
}
