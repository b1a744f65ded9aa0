import { describe, expect, it } from "vitest";
import { basename, dirname, inside, join, normalize, relative } from "../../src/workspace/index.js";

describe("paths", () => {
  it.each([
    ["", ""],
    [".", ""],
    ["a//b/./c/", "a/b/c"],
    ["a/../b", "b"],
    ["a/../../b/..", ".."],
    ["../a", "../a"],
    ["/", "/"],
    ["//a/../../b", "/b"],
  ])("normalizes %j to %j", (path, expected) => {
    expect(normalize(path)).toBe(expected);
  });

  it("joins parts, of which only the first can be absolute", () => {
    expect(join("", "a", "./b")).toBe("a/b");
    expect(join("/app", "/x")).toBe("/app/x");
    expect(join("/", "x")).toBe("/x");
    expect(join("a", "../..")).toBe("..");
    expect(join()).toBe("");
  });

  it("takes paths apart", () => {
    expect(["a/b/c", "a", "/a", "/", ""].map(dirname)).toEqual(["a/b", "", "/", "/", ""]);
    expect(["a/b/c", "a", "/a"].map(basename)).toEqual(["c", "a", "a"]);
  });

  it("tells what lies in a directory", () => {
    expect(inside("a/b", "a")).toBe(true);
    expect(inside("a", "a/")).toBe(true);
    expect(inside("ab", "a")).toBe(false);
    expect(inside("a/../b", "a")).toBe(false);
    expect(inside("a", "")).toBe(true);
    expect(inside("..", "")).toBe(false);
    expect(inside("../a", "")).toBe(false);
    expect(inside("/a", "")).toBe(false);
    expect(inside("/a", "/")).toBe(true);
  });

  it("finds the way from one path to another", () => {
    expect(relative("a/b", "a/c/d")).toBe("../c/d");
    expect(relative("", "a")).toBe("a");
    expect(relative("a", "a")).toBe("");
    expect(relative("/a/b", "/")).toBe("../..");
  });
});
