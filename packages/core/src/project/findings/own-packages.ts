import { readPackageBodies, type FileBody, type ImportClosure, type LinkedPackage } from "../../gopackages/index.js";
import type { Session } from "../session.js";

/** Packages of the program's own module, in files that the repository has: what is in others is for others to change. */
export function ownPackages(closure: ImportClosure | null): readonly LinkedPackage[] {
  if (closure === null) return [];
  const { modulePath } = closure;
  return [...closure.packages.values()].filter(({ source, module }) => source === "repository" && (module === modulePath || module === "" || modulePath === null));
}

/** Files of own packages that import a package; none of packages whose files are not known. */
export function filesOfImporters(closure: ImportClosure | null, path: string): readonly FileBody[] {
  if (closure === null) return [];
  return ownPackages(closure).flatMap(({ importPath, imports }) => {
    const bodies = imports.includes(path) ? readPackageBodies(closure, importPath) : null;
    return bodies?.kind === "known" ? bodies.value : [];
  });
}

/** What a file calls a package by; null when it does not import it, or not by a name. `name` is that of the package clause. */
export function localName({ source }: FileBody, { path, name }: { readonly path: string; readonly name: string }, { sources }: Session): string | null {
  const header = source === null ? null : sources.headers.goHeader(source);
  const imported = header === null || "unknown" in header ? undefined : header.imports.find((one) => one.path === path);
  const local = imported === undefined ? null : (imported.name ?? name);
  return local === "_" || local === "." ? null : local;
}
