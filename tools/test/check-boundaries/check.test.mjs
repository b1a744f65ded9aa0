import { describe, expect, it } from "vitest";
import { checkBoundaries } from "../../check-boundaries/check.mjs";
import { temporaryTree } from "../temporary.mjs";

/** @param {Record<string, string>} sources below packages/ or tools/ */
function violations(sources) {
  const root = temporaryTree({
    "package.json": { devDependencies: { vitest: "*" } },
    "packages/core/package.json": { name: "@go-indep/core", dependencies: { unbash: "*" } },
    "packages/rule-sdk/package.json": { name: "@go-indep/rule-sdk", dependencies: { "@go-indep/core": "*" }, peerDependencies: { eslint: "*" } },
    "packages/eslint-plugin-dockerfile/package.json": { name: "@go-indep/eslint-plugin-dockerfile", dependencies: { "@go-indep/rule-sdk": "*" } },
    "packages/eslint-plugin-gomod/package.json": { name: "@go-indep/eslint-plugin-gomod", dependencies: { "@go-indep/rule-sdk": "*" } },
    ...sources,
  });
  return checkBoundaries(root).map(({ file, line, rule }) => `${file}:${line}: ${rule}`);
}

describe("between packages", () => {
  it("accepts the direction plugin → rule-sdk → core", () => {
    expect(
      violations({
        "packages/eslint-plugin-gomod/src/a.ts": `import { x } from "@go-indep/rule-sdk";`,
        "packages/rule-sdk/src/a.ts": `import type { Y } from "@go-indep/core";\nimport { RuleTester } from "eslint";`,
      }),
    ).toEqual([]);
  });

  it("reports a plugin that imports another one, with its line", () => {
    expect(violations({ "packages/eslint-plugin-gomod/src/a.ts": `// first line\nexport { y } from "@go-indep/eslint-plugin-dockerfile";` })).toEqual([
      'packages/eslint-plugin-gomod/src/a.ts:2: imports "@go-indep/eslint-plugin-dockerfile": eslint-plugin-gomod may not import eslint-plugin-dockerfile',
    ]);
  });

  it("reports core that imports its users, ESLint or Node", () => {
    expect(
      violations({
        "packages/core/src/query/a.ts": `import "@go-indep/rule-sdk";\nimport type { Linter } from "eslint";\nimport fs from "node:fs";\nimport path from "path";`,
      }),
    ).toEqual([
      'packages/core/src/query/a.ts:1: imports "@go-indep/rule-sdk": core may not import rule-sdk',
      'packages/core/src/query/a.ts:2: imports "eslint": core must load where there is no ESLint',
      'packages/core/src/query/a.ts:3: imports "node:fs": in core only src/workspace/node*.ts knows Node',
      'packages/core/src/query/a.ts:4: imports "path": in core only src/workspace/node*.ts knows Node',
    ]);
  });

  it("lets the node adapter of core and its tests use Node", () => {
    expect(
      violations({
        "packages/core/src/workspace/node-workspace.ts": `import fs from "node:fs";`,
        "packages/core/test/a.test.ts": `import fs from "node:fs";\nimport { it } from "vitest";\nimport { x } from "../src/index.js";`,
      }),
    ).toEqual([]);
  });

  it("reports what only a hoisted node_modules resolves", () => {
    expect(violations({ "packages/core/src/text/a.ts": `const semver = await import("semver");` })).toEqual([
      'packages/core/src/text/a.ts:1: imports "semver", which its package.json does not declare',
    ]);
  });

  it("reports relative imports that leave a package, in tests and tools too", () => {
    expect(
      violations({
        "packages/rule-sdk/test/a.test.ts": `import { x } from "../../core/src/text/index.js";`,
        "tools/oracles/a.mjs": `import { x } from "../../packages/cli/dist/index.js";\nimport { y } from "../../packages/core/dist/syntax/go/header.js";`,
      }),
    ).toEqual([
      'packages/rule-sdk/test/a.test.ts:1: imports "../../core/src/text/index.js", which is outside of its package',
      'tools/oracles/a.mjs:1: imports "../../packages/cli/dist/index.js": tools import packages by their names',
    ]);
  });

  it("lets the configuration of a package use the shared one of the root", () => {
    expect(violations({ "packages/core/vitest.config.ts": `import { packageTests } from "../../vitest.shared.js";` })).toEqual([]);
  });

  it("reports a package that nobody placed", () => {
    expect(violations({ "packages/new/package.json": "{}" })).toEqual(["packages/new:1: is not in tools/check-boundaries/layers.mjs"]);
  });
});

describe("between the folders of core", () => {
  it("accepts imports to the right, through public files", () => {
    expect(
      violations({
        "packages/core/src/project/analyze.ts": `import { a } from "../shipment/index.js";\nimport { b } from "../text/index.js";`,
        "packages/core/src/evaluate/make/expand.ts": `import type { M } from "../../syntax/makefile/ast.js";\nimport { e } from "../environment.js";\nimport { LIMITS } from "../../limits.js";`,
        "packages/core/src/linkage/a.ts": `import { x } from "./rules/deep.js";\nimport type { W } from "../workspace/port.js";`,
      }),
    ).toEqual([]);
  });

  it("reports imports to the left and to the side", () => {
    expect(
      violations({
        "packages/core/src/syntax/go/a.ts": `import { x } from "../../evaluate/index.js";`,
        "packages/core/src/image/a.ts": `import { x } from "../linkage/index.js";`,
        "packages/core/src/workspace/a.ts": `import { x } from "../syntax/go/index.js";`,
      }),
    ).toEqual([
      'packages/core/src/image/a.ts:1: imports "linkage/index.js": image may not import linkage',
      'packages/core/src/syntax/go/a.ts:1: imports "evaluate/index.js": syntax may not import evaluate',
      'packages/core/src/workspace/a.ts:1: imports "syntax/go/index.js": workspace may not import syntax',
    ]);
  });

  it("reports imports of another folder's inside", () => {
    expect(
      violations({
        "packages/core/src/evaluate/dockerfile/a.ts": `import { x } from "../../syntax/dockerfile/lexer.js";`,
        "packages/core/src/syntax/shell/a.ts": `import { x } from "../dockerfile/lexer.js";`,
      }),
    ).toEqual([
      'packages/core/src/evaluate/dockerfile/a.ts:1: imports "syntax/dockerfile/lexer.js": another folder is imported through index.js, ast.js, model.js, port.js, view.js only',
      'packages/core/src/syntax/shell/a.ts:1: imports "syntax/dockerfile/lexer.js": another folder is imported through index.js, ast.js, model.js, port.js, view.js only',
    ]);
  });

  it("does not take strings and comments for imports", () => {
    expect(violations({ "packages/core/src/text/a.ts": 'const s = `import x from "eslint"`; // import "node:fs"\n/* import "eslint" */' })).toEqual([]);
  });
});
