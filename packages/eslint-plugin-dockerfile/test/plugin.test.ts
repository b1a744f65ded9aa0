import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { goIndep } from "@go-indep/rule-sdk";
import { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import plugin from "../src/index.js";

const root = resolve(import.meta.dirname, "..");
const names = (folder: string, extension: string): string[] =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith(extension) && file !== "index.ts")
    .map((file) => file.slice(0, -extension.length))
    .sort();

describe("the plugin", () => {
  it("exports each file of src/rules under its name, and has a page for it", () => {
    expect(Object.keys(plugin.rules)).toEqual(names("src/rules", ".ts"));
    expect(Object.entries(plugin.rules).map(([key, { name }]) => [key, name])).toEqual(names("src/rules", ".ts").map((name) => [name, name]));
    expect(names("docs/rules", ".md")).toEqual(names("src/rules", ".ts"));
  });

  it("has presets that ESLint accepts beside the other plugins, which share the languages", () => {
    for (const preset of Object.values(plugin.configs)) {
      const other = { files: ["**/Dockerfile"], plugins: { "go-indep": goIndep }, language: "go-indep/dockerfile" };
      const messages = new Linter({ configType: "flat" }).verify("FROM scratch\n", [...preset, other] as Linter.Config[], { filename: "Dockerfile" });
      expect(messages).toEqual([]);
    }
  });

  it("can be required by a CommonJS configuration", () => {
    const script = "const plugin = require('@go-indep/eslint-plugin-dockerfile'); console.log(plugin.meta.namespace, Object.keys(plugin.rules).length)";
    const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" });
    expect({ stdout, stderr }).toEqual({ stdout: `go-dockerfile ${Object.keys(plugin.rules).length}\n`, stderr: "" });
  });
});
