/**
 * Compares core's build contexts with the client of BuildKit, which walks a directory with tonistiigi/fsutil and moby/patternmatcher.
 *
 *   node tools/oracles/dockerignore/oracle.mjs [--corpus DIR]… [--texts N] [--seed N]
 *
 * Ignore files: written here, generated, and every `.dockerignore` below `--corpus`; all on one tree of files, to which the paths that the files of the
 * corpus name are added. Patterns that core does not follow are counted. Needs a built core (`npm run build`); is skipped without Go.
 */
import { readFileSync } from "node:fs";
import { buildContext, memoryWorkspace } from "../../../packages/core/dist/workspace/index.js";
import { corpus, difference } from "../support/files.mjs";
import { answers, buildCommand, requireGo } from "../support/go.mjs";
import { oracleOptions } from "../support/options.mjs";
import { FILES, generatedTexts, namedPaths, WRITTEN_TEXTS } from "./texts.mjs";

const SHOWN_DIFFERENCES = 40;

const options = oracleOptions({ texts: { type: "string", default: "4000" }, seed: { type: "string", default: "1" } });
requireGo("dockerignore");
const fromCorpus = corpus(options.corpus, (name) => name.endsWith(".dockerignore")).map((file) => readFileSync(file, "utf8"));
const files = [...new Set([...FILES, ...fromCorpus.flatMap(namedPaths)])];
const texts = [...WRITTEN_TEXTS, ...fromCorpus, ...generatedTexts(Number(options.texts), Number(options.seed))];
const tree = Object.fromEntries(files.map((file) => [file, ""]));

let paths = 0;
let notFollowed = 0;
let otherAnswers = 0;
let differences = 0;
let index = 0;
for await (const answer of answers(buildCommand(import.meta.dirname), { Files: files, Texts: texts })) {
  const text = texts[index++];
  const report = (what) => {
    if (differences++ < SHOWN_DIFFERENCES) console.log(`${JSON.stringify(text)}: ${what}`);
  };
  const context = buildContext(memoryWorkspace({ ...tree, "elsewhere/Dockerfile.dockerignore": text }), { directory: "", dockerfile: "elsewhere/Dockerfile" });
  if (context.problem?.code === "not-understood") {
    notFollowed++;
    continue;
  }
  if ((answer.Error !== "") !== (context.problem !== null)) report(`refused (${answer.Error}): ${context.problem?.text}`);
  if (answer.Error !== "") continue;
  const expected = (answer.Sent ?? []).sort();
  const sent = new Set(expected);
  const matched = new Set(answer.Matched);
  const found = difference(expected, listed(context, "").sort());
  if (found !== null) report(found);
  for (const file of files) {
    paths++;
    if (context.included(file) !== sent.has(file)) report(`${file} is ${sent.has(file) ? "" : "not "}sent`);
    if (matched.has(file) === sent.has(file)) otherAnswers++;
  }
}
console.log(`  ${paths} paths; ${notFollowed} texts with patterns that are not followed; ${otherAnswers} answers of MatchesOrParentMatches that the walk does not give`);
console.log(`oracle dockerignore: ${texts.length} files, ${differences} differences`);
process.exitCode = differences === 0 ? 0 : 1;

function listed(context, directory) {
  return (context.list(directory) ?? [])
    .filter(({ name }) => directory !== "" || name !== "elsewhere")
    .flatMap(({ name, kind }) => {
      const path = directory === "" ? name : `${directory}/${name}`;
      return kind === "directory" ? [`${path}/`, ...listed(context, path)] : [path];
    });
}
