/** A machine over a directory of this disk on which nothing runs: what would be run is handed to `onRun`. */
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
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
 * `$(shell …)` gives an unknown. A recipe line "prints" its own text, so that the output of make is what `make -n` prints.
 */
export function printingMachine(files) {
  const effects = [];
  const environments = [];
  return {
    files,
    effects,
    /** of the recipe lines */
    environments,
    depth: 0,
    shell: "dash",
    run: () => ({ status: "success", output: EMPTY }),
    runShell({ script, chain, environment }) {
      if (chain.at(-1)?.text === "$(shell …)") {
        return { status: "success", output: unknownText({ code: "command-output", text: `output of ${carrier(script)}`, at: null }) };
      }
      environments.push(environment);
      return { status: "success", output: concat(withoutOptions(script), literal("\n")) };
    },
    record: (effect) => effects.push(effect),
    install: ignore,
    facts: () => ({ baseImage: null, packages: [], packagesComplete: true, os: "linux", arch: "amd64" }),
    unknownOutput: (call, text) => ({ status: "success", output: unknownText({ code: "command-output", text, at: call.at }) }),
  };
}

/** Without the line that stands for .SHELLFLAGS, which make does not print. */
function withoutOptions(script) {
  const [first] = script.pieces;
  return first?.kind === "literal" && first.origin === null && /^set -.*\n$/.test(first.text) ? { pieces: script.pieces.slice(1) } : script;
}
