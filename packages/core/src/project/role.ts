import { basename } from "../workspace/index.js";

/**
 * Whether a Dockerfile makes an image that ships, judged by its place when nobody says so (UX.md, gate 2): images of development, test, CI and
 * examples are analysed, but their verdicts are not spoken.
 */
export function roleOf(dockerfile: string, all: readonly string[], target: string | null = null): "shipped" | "dev" {
  if (target?.toLowerCase().split(/[.\-_]+/).some((word) => DEV_WORDS.has(word)) === true) return "dev";
  if (all.length === 1) return "shipped";
  const directories = dockerfile.split("/").slice(0, -1);
  if (directories.some((name) => DEV_WORDS.has(name.toLowerCase().replace(/^[._]+/, "")))) return "dev";
  const words = basename(dockerfile).toLowerCase().split(/[.\-_]+/);
  return words.some((word) => DEV_WORDS.has(word)) ? "dev" : "shipped";
}

const DEV_WORDS = new Set([
  "acceptance", "bench", "benchmark", "benchmarks", "ci", "circleci", "cross", "debug", "dev", "devcontainer", "devel", "develop", "development",
  "docs", "e2e", "example", "examples", "fixture", "fixtures", "fuzz", "fuzzing", "github", "gitpod", "hack", "integration", "lint", "local", "mock",
  "mocks", "playground", "samples", "sample", "sandbox", "scratchpad", "smoke", "test", "testbed", "testdata", "testfiles", "testing", "tests", "tilt", "tools",
  "tutorial", "tutorials", "validate", "website",
]);
