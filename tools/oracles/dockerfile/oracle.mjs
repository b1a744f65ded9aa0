/**
 * Compares core's reading of Dockerfiles, and its expansion of words, with BuildKit's own parser.
 *
 *   node tools/oracles/dockerfile/oracle.mjs [--corpus DIR]… [--mutations N] [--words N] [--seed N]
 *
 * Files: the fixtures of this directory, those of the BuildKit module (and the texts in its Go tests), and every Dockerfile and Containerfile below
 * `--corpus`. Each is compared as it is and in N mutated forms. Needs a built core (`npm run build`); is skipped without Go.
 */
import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { corpus, readText, walk } from "../support/files.mjs";
import { answers, buildCommand, requireGo, run } from "../support/go.mjs";
import { oracleOptions } from "../support/options.mjs";
import { compareFile } from "./compare-file.mjs";
import { compareRanges } from "./compare-ranges.mjs";
import { mutations } from "./mutations.mjs";
import { compareWord, wordCases } from "./words.mjs";

const SHOWN_DIFFERENCES = 40;

const options = oracleOptions({ mutations: { type: "string", default: "2" }, words: { type: "string", default: "20000" }, seed: { type: "string", default: "1" } });
requireGo("dockerfile");
const directory = import.meta.dirname;
run("go", ["mod", "download"], directory, { GOWORK: "off" });
const frontend = join(run("go", ["list", "-m", "-f", "{{.Dir}}", "github.com/moby/buildkit"], directory, { GOWORK: "off" }).trim(), "frontend/dockerfile");

const isDockerfile = (name) => /dockerfile|containerfile/i.test(name) && !/\.(go|md|dockerignore|ya?ml|json|sh|ts|js|py|sum|mod|svg|png)$/i.test(name);
const fromGoTests = [...walk(frontend, (name) => name.endsWith("_test.go"))].flatMap((file) =>
  [...readFileSync(file, "utf8").matchAll(/`([^`]*\b(?:FROM|from)\b[^`]*)`/g)].map((match, i) => ({ name: `${basename(file)}#${i}`, text: match[1] })),
);
const fromFiles = [...corpus([join(directory, "fixtures")], () => true), ...corpus([frontend, ...options.corpus], isDockerfile)];
const readable = fromFiles.filter((file) => isUtf8(readFileSync(file)));
const files = [...readable.map((file) => ({ name: file, text: readText(file).text })), ...fromGoTests];
const cases = [...files, ...mutations(files, Number(options.mutations), Number(options.seed))];

const writtenWords = readFileSync(join(frontend, "shell/envVarTest"), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split("|")[1].trim());
const words = wordCases(writtenWords, Number(options.words), Number(options.seed));

let differences = 0;
let instructions = 0;
let ranges = 0;
let index = 0;
for await (const answer of answers(buildCommand(directory), { Texts: cases.map(({ text }) => text), Words: words })) {
  const at = index++;
  const report = (text) => {
    if (differences++ < SHOWN_DIFFERENCES) console.log(`${cases[at]?.name ?? "word"}: ${text}`);
  };
  if (at >= cases.length) {
    compareWord(words[at - cases.length], answer, report);
    continue;
  }
  const compared = compareFile(cases[at].text, answer, report);
  if (at < files.length) instructions += compared;
  ranges += compareRanges(cases[at].text, report);
}
console.log(`  ${fromFiles.length - readable.length} files skipped, which are not UTF-8; ${cases.length - files.length} mutated texts; ${words.length} words; ${ranges} ranges`);
console.log(`oracle dockerfile: ${files.length} files, ${instructions} instructions, ${differences} differences`);
process.exitCode = differences === 0 ? 0 : 1;
