import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ImportClosure, LoadResult } from "../../src/gopackages/index.js";
import type { Files } from "./support.js";
import { cached, fixture, load } from "./support.js";

const NAMES = ["a", "b", "c"];

const VERSIONS = ["v1.0.0", "v1.1.0"] as const;

/** A program, and modules that import each other, some in versions that do more. */
const repository = fc.record({
  pruned: fc.boolean(),
  /** a second main module that requires other versions, in a workspace with the first */
  work: fc.option(fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...VERSIONS)), { maxLength: 3 }), { nil: null }),
  replace: fc.option(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom("", ...VERSIONS), fc.constantFrom(...NAMES), fc.constantFrom(...VERSIONS)), { nil: null }),
  exclude: fc.option(fc.tuple(fc.constantFrom(...NAMES), fc.constant("v1.1.0")), { nil: null }),
  used: fc.subarray(NAMES, { minLength: 1 }),
  imports: fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...NAMES, "net", "os/user", "net/url")), { maxLength: 6 }),
  requires: fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...NAMES), fc.constantFrom(...VERSIONS)), { minLength: 1, maxLength: 8 }),
  /** which modules are in the module cache: nothing, go.mod, sources; before and after */
  before: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: NAMES.length * 2, maxLength: NAMES.length * 2 }),
  more: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: NAMES.length * 2, maxLength: NAMES.length * 2 }),
});

type Repository = typeof repository extends fc.Arbitrary<infer T> ? T : never;

function filesOf({ pruned, used, imports, requires, work, replace, exclude }: Repository, present: readonly number[]): Files {
  const path = (name: string): string => (NAMES.includes(name) ? `example.com/${name}` : name);
  const importsOf = (name: string): string => imports.filter(([from]) => from === name).map(([, to]) => `import _ "${path(to)}"\n`).join("");
  const lines = [
    ...NAMES.map((name) => `require ${path(name)} v1.0.0`),
    ...(replace === null ? [] : [`replace ${path(replace[0])} ${replace[1]} => ${path(replace[2])} ${replace[3]}`]),
    ...(exclude === null ? [] : [`exclude ${path(exclude[0])} ${exclude[1]}`]),
  ];
  const files: Record<string, string> = {
    "go.mod": `module example.com/app\n\ngo ${pruned ? "1.22" : "1.16"}\n\n${lines.join("\n")}\n`,
    "main.go": `package main\n\n${used.map((name) => `import _ "${path(name)}"\n`).join("")}\nfunc main() {}\n`,
  };
  if (work !== null) {
    files["go.work"] = "go 1.22\n\nuse (\n\t.\n\t./second\n)\n";
    files["second/go.mod"] = `module example.com/second\n\ngo 1.22\n\n${work.map(([name, version]) => `require ${path(name)} ${version}\n`).join("")}`;
    files["second/main.go"] = `package main\n\n${work.map(([name]) => `import _ "${path(name)}"\n`).join("")}\nfunc main() {}\n`;
  }
  NAMES.forEach((name, i) => {
    VERSIONS.forEach((version, j) => {
      const what = present[2 * i + j] ?? 0;
      if (what === 0) return;
      const required = requires.filter(([from]) => from === name).map(([, to, at]) => `require ${path(to)} ${at}\n`).join("");
      const extra = version === "v1.1.0" ? 'import _ "plugin"\n' : "";
      const sources = { [`${name}.go`]: `package ${name}\n\n${extra}${importsOf(name)}` };
      Object.assign(files, cached(path(name), version, { "go.mod": `module ${path(name)}\n\n${required}`, ...(what === 2 ? sources : {}) }));
    });
  });
  return files;
}

/** What is known in the first result must be so in the second. */
function expectToGrow(before: LoadResult, after: LoadResult): void {
  // a failure that shows only with more sources was possible before: the closure was open
  if (after.failure !== null) {
    expect(before.failure !== null || before.unknown !== null || before.closures.some(({ missing }) => missing.length > 0)).toBe(true);
    return;
  }
  expect(before.failure).toBeNull();
  for (const known of before.closures) {
    const now = after.closures.find(({ main }) => main.importPath === known.main.importPath);
    expectClosureToGrow(known, now as ImportClosure);
  }
  if (before.unknown === null) expect(after.closures.map(({ main }) => main.importPath)).toEqual(before.closures.map(({ main }) => main.importPath));
}

function expectClosureToGrow(before: ImportClosure, after: ImportClosure): void {
  const open = new Set(before.missing.map(({ importPath }) => importPath));
  for (const [importPath, one] of before.packages) {
    const now = after.packages.get(importPath);
    if (open.has(importPath)) expect(now?.goFiles).toEqual(expect.arrayContaining([...one.goFiles]));
    else expect(now).toEqual(one);
  }
  if (before.missing.length === 0) expect([...after.packages.keys()]).toEqual([...before.packages.keys()]);
}

describe("more sources only turn unknown into known", { timeout: 60_000 }, () => {
  it("in the module cache", () => {
    fc.assert(
      fc.property(repository, fc.constantFrom(".", "./...", "all", "example.com/app", "example.com/..."), (drawn, patterns) => {
        const after = drawn.before.map((what, i) => Math.max(what, drawn.more[i] ?? 0));
        expectToGrow(load(filesOf(drawn, drawn.before), patterns), load(filesOf(drawn, after), patterns));
      }),
      { numRuns: 400 },
    );
  });

  it("in directories of which not all was known", () => {
    const files = fixture("constraints");
    const directories = [...new Set(Object.keys(files).map((path) => `/src/${path}`.replace(/\/[^/]*$/, "")))];
    fc.assert(
      fc.property(fc.subarray(Object.keys(files).filter((path) => path !== "go.mod")), fc.constantFrom(".", "./...", "./cgo"), (hidden, pattern) => {
        const known = Object.fromEntries(Object.entries(files).filter(([path]) => !hidden.includes(path)));
        expectToGrow(load(known, pattern, { incomplete: directories }), load(files, pattern));
      }),
      { numRuns: 100 },
    );
  });
});
