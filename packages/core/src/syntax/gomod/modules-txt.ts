/** vendor/modules.txt. Source: cmd/go/internal/modload/vendor.go, readVendorList. */
import type { VendoredModule } from "./ast.js";
import { isModuleVersion } from "./version.js";

/** Never throws: lines that go does not understand are skipped, as go skips them. */
export function parseModulesTxt(text: string): VendoredModule[] {
  const modules: MutableModule[] = [];
  let current: MutableModule | null = null;
  for (const line of text.split("\n")) {
    if (line.startsWith("# ")) {
      const words = line.trim().split(/\s+/);
      if (words.length < 3) continue;
      current = moduleLine(words);
      if (current !== null) modules.push(current);
    } else if (current === null) continue;
    else if (line.startsWith("## ")) annotate(current, line.slice(3));
    else {
      const words = line.trim().split(/\s+/);
      if (words.length === 1 && words[0] !== "" && words[0] !== "#") current.packages.push(words[0] as string);
    }
  }
  return modules;
}

type MutableModule = { -readonly [K in keyof VendoredModule]: K extends "packages" ? string[] : VendoredModule[K] };

/** `# path version`, `# path version => path [version]` or, for a replacement of all versions, `# path => path [version]`. */
function moduleLine(words: readonly string[]): MutableModule | null {
  const [, path, third] = words as [string, string, string];
  const hasVersion = isModuleVersion(third);
  if (!hasVersion && third !== "=>") return null;
  const [arrow, newPath, newVersion, excess] = words.slice(hasVersion ? 3 : 2);
  const replaced = arrow === "=>" && newPath !== undefined && excess === undefined && (newVersion === undefined || isModuleVersion(newVersion));
  return {
    path,
    version: hasVersion ? third : "",
    replacement: replaced ? { path: newPath, version: newVersion ?? "" } : null,
    explicit: false,
    goVersion: null,
    packages: [],
  };
}

function annotate(module: MutableModule, annotations: string): void {
  for (const entry of annotations.split(";")) {
    const word = entry.trim();
    if (word === "explicit") module.explicit = true;
    if (word.startsWith("go ")) module.goVersion = word.slice("go ".length);
  }
}
