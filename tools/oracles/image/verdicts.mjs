/** The verdicts of `explain --format json`. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const CLI = join(import.meta.dirname, "../../../packages/cli/dist/bin.js");

/**
 * Requirements of the program that the image starts; empty when no Go program is found that it starts.
 *
 * @param {string} directory
 * @returns {Promise<readonly { kind: string, subject: string, verdict: "met" | "unmet" | "unknown", reason: { text: string } | null }[]>}
 */
export async function requirementsIn(directory) {
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, "explain", directory, "--format", "json"], { maxBuffer: 1 << 28 });
  const { shipments } = JSON.parse(stdout);
  return shipments.filter(({ silence }) => silence === null).flatMap(({ requirements }) => requirements);
}
