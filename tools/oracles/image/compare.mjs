/** Runs inside the namespaces that oracle.mjs makes. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildCommand, run } from "../support/go.mjs";
import { oracleOptions } from "../support/options.mjs";
import { Bases } from "./bases.mjs";
import { readDockerfile } from "./dockerfile.mjs";
import { failuresOf, hides } from "./outcomes.mjs";
import { PAIRS } from "./pairs.mjs";
import { Pool } from "./pool.mjs";
import { BuildFailure, Imitation } from "./stages.mjs";
import { requirementsIn } from "./verdicts.mjs";

const options = oracleOptions({ only: { type: "string", default: "" }, verbose: { type: "boolean", default: false } });
const work = mkdtempSync(join(tmpdir(), "images-"));
run("mount", ["-t", "tmpfs", "tmpfs", work]);
process.on("exit", () => {
  run("umount", ["--lazy", work]);
  rmSync(work, { recursive: true, force: true });
});

const container = buildCommand(join(import.meta.dirname, "container"));
const installer = buildCommand(join(import.meta.dirname, "installer"));
const authority = run(container, ["authority", work]);
const bases = new Bases(work, { authority, installer });
const imitation = new Imitation({ work, bases, packages: new Pool(work, authority), container });

let [pairs, compared, differences, skipped] = [0, 0, 0, 0];
for (const pair of chosen()) {
  const lacking = basesOf(pair.dockerfile).map((reference) => bases.missing(reference)).find((each) => each !== null);
  if (lacking !== undefined) {
    skipped++;
    console.log(`skipped ${pair.name}: ${lacking}`);
    continue;
  }
  pairs++;
  const directory = lay(pair);
  const verdicts = requirementsIn(directory);
  const ended = outcome(pair, directory);
  const differing = compare(pair, await verdicts, ended);
  differences += differing.length;
  for (const text of differing) console.log(`${pair.name}: ${text}`);
  if (options.verbose) console.log(`${differing.length === 0 ? "ok" : "DIFFERS"} ${pair.name}: ${(ended.notStarted || ended.output).trim().split("\n").slice(0, 2).join(" | ").slice(0, 160)}`);
}
if (skipped > 0) console.log(`${skipped} pairs were skipped`);
console.log(`oracle image: ${pairs} pairs, ${compared} requirements compared, ${differences} differences`);
process.exitCode = differences > 0 ? 1 : 0;

/** Without --full one pair of each requirement and verdict, of those that this machine can imitate. */
function chosen() {
  if (options.full || options.only !== "") return PAIRS.filter(({ name, kind }) => `${kind} ${name}`.includes(options.only));
  const possible = PAIRS.filter(({ dockerfile }) => basesOf(dockerfile).every((reference) => bases.missing(reference) === null));
  return possible.filter(({ kind, verdict }, index) => possible.findIndex((other) => other.kind === kind && other.verdict === verdict) === index);
}

/** The pair as a repository. */
function lay({ program, dockerfile, files }) {
  const directory = join(work, "pairs", String(pairs));
  mkdirSync(directory, { recursive: true });
  cpSync(join(import.meta.dirname, "programs", program), directory, { recursive: true });
  const all = { "go.mod": "module example.com/app\n\ngo 1.21\n", Dockerfile: dockerfile, ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

function outcome({ program, dockerfile, files }, directory) {
  try {
    return imitation.start(imitation.build(dockerfile, directory, JSON.stringify([program, files])));
  } catch (error) {
    if (error instanceof BuildFailure) return { notStarted: `build fails: ${error.message}`, status: "1", output: "", args: [] };
    throw error;
  }
}

/** Every verdict beside what happened, what happened beside the verdicts, and both beside what the pair shows. */
function compare({ kind, verdict }, requirements, ended) {
  const failures = failuresOf(ended);
  const texts = [];
  for (const requirement of requirements) {
    if (requirement.verdict === "unknown" || failures.some((failure) => hides(failure, requirement))) continue;
    compared++;
    const failed = failures.some((failure) => isOf(failure, requirement));
    if (failed !== (requirement.verdict === "unmet")) texts.push(`${requirement.kind} ${requirement.subject} is ${requirement.verdict}, really: ${message(ended)}`);
  }
  const unmet = requirements.filter((requirement) => requirement.verdict === "unmet");
  if (failures.length > 0 && !unmet.some((requirement) => failures.some((failure) => isOf(failure, requirement)))) texts.push(`nothing of that is unmet: ${failures[0].kind} ${failures[0].subject}, really: ${message(ended)}`);
  const shown = requirements.filter((requirement) => requirement.kind === kind);
  if (!shown.some((requirement) => requirement.verdict === verdict)) {
    texts.push(`should show ${kind} ${verdict}, has ${shown.map((each) => `${each.verdict} ${each.subject} ${each.reason?.text ?? ""}`).join(", ") || "none"}`);
  }
  return texts;
}

function isOf(failure, requirement) {
  return (failure.kind === requirement.kind || `${failure.kind} ${requirement.kind}` === "zoneinfo legacy-zone") && requirement.subject.includes(failure.subject);
}

function message({ notStarted, status, output }) {
  return `${notStarted || output.trim().slice(-300)} (${status || "not started"})`;
}

function basesOf(dockerfile) {
  return readDockerfile(dockerfile).filter(({ name }) => name === "FROM").map(({ rest }) => rest.split(/\s/)[0]).filter((name, index, all) => all.indexOf(name) === index && name !== "build");
}
