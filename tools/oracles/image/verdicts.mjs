/** The verdicts of `explain --format json`. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const CLI = join(import.meta.dirname, "../../../packages/cli/dist/bin.js");

/**
 * Requirements of the programs that the image starts, and of its instructions. What is only likely must be true of these programs, too.
 *
 * @param {string} directory
 * @returns {Promise<readonly { kind: string, subject: string, verdict: "met" | "unmet" | "unknown", reason: { text: string } | null }[]>}
 */
export async function requirementsIn(directory) {
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, "explain", directory, "--format", "json"], { maxBuffer: 1 << 28 });
  const { shipments, containers } = JSON.parse(stdout);
  return [...containers, ...shipments].filter(({ silence }) => silence === null).flatMap(({ requirements }) => requirements).map((requirement) => ({ ...requirement, kind: requirement.kind.replace(/^likely-/, "") }));
}
