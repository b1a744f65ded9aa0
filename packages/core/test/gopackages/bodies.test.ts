import { describe, expect, it } from "vitest";
import { readPackageBodies } from "../../src/gopackages/index.js";
import { cached, load } from "./support.js";

const files = {
  "go.mod": "module example.com/app\n\ngo 1.22\n\nrequire (\n\texample.com/dep v1.0.0\n\texample.com/gone v1.0.0\n)\n",
  "main.go": 'package main\n\nimport (\n\t_ "example.com/dep"\n\t_ "example.com/gone"\n)\n\nvar version = "dev"\n\nfunc main() {}\n',
  "main_windows.go": "package main\n\nvar windows string\n",
  "other.go": "package main\n\nvar commit string\n",
  ...cached("example.com/dep", "v1.0.0", { "go.mod": "module example.com/dep\n", "dep.go": 'package dep\n\nvar Build = "a" + "b"\n' }),
};

describe("bodies of packages", () => {
  const [closure] = load(files, ".").closures;
  if (closure === undefined) throw new Error("no program");

  it("are those of the files that are compiled", () => {
    const bodies = readPackageBodies(closure, "example.com/app");
    if (bodies.kind === "unknown") throw new Error(bodies.reason.text);
    expect(bodies.value.map(({ file, source, body }) => [file, source, body.values.map(({ name }) => name)])).toEqual([
      ["main.go", "main.go", ["version"]],
      ["other.go", "other.go", ["commit"]],
    ]);
  });

  it("are read from the module cache too", () => {
    const bodies = readPackageBodies(closure, "example.com/dep");
    expect(bodies.kind === "known" && bodies.value[0]?.body.values[0]?.initialiser?.text).toBe('"a" + "b"');
  });

  it("are unknown without sources", () => {
    const reason = (importPath: string): string => {
      const bodies = readPackageBodies(closure, importPath);
      return bodies.kind === "unknown" ? bodies.reason.text : "known";
    };
    expect(reason("example.com/gone")).toBe("no sources of example.com/gone v1.0.0");
    expect(reason("runtime")).toBe("sources of runtime in the standard library");
    expect(reason("net/http")).toBe("net/http is not linked");
  });

  it("are unknown when a file may be missing", () => {
    const [open] = load(files, ".", { incomplete: ["/src"] }).closures;
    expect(open && readPackageBodies(open, "example.com/app").kind).toBe("unknown");
  });
});
