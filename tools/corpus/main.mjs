/**
 * Runs the built tool on real repositories at pinned commits and compares with the verdicts that were checked by hand.
 *
 *     npm run corpus -- --mirrors DIR [--only owner/name] [--write]
 *
 * DIR holds bare repositories as `owner+name/repo`. Nothing of a repository is stored here: repos.json has names, commits and verdicts, commands.json the
 * go command lines of their image builds. Each repository is analysed twice, with the machine's Go module cache and with none. `--write` replaces the
 * verdicts by what the tool says now; the difference in git is then to be read by a person. `checked` is the day on which a person read the build files of
 * a repository and its row; commands.json is written by people alone. The shares of known linkages and of exact command lines may only rise.
 *
 * A binary is one path in the image of one stage of a Dockerfile; it is shipped once for each platform and each caller that asks for something else, and its
 * linkage is known when it is in every shipment.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkOut, removeCheckout } from "./checkout.mjs";
import { commandsOf, compareCommands, expectedCommand, render } from "./commands.mjs";
import { corpusOptions, findingsIn, findingText, runTool } from "./tool.mjs";

const listFile = join(import.meta.dirname, "repos.json");
const options = corpusOptions("npm run corpus -- --mirrors DIR [--only owner/name] [--write]");

const list = JSON.parse(readFileSync(listFile, "utf8"));
const commandLists = JSON.parse(readFileSync(join(import.meta.dirname, "commands.json"), "utf8")).repositories;
const totals = { differences: 0, runs: {}, commands: { exact: 0, "exact with ?": 0, "exact but for the image": 0, unknown: 0, missing: 0, wrong: 0 } };
for (const mode of ["filled", "empty"]) totals.runs[mode] = { shipments: 0, knownShipments: 0, binaries: 0, knownBinaries: 0, reasons: new Map(), milliseconds: 0 };

for (const entry of list.repositories) {
  if (options.only !== undefined && entry.repository !== options.only) continue;
  inCheckout(entry, (directory) => {
    const { project, binaries, ...filled } = observe(directory, entry, "filled");
    observe(directory, entry, "empty");
    report(entry, filled, binaries);
    reportCommands(entry, project);
    if (options.write) Object.assign(entry, filled);
  });
}

// Repositories of which only the command lines were read.
for (const [repository, { commit, asOf }] of Object.entries(commandLists)) {
  if (commit === undefined || (options.only !== undefined && repository !== options.only)) continue;
  inCheckout({ repository, commit }, (directory) => {
    console.log(`${repository}: command lines`);
    reportCommands({ repository }, JSON.parse(runTool(["explain", "--format", "json", "--as-of", asOf], directory)));
  });
}

for (const [mode, run] of Object.entries(totals.runs)) {
  const reasons = [...run.reasons].sort((a, b) => b[1] - a[1]).map(([reason, count]) => `${count}× ${reason}`);
  const shares = { binaries: shareOf(run.knownBinaries, run.binaries), shipments: shareOf(run.knownShipments, run.shipments) };
  console.log(
    `module cache ${mode}: ${run.binaries} shipped binaries, ${run.knownBinaries} with known linkage (${percent(shares.binaries)} %); ` +
      `${run.shipments} shipments, ${run.knownShipments} known (${percent(shares.shipments)} %); ${(run.milliseconds / 1000).toFixed(1)} s`,
  );
  if (reasons.length > 0) console.log(`  unknown shipments: ${reasons.join("; ")}`);
  if (options.only !== undefined) continue;
  if (options.write) list.knownLinkage[mode] = shares;
  for (const [unit, share] of Object.entries(shares)) {
    if (share >= list.knownLinkage[mode][unit]) continue;
    totals.differences++;
    console.log(`  less than the ${percent(list.knownLinkage[mode][unit])} % of ${unit} in repos.json`);
  }
}
const { wrong, ...read } = totals.commands;
const commandCount = Object.values(read).reduce((sum, count) => sum + count, 0);
const exactShare = commandCount === 0 ? 0 : (read.exact + read["exact with ?"] + read["exact but for the image"]) / commandCount;
console.log(`go command lines of image builds: ${commandCount} read by hand; ${Object.entries(read).map(([kind, count]) => `${count} ${kind}`).join(", ")}; ${(100 * exactShare).toFixed(0)} % exact; ${wrong} wrong`);
if (options.only === undefined) {
  if (options.write) list.exactCommands = Number(exactShare.toFixed(3));
  else if (exactShare < (list.exactCommands ?? 0) - 0.0005) {
    totals.differences++;
    console.log(`  less than the ${(100 * list.exactCommands).toFixed(1)} % of repos.json`);
  }
}
if (options.write) writeFileSync(listFile, `${JSON.stringify(list, null, 2)}\n`);
console.log(`corpus: ${totals.differences} differences`);
process.exitCode = totals.differences > 0 && !options.write ? 1 : 0;

/** Skips what has no mirror, or one that lacks files: verdicts need them all. */
function inCheckout({ repository, commit }, action) {
  const checkout = checkOut(options.mirrors, repository, commit);
  try {
    if (checkout?.absent.length === 0) return action(checkout.directory);
    if (checkout !== null) console.log(`${repository}: the mirror lacks ${checkout.absent.join(", ")}`);
    console.log(`${repository}: no whole mirror, skipped`);
  } finally {
    if (checkout !== null) removeCheckout(checkout);
  }
}

/** What the tool says of one checkout, in the form that repos.json keeps. */
function observe(checkout, entry, mode) {
  const env = mode === "empty" ? { ...process.env, GOMODCACHE: join(checkout, ".git", "no-module-cache") } : process.env;
  const asOf = entry.asOf === undefined ? [] : ["--as-of", entry.asOf];
  const started = performance.now();
  const project = JSON.parse(runTool(["explain", "--format", "json", ...asOf], checkout, env));
  const findings = findingsIn(checkout, asOf, env).map(findingText).sort();
  const shipments = project.shipments
    .filter(({ silence }) => silence === null)
    .map(({ id, artifact, requirements }) => ({
      id,
      linkage: textOf(artifact.linkage.kind),
      requirements: Object.fromEntries(requirements.map(({ kind, subject, verdict }) => [`${kind} ${subject}`, verdict])),
    }));
  const total = totals.runs[mode];
  total.milliseconds += performance.now() - started;
  const binaries = new Map();
  for (const { artifact, dockerfile, stage, silence } of project.shipments) {
    if (silence !== null) continue;
    const { kind } = artifact.linkage;
    const known = typeof kind === "string";
    const binary = `${dockerfile} ${stage.index} ${artifact.path}`;
    binaries.set(binary, known && binaries.get(binary) !== false);
    total.shipments++;
    if (known) total.knownShipments++;
    else total.reasons.set(`${kind.unknown.code}: ${kind.unknown.text}`, (total.reasons.get(`${kind.unknown.code}: ${kind.unknown.text}`) ?? 0) + 1);
  }
  total.binaries += binaries.size;
  total.knownBinaries += [...binaries.values()].filter(Boolean).length;
  return { shipments, binaries: binaries.size, findings, project };
}

function report(entry, { shipments, findings }, binaries) {
  const lines = [...diff(entry.findings ?? [], findings, "finding"), ...diff(rows(entry.shipments ?? []), rows(shipments), "verdict")];
  totals.differences += lines.length;
  console.log(`${entry.repository}: ${binaries} shipped binaries in ${shipments.length} shipments, ${findings.length} findings, ${lines.length} differences`);
  for (const line of lines) console.log(`  ${line}`);
}

/** Prints what is not exact, with the cause that the tool gives. A command that is not what docker would run is a difference. */
function reportCommands(entry, project) {
  const expected = commandLists[entry.repository]?.dockerfiles ?? {};
  const actual = commandsOf(project);
  for (const dockerfile of Object.keys(expected)) {
    const { results, wrong } = compareCommands(expected[dockerfile].map(expectedCommand), actual.get(dockerfile) ?? [], hidingBuilds(project, dockerfile));
    for (const { command, kind, reasons } of results) {
      totals.commands[kind]++;
      if (!kind.startsWith("exact")) console.log(`  ${dockerfile}: ${kind}${reasons.length === 0 ? "" : ` (${reasons.slice(0, 3).join("; ")})`}: ${render(command)}`);
    }
    totals.commands.wrong += wrong.length;
    totals.differences += wrong.length;
    for (const command of wrong) console.log(`  ${dockerfile}: wrong: ${render(command)}`);
  }
}

/** What the tool says may run go in a Dockerfile, and does not follow. */
function hidingBuilds({ notUnderstood }, dockerfile) {
  return notUnderstood.filter(({ driver, at }) => at?.file === dockerfile && driver !== "program" && driver !== "image").map(({ text }) => text);
}

function rows(shipments) {
  return shipments.flatMap(({ id, linkage, requirements }) => [
    `${id}: ${linkage}`,
    ...Object.entries(requirements).map(([requirement, verdict]) => `${id}: ${requirement} ${verdict}`),
  ]);
}

function diff(before, after, what) {
  return [
    ...before.filter((item) => !after.includes(item)).map((item) => `lost ${what}: ${item}`),
    ...after.filter((item) => !before.includes(item)).map((item) => `gained ${what}: ${item}`),
  ];
}

/** Three digits, as repos.json keeps it. */
function shareOf(part, whole) {
  return whole === 0 ? 0 : Number((part / whole).toFixed(3));
}

function percent(share) {
  return (100 * share).toFixed(1);
}

function textOf(value) {
  return typeof value === "string" ? value : `unknown (${value.unknown.code})`;
}
