import { defineConfig } from "vitest/config";

/**
 * The test configuration of every package. The counts of a run are also written as JSON, where `.ci/run` adds them up.
 *
 * `globals` is for rule testers, which look for `describe` and `it` there; tests themselves import from "vitest".
 */
export const packageTests = () =>
  defineConfig({
    test: {
      include: ["test/**/*.test.ts", "test/**/*.test.mjs"],
      globals: true,
      // Properties take long on a machine that is busy with something else.
      testTimeout: 60_000,
      reporters: ["default", ["json", { outputFile: ".vitest/results.json" }]],
    },
  });
