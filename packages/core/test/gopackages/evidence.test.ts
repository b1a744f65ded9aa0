import { describe, expect, it } from "vitest";
import { cached, fixture, load } from "./support.js";

describe("chain of imports", () => {
  const files = {
    "go.mod": "module example.com/app\n\ngo 1.22\n\nrequire example.com/dep v1.0.0\n",
    "main.go": 'package main\n\nimport (\n\t"fmt"\n\tinner "example.com/app/inner"\n)\n\nfunc main() { fmt.Println(inner.X) }\n',
    "inner/b.go": "package inner\n\nvar X = 1\n",
    "inner/c.go": 'package inner\n\nimport _ "example.com/dep"\n',
    ...cached("example.com/dep", "v1.0.0", { "go.mod": "module example.com/dep\n", "dep.go": 'package dep\n\nimport _ "os/user"\n' }),
  };

  it("leads from main to a package by the shortest way, with the imports of the repository", () => {
    const [closure] = load(files, ".").closures;
    const text = (file: string, quoted: string): { file: string; start: number; end: number } => {
      const start = (files[file as keyof typeof files]).indexOf(quoted);
      return { file, start, end: start + quoted.length };
    };
    expect(closure?.pathTo("os/user")).toEqual([
      { fact: "", text: "example.com/app imports example.com/app/inner", at: text("main.go", '"example.com/app/inner"') },
      { fact: "", text: "example.com/app/inner imports example.com/dep", at: text("inner/c.go", '"example.com/dep"') },
      { fact: "", text: "example.com/dep imports os/user", at: null },
    ]);
  });

  it("is empty for main and for what is not linked", () => {
    const [closure] = load(files, ".").closures;
    expect(closure?.pathTo("example.com/app")).toEqual([]);
    expect(closure?.pathTo("net/http")).toEqual([]);
  });

  it("leads to missing packages too", () => {
    const [closure] = load(files, ".", { noCache: true }).closures;
    expect(closure?.pathTo("example.com/dep").at(-1)?.at?.file).toBe("inner/c.go");
  });
});

describe("files that are written during the build", () => {
  it("leave the packages of their directory open", () => {
    const [closure] = load(fixture("modules"), ".", { incomplete: ["/src/internal/x"] }).closures;
    expect(closure?.packages.has("example.com/app/internal/x")).toBe(true);
    expect(closure?.missing).toEqual([
      {
        importPath: "example.com/app/internal/x",
        importedBy: "example.com/app",
        at: expect.objectContaining({ file: "main.go" }) as unknown,
        module: { path: "example.com/app", version: "" },
        reason: { code: "file", text: "files of /src/internal/x may be written during the build", at: null },
      },
    ]);
  });

  it("leave the programs of a pattern open", () => {
    const result = load(fixture("modules"), "./...", { incomplete: ["/src/cmd"] });
    expect(result.unknown).toEqual({ code: "file", text: "files of /src/cmd may be written during the build", at: null });
    expect(result.closures).toHaveLength(4);
  });
});
