import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, unlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MODULE_CACHE, NodeIndex, nodeWorkspace, overlay, type PlainData, type Workspace } from "../../src/workspace/index.js";

let base: string;
let file: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "index-"));
  mkdirSync(join(base, "repository"));
  mkdirSync(join(base, "modules"));
  file = join(base, "cache", "index");
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(base, path)), { recursive: true });
  writeFileSync(join(base, path), content);
}

/** A run: what is asked of files is answered by their first word, in capitals, or by what is kept; then the index is written. */
function run(use: (workspace: Workspace, ask: (path: string) => unknown) => void): { readonly asked: readonly string[]; readonly problem: string | null } {
  const index = new NodeIndex(file);
  const workspace = nodeWorkspace(join(base, "repository"), { moduleCache: join(base, "modules"), index });
  const asked: string[] = [];
  use(workspace, (path) => answerOf(workspace, path, asked));
  return { asked, problem: index.save() };
}

/** Paths that had to be read are added to `asked`. */
function answerOf(workspace: Workspace, path: string, asked: string[]): unknown {
  const fingerprint = workspace.fingerprint(path);
  const known = workspace.kept?.get(path, "first word", fingerprint);
  if (known !== undefined) return known;
  asked.push(path);
  const content = workspace.read(path);
  const answer: PlainData = content.kind === "text" ? [(content.text.split(" ")[0] ?? "").toUpperCase()] : null;
  workspace.kept?.set(path, "first word", fingerprint, answer);
  return answer;
}

describe("an index of files", () => {
  it("keeps answers and lists from one run to the next", () => {
    write("repository/d/a.go", "one two");
    expect(run((workspace, ask) => {
      expect(ask("d/a.go")).toEqual(["ONE"]);
      expect(workspace.list("d")).toEqual([{ name: "a.go", kind: "file" }]);
    })).toEqual({ asked: ["d/a.go"], problem: null });
    const before = statSync(file);
    expect(run((workspace, ask) => {
      expect(ask("d/a.go")).toEqual(["ONE"]);
      expect(workspace.list("d")).toEqual([{ name: "a.go", kind: "file" }]);
    })).toEqual({ asked: [], problem: null });
    expect(statSync(file).ino, "nothing new, nothing written").toBe(before.ino);
    expect(before.mode & 0o777).toBe(0o600);
  });

  it("answers different questions about a file", () => {
    write("repository/a.go", "one");
    const fingerprint = nodeWorkspace(join(base, "repository")).fingerprint("a.go");
    run(({ kept }) => {
      kept?.set("a.go", "first", fingerprint, 1);
      kept?.set("a.go", "second", fingerprint, ["second", "first"]);
      kept?.set("a.go", "first", fingerprint, "first");
    });
    run(({ kept }) => expect(["first", "second", "third"].map((question) => kept?.get("a.go", question, fingerprint))).toEqual(["first", ["second", "first"], undefined]));
  });

  it("notices another text, also of the same length at the same time", () => {
    write("repository/a.go", "one");
    write("repository/b.go", "two");
    run((_, ask) => [ask("a.go"), ask("b.go")]);
    const { mtime, atime } = statSync(join(base, "repository/a.go"));
    write("repository/a.go", "six");
    utimesSync(join(base, "repository/a.go"), atime, mtime);
    expect(run((_, ask) => expect([ask("a.go"), ask("b.go")]).toEqual([["SIX"], ["TWO"]])).asked).toEqual(["a.go"]);
    renameSync(join(base, "repository/b.go"), join(base, "repository/a.go"));
    expect(run((_, ask) => expect([ask("a.go"), ask("b.go")]).toEqual([["TWO"], null])).asked).toEqual(["a.go", "b.go"]);
  });

  it("notices files that come, go, or become links", () => {
    write("repository/d/a.go", "one");
    const list = (): unknown => {
      let result: unknown;
      run((workspace) => (result = workspace.list("d")?.map(({ name, kind }) => `${name} ${kind}`)));
      return result;
    };
    expect(list()).toEqual(["a.go file"]);
    write("repository/d/b.go", "two");
    mkdirSync(join(base, "repository/d/c"));
    expect(list()).toEqual(["a.go file", "b.go file", "c directory"]);
    unlinkSync(join(base, "repository/d/a.go"));
    symlinkSync("b.go", join(base, "repository/d/a.go"));
    expect(list()).toEqual(["a.go symlink", "b.go file", "c directory"]);
    rmSync(join(base, "repository/d"), { recursive: true });
    expect(list()).toBeUndefined();
  });

  it("does not lead out of the repository", () => {
    write("repository/d/a.go", "one");
    run((workspace) => workspace.list("d"));
    write("elsewhere/a.go", "secret");
    rmSync(join(base, "repository/d"), { recursive: true });
    symlinkSync(join(base, "elsewhere"), join(base, "repository/d"));
    run((workspace, ask) => {
      expect(workspace.list("d")).toBeNull();
      expect(ask("d/a.go")).toBeNull();
    });
  });

  it("keeps nothing of a text that is not saved", () => {
    write("repository/a.go", "one");
    run((workspace) => {
      const edited = overlay(workspace, "a.go", "open");
      const asked: string[] = [];
      expect([answerOf(edited, "a.go", asked), answerOf(edited, "./a.go", asked)]).toEqual([["OPEN"], ["OPEN"]]);
      expect(asked).toEqual(["a.go", "./a.go"]);
    });
    expect(existsSync(file)).toBe(false);
  });

  it("is of one directory", () => {
    write("repository/a.go", "one");
    run((_, ask) => ask("a.go"));
    renameSync(join(base, "repository"), join(base, "moved"));
    write("repository/a.go", "two");
    run((_, ask) => expect(ask("a.go")).toEqual(["TWO"]));
  });

  it("forgets directories that are not asked for any more", () => {
    write("repository/gone/a.go", "one");
    run((_, ask) => ask("gone/a.go"));
    rmSync(join(base, "repository/gone"), { recursive: true });
    const has = (): boolean => readFileSync(file, "utf8").includes("gone");
    for (let i = 0; has() && i < 100; i++) {
      write("repository/a.go", `text ${i}`);
      run((_, ask) => ask("a.go"));
    }
    expect(has()).toBe(false);
    expect(run((_, ask) => ask("a.go")).asked).toEqual([]);
  });
});

describe("the module cache in an index", () => {
  const CACHED = `${MODULE_CACHE}/example.com/!dep@v1.0.0`;

  function download(text: string, digest: string | null): void {
    write("modules/example.com/!dep@v1.0.0/sub/a.go", text);
    if (digest !== null) write("modules/cache/download/example.com/!dep/@v/v1.0.0.ziphash", digest);
  }

  const look = (): readonly string[] =>
    run((workspace, ask) => {
      expect(workspace.list(`${CACHED}/sub`)).toEqual([{ name: "a.go", kind: "file" }]);
      ask(`${CACHED}/sub/a.go`);
    }).asked;

  it("is not looked at again, but for the digest of the module", () => {
    download("one", "h1:first=");
    expect(look()).toEqual([`${CACHED}/sub/a.go`]);
    rmSync(join(base, "modules/example.com/!dep@v1.0.0/sub"), { recursive: true });
    expect(look()).toEqual([]);
  });

  it("is another one when the version was published anew, or is gone", () => {
    download("one", "h1:first=");
    look();
    download("two", "h1:second=");
    expect(run((_, ask) => expect(ask(`${CACHED}/sub/a.go`)).toEqual(["TWO"])).asked).toHaveLength(1);
    rmSync(join(base, "modules/example.com/!dep@v1.0.0"), { recursive: true });
    run((workspace, ask) => {
      expect(workspace.list(`${CACHED}/sub`)).toBeNull();
      expect(workspace.fingerprint(`${CACHED}/sub/a.go`)).toBe("");
      expect(ask(`${CACHED}/sub/a.go`)).toBeNull();
    });
  });

  it("is looked at like a repository where go left no digest", () => {
    download("one", null);
    look();
    expect(look()).toEqual([]);
    download("two", null);
    expect(look()).toEqual([`${CACHED}/sub/a.go`]);
  });

  it("tells what is not in a module", () => {
    download("one", "h1:first=");
    const ask = (): readonly string[] => {
      const fingerprints: string[] = [];
      run((workspace) => {
        workspace.list(`${CACHED}/sub`);
        fingerprints.push(...["sub/a.go", "sub", "sub/b.go", "other/a.go"].map((path) => workspace.fingerprint(`${CACHED}/${path}`)));
      });
      return fingerprints;
    };
    expect(ask()).toEqual(["h1:first=", "h1:first=", "", ""]);
    expect(ask()).toEqual(["h1:first=", "h1:first=", "", ""]);
  });
});

describe("the file of an index", () => {
  function prepared(): string {
    write("repository/d/a.go", "one two");
    write("repository/b.go", "three");
    run((workspace, ask) => [workspace.list("d"), ask("d/a.go"), ask("b.go")]);
    return readFileSync(file, "utf8");
  }

  /** All is found again, and the file is whole afterwards. */
  function expectRewritten(text: string): void {
    const { asked } = run((workspace, ask) => {
      expect([ask("d/a.go"), ask("b.go")]).toEqual([["ONE"], ["THREE"]]);
      expect(workspace.list("d")).toEqual([{ name: "a.go", kind: "file" }]);
    });
    expect(asked).toEqual(["d/a.go", "b.go"]);
    expect(readFileSync(file, "utf8").length).toBe(text.length);
  }

  it("is ignored and written anew when it is cut or damaged anywhere", () => {
    const text = prepared();
    for (let at = 0; at < text.length; at += 7) {
      writeFileSync(file, text.slice(0, at));
      expectRewritten(text);
      writeFileSync(file, `${text.slice(0, at)}${text[at] === "1" ? "2" : "1"}${text.slice(at + 1)}`);
      expectRewritten(text);
    }
    for (const other of ["", "\n", "{}", "\0".repeat(1000), `${text}\n`]) {
      writeFileSync(file, other);
      expectRewritten(text);
    }
  });

  it("is ignored when another version wrote it", () => {
    const text = prepared();
    const words = text.split(" ");
    for (const word of [2, 3]) {
      writeFileSync(file, words.map((one, i) => (i === word ? "9.9.9" : one)).join(" "));
      expectRewritten(text);
    }
  });

  it("may not be a file that can be written", () => {
    write("repository/a.go", "one");
    mkdirSync(file, { recursive: true });
    expect(run((_, ask) => expect(ask("a.go")).toEqual(["ONE"])).problem).toMatch(/EISDIR|ENOTEMPTY|EPERM|EEXIST/);
    expect(readdirSync(dirname(file))).toEqual(["index"]);
    rmSync(file, { recursive: true });
    rmSync(dirname(file), { recursive: true });
    writeFileSync(dirname(file), "no directory");
    expect(run((_, ask) => ask("a.go")).problem).toMatch(/EEXIST|ENOTDIR/);
  });

  it("is written when there is something new since the last time", () => {
    write("repository/a.go", "one");
    const index = new NodeIndex(file);
    const workspace = nodeWorkspace(join(base, "repository"), { index });
    answerOf(workspace, "a.go", []);
    index.save();
    const { ino } = statSync(file);
    index.save();
    expect(statSync(file).ino).toBe(ino);
    answerOf(workspace, "b.go", []);
    index.save();
    expect(statSync(file).ino).not.toBe(ino);
  });

  it("is what one of two processes wrote, whole", () => {
    write("repository/a.go", "one");
    write("repository/b.go", "two");
    const indexes = ["a.go", "b.go"].map((path) => {
      const index = new NodeIndex(file);
      answerOf(nodeWorkspace(join(base, "repository"), { index }), path, []);
      return index;
    });
    for (const index of indexes) expect(index.save()).toBeNull();
    expect(run((_, ask) => [ask("b.go")]).asked).toEqual([]);
    expect(run((_, ask) => [ask("a.go")]).asked).toEqual(["a.go"]);
    expect(readdirSync(dirname(file))).toEqual(["index"]);
  });

  it("is freed of what killed processes left", () => {
    write("cache/index.1.tmp", "half");
    write("cache/index.2.tmp", "half");
    write("cache/other.tmp", "not ours");
    utimesSync(join(base, "cache/index.1.tmp"), new Date(2020, 1, 1), new Date(2020, 1, 1));
    prepared();
    expect(readdirSync(dirname(file))).toEqual(["index", "index.2.tmp", "other.tmp"]);
  });
});
