/**
 * Loads the programs of a pattern as an analysis of the directory's repository does, once for each build of a list, and tells what that took:
 *
 *     node load-closure.mjs DIRECTORY PATTERN CONTEXTS.json [--index FILE] [--digest]
 *
 * With --digest it tells what it has found instead, as one hash.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { repositoryFiles, REPOSITORY_MOUNT } from "../../packages/core/dist/evaluate/files/index.js";
import { loadPackages, openModuleCache, PackageStore, workspaceHeaders } from "../../packages/core/dist/gopackages/index.js";
import { Snapshot } from "../../packages/core/dist/query/snapshot.js";
import { NodeIndex, nodeWorkspace } from "../../packages/core/dist/workspace/index.js";

const { values, positionals } = parseArgs({ options: { index: { type: "string" }, digest: { type: "boolean", default: false } }, allowPositionals: true });
const [directory, pattern, contexts] = positionals;
const moduleCache = process.env["GOMODCACHE"] ?? `${process.env["HOME"]}/go/pkg/mod`;
const index = values.index === undefined ? null : new NodeIndex(values.index);
const workspace = new Snapshot(nodeWorkspace(directory, { moduleCache, index }));
const shared = {
  view: repositoryFiles(workspace),
  directory: REPOSITORY_MOUNT,
  patterns: [pattern],
  goWork: "off",
  moduleCache: openModuleCache(workspace),
  store: new PackageStore(workspaceHeaders(workspace)),
};
const told = { closures: 0, packages: 0, missing: 0, failures: 0 };
const hash = createHash("sha256");
for (const context of JSON.parse(readFileSync(contexts, "utf8"))) {
  const result = loadPackages({ ...shared, context: { ...context, mod: null, race: false } });
  const { closures, failure, unknown } = result;
  if (unknown !== null) throw new Error(unknown.text);
  if (failure !== null) told.failures++;
  told.closures += closures.length;
  told.packages += new Set(closures.flatMap((closure) => [...closure.packages.keys()])).size;
  told.missing += closures.reduce((sum, closure) => sum + closure.missing.length, 0);
  if (values.digest) hash.update(JSON.stringify(result, (_, value) => (value instanceof Map ? [...value] : value)));
}
const problem = index?.save() ?? null;
if (problem !== null) throw new Error(problem);
console.error(JSON.stringify({ ...told, rss: process.resourceUsage().maxRSS / 1024, digest: values.digest ? hash.digest("hex") : null }));
