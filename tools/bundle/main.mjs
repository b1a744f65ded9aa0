// Bundles the package of the working directory: `node ../../tools/bundle/main.mjs [option]…`, after `tsc -b`.
//
//   --include <package>  its code comes along; other dependencies stay imports
//   --require <package>  is loaded as CommonJS, where ESLint has loaded it so already
//   --later <file>       a list of modules, from packages/, that are loaded when they are first called (later.mjs)
//   --node-require       for CommonJS among the packages, and for the two above: they ask by require
//
// Loading some hundred modules costs more than running them, and the wait at start is the one that users feel. Every entry that package.json
// names below dist/bundle/ is built from the module of the same name below dist/. Included are development dependencies whose code becomes ours
// (their licences then belong into NOTICE), and our own packages in the command, which starts a twentieth faster without their files. These it
// also depends on: users' configurations import the plugins, and types name core's. Copies of one package in a process share what must be one
// (rule-sdk, shared.ts).
import { readFileSync, realpathSync, rmSync } from "node:fs";
import { builtinModules } from "node:module";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { later } from "./later.mjs";

const { values } = parseArgs({ options: { include: { type: "string", multiple: true, default: [] }, "node-require": { type: "boolean", default: false }, require: { type: "string", multiple: true, default: [] }, later: { type: "string" } } });
const manifest = JSON.parse(readFileSync("package.json", "utf8"));

/** @param {unknown} node @returns {string[]} every string below a value of package.json */
const strings = (node) =>
  typeof node === "string" ? [node] : typeof node === "object" && node !== null ? Object.values(node).flatMap(strings) : [];

const entries = new Set(
  [...strings(manifest.exports), ...strings(manifest.bin), ...strings(manifest.imports)].flatMap((file) => {
    const name = /dist\/bundle\/(.+)\.js$/.exec(file)?.[1];
    return name === undefined ? [] : [name];
  }),
);

const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
/** @param {string} specifier @param {readonly string[]} packages */
const belongsTo = (specifier, packages) => packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));

/** Our own packages are taken as their modules, not as their bundles, so that modules can be parted from them. */
const OWN = ["@go-indep"];
const IN_MODULES = "in modules";
const parted = later(values.later === undefined ? [] : JSON.parse(readFileSync(values.later, "utf8")).map((/** @type {string} */ module) => realpathSync(resolve("..", module))));

rmSync("dist/bundle", { recursive: true, force: true });
await build({
  entryPoints: [...[...entries].map((name) => ({ in: `dist/${name}.js`, out: name })), ...parted.entryPoints],
  outdir: "dist/bundle",
  bundle: true,
  splitting: true,
  chunkNames: "chunk-[hash]",
  // Not "node": packages that have one build for Node and one of ES modules give the latter, of which only what is used comes along.
  platform: "neutral",
  mainFields: ["module", "main"],
  format: "esm",
  target: "node20.19",
  sourcemap: true,
  // Less to read at start, and again when a function runs for the first time. The published source maps give the names back.
  minify: true,
  legalComments: "external",
  banner: values["node-require"] ? { js: 'import{createRequire as bundleRequire}from"node:module";const require=bundleRequire(import.meta.url);' } : {},
  logLevel: "warning",
  plugins: [
    parted.plugin,
    {
      name: "only what was asked for",
      setup({ onResolve, onLoad, resolve }) {
        onResolve({ filter: /^[^./]/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
          if (kind === "entry-point" || pluginData === IN_MODULES) return undefined;
          if (path.startsWith("node:") || builtinModules.includes(path)) return { path, external: true };
          if (belongsTo(path, values.include) && belongsTo(path, OWN)) {
            const found = await resolve(path, { kind, importer, resolveDir, pluginData: IN_MODULES });
            return { ...found, path: found.path.replace("/dist/bundle/", "/dist/") };
          }
          if (belongsTo(path, values.include)) return undefined;
          if (kind !== "require-call" && belongsTo(path, values.require)) return { path, namespace: "require" };
          if (belongsTo(path, declared)) return { path, external: true };
          return { errors: [{ text: `${importer} imports ${path}, which package.json does not declare` }] };
        });
        onLoad({ filter: /./, namespace: "require" }, ({ path }) => ({ contents: `module.exports = require(${JSON.stringify(path)});` }));
      },
    },
  ],
});
