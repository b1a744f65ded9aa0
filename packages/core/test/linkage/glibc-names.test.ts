import { describe, expect, it } from "vitest";
import { newestGlibcName } from "../../src/linkage/glibc-names.js";
import { cNames } from "../../src/syntax/c/index.js";

const newest = (text: string, builder: string) => newestGlibcName([cNames(text)], builder);

describe("the newest version of glibc that names ask for", () => {
  it.each([
    ["old functions", "int x = printf(\"%d\", getrandom(b, 8, 0));", "2.41", null],
    ["a function of the builder's version", "arc4random();", "2.36", { version: "2.36", name: "arc4random" }],
    ["a function that the builder does not have: the program brings its own", "strlcpy(a, b, 3);", "2.36", null],
    ["the same on a newer builder", "strlcpy(a, b, 3);", "2.41", { version: "2.38", name: "strlcpy" }],
    ["what headers rename", "strtol(s, 0, 10);", "2.38", { version: "2.38", name: "strtol" }],
    ["what they did not rename yet", "strtol(s, 0, 10);", "2.37", null],
    ["what headers call inline", "atoi(s);", "2.41", { version: "2.38", name: "atoi" }],
    ["the newest of several", "arc4random(); pidfd_spawn();", "2.41", { version: "2.39", name: "pidfd_spawn" }],
    ["a name in a comment", "/* strlcpy */", "2.41", null],
    ["a name put together", "#define F(t) strto##t(s, 0, 10)\nF(l)", "2.41", { version: "2.38", name: "strtoimax" }],
    ["a name of two free words", "#define CAT(a, b) a##b\nCAT(arc4, random)()", "2.36", { version: "2.36", name: "arc4random" }],
    ["names that only end alike", "#define F(n) n##Impl\nF(arc4)", "2.36", null],
  ])("%s", (_, text, builder, expected) => {
    expect(newest(text, builder)).toEqual(expected);
  });

  it("is not decided for a builder that the table does not cover", () => {
    expect(newest("", "2.33")).toBeUndefined();
    expect(newest("", "2.99")).toBeUndefined();
  });
});
