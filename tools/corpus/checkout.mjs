/**
 * Writes the files of a commit from a bare repository, as a clone would have them. Mirrors may lack their largest objects: `git archive` stops at the first
 * of them, so blobs are asked for one by one, and what is absent becomes an empty file (its path is there for those who look for it).
 */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Bytes of a commit's files, beyond which it is not checked out. */
const MAXIMUM_SIZE = 2 ** 31;

/**
 * The directory of the checkout, which the caller removes, and the paths whose contents the mirror lacks; null without such a commit.
 *
 * @param {string} mirrors directory with bare repositories as `owner+name/repo`
 * @param {string} repository `owner/name`
 * @param {string} commit
 * @returns {{ directory: string, absent: string[] } | null}
 */
export function checkOut(mirrors, repository, commit) {
  const mirror = join(mirrors, repository.replace("/", "+"), "repo");
  if (!existsSync(mirror)) return null;
  const git = (args, input) => spawnSync("git", [`--git-dir=${mirror}`, ...args], { input, maxBuffer: MAXIMUM_SIZE });
  const tree = git(["ls-tree", "-r", "-z", commit]);
  if (tree.status !== 0) return null;
  const blobs = tree.stdout
    .toString("utf8")
    .split("\0")
    .map((line) => /^(\d+) blob ([0-9a-f]+)\t(.*)$/s.exec(line))
    .filter((match) => match !== null)
    .map(([, mode, id, path]) => ({ mode, id, path }));
  const contents = git(["cat-file", "--batch"], blobs.map(({ id }) => `${id}\n`).join("")).stdout;
  const directory = mkdtempSync(join(tmpdir(), "corpus-"));
  const absent = [];
  let at = 0;
  for (const { mode, path } of blobs) {
    const endOfHead = contents.indexOf(10, at);
    const [, type, size] = contents.toString("utf8", at, endOfHead).split(" ");
    at = endOfHead + 1;
    const isThere = type === "blob";
    const data = isThere ? contents.subarray(at, at + Number(size)) : "";
    if (isThere) at += Number(size) + 1;
    else absent.push(path);
    write(join(directory, path), mode, data);
  }
  // as in a clone: makefiles look for it
  mkdirSync(join(directory, ".git"), { recursive: true });
  writeFileSync(join(directory, ".git", "HEAD"), "ref: refs/heads/main\n");
  return { directory, absent };
}

/** Removes what {@link checkOut} wrote. */
export function removeCheckout({ directory }) {
  rmSync(directory, { recursive: true, force: true });
}

function write(file, mode, data) {
  mkdirSync(dirname(file), { recursive: true });
  if (mode === "120000") {
    symlinkSync(data, file);
    return;
  }
  writeFileSync(file, data);
  if (mode === "100755") chmodSync(file, 0o755);
}
