/** Images that only carry files for others to copy. */
import { StageFiles, type FileFact, type FileView } from "../evaluate/files/index.js";

/** Source: tonistiigi/xx, src/Dockerfile: the scripts in /usr/bin, on scratch. */
const XX_SCRIPTS = ["xx-apk", "xx-apt", "xx-apt-get", "xx-cargo", "xx-cc", "xx-c++", "xx-clang", "xx-clang++", "xx-go", "xx-info", "xx-ld-shas", "xx-verify", "xx-windres"];
const DIRECTORIES: Readonly<Record<string, readonly string[]>> = { "/": ["usr"], "/usr": ["bin"], "/usr/bin": XX_SCRIPTS };

/** All files of a tool image that is known; null for other images. */
export function toolImageFiles(reference: string): StageFiles | null {
  return /^(?:docker\.io\/)?tonistiigi\/xx(?:[:@]|$)/.test(reference) ? new StageFiles(xxFiles(reference)) : null;
}

function xxFiles(reference: string): FileView {
  const stat = (path: string): FileFact => {
    if (DIRECTORIES[path] !== undefined) return { kind: "directory" };
    const isScript = path.startsWith("/usr/bin/") && XX_SCRIPTS.includes(path.slice("/usr/bin/".length));
    return isScript ? { kind: "file", source: null, artifacts: [], content: null, from: reference } : { kind: "absent" };
  };
  return {
    stat,
    list: (path) => (DIRECTORIES[path] === undefined ? null : { names: DIRECTORIES[path], complete: true }),
    read: (path) => (stat(path).kind === "absent" ? null : { unknown: { code: "image", text: `a script of ${reference}`, at: null } }),
  };
}
