import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryTree } from "../temporary.mjs";

const repository = join(import.meta.dirname, "../../..");

/** The generator, the facts and what is generated from them, in a directory of its own. */
function copy() {
  const directory = temporaryTree({});
  for (const path of ["tools/generate-data", "packages/core/data/facts", "packages/core/src"]) cpSync(join(repository, path), join(directory, path), { recursive: true });
  const run = (...args) => spawnSync(process.execPath, [join(directory, "tools/generate-data/main.mjs"), ...args], { encoding: "utf8" });
  return { directory, run };
}

test("--check holds code against facts, and fails when a fact was changed without its code", () => {
  const { directory, run } = copy();
  expect(run("--check")).toMatchObject({ status: 0, stderr: "" });

  const facts = join(directory, "packages/core/data/facts/base-images.json");
  writeFileSync(facts, readFileSync(facts, "utf8").replace('"version": "2.36"', '"version": "2.37"'));
  const { status, stderr } = run("--check");
  expect(status).toBe(1);
  expect(stderr).toBe("not what the facts say: src/image/base-images.generated.ts\nrun: node tools/generate-data/main.mjs\n");

  expect(run().status).toBe(0);
  expect(run("--check").status).toBe(0);
}, 60_000);

test("--check fails when generated code was edited", () => {
  const { directory, run } = copy();
  const code = join(directory, "packages/core/src/image/tag-history.generated.ts");
  writeFileSync(code, readFileSync(code, "utf8").replace("bookworm", "bookwurm"));
  expect(run("--check")).toMatchObject({ status: 1, stderr: expect.stringContaining("src/image/tag-history.generated.ts") });
}, 60_000);
