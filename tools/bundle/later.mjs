import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const FILE = "later.js";

/**
 * Modules that most runs do without, in a file of their own that is loaded when one of them is first called: Node gives ES modules to `require`,
 * too, so that the sources can import them like all others. Who imports one in the bundle gets stand-ins for its functions and classes.
 *
 * One file, since each further one costs about as much as what it would spare.
 *
 * @param {readonly string[]} files absolute paths of modules that export functions, classes, numbers and texts
 */
export function later(files) {
  const keys = new Map(files.map((file, i) => [file, `module${i}`]));
  return {
    entryPoints: files.length === 0 ? [] : [{ in: FILE, out: FILE.replace(/\.js$/, "") }],
    /** @type {import("esbuild").Plugin} */
    plugin: {
      name: "later",
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^later\.js$/ }, ({ kind }) => (kind === "entry-point" ? { path: FILE, namespace: "later-file" } : undefined));
        onResolve({ filter: /^\.{0,2}\// }, ({ path, importer, resolveDir, namespace }) => {
          if (namespace === "later") return { path, external: true };
          const file = resolve(resolveDir, path);
          // Among themselves they are as they are.
          return namespace !== "later-file" && !keys.has(importer) && keys.has(file) ? { path: file, namespace: "later" } : undefined;
        });
        onLoad({ filter: /./, namespace: "later-file" }, () => ({ contents: [...keys].map(([file, key]) => `export * as ${key} from ${JSON.stringify(file)};`).join("\n"), resolveDir: "." }));
        onLoad({ filter: /./, namespace: "later" }, async ({ path }) => ({ contents: standIns(await import(pathToFileURL(path).href), keys.get(path) ?? "") }));
      },
    },
  };
}

/**
 * @param {Record<string, unknown>} module
 * @param {string} key
 */
function standIns(module, key) {
  const exported = Object.entries(module).map(([name, value]) => {
    if (typeof value === "number" || typeof value === "string") return `export const ${name} = ${JSON.stringify(value)};`;
    // What stands for nothing is missed by esbuild when somebody imports it.
    if (typeof value !== "function") return "";
    if (/^class\b/.test(String(value))) return `export const ${name} = new Proxy(function () {}, { get: (_, key) => module().${name}[key], construct: (_, values) => new (module().${name})(...values) });`;
    return `export function ${name}(...values) { return module().${name}(...values); }`;
  });
  return `let loaded; function module() { return (loaded ??= require("./${FILE}").${key}); }\n${exported.join("\n")}\n`;
}
