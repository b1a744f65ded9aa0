/** A table made of modules says of each package what their sources say, or that it does not know. */
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadPackages, ModuleCache, ModuleTable, PackageStore, workspaceHeaders } from "../../../packages/core/dist/gopackages/index.js";
import { encode, FORMAT } from "../../generate-modules/encode.mjs";
import { readModule } from "../../generate-modules/read-module.mjs";
import { selectPackages } from "../../generate-modules/select-packages.mjs";
import { diskView, diskWorkspace } from "../../oracles/gopackages/disk.mjs";
import { temporaryTree } from "../temporary.mjs";

const VERSIONS = ["v1.0.0", "v1.1.0", "v1.2.0"];
const DIRECTORIES = ["", "client", "internal/wire"];
const IMPORTS = ["net", "os/user", "plugin", "unsafe", "C", "example.com/lib/client", "example.com/lib/internal/wire", "example.com/lib/strange"];

const goFile = fc.record({
  name: fc.constantFrom("a.go", "b.go", "b_linux.go", "c_windows_amd64.go", "d_wasip1.go", "e_test.go", "_f.go"),
  constraint: fc.constantFrom("", "", "//go:build linux && !netgo", "//go:build cgo || windows", "//go:build ignore", "//go:build go1.25", "// +build !windows,amd64 netgo", "//go:build linux &&"),
  packageName: fc.constantFrom("lib", "lib", "lib", "lib", "main", "documentation", "other"),
  imports: fc.uniqueArray(fc.constantFrom(...IMPORTS), { maxLength: 4 }),
  preamble: fc.constantFrom("", "#cgo LDFLAGS: -lz", "#cgo linux pkg-config: foo", "#cgo windows LDFLAGS: -lws2_32 -Wl,x y", "#cgo NONSENSE: x"),
  dynamic: fc.constantFrom("", "", '//go:cgo_import_dynamic open open "libdl.so.2"'),
});
const otherFile = fc.constantFrom("x.c", "x_linux.cc", "x.s", "x.syso", "x.h", "x.swig");
const directory = fc.record({ goFiles: fc.uniqueArray(goFile, { minLength: 1, maxLength: 3, selector: ({ name }) => name }), others: fc.uniqueArray(otherFile, { maxLength: 1 }) });
const library = fc.array(fc.array(fc.option(directory, { nil: null, freq: 4 }), { minLength: DIRECTORIES.length, maxLength: DIRECTORIES.length }), { minLength: VERSIONS.length, maxLength: VERSIONS.length });
const context = fc.record({
  goos: fc.constantFrom("linux", "windows", "wasip1"),
  goarch: fc.constant("amd64"),
  cgo: fc.boolean(),
  tags: fc.subarray(["netgo", "ignore"]),
  goVersion: fc.constantFrom("1.20", "1.24.3", "1.26.1"),
});

function goText({ constraint, packageName, imports, preamble, dynamic }) {
  const lines = imports.map((path) => (path === "C" && preamble !== "" ? `// ${preamble}\nimport "C"` : `import _ "${path}"`));
  return `${constraint}\n\npackage ${packageName}\n\n${lines.join("\n").replace('_ "C"', '"C"')}\n\n${dynamic}\n`;
}

/** @returns {Record<string, string>} */
function filesOf(versions) {
  const files = {};
  versions.forEach((directories, i) => {
    const root = `cache/example.com/lib@${VERSIONS[i]}`;
    files[`${root}/go.mod`] = "module example.com/lib\n";
    directories.forEach((one, j) => {
      for (const file of one?.goFiles ?? []) files[join(root, DIRECTORIES[j], file.name)] = goText(file);
      for (const name of one?.others ?? []) files[join(root, DIRECTORIES[j], name)] = "";
    });
  });
  return files;
}

function contentOf({ name, usesCgo, imports, cgoDirectives, dynamicImports, otherFiles }) {
  const kinds = [...new Set(otherFiles.map((file) => file.slice(file.lastIndexOf("."))))].filter((extension) => !/^\.(?:s|h)$/.test(extension));
  const flags = cgoDirectives.map(({ directive: { condition, variable, args } }) => JSON.stringify([condition, variable, args]));
  return { name, usesCgo, imports, flags: flags.sort(), libraries: [...new Set(dynamicImports.map(({ library: own }) => own))].sort(), kinds };
}

describe("a table of modules", () => {
  it("never says anything that the sources do not", () => {
    let known = 0;
    fc.assert(
      fc.property(library, fc.constantFrom(...VERSIONS), fc.subarray(DIRECTORIES, { minLength: 1 }), context, (versions, version, used, where) => {
        const own = used.filter((path) => !path.startsWith("internal")).map((path) => `import _ "example.com/lib${path === "" ? "" : `/${path}`}"\n`);
        const root = temporaryTree({
          ...filesOf(versions),
          "app/go.mod": `module example.com/app\n\ngo 1.18\n\nrequire example.com/lib ${version}\n`,
          "app/main.go": `package main\n\n${own.join("")}\nfunc main() {}\n`,
        });
        const cache = join(root, "cache");
        const modules = new Map([["example.com/lib", new Map(VERSIONS.map((one) => [one, selectPackages({ path: "example.com/lib", packages: readModule(join(cache, `example.com/lib@${one}`)) }, new Set())]))]]);
        const table = `${FORMAT} 0\n${encode(modules)}`;
        const load = (moduleCache, moduleTable) => {
          const workspace = diskWorkspace(moduleCache);
          return loadPackages({
            view: diskView(workspace),
            directory: join(root, "app"),
            patterns: ["."],
            goWork: "off",
            context: { ...where, mod: null, race: false },
            moduleCache: moduleCache === null ? null : new ModuleCache(workspace),
            moduleTable,
            store: new PackageStore(workspaceHeaders(workspace)),
          });
        };
        const byTable = load(null, new ModuleTable(() => table, false));
        const bySources = load(cache, null);
        const [described] = byTable.closures;
        if (bySources.failure !== null) {
          expect(byTable.failure !== null || (described?.missing.length ?? 1) > 0).toBe(true);
          return;
        }
        expect(byTable.failure).toBeNull();
        const [read] = bySources.closures;
        for (const [path, one] of described.packages) expect(contentOf(one)).toEqual(contentOf(read.packages.get(path)));
        if (described.missing.length > 0) return;
        expect([...described.packages.keys()]).toEqual([...read.packages.keys()]);
        known++;
      }),
      { numRuns: 100 },
    );
    // else it would show nothing
    expect(known).toBeGreaterThan(5);
  });
});
