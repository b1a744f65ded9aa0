import { describe, expect, it } from "vitest";
import { memoryWorkspace, overlay } from "../../src/workspace/index.js";

describe("memoryWorkspace", () => {
  it("has the directories that its files are in", () => {
    const workspace = memoryWorkspace({ "a/b/c.go": "package c", "a/d": "", Makefile: "all:" });
    expect(workspace.list("")).toEqual([
      { name: "Makefile", kind: "file" },
      { name: "a", kind: "directory" },
    ]);
    expect(workspace.list("a")).toEqual([
      { name: "b", kind: "directory" },
      { name: "d", kind: "file" },
    ]);
    expect(["", "a/b", "a/d", "a/x", "a/b/c.go/d"].map((path) => workspace.stat(path))).toEqual(["directory", "directory", "file", "absent", "absent"]);
    expect(workspace.read("a")).toMatchObject({ kind: "unreadable" });
    expect(workspace.read("x")).toEqual({ kind: "absent" });
    expect(memoryWorkspace().list("")).toEqual([]);
  });

  it("changes fingerprints with texts and lists", () => {
    const workspace = memoryWorkspace({ "a/b": "1", c: "" });
    const all = () => ["a/b", "a", "c", "x"].map((path) => workspace.fingerprint(path));
    const [text, list, other, absent] = all();
    expect(absent).toBe("");
    workspace.write("a/b", "2");
    expect(all().slice(1)).toEqual([list, other, absent]);
    expect(all()[0]).not.toBe(text);
    workspace.write("a/x", "");
    expect(all()[1]).not.toBe(list);
    workspace.remove("a/b");
    workspace.remove("a/x");
    expect(workspace.stat("a")).toBe("absent");
  });
});

describe("overlay", () => {
  it("hides the text of one file", () => {
    const workspace = memoryWorkspace({ "a/b": "disk", c: "other" });
    const edited = overlay(workspace, "a/b", "\uFEFFedited");
    expect(edited.read("a/./b")).toEqual({ kind: "text", text: "edited" });
    expect(edited.readHead("a/b", 1)).toEqual({ kind: "text", text: "edited" });
    expect(edited.fingerprint("a/b")).not.toBe(workspace.fingerprint("a/b"));
    expect([edited.read("c"), edited.list("a"), edited.fingerprint("a")]).toEqual([workspace.read("c"), workspace.list("a"), workspace.fingerprint("a")]);
  });

  it("is the workspace itself when the text is the saved one", () => {
    const workspace = memoryWorkspace({ a: "x" });
    expect(overlay(workspace, "a", "x")).toBe(workspace);
  });

  it("adds a file that is not saved yet, with its directories", () => {
    const workspace = memoryWorkspace({ "a/z": "" });
    const edited = overlay(workspace, "a/b/c", "new");
    expect(edited.list("a")).toEqual([
      { name: "b", kind: "directory" },
      { name: "z", kind: "file" },
    ]);
    expect(edited.list("a/b")).toEqual([{ name: "c", kind: "file" }]);
    expect(["a/b/c", "a/b", "a", "", "a/b/d"].map((path) => edited.stat(path))).toEqual(["file", "directory", "directory", "directory", "absent"]);
    expect(edited.list("")).toEqual(workspace.list(""));
    expect(edited.fingerprint("a")).not.toBe(workspace.fingerprint("a"));
    expect(edited.fingerprint("a/b")).not.toBe("");
    expect(edited.fingerprint("")).toBe(workspace.fingerprint(""));
  });
});
