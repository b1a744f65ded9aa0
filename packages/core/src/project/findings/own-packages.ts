import type { ImportClosure, LinkedPackage } from "../../gopackages/index.js";

/** Packages of the program's own module, in files that the repository has: what is in others is for others to change. */
export function ownPackages(closure: ImportClosure | null): readonly LinkedPackage[] {
  if (closure === null) return [];
  const { modulePath } = closure;
  return [...closure.packages.values()].filter(({ source, module }) => source === "repository" && (module === modulePath || module === "" || modulePath === null));
}
