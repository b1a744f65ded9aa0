import { join, resolve } from "node:path";
import type { MemoryWorkspace } from "@go-indep/core";
import { Linter } from "eslint";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { mount } from "../../src/project/registry.js";
import { memoryWorkspace } from "../../src/testing.js";
import { opened } from "../fake-analysis.js";
import { configuration, createFindingRule, docs } from "../toy.js";

vi.mock("@go-indep/core", async (original) => ({ ...(await original<object>()), openProject: (await import("../fake-analysis.js")).openProject }));

const noBad = createFindingRule({ name: "no-bad", meta: { docs, messages: { bad: "Bad in {{file}}." } } });
const noBadEither = createFindingRule({ name: "no-bad-either", meta: { docs, messages: { bad: "Bad in {{file}}, too." } } });

let root = "";
beforeEach((context) => {
  root = resolve(`/${context.task.id}`);
  opened.length = 0;
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const anyLanguage = { language: "go-indep/text" };

function mounted(files: Record<string, string>): MemoryWorkspace {
  const workspace = memoryWorkspace(files);
  onTestFinished(mount(root, workspace));
  return workspace;
}

const lint = (file: string, text: string, settings: object = {}) =>
  new Linter({ configType: "flat", cwd: root })
    .verify(text, configuration([noBad, noBadEither], { ...anyLanguage, settings: { "go-indep": settings } }), { filename: join(root, file) })
    .map(({ line, column, message }) => `${line}:${column} ${message}`);

describe("the project of a file", () => {
  it("is analysed once for all rules and files of a run", () => {
    const files = { a: "bad", "d/b": "fine bad" };
    mounted(files);
    expect(lint("a", files.a)).toEqual(["1:1 Bad in a.", "1:1 Bad in a, too."]);
    expect(lint("d/b", files["d/b"])).toEqual(["1:6 Bad in d/b.", "1:6 Bad in d/b, too."]);
    expect(opened).toEqual([{ settings: {}, refreshes: 0 }]);
  });

  it("is not analysed under settings that do not hold to their schema", () => {
    mounted({ a: "bad" });
    expect(lint("a", "bad", { platform: ["linux/arm64"] })).toEqual(['1:1 settings["go-indep"]: the configuration has no "platform": perhaps "platforms" is meant.']);
    expect(lint("a", "bad", { shipments: [{ dockerfile: "Dockerfile", role: "prod" }], asOf: "now" })).toEqual([
      '1:1 settings["go-indep"]: shipments[0].role must be "shipped" or "dev"; asOf must be the day for which floating tags are looked up, as YYYY-MM-DD.',
    ]);
    expect(opened).toEqual([]);
  });

  it("is another one under other settings, whatever the order of their keys", () => {
    mounted({ a: "" });
    lint("a", "", { asOf: "2026-01-01", platforms: ["linux/amd64"] });
    lint("a", "", { platforms: ["linux/amd64"], asOf: "2026-01-01" });
    lint("a", "", { platforms: ["linux/arm64"], asOf: "2026-01-01" });
    expect(opened).toHaveLength(2);
  });

  it("sees the text that ESLint has, of this file only", () => {
    mounted({ a: "fine", b: "fine" });
    expect(lint("a", "now bad")).toHaveLength(2);
    expect(lint("b", "fine")).toEqual([]);
    expect(lint("a", "fine"), "an edit that was thrown away").toEqual([]);
  });

  it("sees a file that is not saved yet", () => {
    mounted({ a: "fine" });
    expect(lint("new", "bad")).toEqual(["1:1 Bad in new.", "1:1 Bad in new, too."]);
  });

  it("is compared with the disk when a file is linted again", () => {
    const workspace = mounted({ a: "fine" });
    lint("a", "fine");
    workspace.write("a", "bad");
    expect(lint("a", "bad")).toHaveLength(2);
    expect(opened).toEqual([{ settings: {}, refreshes: 1 }]);
  });

  it("is compared with the disk after a pause, but not between the files of one run", () => {
    mounted({ a: "fine", b: "fine", c: "fine" });
    lint("a", "fine");
    vi.advanceTimersByTime(10);
    lint("b", "fine");
    expect(opened[0]?.refreshes).toBe(0);
    vi.advanceTimersByTime(60_000);
    lint("c", "fine");
    expect(opened[0]?.refreshes).toBe(1);
  });

  it("gives no findings for text without a file name", () => {
    mounted({ a: "bad" });
    const messages = new Linter({ configType: "flat", cwd: root }).verify("bad", configuration([noBad], anyLanguage));
    expect(messages).toEqual([]);
  });

  it("that cannot be opened is one message for the file, not one for each rule", () => {
    mounted({ a: "bad" });
    expect(lint("a", "bad", { mirrors: { crash: "" } })).toEqual([expect.stringContaining("Rule toy/no-bad crashed on this file: the analysis is broken.")]);
  });
});
