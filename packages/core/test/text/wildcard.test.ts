import { describe, expect, it } from "vitest";
import { matchesWildcard } from "../../src/text/index.js";

describe("a pattern with stars", () => {
  it.each([
    ["/app", "/app"],
    ["/app", "*"],
    ["", "*"],
    ["/usr/bin/app", "/usr/*"],
    ["/usr/bin/app", "*/app"],
    ["/usr/bin/app", "/usr/*/a*p"],
    ["abab", "*ab"],
    ["github.com/a/b.c", "github.com/*/b.c"],
  ])("%j is one of %j", (text, pattern) => {
    expect(matchesWildcard(text, pattern)).toBe(true);
  });

  it.each([
    ["/app", ""],
    ["/app", "/ap"],
    ["/app", "app"],
    ["/apps", "*app"],
    ["ab", "ab*b"],
    ["aXb", "*XX*"],
    ["bxc", "b.c"],
  ])("%j is none of %j", (text, pattern) => {
    expect(matchesWildcard(text, pattern)).toBe(false);
  });

  it("with many stars takes no time", () => {
    expect(matchesWildcard("a".repeat(100_000), `${"*a".repeat(1000)}*b`)).toBe(false);
  });
});
