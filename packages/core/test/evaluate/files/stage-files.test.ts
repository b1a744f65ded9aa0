import { describe, expect, it } from "vitest";
import { copyInto, EMPTY_FILES, StageFiles, unknownFiles } from "../../../src/evaluate/files/index.js";
import { literal } from "../../../src/text/index.js";

const file = (text: string, artifacts: readonly string[] = []) => ({ content: literal(text), artifacts, from: "test" });
const built = (id: string) => ({ content: null, artifacts: [id], from: "go build" });
const unknownBase = () => new StageFiles(unknownFiles({ code: "image", text: "corp/base:7", at: null }));

describe("must changes", () => {
  it("a written file can be read, and its directories exist", () => {
    const files = new StageFiles(EMPTY_FILES);
    files.write("/etc/app/config", file("x=1"), "must");
    expect(files.read("/etc/app/config")).toEqual({ text: "x=1", source: null });
    expect(files.stat("/etc/app")).toEqual({ kind: "directory" });
    expect(files.stat("/etc/other")).toEqual({ kind: "absent" });
    expect(files.list("/etc")).toEqual({ names: ["app"], complete: true });
  });

  it("a removed directory is gone with what is below it, and may be made again", () => {
    const files = new StageFiles(EMPTY_FILES);
    files.write("/a/b/c", file("old"), "must");
    files.remove("/a", "must");
    expect(files.stat("/a/b/c").kind).toBe("absent");
    expect(files.list("/a")).toBe(null);
    files.write("/a/x", file("new"), "must");
    expect(files.list("/a")).toEqual({ names: ["x"], complete: true });
    expect(files.stat("/a/b/c").kind).toBe("absent");
  });

  it("a file where a directory was hides what was below", () => {
    const files = new StageFiles(EMPTY_FILES);
    files.write("/a/b", file(""), "must");
    files.remove("/a", "must");
    files.write("/a", file("file"), "must");
    expect(files.stat("/a/b").kind).toBe("absent");
    expect(files.list("/a")).toBe(null);
  });

  it("a snapshot does not see later changes", () => {
    const files = new StageFiles(EMPTY_FILES);
    files.write("/a", file("1"), "must");
    const before = files.snapshot();
    files.write("/a", file("2"), "must");
    files.remove("/a", "must");
    expect(before.read("/a")).toEqual({ text: "1", source: null });
    expect(files.read("/a")).toBe(null);
  });

  it("one that starts where another is goes its own way, and removals of its origin stay", () => {
    const files = new StageFiles(EMPTY_FILES);
    files.write("/a", file("1"), "must");
    files.write("/b", file("1"), "must");
    files.remove("/b", "must");
    const fork = new StageFiles(files.snapshot());
    fork.write("/c", file("3"), "must");
    files.remove("/a", "must");
    expect(fork.list("/")).toEqual({ names: ["a", "c"], complete: true });
    expect(files.list("/")).toEqual({ names: [], complete: true });
  });
});

describe("may changes", () => {
  it("over an absent file leave it open, and keep the artifact", () => {
    const files = new StageFiles(EMPTY_FILES);
    files.write("/app", built("b1"), "may");
    expect(files.stat("/app")).toMatchObject({ kind: "unknown", artifacts: ["b1"] });
    expect(files.list("/")).toEqual({ names: [], complete: false, doubtful: ["app"] });
  });

  it("over a file merge the artifacts", () => {
    const files = new StageFiles(EMPTY_FILES);
    files.write("/app", built("b1"), "must");
    files.write("/app", built("b2"), "may");
    expect(files.stat("/app")).toMatchObject({ kind: "file", artifacts: ["b2", "b1"], content: null });
    files.write("/app", built("b3"), "must");
    expect(files.stat("/app")).toMatchObject({ kind: "file", artifacts: ["b3"] });
  });

  it("a removal that may happen leaves the file open", () => {
    const files = new StageFiles(EMPTY_FILES);
    files.write("/app", file("x"), "must");
    files.remove("/app", "may");
    expect(files.stat("/app")).toMatchObject({ kind: "unknown", reason: { code: "file" } });
    expect(files.read("/app")).toMatchObject({ unknown: { code: "file" } });
  });

  it("two texts that are both possible are not known", () => {
    const files = new StageFiles(EMPTY_FILES);
    files.write("/v", file("1"), "must");
    files.write("/v", file("2"), "may");
    expect(files.stat("/v")).toMatchObject({ kind: "file", content: null });
    expect(files.read("/v")).toHaveProperty("unknown");
  });
});

describe("disturb", () => {
  it("makes absent files unknown and the text of written files too, but leaves what comes from the repository", () => {
    const files = new StageFiles(EMPTY_FILES);
    const repository = new StageFiles({
      ...EMPTY_FILES,
      stat: (path) => (path === "/" ? { kind: "directory" } : path === "/go.mod" ? { kind: "file", source: "go.mod", artifacts: [], content: null, from: "repository" } : { kind: "absent" }),
      list: () => ({ names: ["go.mod"], complete: true }),
      read: (path) => (path === "/go.mod" ? { text: "module m", source: "go.mod" } : null),
    });
    files.copy(repository, "/", "/src", "COPY", "must");
    files.write("/src/version", file("1"), "must");
    files.write("/out/app", built("b1"), "must");
    files.disturb("/", "`mage` is not understood", null);
    expect(files.read("/src/go.mod")).toEqual({ text: "module m", source: "go.mod" });
    expect(files.stat("/src/version")).toMatchObject({ kind: "file", content: null });
    expect(files.stat("/src/gen.go")).toEqual({ kind: "unknown", reason: { code: "file", text: "`mage` is not understood", at: null } });
    expect(files.stat("/out/app")).toMatchObject({ kind: "file", artifacts: ["b1"] });
    expect(files.list("/src")).toEqual({ names: ["go.mod", "version"], complete: false });
  });

  it("reaches only its directory, and what is written afterwards is known", () => {
    const files = new StageFiles(EMPTY_FILES);
    files.disturb("/opt", "tar", null);
    files.write("/opt/a", file("1"), "must");
    expect(files.stat("/opt/b").kind).toBe("unknown");
    expect(files.read("/opt/a")).toEqual({ text: "1", source: null });
    expect(files.stat("/usr").kind).toBe("absent");
  });
});

describe("links", () => {
  it("are followed, also in the middle of a path, and by writes", () => {
    const files = new StageFiles(EMPTY_FILES);
    files.makeDirectory("/usr/bin", "must");
    files.link("/bin", "usr/bin", "must");
    files.write("/bin/app", file("x"), "must");
    expect(files.read("/usr/bin/app")).toEqual({ text: "x", source: null });
    files.link("/app", "/bin/app", "must");
    expect(files.read("/app")).toEqual({ text: "x", source: null });
    expect(files.readLink("/app")).toBe("/bin/app");
  });

  it("to nowhere and in circles are absent", () => {
    const files = new StageFiles(EMPTY_FILES);
    files.link("/a", "/b", "must");
    files.link("/b", "/a", "must");
    files.link("/c", "/nowhere", "must");
    expect(files.stat("/a").kind).toBe("absent");
    expect(files.stat("/c").kind).toBe("absent");
  });

  it("a link to nowhere leads somewhere in the file system into which its directory is copied", () => {
    const made = new StageFiles(EMPTY_FILES);
    made.link("/home/manager", "operator/manager", "must");
    const files = new StageFiles(EMPTY_FILES);
    files.write("/operator/manager", built("b"), "must");
    files.copy(made, "/home", "/", "COPY", "must");
    expect(files.readLink("/manager")).toBe("operator/manager");
    expect(files.stat("/manager")).toMatchObject({ kind: "file", artifacts: ["b"] });
  });

  it("removing a link leaves its target", () => {
    const files = new StageFiles(EMPTY_FILES);
    files.write("/target", file("x"), "must");
    files.link("/link", "/target", "must");
    files.remove("/link", "must");
    expect(files.stat("/link").kind).toBe("absent");
    expect(files.stat("/target").kind).toBe("file");
  });
});

describe("copies", () => {
  it("a directory is laid over another; the origin may change afterwards", () => {
    const build = new StageFiles(EMPTY_FILES);
    build.write("/out/bin/app", built("b1"), "must");
    build.write("/out/conf", file("a"), "must");
    const final = new StageFiles(EMPTY_FILES);
    final.write("/opt/mine", file("b"), "must");
    final.copy(build, "/out", "/opt", "COPY --from=build", "must");
    build.remove("/out", "must");
    expect(final.stat("/opt/bin/app")).toEqual({ kind: "file", source: null, artifacts: ["b1"], content: null, from: "COPY --from=build" });
    expect(final.list("/opt")).toEqual({ names: ["bin", "conf", "mine"], complete: true });
    expect(final.artifacts()).toEqual([{ path: "/opt/bin/app", ids: ["b1"] }]);
  });

  it("a file system can copy from itself", () => {
    const files = new StageFiles(EMPTY_FILES);
    files.write("/a/x", file("1"), "must");
    files.copy(files, "/a", "/a/b", "cp", "must");
    expect(files.list("/a")).toEqual({ names: ["b", "x"], complete: true });
    expect(files.list("/a/b")).toEqual({ names: ["x"], complete: true });
  });

  it("artifacts follow copies, moves and renames, and are gone when removed", () => {
    const files = new StageFiles(EMPTY_FILES);
    files.write("/go/bin/app", built("b1"), "must");
    files.copy(files, "/go/bin", "/usr/local/bin", "cp", "must");
    files.remove("/go/bin/app", "must");
    expect(files.artifacts()).toEqual([{ path: "/usr/local/bin/app", ids: ["b1"] }]);
  });
});

describe("mounts", () => {
  it("hide what was there until they are undone; what is written meanwhile below them is lost", () => {
    const files = new StageFiles(EMPTY_FILES);
    files.write("/src/old", file("o"), "must");
    const other = new StageFiles(EMPTY_FILES);
    other.write("/code/main.go", file("package main"), "must");
    const undo = files.mount("/src", other, "/code");
    expect(files.list("/src")).toEqual({ names: ["main.go"], complete: true });
    files.write("/src/gen.go", file("g"), "must");
    files.write("/out/app", built("b1"), "must");
    const during = files.snapshot();
    undo();
    expect(files.list("/src")).toEqual({ names: ["old"], complete: true });
    expect(files.stat("/out/app").kind).toBe("file");
    expect(during.list("/src")).toEqual({ names: ["gen.go", "main.go"], complete: true });
  });
});

describe("copyInto", () => {
  const context = (): StageFiles => {
    const files = new StageFiles(EMPTY_FILES);
    files.write("/cmd/app/main.go", file("m"), "must");
    files.write("/go.mod", file("m"), "must");
    files.write("/go.sum", file("s"), "must");
    return files;
  };
  const options = { intoDirectory: false, from: "COPY", certainty: "must" } as const;

  it("a file to a path, and into a directory that is there", () => {
    const files = new StageFiles(EMPTY_FILES);
    files.makeDirectory("/usr/local/bin", "must");
    expect(copyInto(files, context(), ["/go.mod"], "/app", options).copied).toEqual([{ source: "/go.mod", target: "/app" }]);
    expect(copyInto(files, context(), ["/go.mod"], "/usr/local/bin", options).copied).toEqual([{ source: "/go.mod", target: "/usr/local/bin/go.mod" }]);
    expect(copyInto(files, context(), ["/go.mod"], "/new", { ...options, intoDirectory: true }).copied).toEqual([{ source: "/go.mod", target: "/new/go.mod" }]);
  });

  it("the content of a directory, not the directory", () => {
    const files = new StageFiles(EMPTY_FILES);
    copyInto(files, context(), ["/cmd"], "/src", { ...options, intoDirectory: true });
    expect(files.stat("/src/app/main.go").kind).toBe("file");
    expect(files.stat("/src/cmd").kind).toBe("absent");
  });

  it("wildcards of Go's path.Match", () => {
    const files = new StageFiles(EMPTY_FILES);
    const { copied, missing } = copyInto(files, context(), ["/go.*", "/*.x"], "/src", { ...options, intoDirectory: true });
    expect(copied).toEqual([
      { source: "/go.mod", target: "/src/go.mod" },
      { source: "/go.sum", target: "/src/go.sum" },
    ]);
    expect(missing).toEqual(["/*.x"]);
    expect(copyInto(files, context(), ["/go.[^m]*"], "/one", options).copied).toEqual([{ source: "/go.sum", target: "/one" }]);
  });

  it("a source that is not there is missing; one that is not known is copied as not known", () => {
    const files = new StageFiles(EMPTY_FILES);
    expect(copyInto(files, context(), ["/nope"], "/x", options).missing).toEqual(["/nope"]);
    expect(copyInto(files, unknownBase(), ["/opt/app"], "/app", options)).toEqual({ copied: [{ source: "/opt/app", target: "/app" }], missing: [] });
    expect(files.stat("/app")).toMatchObject({ kind: "unknown", reason: { text: "corp/base:7" } });
  });

  it("into a path of an image that is not known, which is taken for what its name says", () => {
    const files = unknownBase();
    const source = new StageFiles(EMPTY_FILES);
    source.write("/app", built("b1"), "must");
    copyInto(files, source, ["/app"], "/usr/bin", options);
    copyInto(files, source, ["/app"], "/usr/bin/server", options);
    expect(files.stat("/usr/bin/app")).toMatchObject({ kind: "file", artifacts: ["b1"] });
    expect(files.stat("/usr/bin/server")).toMatchObject({ kind: "file", artifacts: ["b1"] });
  });
});

it("a lookup does not get slower with the number of changes elsewhere", () => {
  const time = (changes: number): number => {
    const files = new StageFiles(EMPTY_FILES);
    files.write("/src/go.mod", file("m"), "must");
    for (let i = 0; i < changes; i++) {
      files.disturb("/", "tool", null);
      files.write(`/out/${i}`, file("x"), "must");
    }
    const start = process.cpuUsage().user;
    for (let i = 0; i < 200; i++) {
      files.write("/tick", file("t"), "must");
      files.stat("/src/go.mod");
      files.stat(`/nothing/${i}`);
    }
    return process.cpuUsage().user - start;
  };
  const least = (changes: number): number => Math.min(...[1, 2, 3, 4, 5].map(() => time(changes)));
  // a hundred times as many changes: a lookup that goes through them takes a hundred times as long, noise of the machine aside
  expect(least(4000)).toBeLessThan(30 * Math.max(least(40), 300));
});

describe("what may be there", () => {
  it("is listed apart, and is all that may be there besides", () => {
    const files = new StageFiles(EMPTY_FILES);
    files.write("/src/main.go", file("package main"), "must");
    files.write("/src/app", built("a"), "may");
    expect(files.list("/src")).toEqual({ names: ["main.go"], complete: false, doubtful: ["app"] });
    files.write("/src/app", built("b"), "must");
    expect(files.list("/src")).toEqual({ names: ["app", "main.go"], complete: true });
  });

  it("in a directory that itself may be there, everything", () => {
    const files = new StageFiles(EMPTY_FILES);
    files.makeDirectory("/src", "must");
    files.write("/src/bin/app", built("a"), "may");
    expect(files.list("/src")).toEqual({ names: [], complete: false, doubtful: ["bin"] });
    expect(files.list("/src/bin")).toEqual({ names: [], complete: false, doubtful: ["app"] });
    expect(files.list("/src/bin/app")).toEqual({ names: [], complete: false, doubtful: [] });
  });

  it("goes with copies of its directory", () => {
    const source = new StageFiles(EMPTY_FILES);
    source.write("/src/main.go", file("package main"), "must");
    source.write("/src/app", built("a"), "may");
    const files = new StageFiles(EMPTY_FILES);
    files.copy(source, "/src", "/build", "COPY", "must");
    expect(files.list("/build")).toEqual({ names: ["main.go"], complete: false, doubtful: ["app"] });
  });

  it("may be anything where something is not understood", () => {
    const files = new StageFiles(EMPTY_FILES);
    files.makeDirectory("/src", "must");
    files.write("/src/app", built("a"), "may");
    files.disturb("/src", "a tool", null);
    expect(files.list("/src")).toEqual({ names: [], complete: false });
  });
});
