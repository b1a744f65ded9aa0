/** A machine over a directory of this disk on which nothing runs: what would be run is handed to `onRun`. */
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { EmptyReferences } from "../../../packages/core/dist/evaluate/empty-references.js";
import { ParsedTexts } from "../../../packages/core/dist/evaluate/parsed-texts.js";
import { carrier, concat, EMPTY, literal, unknownText } from "../../../packages/core/dist/text/index.js";

const ignore = () => undefined;

/** Files as they are on the disk, addressed by their real paths. */
export function diskFiles(root) {
  const inside = (path) => path === root || path.startsWith(`${root}/`);
  const stat = (path) => {
    try {
      return statSync(path);
    } catch {
      return null;
    }
  };
  const files = {
    stat(path) {
      const found = stat(path);
      if (found === null) return { kind: "absent" };
      if (found.isDirectory()) return { kind: "directory" };
      return { kind: "file", source: inside(path) ? path.slice(root.length + 1) : null, artifacts: [], content: null, from: "disk" };
    },
    list(path) {
      return stat(path)?.isDirectory() === true ? { names: readdirSync(path).sort(), complete: true } : null;
    },
    read(path) {
      if (stat(path)?.isFile() !== true) return null;
      return { text: readFileSync(path, "utf8").replace(/^\uFEFF/, ""), source: inside(realpathSync(path)) ? path.slice(root.length + 1) : null };
    },
    snapshot: () => files,
    disturb: ignore,
    write: ignore,
  };
  return files;
}

/**
 * A recipe line "prints" its own text, so that the output of make is what `make -n` prints. `$(shell …)` gives an unknown, or, when `shellIsTrue`, nothing: what it
 * gives to the make that is compared with, whose shell does nothing.
 */
export function printingMachine(files, shellIsTrue) {
  const effects = [];
  const environments = [];
  return {
    files,
    effects,
    /** of the recipe lines */
    environments,
    emptyReferences: new EmptyReferences(),
    parsed: new ParsedTexts(),
    depth: 0,
    shell: "dash",
    run: () => ({ status: "success", output: EMPTY }),
    runShell({ script, chain, environment }) {
      if (chain.at(-1)?.text === "$(shell …)") {
        return { status: "success", output: shellIsTrue ? EMPTY : unknownText({ code: "command-output", text: `output of ${carrier(script)}`, at: null }) };
      }
      environments.push(environment);
      return { status: "success", output: concat(script, literal("\n")) };
    },
    record: (effect) => effects.push(effect),
    install: ignore,
    facts: () => ({ baseImage: null, packages: [], packagesComplete: true, os: "linux", arch: "amd64" }),
    unknownOutput: (call, text) => ({ status: "unknown", output: unknownText({ code: "command-output", text, at: call.at }) }),
  };
}
