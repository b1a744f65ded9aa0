import { describe, expect, it } from "vitest";
import { ignoredDirectories, matchPattern, treeCanMatch } from "../../src/gopackages/pattern-match.js";

// The cases of cmd/internal/pkgpattern, pat_test.go.
describe("package patterns", () => {
  it.each([
    ["...", ["foo", "foo/bar", "foo/vendor"], ["foo/vendor/bar"]],
    ["net", ["net"], ["net/http"]],
    ["net/http", ["net/http"], ["net"]],
    ["net...", ["net", "net/http", "netchan"], ["not/http", "not/net/http"]],
    ["net/...", ["net", "net/http"], ["netchan", "not/net"]],
    ["foo.../moo", ["foo/moo", "foobar/moo", "foobar/x/moo"], ["foo", "moo", "x/foo/moo"]],
    ["./vendor/...", ["./vendor", "./vendor/foo", "./vendor/foo/vendor"], ["./vendor/foo/vendor/bar"]],
    ["mycode/vendor/...", ["mycode/vendor", "mycode/vendor/foo"], ["mycode/foo/vendor/bar"]],
    ["x/vendor", ["x/vendor"], ["x/vendor/y"]],
    ["x/vendor/...y", ["x/vendor/y", "x/vendor/a/y"], ["x/vendor", "x/vendor/y/vendor/y"]],
    ["a+b/...", ["a+b", "a+b/c"], ["aab"]],
  ])("%s", (pattern, matching, others) => {
    const matches = matchPattern(pattern);
    expect(matching.filter((name) => !matches(name))).toEqual([]);
    expect(others.filter(matches)).toEqual([]);
  });

  it("reach into trees by what stands before the dots", () => {
    const canMatch = treeCanMatch("example.com/app/c...");
    expect(["example.com", "example.com/app", "example.com/app/cmd", "example.com/app/cmd/x"].every(canMatch)).toBe(true);
    expect(["example.com/other", "example.com/app/d", "exam"].some(canMatch)).toBe(false);
  });
});

describe("ignored directories", () => {
  it("are at the root with ./, else anywhere", () => {
    const ignored = ignoredDirectories(["./static", "node_modules", "a/b"]);
    expect(["static", "static/x", "node_modules", "web/node_modules/x", "x/a/b"].every(ignored)).toBe(true);
    expect(["", "web/static", "my_node_modules", "a/bc"].some(ignored)).toBe(false);
  });
});
