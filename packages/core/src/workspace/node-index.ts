/** What was found in files, kept on disk from one run to the next. */
import { createHash, randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { LIMITS } from "../limits.js";
import { VERSION } from "../version.js";
import { KeptTree } from "./kept-tree.js";
import { isSystemError } from "./node-errors.js";

/** Of the file, and of what {@link KeptTree} writes into it. */
const FORMAT = 1;
/** First words of the file; the digest of all that follows the line comes after them. Answers hold for the version that found them. */
const HEAD = `go-indep index ${FORMAT} ${VERSION} `;
/** Before the path of a directory, whose lines follow. */
const DIRECTORY = "in ";
/** A file of that age was left by a process that did not live to rename it. */
const ABANDONED_MILLISECONDS = 60 * 60 * 1000;

/**
 * An index in a file: what one or more directories (a repository, the module cache) held. A file that does not exist, is damaged, or was written by
 * another version counts as empty. Whoever may write the file decides what is found: it belongs outside of repositories that are not trusted.
 */
export class NodeIndex {
  readonly #file: string;
  readonly #trees: Map<string, KeptTree>;

  /** @param file absolute path; the file is read now and written by {@link NodeIndex.save} */
  constructor(file: string) {
    this.#file = file;
    this.#trees = readTrees(file);
  }

  /** What is kept of the files below a directory, an absolute path. */
  tree(directory: string): KeptTree {
    if (directory.includes("\n")) return new KeptTree();
    let tree = this.#trees.get(directory);
    if (tree === undefined) this.#trees.set(directory, (tree = new KeptTree()));
    return tree;
  }

  /**
   * Writes what was found since, when there is anything. The file is replaced as a whole: other processes see the old one or the new one, and of two
   * that write, one is kept. Returns why it could not be written; null normally.
   */
  save(): string | null {
    if (![...this.#trees.values()].some(({ isChanged }) => isChanged)) return null;
    const body = [...this.#trees].flatMap(([directory, tree]) => [DIRECTORY + directory, ...tree.toLines()]).join("\n");
    const text = `${HEAD}${digest(body)}\n${body}`;
    if (text.length > LIMITS.indexBytes) return `more than ${LIMITS.indexBytes} bytes`;
    try {
      fs.mkdirSync(path.dirname(this.#file), { recursive: true, mode: 0o700 });
      removeAbandoned(this.#file);
      replace(this.#file, text);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      return error.message;
    }
    for (const tree of this.#trees.values()) tree.markSaved();
    return null;
  }
}

function replace(file: string, text: string): void {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    fs.writeFileSync(temporary, text, { flag: "wx", mode: 0o600 });
    fs.renameSync(temporary, file);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

function readTrees(file: string): Map<string, KeptTree> {
  const trees = new Map<string, KeptTree>();
  const bytes = readWhole(file);
  const end = bytes.indexOf("\n");
  const body = bytes.subarray(end + 1);
  if (end < 0 || bytes.toString("utf8", 0, end) !== HEAD + digest(body)) return trees;
  let tree = new KeptTree();
  for (const line of body.toString().split("\n")) {
    if (line.startsWith(DIRECTORY)) trees.set(line.slice(DIRECTORY.length), (tree = new KeptTree()));
    else tree.addLine(line);
  }
  return trees;
}

/** Empty for what is no file or cannot be read. */
function readWhole(file: string): Buffer {
  try {
    const stats = fs.statSync(file, { throwIfNoEntry: false });
    if (stats?.isFile() === true && stats.size <= LIMITS.indexBytes) return fs.readFileSync(file);
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
  return Buffer.alloc(0);
}

function digest(body: string | Buffer): string {
  return createHash("sha256").update(body).digest("base64");
}

function removeAbandoned(file: string): void {
  const prefix = `${path.basename(file)}.`;
  for (const name of fs.readdirSync(path.dirname(file))) {
    if (!name.startsWith(prefix) || !name.endsWith(".tmp")) continue;
    const sibling = path.join(path.dirname(file), name);
    const stats = fs.statSync(sibling, { throwIfNoEntry: false });
    if (stats !== undefined && Date.now() - stats.mtimeMs > ABANDONED_MILLISECONDS) fs.rmSync(sibling, { force: true });
  }
}
