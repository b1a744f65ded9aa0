import { describe, expect, it } from "vitest";
import { Environment } from "../../src/evaluate/environment.js";
import type { FileView } from "../../src/evaluate/files/view.js";
import { memoryWorkspace } from "../../src/workspace/index.js";
import { repositoryFiles } from "../../src/evaluate/files/index.js";
import type { ShellRun } from "../../src/evaluate/machine.js";
import { RepeatedRuns, type Moment } from "../../src/evaluate/repeated-runs.js";
import { literal, print } from "../../src/text/index.js";

const view = (): FileView => repositoryFiles(memoryWorkspace({}));
const RUN: ShellRun = { script: literal("git describe", { file: "Makefile", start: 3, end: 15 }), dialect: "dash", environment: Environment.EMPTY, directory: "/src", positional: [literal("/bin/sh")], chain: [], certainty: "must" };

/** How often scripts really run, each at a moment of its own. */
function started(steps: readonly { readonly run?: Partial<ShellRun>; readonly moment?: Partial<Moment>; readonly acts?: boolean }[]): number {
  const runs = new RepeatedRuns();
  let moment: Moment = { files: view(), packages: 0, packagesComplete: true, recorded: 0 };
  let count = 0;
  for (const { run, moment: change, acts } of steps) {
    moment = { ...moment, ...change };
    const { output } = runs.result({ ...RUN, ...run }, () => moment, () => {
      count++;
      if (acts === true) moment = { ...moment, recorded: moment.recorded + 1 };
      return { status: "success", output: literal("v1") };
    });
    expect(print(output)).toBe("v1");
  }
  return count;
}

describe("repeated scripts", () => {
  it("run once while the machine is as it was, whatever was recorded meanwhile", () => {
    expect(started([{}, {}, { moment: { recorded: 7 } }])).toBe(1);
  });

  it.each([
    ["the files", { moment: { files: view() } }],
    ["the packages", { moment: { packages: 1 } }],
    ["what is known of the packages", { moment: { packagesComplete: false } }],
    ["the environment", { run: { environment: Environment.EMPTY.set("A", literal("1"), true) } }],
    ["the text", { run: { script: literal("git status", { file: "Makefile", start: 3, end: 13 }) } }],
    ["the place", { run: { script: literal("git describe", { file: "Makefile", start: 30, end: 42 }) } }],
    ["the directory", { run: { directory: "/src/sub" } }],
    ["the certainty", { run: { certainty: "may" } }],
    ["the shell", { run: { dialect: "bash" } }],
    ["its options", { run: { options: ["-e"] } }],
  ] as const)("run again where %s is another one", (_, step) => {
    expect(started([{}, step])).toBe(2);
  });

  it("run again when they did something", () => {
    expect(started([{ acts: true }, {}, {}])).toBe(2);
  });
});
