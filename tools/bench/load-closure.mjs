/**
 * Loads the programs of a pattern as an analysis of the directory's repository does, once for each build of a list, and tells what that took:
 *
 *     node load-closure.mjs DIRECTORY PATTERN CONTEXTS.json
 */
import { readFileSync } from "node:fs";
import { repositoryFiles, REPOSITORY_MOUNT } from "../../packages/core/dist/evaluate/files/index.js";
import { loadPackages, openModuleCache, PackageStore, workspaceHeaders } from "../../packages/core/dist/gopackages/index.js";
import { Snapshot } from "../../packages/core/dist/query/snapshot.js";
import { nodeWorkspace } from "../../packages/core/dist/workspace/index.js";

const [directory, pattern, contexts] = process.argv.slice(2);
const moduleCache = process.env["GOMODCACHE"] ?? `${process.env["HOME"]}/go/pkg/mod`;
const workspace = new Snapshot(nodeWorkspace(directory, { moduleCache }));
const shared = {
  view: repositoryFiles(workspace),
  directory: REPOSITORY_MOUNT,
  patterns: [pattern],
  goWork: "off",
  moduleCache: openModuleCache(workspace),
  store: new PackageStore(workspaceHeaders(workspace)),
};
const told = { closures: 0, packages: 0, missing: 0, failures: 0 };
for (const context of JSON.parse(readFileSync(contexts, "utf8"))) {
  const { closures, failure, unknown } = loadPackages({ ...shared, context: { ...context, mod: null, race: false } });
  if (unknown !== null) throw new Error(unknown.text);
  if (failure !== null) told.failures++;
  told.closures += closures.length;
  told.packages += new Set(closures.flatMap((closure) => [...closure.packages.keys()])).size;
  told.missing += closures.reduce((sum, closure) => sum + closure.missing.length, 0);
}
const rss = process.resourceUsage().maxRSS / 1024;
console.error(`${told.closures} closures, ${told.packages} packages, ${told.missing} missing, ${told.failures} builds that must fail, RSS ${rss.toFixed(0)} MB`);
