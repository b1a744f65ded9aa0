/** Loads the programs of a pattern as an analysis of the directory's repository does, and tells what that took. */
import { repositoryFiles, REPOSITORY_MOUNT } from "../../packages/core/dist/evaluate/files/index.js";
import { loadPackages, openModuleCache, PackageStore, workspaceHeaders } from "../../packages/core/dist/gopackages/index.js";
import { nodeWorkspace } from "../../packages/core/dist/workspace/index.js";

const [directory, pattern] = process.argv.slice(2);
const moduleCache = process.env["GOMODCACHE"] ?? `${process.env["HOME"]}/go/pkg/mod`;
const workspace = nodeWorkspace(directory, { moduleCache });
const context = { goos: "linux", goarch: "amd64", cgo: true, tags: [], goVersion: "1.26", mod: null, race: false };
const { closures, failure, unknown } = loadPackages({
  view: repositoryFiles(workspace),
  directory: REPOSITORY_MOUNT,
  patterns: [pattern],
  context,
  goWork: "off",
  moduleCache: openModuleCache(workspace),
  store: new PackageStore(workspaceHeaders(workspace)),
});
if (closures.length === 0) throw new Error(failure?.text ?? unknown?.text ?? "no program");
const packages = new Set(closures.flatMap((closure) => [...closure.packages.keys()]));
const missing = closures.reduce((sum, closure) => sum + closure.missing.length, 0);
const rss = process.resourceUsage().maxRSS / 1024;
console.error(`${closures.length} programs, ${packages.size} packages, ${missing} missing, RSS ${rss.toFixed(0)} MB`);
