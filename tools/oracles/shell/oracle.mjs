/**
 * Compares core's reading of shell scripts with mvdan.cc/sh: the words and assignments of every simple command, by their places.
 *
 *   node tools/oracles/shell/oracle.mjs [--core DIR] [--corpus DIR]…
 *
 * Scripts: the fixtures, and below each corpus directory *.sh, *.bash, files whose first line names a shell, and the RUN instructions of Dockerfiles.
 */
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { corpus, difference } from "../support/files.mjs";
import { answers, buildCommand, requireGo } from "../support/go.mjs";
import { oracleOptions } from "../support/options.mjs";

const SHOWN_DIFFERENCES = 30;

const options = oracleOptions({ core: { type: "string", default: join(import.meta.dirname, "../../../packages/core/dist") } });
requireGo("shell");

const module = (path) => import(pathToFileURL(resolve(options.core, path)).href);
const { parseShell, simpleCommands } = await module("syntax/shell/index.js");
const { parseDockerfile, runScript } = await module("syntax/dockerfile/index.js");
const { carrier, literalOf } = await module("text/index.js");

const isScript = (name) => /\.(?:sh|bash|envrc)$/.test(name);
const isDockerfile = (name) => /^(?:.*[.-])?(?:Dockerfile|Containerfile)(?:[.-].*)?$/.test(name);
const hasShebang = (path) => {
  const head = Buffer.alloc(64);
  const file = openSync(path, "r");
  readSync(file, head);
  closeSync(file);
  return /^#!.*\b(?:ba|da|)sh\b/.test(head.toString("latin1"));
};

/** Scripts of a Dockerfile that a POSIX shell reads. */
function runBodies(path) {
  const { stages } = parseDockerfile(readFileSync(path, "utf8"), path);
  const instructions = stages.flatMap((stage) => stage.body);
  // PowerShell and cmd are other languages.
  if (instructions.some(({ name, args }) => name === "SHELL" && !/sh$/.test(literalOf(args[0]?.text ?? { pieces: [] }) ?? ""))) return [];
  return instructions.flatMap((instruction) => {
    const run = runScript(instruction.inner ?? instruction);
    return run?.kind === "shell" ? [{ Name: `${path}:${instruction.startLine}`, Text: carrier(run.script) }] : [];
  });
}

function scripts() {
  const directories = [join(import.meta.dirname, "fixtures"), ...options.corpus];
  const files = corpus(directories, (name) => isScript(name) || isDockerfile(name) || !name.includes("."));
  return files.flatMap((path) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (isDockerfile(name)) return runBodies(path);
    return isScript(name) || hasShebang(path) ? [{ Name: path, Text: readFileSync(path, "utf8").replace(/^\uFEFF/, "") }] : [];
  });
}

/** From byte offsets to offsets of the text. */
function unitsOf(text) {
  const bytes = Buffer.from(text);
  if (bytes.length === text.length) return (offset) => offset;
  const units = new Uint32Array(bytes.length + 1);
  let unit = 0;
  for (let byte = 0; byte < bytes.length; byte++) {
    units[byte] = unit;
    const lead = bytes[byte];
    // The last byte of a character moves on: by two units for those of four bytes.
    if ((bytes[byte + 1] & 0xc0) !== 0x80) unit += 1;
    else if (lead >= 0xf0) unit += 1;
  }
  units[bytes.length] = unit;
  return (offset) => units[offset];
}

/** mvdan/sh counts the backslash of an escaped backquote to the word before it. */
const isEscapedBackquote = (text, end) => text[end - 1] === "\\" && text[end] === "`";

let commands = 0;
let differences = 0;
let refused = 0;
const report = (name, text) => {
  if (differences++ < SHOWN_DIFFERENCES) console.log(`${name}: ${text}`);
};

function compare(text, answer) {
  const script = parseShell(text);
  if (answer.Error !== "") {
    refused++;
    return;
  }
  const found = [...simpleCommands(script)];
  for (const problem of [script, ...found.map((visited) => visited.script)].flatMap((each) => each.problems)) {
    report(answer.Name, `a problem that mvdan/sh does not have: ${problem.message} at ${problem.range}`);
    return;
  }
  const units = unitsOf(text);
  const place = ([start, end]) => [units(start), units(end) - (isEscapedBackquote(text, units(end)) ? 1 : 0)];
  const expected = answer.Commands.map(({ Assigns, Words }) => ({ assignments: Assigns.map(place), words: Words.map(place) }));
  const got = found.map(({ command }) => ({ assignments: command.assignments.map((a) => a.range), words: command.words.map((w) => w.range) }));
  const start = ({ assignments, words }) => (assignments[0] ?? words[0])[0];
  const inOrder = (list) => list.filter(({ assignments, words }) => assignments.length + words.length > 0).sort((a, b) => start(a) - start(b));
  // `let` has expressions, not words, to mvdan/sh.
  const isLet = ({ words }) => words.length > 0 && text.slice(...words[0]) === "let";
  const [left, right] = [inOrder(expected), inOrder(got).filter((command) => !isLet(command))];
  commands += left.length;
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const different = difference(left[i], right[i]);
    if (different === null) continue;
    const show = (command) => command?.words.map((range) => text.slice(...range)).join("|");
    report(answer.Name, `${different}\n    ${show(left[i])}\n    ${show(right[i])}`);
    return;
  }
}

const all = scripts();
const texts = all.map((script) => script.Text);
let index = 0;
for await (const answer of answers(buildCommand(import.meta.dirname), { Scripts: all })) compare(texts[index++], answer);
console.log(`oracle shell: ${all.length} files, ${commands} commands, ${differences} differences (mvdan/sh refuses ${refused})`);
process.exitCode = differences === 0 ? 0 : 1;
