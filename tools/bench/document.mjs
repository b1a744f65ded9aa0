/** docs/performance.md: its figures are between marks, and written by the benchmarks with --write. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

const FILE = join(import.meta.dirname, "../../docs/performance.md");

/** Puts Markdown in the place of a section, after a line that says what made it. @param {string} name @param {string} command @param {string} markdown */
export function writeSection(name, command, markdown) {
  const text = readFileSync(FILE, "utf8");
  const [begin, end] = [`<!-- begin ${name} -->\n`, `<!-- end ${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${FILE} has no section ${name}`);
  const go = execFileSync("go", ["env", "GOVERSION"], { encoding: "utf8" }).trim();
  const made = `Written by \`${command}\` on ${new Date().toISOString().slice(0, 10)}: Node ${process.versions.node}, ${go}, ${process.platform}/${process.arch}, ${availableParallelism()} cores.`;
  writeFileSync(FILE, `${text.slice(0, from)}${begin}\n${made}\n\n${markdown.trim()}\n\n${text.slice(to)}`);
}
