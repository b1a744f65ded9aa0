// Bundles the package of the working directory: `node ../../tools/bundle/main.mjs [--include <package>]… [--node-require]`, after `tsc -b`.
//
// Loading some hundred modules costs more than running them, and the wait at start is the one that users feel. Every entry that package.json
// names below dist/bundle/ is built from the file of the same name below src/. Dependencies stay imports, except those given by --include:
// development dependencies whose code becomes ours (their licences then belong into NOTICE), and our own packages in the command, which starts
// a twentieth faster as one file. These it also depends on: users' configurations import the plugins, and types name core's. Copies of one
// package in a process share what must be one (rule-sdk, shared.ts).
import { readFileSync, rmSync } from "node:fs";
import { builtinModules } from "node:module";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const { values } = parseArgs({ options: { include: { type: "string", multiple: true, default: [] }, "node-require": { type: "boolean", default: false } } });
const manifest = JSON.parse(readFileSync("package.json", "utf8"));

/** @param {unknown} node @returns {string[]} every string below a value of package.json */
const strings = (node) =>
  typeof node === "string" ? [node] : typeof node === "object" && node !== null ? Object.values(node).flatMap(strings) : [];

const entries = new Set(
  [...strings(manifest.exports), ...strings(manifest.bin), ...strings(manifest.imports)].flatMap((file) => {
    const name = /dist\/bundle\/(.+)\.js$/.exec(file)?.[1];
    return name === undefined ? [] : [`src/${name}.ts`];
  }),
);

const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
/** @param {string} specifier @param {readonly string[]} packages */
const belongsTo = (specifier, packages) => packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));

rmSync("dist/bundle", { recursive: true, force: true });
await build({
  entryPoints: [...entries],
  outbase: "src",
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
  // --node-require: CommonJS among the packages asks for Node's modules by require.
  banner: values["node-require"] ? { js: 'import{createRequire as bundleRequire}from"node:module";const require=bundleRequire(import.meta.url);' } : {},
  logLevel: "warning",
  plugins: [
    {
      name: "only what was asked for",
      setup({ onResolve }) {
        onResolve({ filter: /^[^./]/ }, ({ path, kind, importer }) => {
          if (kind === "entry-point") return undefined;
          if (path.startsWith("node:") || builtinModules.includes(path)) return { path, external: true };
          if (belongsTo(path, values.include)) return undefined;
          if (belongsTo(path, declared)) return { path, external: true };
          return { errors: [{ text: `${importer} imports ${path}, which package.json does not declare` }] };
        });
      },
    },
  ],
});
