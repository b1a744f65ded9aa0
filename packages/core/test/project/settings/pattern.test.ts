import { expect, it } from "vitest";
import { pathPattern } from "../../../src/project/settings/pattern.js";

it.each([
  ["Dockerfile", "Dockerfile", true],
  ["./api/Dockerfile", "api/Dockerfile", true],
  ["Dockerfile", "api/Dockerfile", false],
  ["**/Dockerfile", "Dockerfile", true],
  ["**/Dockerfile", "a/b/Dockerfile", true],
  ["**/Dockerfile", "a/xDockerfile", false],
  ["*/Dockerfile", "a/Dockerfile", true],
  ["*/Dockerfile", "a/b/Dockerfile", false],
  ["**/Dockerfile.{dev,test}", "a/Dockerfile.test", true],
  ["**/Dockerfile.{dev,test}", "a/Dockerfile.prod", false],
  ["{api,web}/{x,y}", "web/x", true],
  ["hack/**", "hack/a/b/Dockerfile", true],
  ["hack/**", "hacks/Dockerfile", false],
  ["a/**/b/*.x", "a/q/b/r/b/c.x", true],
  ["Dockerfile.?", "Dockerfile.a", true],
  ["Dockerfile.?", "Dockerfile.ab", false],
  ["a.b", "axb", false],
  ["{a", "{a", true],
  ["*a*b*", "xaybz", true],
  ["*a*b*", "xbya", false],
])("%s and %s: %s", (pattern, path, expected) => {
  expect(pathPattern(pattern)(path)).toBe(expected);
});

it("takes no longer for many stars", () => {
  const started = performance.now();
  expect(pathPattern(`${"**/*a*/".repeat(30)}x`)(`${"aaaaaaaaaaaaaaaaaaaaaaaa/".repeat(60)}y`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(500);
});
