/**
 * Compares core's reading of Go files with Go's own packages (go/parser, go/ast, go/build, go/build/constraint).
 *
 *   node tools/oracles/gosource/oracle.mjs [--full] [--corpus DIR]…
 *
 * Without `--full`: every twentieth file of GOROOT/src. With it: GOROOT/src, GOROOT/test and the module cache, where `go mod download` in this
 * directory puts some widely used modules. Needs a built core (`npm run build`).
 */
import { join } from "node:path";
import { corpus, readText } from "../support/files.mjs";
import { answers, buildCommand, goEnv, requireGo, run } from "../support/go.mjs";
import { oracleOptions } from "../support/options.mjs";
import { compareBody } from "./compare-body.mjs";
import { compareHeader } from "./compare-header.mjs";
import { CONTEXTS } from "./contexts.mjs";

const SHOWN_DIFFERENCES = 20;
const EXTENSIONS = /\.(go|s|c|h|cc|S)$/;

const values = oracleOptions({});
requireGo("gosource");

const directory = import.meta.dirname;
const goroot = goEnv("GOROOT");
const directories = [join(goroot, "src"), ...values.corpus];
if (values.full) {
  run("go", ["mod", "download"], directory, { GOWORK: "off" });
  directories.push(join(goroot, "test"), goEnv("GOMODCACHE"));
}
const files = corpus(directories, (name) => EXTENSIONS.test(name), values.full || values.corpus.length > 0 ? 1 : 20);

let nodes = 0;
let differences = 0;
for await (const answer of answers(buildCommand(directory), { Contexts: CONTEXTS, Files: files, Bodies: true })) {
  const report = (text) => {
    if (differences++ < SHOWN_DIFFERENCES) console.log(`${answer.File}: ${text}`);
  };
  const content = readText(answer.File);
  nodes += compareHeader(answer.File, content, answer.Header, report);
  if (answer.Body !== undefined) nodes += compareBody(content, answer.Body, report);
}
console.log(`oracle gosource: ${files.length} files, ${nodes} nodes, ${differences} differences`);
process.exitCode = differences === 0 ? 0 : 1;
