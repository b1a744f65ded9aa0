import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { goIndep } from "@go-indep/rule-sdk";
import { ESLint, type Linter } from "eslint";
import { describe, expect, test } from "vitest";
import plugin from "../src/eslint-plugin.js";
import { folder, program } from "./programs.js";

type Finding = readonly [code: string, level: string, line: number, message: string];

/** A hadolint that finds the same in each file, and appends to the file `runs` the flags that it was given. */
function engineWith(directory: string, findings: readonly Finding[]): string {
  const items = findings.map(([code, level, line, message]) => ({ code, level, line, column: 1, file: "-", message }));
  return program(`require("node:fs").appendFileSync(${JSON.stringify(join(directory, "runs"))}, process.argv.slice(8).join(" ") + "\\n");\nconsole.log(${JSON.stringify(JSON.stringify(items))});`);
}

const FINDINGS: readonly Finding[] = [
  ["DL3006", "warning", 1, "tag"],
  ["DL3008", "warning", 2, "pin"],
  ["SC2086", "info", 2, "quote"],
  ["SC2046", "warning", 2, "split"],
  ["DL9999", "error", 1, "new"],
];
const DOCKERFILE = "FROM debian\nRUN apt-get install \\\n  curl\n";

interface Linted {
  readonly messages: readonly string[];
  readonly results: readonly Linter.LintMessage[];
  /** flags of each run of hadolint */
  readonly runs: readonly string[];
}

async function lint(rules: Linter.RulesRecord, { text = DOCKERFILE, findings = FINDINGS, files = {}, hadolint = {} }: { text?: string; findings?: readonly Finding[]; files?: Readonly<Record<string, string>>; hadolint?: object } = {}): Promise<Linted> {
  const cwd = folder({ ".git/HEAD": "", ...files, Dockerfile: text, runs: "" });
  const settings = { "go-indep": { hadolint: { engine: engineWith(cwd, findings), ...hadolint } } };
  const config = { files: ["**/Dockerfile"], plugins: { "go-indep": goIndep, hadolint: plugin }, language: "go-indep/dockerfile", settings, rules };
  const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: config as unknown as Linter.Config });
  const results = (await eslint.lintFiles(["Dockerfile"])).flatMap(({ messages }) => messages);
  const messages = results.map(({ ruleId, line, column, message }) => `${line}:${column} ${ruleId ?? ""} ${message}`);
  return { messages, results, runs: readFileSync(join(cwd, "runs"), "utf8").split("\n").slice(0, -1) };
}

describe("the rules of the plugin", () => {
  test("report the findings of their code, and hadolint runs once for all of them", async () => {
    const { messages, results, runs } = await lint({ "hadolint/DL3006": "warn", "hadolint/DL3008": "error", "hadolint/DL4000": "error" });
    expect(messages).toEqual(["1:1 hadolint/DL3006 tag", "2:1 hadolint/DL3008 pin"]);
    expect(results[1]).toMatchObject({ severity: 2, line: 2, column: 1, endLine: 2, endColumn: 22 });
    expect(runs).toEqual(["--style=DL1001 --style=DL3057 -"]);
  });

  test("leave ShellCheck's findings to one rule, with options", async () => {
    expect((await lint({ "hadolint/shellcheck": "error" })).messages).toEqual(["2:1 hadolint/shellcheck SC2086: quote", "2:1 hadolint/shellcheck SC2046: split"]);
    expect((await lint({ "hadolint/shellcheck": ["error", { level: "warning" }] })).messages).toEqual(["2:1 hadolint/shellcheck SC2046: split"]);
    expect((await lint({ "hadolint/shellcheck": ["error", { ignored: ["SC2046"] }] })).messages).toEqual(["2:1 hadolint/shellcheck SC2086: quote"]);
  });

  test("lose no code that is newer than the table", async () => {
    expect((await lint({ "hadolint/other": "error" })).messages).toEqual(["1:1 hadolint/other DL9999: new"]);
  });

  test("obey ESLint's directives, which cover all lines of an instruction", async () => {
    const text = DOCKERFILE.replace("RUN", "# eslint-disable-next-line hadolint/DL3008 -- a build stage\nRUN");
    const findings: readonly Finding[] = [["DL3006", "warning", 1, "tag"], ["DL3008", "warning", 3, "pin"], ["DL3008", "warning", 4, "pin"]];
    expect((await lint({ "hadolint/DL3006": "warn", "hadolint/DL3008": "error" }, { text, findings })).messages).toEqual(["1:1 hadolint/DL3006 tag"]);
  });
});

describe("hadolint's configuration", () => {
  const FILE = { ".hadolint.yaml": "ignored: [DL3006]\n", "ci.yaml": "ignored: [DL3008]\n" };
  const flags = async (hadolint: object, files: Readonly<Record<string, string>> = FILE): Promise<string | undefined> =>
    (await lint({ "hadolint/DL3006": "warn" }, { files, hadolint })).runs[0]?.replace("--style=DL1001 --style=DL3057 ", "");

  test("is that of the working directory, or what the settings say", async () => {
    expect(await flags({})).toBe("--ignore=DL3006 -");
    expect(await flags({}, { ".hadolint.yml": "ignored: [DL3007]\n" })).toBe("--ignore=DL3007 -");
    expect(await flags({ config: "ci.yaml" })).toBe("--ignore=DL3008 -");
    expect(await flags({ config: { "strict-labels": true } })).toBe("--strict-labels -");
    expect(await flags({ config: false })).toBe("-");
  });

  test("that is not right is one message, not none and not one for each rule", async () => {
    const { messages, runs } = await lint({ "hadolint/DL3006": "warn", "hadolint/DL3008": "error" }, { files: { ".hadolint.yaml": "ignored: all\n" } });
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(/^1:1 hadolint\/DL3006 hadolint did not run on this file: .*\.hadolint\.yaml: ignored: a list of texts is expected$/);
    expect(runs).toEqual([]);
  });
});

test("without an engine each Dockerfile gets one message, and ESLint goes on", async () => {
  const { messages } = await lint({ "hadolint/DL3006": "warn", "hadolint/DL3008": "error", "hadolint/shellcheck": "error" }, { hadolint: { engine: "/no/hadolint" } });
  expect(messages).toEqual(["1:1 hadolint/DL3006 hadolint did not run on this file: the option engine names /no/hadolint, which is no program that can be run"]);
});

describe("the presets", () => {
  const severities = (name: keyof typeof plugin.configs): Readonly<Record<string, unknown>> => Object.assign({}, ...plugin.configs[name].map(({ rules }) => rules)) as Readonly<Record<string, unknown>>;

  test("follow hadolint's levels", () => {
    const read = (rule: string): readonly unknown[] => (["recommended", "strict", "all"] as const).map((name) => severities(name)[rule]);
    expect(read("hadolint/DL3020")).toEqual(["error", "error", "error"]);
    expect(read("hadolint/DL3008")).toEqual(["warn", "error", "error"]);
    expect(read("hadolint/DL3059")).toEqual([undefined, "warn", "error"]);
    expect(read("hadolint/DL3057")).toEqual([undefined, undefined, "error"]);
    expect(Object.keys(severities("all")).sort()).toEqual(Object.keys(plugin.rules).map((rule) => `hadolint/${rule}`).sort());
  });

  test("work in a configuration beside each other", async () => {
    const cwd = folder({ ".git/HEAD": "", runs: "", "api/Dockerfile": DOCKERFILE });
    const settings = { "go-indep": { hadolint: { engine: engineWith(cwd, FINDINGS) } } };
    const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: [...plugin.configs.recommended, ...plugin.configs.strict, { settings }] as unknown as Linter.Config[] });
    const [result] = await eslint.lintFiles(["."]);
    expect(result?.messages.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([
      ["hadolint/DL3006", 2],
      ["hadolint/other", 1],
      ["hadolint/DL3008", 2],
      ["hadolint/shellcheck", 1],
      ["hadolint/shellcheck", 1],
    ]);
  });
});

describe("a fresh project", () => {
  const root = resolve(import.meta.dirname, "../../..");

  test.each([
    ["eslint.config.js", "import hadolint from 'hadolint-wasm/eslint-plugin';\nexport default [...hadolint.configs.recommended, "],
    ["eslint.config.cjs", "const hadolint = require('hadolint-wasm/eslint-plugin');\nmodule.exports = [...hadolint.configs.recommended, "],
  ])("with %s gets what its configuration asks for", (name, head) => {
    const cwd = folder({ ".git/HEAD": "", runs: "", "package.json": '{ "type": "module" }', Dockerfile: DOCKERFILE });
    mkdirSync(join(cwd, "node_modules"));
    writeFileSync(join(cwd, name), `${head}{ files: ["**/Dockerfile"], rules: { "hadolint/DL3008": "error" } }];\n`.replace("'hadolint-wasm/eslint-plugin'", JSON.stringify(join(root, "packages/hadolint-wasm/dist/bundle/eslint-plugin.js"))));
    const { stdout, stderr, status } = spawnSync(process.execPath, [join(root, "node_modules/eslint/bin/eslint.js"), "--format", "json", "."], { cwd, encoding: "utf8", env: { ...process.env, HADOLINT: engineWith(cwd, FINDINGS) } });
    expect(stderr).toBe("");
    const [result] = JSON.parse(stdout) as ESLint.LintResult[];
    expect(result?.messages.map(({ ruleId, severity, line }) => [ruleId, severity, line])).toEqual([["hadolint/DL3006", 1, 1], ["hadolint/other", 1, 1], ["hadolint/DL3008", 2, 2], ["hadolint/shellcheck", 1, 2]]);
    expect(status).toBe(1);
  });
});
