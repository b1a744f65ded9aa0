import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LIMITS } from "../../src/limits.js";
import { MODULE_CACHE, nodeWorkspace } from "../../src/workspace/index.js";

let base: string;
let root: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "workspace-"));
  root = join(base, "repository");
  mkdirSync(root);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

function write(path: string, content: string | Buffer = ""): void {
  const full = join(base, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, content);
}

/** Makes a file look as if it had not changed for a while. */
function age(path: string): void {
  utimesSync(join(base, path), new Date(2020, 1, 1), new Date(2020, 1, 1));
}

describe("reading", () => {
  it("decodes text without its byte order mark", () => {
    write("repository/d/a.txt", "\uFEFFé\n");
    const workspace = nodeWorkspace(root);
    expect(workspace.read("d/a.txt")).toEqual({ kind: "text", text: "é\n" });
    expect(workspace.read("d/./x/../a.txt")).toEqual({ kind: "text", text: "é\n" });
  });

  it("replaces bytes that are not UTF-8, and refuses what is not text", () => {
    write("repository/latin1", Buffer.from([0x61, 0xe9, 0x62]));
    write("repository/binary", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0]));
    const workspace = nodeWorkspace(root);
    expect(workspace.read("latin1")).toEqual({ kind: "text", text: "a\uFFFDb" });
    expect(workspace.read("binary")).toEqual({ kind: "unreadable", reason: { code: "file", text: "not a text file", at: null } });
    expect(workspace.readHead("binary", 4)).toEqual({ kind: "text", text: "\x7fELF" });
  });

  it("tells what is absent and what is a directory", () => {
    write("repository/d/a");
    const workspace = nodeWorkspace(root);
    for (const path of ["b", "d/b", "d/a/b", "x/y/z", "a\0b", "n".repeat(300)]) expect([path, workspace.read(path), workspace.stat(path), workspace.fingerprint(path)]).toEqual([path, { kind: "absent" }, "absent", ""]);
    expect(workspace.read("d")).toEqual({ kind: "unreadable", reason: { code: "file", text: "a directory", at: null } });
    expect(workspace.list("d/a")).toBeNull();
    expect(workspace.list("b")).toBeNull();
    expect(nodeWorkspace(join(base, "nothing")).read("a")).toEqual({ kind: "absent" });
  });

  it("lists entries by name, links as links", () => {
    for (const path of ["B", "a", "b/c"]) write(`repository/${path}`);
    symlinkSync("a", join(root, "link"));
    expect(nodeWorkspace(root).list("")).toEqual([
      { name: "B", kind: "file" },
      { name: "a", kind: "file" },
      { name: "b", kind: "directory" },
      { name: "link", kind: "symlink" },
    ]);
  });

  it("refuses files that are too long", () => {
    write("repository/long", "x".repeat(LIMITS.fileLength + 1));
    write("repository/wide", "é".repeat(LIMITS.fileLength));
    const workspace = nodeWorkspace(root);
    expect(workspace.read("long")).toMatchObject({ kind: "unreadable", reason: { code: "limit" } });
    expect(workspace.readHead("long", 3)).toEqual({ kind: "text", text: "xxx" });
    expect(workspace.read("wide").kind).toBe("text");
  });

  it.each([
    [1, ""],
    [2, "é"],
    [4, "é"],
    [5, "é€"],
    [8, "é€"],
    [9, "é€😀"],
    [100, "é€😀"],
  ])("cuts a head of %i bytes before an incomplete character", (length, expected) => {
    write("repository/a", "é€😀");
    expect(nodeWorkspace(root).readHead("a", length)).toEqual({ kind: "text", text: expected });
  });

  it("does not wait for what is no file", () => {
    execFileSync("mkfifo", [join(root, "pipe")]);
    expect(nodeWorkspace(root).read("pipe")).toMatchObject({ kind: "unreadable", reason: { text: "neither a file nor a directory" } });
    expect(nodeWorkspace(root).readHead("pipe", 4)).toMatchObject({ kind: "unreadable", reason: { text: "neither a file nor a directory" } });
  });

  it("gives the head of a file as it is now, and of what is no file what reading it gives", () => {
    write("repository/d/a", "one");
    write("repository/d/empty");
    symlinkSync("a", join(root, "d/link"));
    const workspace = nodeWorkspace(root);
    expect(["d/a", "d/link", "d/empty"].map((path) => workspace.readHead(path, 2))).toEqual(["on", "on", ""].map((text) => ({ kind: "text", text })));
    for (const path of ["d", "d/b", "d/a/b", "b/a", "d/a\0", "n".repeat(300)]) expect([path, workspace.readHead(path, 2)]).toEqual([path, workspace.read(path)]);
    write("repository/d/a", "two");
    write("repository/b/a", "new");
    expect(["d/a", "d/link", "b/a"].map((path) => workspace.readHead(path, 9))).toEqual(["two", "two", "new"].map((text) => ({ kind: "text", text })));
    rmSync(join(root, "d"), { recursive: true });
    expect(workspace.readHead("d/a", 2)).toEqual({ kind: "absent" });
  });

  it.skipIf(process.getuid?.() === 0)("says why a file cannot be read", () => {
    write("repository/secret", "x");
    chmodSync(join(root, "secret"), 0);
    expect(nodeWorkspace(root).read("secret")).toMatchObject({ kind: "unreadable", reason: { text: "permission denied" } });
  });
});

describe("the root", () => {
  const OUTSIDE = { kind: "unreadable", reason: { code: "file", text: "a symbolic link that leads out of the repository", at: null } };

  it("is not left by ..", () => {
    write("secret", "x");
    const workspace = nodeWorkspace(root);
    for (const path of ["../secret", "a/../../secret", join(base, "secret")]) {
      expect(workspace.read(path)).toMatchObject({ kind: "unreadable", reason: { text: "a path outside the repository" } });
      expect(workspace.stat(path)).toBe("absent");
      expect(workspace.list(dirname(path))).toBeNull();
    }
  });

  it("is not left through links, of files or of directories", () => {
    write("other/secret", "x");
    symlinkSync("../other/secret", join(root, "file"));
    symlinkSync("../other", join(root, "directory"));
    symlinkSync(join(base, "other"), join(root, "absolute"));
    const workspace = nodeWorkspace(root);
    for (const path of ["file", "directory/secret", "absolute/secret"]) {
      expect(workspace.read(path)).toEqual(OUTSIDE);
      expect(workspace.readHead(path, 1)).toEqual(OUTSIDE);
      expect(workspace.stat(path)).toBe("absent");
    }
    expect(workspace.list("directory")).toBeNull();
  });

  it("is not left when a link takes the place of a directory", async () => {
    write("other/secret", "x");
    write("repository/d/secret", "y");
    const workspace = nodeWorkspace(root);
    expect(workspace.readHead("d/secret", 1)).toEqual({ kind: "text", text: "y" });
    rmSync(join(root, "d"), { recursive: true });
    symlinkSync("../other", join(root, "d"));
    await Promise.resolve();
    expect([workspace.readHead("d/secret", 1), workspace.read("d/secret"), workspace.stat("d")]).toEqual([OUTSIDE, OUTSIDE, "absent"]);
  });

  it("is not left for a sibling whose name begins alike", () => {
    write("repository2/secret", "x");
    symlinkSync("../repository2/secret", join(root, "file"));
    expect(nodeWorkspace(root).read("file")).toEqual(OUTSIDE);
  });

  it("may be a link itself; links inside of it are followed", () => {
    write("repository/real/a", "x");
    symlinkSync("real", join(root, "link"));
    symlinkSync("repository", join(base, "alias"));
    const workspace = nodeWorkspace(join(base, "alias"));
    expect([workspace.read("link/a"), workspace.stat("link"), workspace.list("link")]).toEqual([{ kind: "text", text: "x" }, "directory", [{ name: "a", kind: "file" }]]);
  });

  it("holds loops and links to nowhere", () => {
    symlinkSync("b", join(root, "a"));
    symlinkSync("a", join(root, "b"));
    symlinkSync("nowhere", join(root, "c"));
    const workspace = nodeWorkspace(root);
    expect(workspace.read("a")).toMatchObject({ kind: "unreadable", reason: { text: "a loop of symbolic links" } });
    expect([workspace.read("c"), workspace.stat("a"), workspace.stat("c")]).toEqual([{ kind: "absent" }, "absent", "absent"]);
  });
});

describe("fingerprints", () => {
  it("change with the text, also within one tick of the clock", () => {
    write("repository/a", "one");
    const workspace = nodeWorkspace(root);
    const seen = new Set<string>();
    for (let i = 0; i < 50; i++) {
      write("repository/a", `text ${100 + i}`);
      seen.add(workspace.fingerprint("a"));
      expect(workspace.read("a")).toEqual({ kind: "text", text: `text ${100 + i}` });
    }
    expect(seen.size).toBe(50);
  });

  it("stay when nothing changes", () => {
    write("repository/d/a", "one");
    const workspace = nodeWorkspace(root);
    const before = [workspace.fingerprint("d/a"), workspace.fingerprint("d")];
    write("repository/other", "two");
    expect([workspace.fingerprint("d/a"), workspace.fingerprint("d")]).toEqual(before);
    expect(before).not.toContain("");
  });

  it("of an old file are told by its times alone", () => {
    write("repository/a", "one");
    age("repository/a");
    const workspace = nodeWorkspace(root);
    const before = workspace.fingerprint("a");
    expect(workspace.fingerprint("a")).toBe(before);
    write("repository/a", "two");
    expect(workspace.fingerprint("a")).not.toBe(before);
  });

  it("of a directory change with its entries and not with their texts", () => {
    write("repository/d/a", "one");
    const workspace = nodeWorkspace(root);
    const before = workspace.fingerprint("d");
    write("repository/d/a", "two");
    expect(workspace.fingerprint("d")).toBe(before);
    write("repository/d/b");
    expect(workspace.fingerprint("d")).not.toBe(before);
  });

  it("change when a link leads elsewhere", () => {
    write("repository/a", "x");
    write("repository/b", "y");
    symlinkSync("a", join(root, "link"));
    const workspace = nodeWorkspace(root);
    const before = workspace.fingerprint("link");
    rmSync(join(root, "link"));
    symlinkSync("b", join(root, "link"));
    expect(workspace.fingerprint("link")).not.toBe(before);
  });
});

describe("the module cache", () => {
  it("is shown under its prefix, and only there", () => {
    write("cache/example.com/m@v1.0.0/go.mod", "module example.com/m\n");
    const workspace = nodeWorkspace(root, { moduleCache: join(base, "cache") });
    expect(workspace.read(`${MODULE_CACHE}/example.com/m@v1.0.0/go.mod`)).toEqual({ kind: "text", text: "module example.com/m\n" });
    expect(workspace.stat(MODULE_CACHE)).toBe("directory");
    expect(workspace.list(MODULE_CACHE)).toEqual([{ name: "example.com", kind: "directory" }]);
    expect(workspace.read(`${MODULE_CACHE}/../secret`)).toEqual({ kind: "absent" });
    expect(workspace.list("")).toEqual([]);
  });

  it("is absent without one", () => {
    for (const workspace of [nodeWorkspace(root), nodeWorkspace(root, { moduleCache: null })]) {
      expect([workspace.stat(MODULE_CACHE), workspace.list(MODULE_CACHE), workspace.read(`${MODULE_CACHE}/a`), workspace.fingerprint(MODULE_CACHE)]).toEqual(["absent", null, { kind: "absent" }, ""]);
    }
  });

  it("is not left through links", () => {
    write("secret", "x");
    mkdirSync(join(base, "cache"));
    symlinkSync("../secret", join(base, "cache", "a"));
    expect(nodeWorkspace(root, { moduleCache: join(base, "cache") }).read(`${MODULE_CACHE}/a`)).toMatchObject({ kind: "unreadable" });
  });

  it("shows modules that are downloaded later", () => {
    mkdirSync(join(base, "cache"));
    const workspace = nodeWorkspace(root, { moduleCache: join(base, "cache") });
    expect(workspace.stat(`${MODULE_CACHE}/m@v1`)).toBe("absent");
    write("cache/m@v1/a.go", "package a");
    expect(workspace.stat(`${MODULE_CACHE}/m@v1`)).toBe("directory");
  });
});

it("lays the texts of open editors over the disk", () => {
  write("repository/Makefile", "saved");
  const workspace = nodeWorkspace(root, { overlay: new Map([["Makefile", "edited"], ["new/go.mod", "module m\n"]]) });
  expect([workspace.read("Makefile"), workspace.read("new/go.mod")]).toEqual([{ kind: "text", text: "edited" }, { kind: "text", text: "module m\n" }]);
  expect(workspace.list("")?.map(({ name }) => name)).toEqual(["Makefile", "new"]);
});
