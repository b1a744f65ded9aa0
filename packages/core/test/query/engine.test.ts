import { describe, expect, it } from "vitest";
import { QueryCycleError, QueryEngine, QueryError } from "../../src/query/index.js";
import { memoryWorkspace } from "../../src/workspace/index.js";
import type { MemoryWorkspace, Workspace } from "../../src/workspace/index.js";

interface Session {
  readonly files: MemoryWorkspace;
  readonly engine: QueryEngine;
  /** queries that were computed since the last look */
  readonly computed: () => readonly string[];
  readonly text: (path: string) => string;
  readonly all: () => string;
  readonly names: () => string;
}

/** `text` reads one file, `names` lists a directory, `all` joins the texts of the files that `names` names. */
function open(texts: Readonly<Record<string, string>>): Session {
  const files = memoryWorkspace(texts);
  const engine = new QueryEngine(files);
  let log: string[] = [];
  const logged =
    <T>(label: string, compute: (workspace: Workspace) => T) =>
    (workspace: Workspace): T => {
      log.push(label);
      return compute(workspace);
    };
  const text = (path: string): string =>
    engine.query("text", path, logged(path, (workspace) => {
      const content = workspace.read(path);
      return content.kind === "text" ? content.text : "-";
    }));
  const names = (): string => engine.query("names", "d", logged("names", (workspace) => (workspace.list("d") ?? []).map(({ name }) => name).join()));
  const all = (): string => engine.query("all", "", logged("all", () => names().split(",").map((name) => text(`d/${name}`)).join("+")));
  const computed = (): readonly string[] => {
    const seen = log;
    log = [];
    return seen;
  };
  return { files, engine, computed, text, all, names };
}

describe("a revision", () => {
  it("computes each query once", () => {
    const { engine, text, all, computed } = open({ "d/a": "1", "d/b": "2" });
    expect([all(), all(), text("d/a")]).toEqual(["1+2", "1+2", "1"]);
    expect(computed()).toEqual(["all", "names", "d/a", "d/b"]);
    expect(engine.counters).toEqual({ computed: 4, reused: 2 });
  });

  it("does not see changes before the next one", () => {
    const { files, engine, text, names } = open({ "d/a": "1" });
    expect([text("d/a"), names()]).toEqual(["1", "a"]);
    files.write("d/a", "2");
    expect(text("d/a")).toBe("1");
    engine.refresh();
    expect(text("d/a")).toBe("2");
  });
});

describe("the next revision", () => {
  it("keeps everything when nothing changed", () => {
    const { engine, all, computed } = open({ "d/a": "1", "d/b": "2" });
    all();
    computed();
    engine.refresh();
    expect([all(), computed(), engine.counters]).toEqual(["1+2", [], { computed: 0, reused: 1 }]);
  });

  it("computes again what read the changed file, and what was made of that", () => {
    const { files, engine, all, computed } = open({ "d/a": "1", "d/b": "2" });
    all();
    computed();
    files.write("d/a", "3");
    engine.refresh();
    expect([all(), computed()]).toEqual(["3+2", ["all", "d/a"]]);
    expect(engine.counters).toEqual({ computed: 2, reused: 2 });
  });

  it("sees files that come and go", () => {
    const { files, engine, text, all, computed } = open({ "d/a": "1" });
    expect([text("new"), all()]).toEqual(["-", "1"]);
    computed();
    files.write("new", "x");
    engine.refresh();
    expect([text("new"), all(), computed()]).toEqual(["x", "1", ["new"]]);
    files.write("d/b", "2");
    engine.refresh();
    expect([all(), computed()]).toEqual(["1+2", ["all", "names", "d/b"]]);
    files.remove("d/a");
    engine.refresh();
    expect([all(), computed()]).toEqual(["2", ["all", "names"]]);
  });

  it("does not compute again for a text what asked only for the kind", () => {
    const { files, engine } = open({ a: "1" });
    let computed = 0;
    const kind = (): string => engine.query("kind", "a", (workspace) => (computed++, workspace.stat("a")));
    expect(kind()).toBe("file");
    files.write("a", "2");
    engine.refresh();
    expect([kind(), computed]).toEqual(["file", 1]);
    files.remove("a");
    engine.refresh();
    expect([kind(), computed]).toEqual(["absent", 2]);
  });

  it("takes the kinds of a list for its entries, until they change", () => {
    const { files, engine } = open({ "d/a": "", "d/b": "" });
    const kinds = (): string => engine.query("kinds", "d", (workspace) => `${workspace.list("d")?.length} ${["d/a", "d/b", "d/c"].map((path) => workspace.stat(path)).join()}`);
    expect(kinds()).toBe("2 file,file,absent");
    files.remove("d/b");
    files.write("d/c", "");
    expect(kinds()).toBe("2 file,file,absent");
    engine.refresh();
    expect(kinds()).toBe("2 file,absent,file");
  });

  it("follows what queries that were reused have read", () => {
    const { files, engine, text } = open({ a: "1" });
    text("a");
    const outer = (): string => engine.query("outer", "", () => `<${text("a")}>`);
    expect(outer()).toBe("<1>");
    files.write("a", "2");
    engine.refresh();
    expect(outer()).toBe("<2>");
  });

  it("follows what a value reads after it was made", () => {
    const { files, engine } = open({ a: "1" });
    const lazy = (): (() => string) => engine.query("lazy", "", (workspace) => () => JSON.stringify(workspace.read("a")));
    const before = lazy();
    expect(before()).toContain("1");
    files.write("a", "2");
    engine.refresh();
    expect(lazy()).not.toBe(before);
    expect(lazy()()).toContain("2");
  });

  it("looks at each input once", () => {
    const files = memoryWorkspace({ a: "1" });
    let looks = 0;
    const engine = new QueryEngine({ ...files, fingerprint: (path) => (looks++, files.fingerprint(path)) });
    for (const key of ["x", "y", "z"]) engine.query("q", key, (workspace) => workspace.read("a"));
    expect(looks).toBe(1);
    engine.refresh();
    expect(looks).toBe(2);
  });
});

describe("inputsOf", () => {
  it("names what a result has seen, through others and absent files too", () => {
    const { engine, all, text } = open({ "d/a": "1" });
    all();
    text("absent");
    expect(engine.inputsOf("all", "")).toEqual(["d", "d/a"]);
    expect(engine.inputsOf("text", "absent")).toEqual(["absent"]);
    expect(engine.inputsOf("text", "never asked")).toEqual([]);
  });
});

describe("errors", () => {
  it("name the queries of a cycle", () => {
    const engine = new QueryEngine(memoryWorkspace());
    const a = (): number => engine.query("a", "x", () => b());
    const b = (): number => engine.query("b", "y", () => a());
    expect(a).toThrow(new QueryCycleError(["a(x)", "b(y)", "a(x)"]));
    expect(a).toThrow("queries need each other: a(x) → b(y) → a(x)");
  });

  it("name the query that failed, once", () => {
    const engine = new QueryEngine(memoryWorkspace());
    const cause = new TypeError("broken");
    const inner = (): never => engine.query("parse", "go.mod", () => { throw cause; });
    const outer = (): never => engine.query("outer", "", () => inner());
    expect(outer).toThrow(QueryError);
    expect(outer).toThrow("parse(go.mod): broken");
    let caught: unknown;
    try {
      outer();
    } catch (error) {
      caught = error;
    }
    expect((caught as QueryError).cause).toBe(cause);
  });

  it("are not remembered, and a caller that catches one depends on what led to it", () => {
    const { files, engine, text } = open({ a: "bad" });
    const strict = (): string =>
      engine.query("strict", "a", () => {
        if (text("a") === "bad") throw new Error("bad");
        return "good";
      });
    const tolerant = (): string =>
      engine.query("tolerant", "", () => {
        try {
          return strict();
        } catch {
          return "caught";
        }
      });
    expect(tolerant()).toBe("caught");
    files.write("a", "fine");
    engine.refresh();
    expect(tolerant()).toBe("good");
  });

  it("refuse a new revision while one is computed", () => {
    const engine = new QueryEngine(memoryWorkspace());
    expect(() => engine.query("q", "k", () => engine.refresh())).toThrow("refresh during q(k)");
  });
});
