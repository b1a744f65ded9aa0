import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseGoMod, parseGoWork, parseModulesTxt } from "../../../src/syntax/gomod/index.js";

describe("parseGoMod", () => {
  it("reads single statements and blocks with exact ranges", () => {
    const text = [
      "// about\nmodule example.com/app // the app\n\ngo 1.24.1\ntoolchain go1.26.3\ngodebug netdns=go\n",
      "require example.com/a v1.2 // indirect; why\n",
      'require (\n\texample.com/b/v2 v2.0.0-rc.1\n\t"example.com/c" v3.0.0+incompatible // indirect\n)\n',
      "exclude example.com/a v1.1.0\n",
      "replace example.com/a v1.2.0 => ../a\nreplace (\n\texample.com/b/v2 => example.com/fork/v2 v2.1.0 // ours\n)\n",
      "retract [v1.0.0, v1.1.0] // broken\nretract v1.2.0\ntool example.com/a/cmd/x\nignore ./node_modules\n",
    ].join("");
    const mod = parseGoMod(text);
    const at = (part: string): [number, number] => [text.indexOf(part), text.indexOf(part) + part.length];
    expect(mod.problems).toEqual([]);
    expect(mod.module).toEqual({ path: "example.com/app", range: at("example.com/app") });
    expect(mod.go).toEqual({ version: "1.24.1", range: at("1.24.1") });
    expect(mod.toolchain).toEqual({ version: "go1.26.3", range: at("go1.26.3") });
    expect(mod.godebug).toEqual([{ key: "netdns", value: "go", range: at("netdns=go") }]);
    expect(mod.require).toEqual([
      { path: "example.com/a", version: "v1.2.0", indirect: true, range: at("require example.com/a v1.2"), versionRange: at("v1.2") },
      { path: "example.com/b/v2", version: "v2.0.0-rc.1", indirect: false, range: at("example.com/b/v2 v2.0.0-rc.1"), versionRange: at("v2.0.0-rc.1") },
      { path: "example.com/c", version: "v3.0.0+incompatible", indirect: true, range: at('"example.com/c" v3.0.0+incompatible'), versionRange: at("v3.0.0+incompatible") },
    ]);
    expect(mod.exclude).toEqual([{ path: "example.com/a", version: "v1.1.0", range: at("exclude example.com/a v1.1.0") }]);
    expect(mod.replace).toEqual([
      {
        old: { path: "example.com/a", version: "v1.2.0" },
        new: { path: "../a", version: "" },
        range: at("replace example.com/a v1.2.0 => ../a"),
        newRange: at("../a"),
      },
      {
        old: { path: "example.com/b/v2", version: "" },
        new: { path: "example.com/fork/v2", version: "v2.1.0" },
        range: at("example.com/b/v2 => example.com/fork/v2 v2.1.0"),
        newRange: at("example.com/fork/v2 v2.1.0"),
      },
    ]);
    expect(mod.retract).toEqual([
      { low: "v1.0.0", high: "v1.1.0", range: at("retract [v1.0.0, v1.1.0]") },
      { low: "v1.2.0", high: "v1.2.0", range: at("retract v1.2.0") },
    ]);
    expect(mod.tool).toEqual([{ path: "example.com/a/cmd/x", range: at("example.com/a/cmd/x") }]);
    expect(mod.ignore).toEqual([{ path: "./node_modules", range: at("./node_modules") }]);
    expect(mod.comments.map((c) => text.slice(...c.range))).toEqual(["// about", "// the app", "// indirect; why", "// indirect", "// ours", "// broken"]);
    expect(mod.comments[0]).toEqual({ range: [0, 8], value: " about" });
  });

  it("keeps carriage returns out of words and comments", () => {
    const mod = parseGoMod("module m.example/x // c\r\ngo 1.21\r\n");
    expect(mod.go).toEqual({ version: "1.21", range: [28, 32] });
    expect(mod.comments).toEqual([{ range: [19, 23], value: " c" }]);
  });

  it.each([
    ["foo bar\n", [0, 7], "unknown directive: foo"],
    ["go 1.21\ngo 1.22\n", [8, 15], "repeated go statement"],
    ["go v1.21\n", [3, 8], "invalid go version 'v1.21': must match format 1.23.0"],
    ["require a.b/c\n", [0, 13], "usage: require module/path v1.2.3"],
    ["require a.b/c master\n", [14, 20], 'version "master" invalid: must be of the form v1.2.3'],
    ["require a.b/c v2.0.0\n", [14, 20], "version v2.0.0 of a.b/c: should be v0 or v1, not v2"],
    ["require a.b/c/v1 v1.0.0\n", [8, 16], "invalid module path"],
    ["require 'a.b/c' v1.0.0\n", [8, 15], "unquoted string cannot contain quote"],
    ["replace a.b/c => d.e/f\n", [17, 22], "replacement module without version must be directory path (rooted or starting with . or ..)"],
    ["replace a.b/c => ../f v1.0.0\n", [17, 28], 'replacement module directory path "../f" cannot have version'],
    ["go (\n1.21\n)\n", [0, 4], "unknown block type: go"],
    ["require (\n\ta.b/c v1.0.0\n", [0, 7], "syntax error (unterminated block)"],
    ['module "a\n', [7, 9], "unexpected newline in string"],
    ["module a /* b */\n", [9, 11], "mod files must use // comments (not /* */ comments)"],
    ["retract [v1.0.0 v1.1.0]\n", [0, 23], "expected an interval like [v1.0.0, v1.2.3]"],
    ["godebug netdns\n", [0, 14], "usage: godebug key=value"],
  ])("says what go refuses in %j", (text, range, message) => {
    const { problems } = parseGoMod(text);
    expect(problems[0]).toEqual({ range, message });
  });

  it("reads the good lines of a file with bad ones", () => {
    const mod = parseGoMod('module a.b/c\nrequire (\n\tx.y/z v1.0.0\n\t"broken\n\tx.y/w v1.1.0\n)\nwhat\ngo 1.22\n');
    expect(mod.require.map((r) => r.path)).toEqual(["x.y/z", "x.y/w"]);
    expect(mod.go?.version).toBe("1.22");
    expect(mod.problems).toHaveLength(2);
  });
});

describe("parseGoWork", () => {
  it("reads use, replace and versions", () => {
    const text = "go 1.23\n\nuse (\n\t.\n\t./tools // helpers\n)\nuse ../other\nreplace a.b/c => ./c\n";
    const work = parseGoWork(text);
    expect(work).toMatchObject({ go: { version: "1.23" }, toolchain: null, problems: [] });
    expect(work.use).toEqual([{ path: ".", range: [16, 17] }, { path: "./tools", range: [19, 26] }, { path: "../other", range: [44, 52] }]);
    expect(work.replace[0]?.new.path).toBe("./c");
    expect(parseGoWork("require a.b/c v1.0.0\n").problems).toEqual([{ range: [0, 20], message: "unknown directive: require" }]);
  });
});

describe("parseModulesTxt", () => {
  it("reads modules, replacements and packages", () => {
    const text = [
      "## workspace", "# a.b/c v1.2.0", "## explicit; go 1.21", "a.b/c", "a.b/c/internal/x", "# d.e/f v0.1.0 => ./f", "## explicit", "d.e/f",
      "# g.h/i v1.0.0 => j.k/l v1.1.0", "# g.h/i => j.k/l v1.1.0", "# what is this", "ignored/package", "",
    ].join("\n");
    expect(parseModulesTxt(text)).toEqual([
      { path: "a.b/c", version: "v1.2.0", replacement: null, explicit: true, goVersion: "1.21", packages: ["a.b/c", "a.b/c/internal/x"] },
      { path: "d.e/f", version: "v0.1.0", replacement: { path: "./f", version: "" }, explicit: true, goVersion: null, packages: ["d.e/f"] },
      { path: "g.h/i", version: "v1.0.0", replacement: { path: "j.k/l", version: "v1.1.0" }, explicit: false, goVersion: null, packages: [] },
      { path: "g.h/i", version: "", replacement: { path: "j.k/l", version: "v1.1.0" }, explicit: false, goVersion: null, packages: [] },
    ]);
  });
});

describe("damaged files", () => {
  const FRAGMENTS = ["module ", "require ", "replace ", "retract ", "use ", "go ", "godebug ", "a.b/c", " v1.2.3", " => ", "../d", "(", ")", "[", "]", ",", "\n", "\r\n", "//", "/*", '"', "`", "'", "\\", "\t", "é", "\ud800", "\0", "=", "# ", "## "];

  it("never make a parser throw or point outside the text", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 50 }), (fragments) => {
        const text = fragments.join("");
        const mod = parseGoMod(text);
        const work = parseGoWork(text);
        parseModulesTxt(text);
        for (const { range } of [...mod.problems, ...mod.comments, ...mod.require, ...mod.replace, ...mod.retract, ...work.problems, ...work.use]) {
          expect(0 <= range[0] && range[0] <= range[1] && range[1] <= text.length).toBe(true);
        }
      }),
      { seed: 20_261_124, numRuns: 1000 },
    );
  });
});
