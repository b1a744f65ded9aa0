/** git: clones fill a directory; questions have answers that are not known, of a known shape. */
import type { Shape } from "../../text/index.js";
import { EMPTY, literalOf, unknownText } from "../../text/index.js";
import { basename, dirname, join } from "../../workspace/index.js";
import type { EmptyOutput } from "../empty-references.js";
import type { Driver, Machine } from "../machine.js";
import type { CommandCall, CommandResult } from "../model.js";
import { MAY_FAIL } from "../result.js";
import { absolutePath, commandText, parseArguments, wordText } from "./arguments.js";

/** Options of git itself that take a value, before the subcommand. Source: git(1). */
const GLOBAL_VALUES = new Set(["-C", "-c", "--git-dir", "--work-tree", "--namespace", "--exec-path", "--super-prefix", "--config-env"]);

const CLONE_VALUES = "-b --branch -o --origin -u --upload-pack --reference --depth --shallow-since --shallow-exclude -c --config -j --jobs --template --separate-git-dir --filter --bundle-uri --server-option".split(" ");

/** Subcommands that print, with what is known of the text: one word, or anything. */
const WORD: Shape = { mayBeEmpty: true, mayHaveBlanks: false };
const ANY: Shape = { mayBeEmpty: true, mayHaveBlanks: true };
const QUESTIONS: Readonly<Record<string, Shape>> = {
  describe: WORD,
  "rev-parse": WORD,
  "symbolic-ref": WORD,
  "rev-list": ANY,
  "merge-base": WORD,
  "hash-object": WORD,
  "write-tree": WORD,
  log: ANY,
  show: ANY,
  tag: ANY,
  branch: ANY,
  status: ANY,
  diff: ANY,
  "diff-index": ANY,
  "diff-files": ANY,
  "ls-files": ANY,
  "ls-remote": ANY,
  "ls-tree": ANY,
  remote: ANY,
  config: ANY,
  "name-rev": ANY,
  "cat-file": ANY,
  "for-each-ref": ANY,
  "show-ref": ANY,
  shortlog: ANY,
  blame: ANY,
  grep: ANY,
  version: ANY,
  "--version": ANY,
};

/** Subcommands that print nothing but an error where there is no repository. */
const ABOUT_COMMITS = new Set(["describe", "rev-parse", "symbolic-ref", "rev-list", "log", "show", "tag", "branch", "status", "name-rev", "for-each-ref", "diff-index"]);

/** Subcommands that change files of the work tree. */
const WORK_TREE = new Set(["checkout", "switch", "reset", "pull", "merge", "rebase", "apply", "am", "stash", "cherry-pick", "revert", "submodule", "restore", "clean", "mv", "rm", "worktree", "sparse-checkout", "lfs", "read-tree", "subtree"]);

export const gitDriver: Driver = {
  names: ["git"],
  run(call, machine) {
    const { index, directory } = subcommand(call);
    const name = wordText(call, index);
    const here: CommandCall = { ...call, directory };
    if (name === null) return machine.unknownOutput(call, `output of \`${commandText(call)}\``);
    if (isMissing(machine)) return failure(call, machine, "git is not installed");
    if (name === "clone") return clone(here, index, machine);
    if (WORK_TREE.has(name)) {
      machine.files.disturb(directory ?? "/", `\`git ${name}\` may change any file there`, call.at);
      return MAY_FAIL;
    }
    if (name === "archive") return archive(here, index, machine);
    const shape = QUESTIONS[name];
    if (name === "init" && directory !== null) machine.files.makeDirectory(join(directory, ".git"), call.certainty);
    if (shape === undefined) return MAY_FAIL;
    if (ABOUT_COMMITS.has(name) && isOutsideRepository(here, index, machine)) return failure(call, machine, "no repository");
    const output = answer(call, index, shapeOf(name, call, index, shape));
    return printsNothingInFailure(name, call, index) ? { status: "unknown", output, failureOutput: EMPTY } : { status: "unknown", output };
  },
};

/** Tried with git 2.39 outside a repository, in an empty one and with names that are none: `rev-parse HEAD` repeats the name. */
function printsNothingInFailure(name: string, call: CommandCall, index: number): boolean {
  if (name !== "rev-parse") return ["describe", "symbolic-ref", "log", "rev-list", "merge-base", "config"].includes(name);
  return call.words.slice(index + 1).some((word) => /^--(?:short|verify)(?:=|$)/.test(literalOf(word.value) ?? ""));
}

/** Where the subcommand is, and the directory that -C leads to. */
function subcommand(call: CommandCall): { readonly index: number; readonly directory: string | null } {
  let { directory } = call;
  let i = 1;
  for (; i < call.words.length; i++) {
    const text = wordText(call, i);
    if (text === null || !text.startsWith("-") || QUESTIONS[text] !== undefined) break;
    if (!GLOBAL_VALUES.has(text)) continue;
    const value = wordText(call, ++i);
    if (text === "-C") directory = value === null ? null : absolutePath(value, { ...call, directory });
  }
  return { index: i, directory };
}

/** `git log -1 --format=%h` and `git rev-list --count HEAD` print one word. */
function shapeOf(name: string, call: CommandCall, index: number, shape: Shape): Shape {
  const rest = call.words.slice(index + 1).map((word) => literalOf(word.value) ?? "");
  if (name === "rev-list" && rest.some((text) => text === "--count" || text === "-1" || text === "--max-count=1")) return WORD;
  if (name !== "log" && name !== "show") return shape;
  const one = name === "show" ? rest.some((text) => text === "-s" || text === "--no-patch" || text === "--quiet" || text === "-q") : rest.some((text) => text === "-1" || text === "-n1" || /^(-n|--max-count=?)1$/.test(text));
  const format = rest.map((text) => /^--(?:pretty|format)=(?:t?format:)?(.*)$/s.exec(text)?.[1]).find((text) => text !== undefined);
  return one && format !== undefined && /^(%(h|H|t|T|ct|at|cI|aI|cs|as)|[^\s%])+$/.test(format) ? WORD : shape;
}

function clone(call: CommandCall, index: number, machine: Machine): CommandResult {
  const args = parseArguments(call, { withValue: CLONE_VALUES }, index + 1);
  const [url, target] = args.operands;
  const text = literalOf(target ?? url ?? EMPTY);
  const name = text === null ? null : target === undefined ? basename(text.replace(/\/+$/, "")).replace(/\.git$/, "") : text;
  const path = name === null || name === "" ? null : absolutePath(name, call);
  if (path === null) {
    machine.files.disturb(call.directory ?? "/", "`git clone` into a directory that is not known", call.at);
    return MAY_FAIL;
  }
  machine.files.makeDirectory(path, call.certainty);
  machine.files.disturb(path, `what \`git clone ${literalOf(url ?? EMPTY) ?? ""}\` brings`, call.at);
  return MAY_FAIL;
}

function archive(call: CommandCall, index: number, machine: Machine): CommandResult {
  const output = parseArguments(call, { withValue: ["-o", "--output", "--prefix", "--format", "--remote", "--add-file"] }, index + 1).value("-o", "--output");
  const path = output === null ? null : absolutePath(literalOf(output) ?? "", call);
  if (output === null || path === null) return machine.unknownOutput(call, "output of `git archive`");
  machine.files.write(join(path), { content: null, artifacts: [], from: "git archive" }, call.certainty);
  return MAY_FAIL;
}

/** Packages of which it is known that git does not come with them. */
const WITHOUT_GIT = new Set(
  "ca-certificates ca-certificates-bundle tzdata gcc g++ musl-dev libc-dev libc6-dev build-base build-essential make cmake curl wget bash libc6-compat gcompat openssl upx zip unzip tini dumb-init jq binutils linux-headers file tar xz gzip sqlite sqlite-dev zlib-dev pkgconf pkgconfig pkg-config su-exec gosu nodejs npm yarn protobuf libstdc++ libgcc vips-dev librdkafka-dev".split(" "),
);

/** No package can have brought it, and the image does not have it. */
function isMissing(machine: Machine): boolean {
  const places = ["/usr/bin/git", "/usr/local/bin/git", "/bin/git"];
  if (places.some((path) => machine.files.stat(path).kind !== "absent")) return false;
  const { packages, packagesComplete } = machine.facts();
  return packagesComplete && packages.every(({ name, removed }) => removed || WITHOUT_GIT.has(name));
}

/** Neither the directory nor one above it has a `.git`, and the command names no other place. */
function isOutsideRepository({ directory, environment, words }: CommandCall, index: number, machine: Machine): boolean {
  if (directory === null || environment.getExported("GIT_DIR") !== null) return false;
  if (words.slice(1, index).some(({ value }) => /^--git-dir|^--work-tree/.test(literalOf(value) ?? "--git-dir"))) return false;
  for (let at = directory; ; at = dirname(at)) {
    if (machine.files.stat(join(at, ".git")).kind !== "absent") return false;
    if (at === "/" || at === "") return true;
  }
}

/** What prints nothing is noted with why. */
function failure(call: CommandCall, machine: Machine, why: EmptyOutput): CommandResult {
  machine.emptyReferences.note({ text: call.words.map(({ value }) => literalOf(value) ?? "…").join(" "), name: "git", at: call.at, cause: { kind: "command", why } });
  return { status: "failure", output: EMPTY };
}

function answer(call: CommandCall, index: number, shape: Shape): CommandResult["output"] {
  const words = ["git", ...call.words.slice(index, index + 3).map((word) => literalOf(word.value) ?? "…")];
  return unknownText({ code: "command-output", text: `output of \`${words.join(" ")}\``, at: call.at }, shape);
}
