/**
 * Reads from which version on the C library has which functions, from the lists of symbols that glibc's own tests hold, and writes
 * packages/core/data/facts/glibc-symbols.json.
 *
 *   git clone --bare --depth 1 https://github.com/bminor/glibc DIR
 *   node tools/generate-data/glibc-symbols.mjs DIR
 *
 * Only versions after 2.34 are kept: every program with cgo that was built on a newer glibc needs that one anyway (fact l3).
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";

const LISTS = ["libc", "libm", "libresolv", "libpthread", "libdl", "librt", "libutil", "libanl"];
const OLDEST = 35;

const [directory] = process.argv.slice(2);
if (directory === undefined) throw new Error("usage: glibc-symbols.mjs <bare clone of glibc>");

const git = (...args) => execFileSync("git", [`--git-dir=${directory}`, ...args], { encoding: "utf8", maxBuffer: 1 << 26 });

/** Lines are `GLIBC_2.38 strlcpy F`. */
function symbols(list) {
  return git("show", `HEAD:sysdeps/unix/sysv/linux/x86_64/64/${list}.abilist`)
    .split("\n")
    .map((line) => /^GLIBC_2\.(\d+) (\S+) /.exec(line))
    .filter((match) => match !== null && Number(match[1]) >= OLDEST)
    .map(([, minor, name]) => ({ minor: Number(minor), name }));
}

const versions = new Map();
for (const { minor, name } of LISTS.flatMap(symbols)) versions.set(minor, [...(versions.get(minor) ?? []), name]);
const [commit, date] = git("log", "-1", "--format=%h %cs").trim().split(" ");
const rows = [...versions].sort(([a], [b]) => a - b).map(([minor, names]) => `  ${JSON.stringify(`2.${minor}`)}: ${JSON.stringify([...new Set(names)].sort().join(" "))}`);
writeFileSync(
  new URL("../../packages/core/data/facts/glibc-symbols.json", import.meta.url),
  `{\n "$schema": "../schema/glibc-symbols.schema.json",\n "schema": "glibc-symbols/1",\n "source": "glibc@${commit}, sysdeps/unix/sysv/linux/x86_64/64/*.abilist",\n "date": "${date}",\n "confidence": "verified",\n "versions": {\n${rows.join(",\n")}\n }\n}\n`,
);
