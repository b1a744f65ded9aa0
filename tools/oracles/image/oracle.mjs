/**
 * Compares the verdicts of `explain --format json` with containers: each pair of a program and a Dockerfile is really built and really started, in an
 * imitation of its image. See README.md.
 *
 *   node tools/oracles/image/oracle.mjs [--full] [--only TEXT] [--verbose]
 *
 * Needs Linux, root (mount and network namespaces, overlayfs, chroot), Go and Debian 12; skipped where they are missing. `--full` downloads what images of other
 * suites need; without it pairs are tried whose files are here.
 */
import { spawnSync } from "node:child_process";
import { oracleOptions } from "../support/options.mjs";
import { requireGo } from "../support/go.mjs";
import { cannotImitate, download } from "./machine.mjs";

const options = oracleOptions({ only: { type: "string", default: "" }, verbose: { type: "boolean", default: false } });
requireGo("image");
const reason = cannotImitate();
if (reason !== null) {
  console.log(`oracle image: skipped, ${reason}`);
  process.exit(0);
}
if (options.full) download();
const inside = spawnSync("unshare", ["--mount", "--net", process.execPath, `${import.meta.dirname}/compare.mjs`, ...process.argv.slice(2)], { stdio: "inherit" });
process.exitCode = inside.status ?? 1;
