/** godebug lines of go.mod and go.work. Source: cmd/go/internal/modload/init.go, loadModFile; modload/modfile.go, Godebugs. */
import { godebugProblem, knowsNoGodebugLines, type Toolchain } from "./godebug.js";
import type { MainModules } from "./main-modules.js";
import type { ImportClosure, LoadFailure } from "./model.js";

/** Those in force: in a workspace the lines of its modules have no effect. */
export function godebugLines({ work, modules }: MainModules): ImportClosure["godebugLines"] {
  return (work === null ? modules.map(({ file }) => file) : [work]).flatMap(({ source, content }) =>
    content.godebug.map(({ key, value, range }) => ({ setting: `${key}=${value}`, at: source === null ? null : { file: source, start: range[0], end: range[1] } })),
  );
}

/** What go says of the first godebug line that it refuses (fact i5). In a workspace the lines of its modules have no effect and are not looked at. */
export function godebugFailure({ modules, work }: MainModules, toolchain: Toolchain): LoadFailure | null {
  const refusesAll = knowsNoGodebugLines(toolchain);
  const files = work === null ? modules.map(({ file }) => file) : refusesAll ? [work, ...modules.map(({ file }) => file)] : [work];
  for (const { path, source, content } of files) {
    for (const { key, value, range } of content.godebug) {
      const at = source === null ? null : { file: source, start: range[0], end: range[1] };
      if (refusesAll) return { text: `errors parsing ${path}: unknown directive: godebug`, fact: "i5", at };
      const problem = godebugProblem(`${key}=${value}`, "godebug", toolchain);
      if (problem !== null) return { text: `error loading ${path}: ${problem.text}`, fact: "i5", at };
    }
  }
  return null;
}
