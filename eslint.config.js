import { readdirSync } from "node:fs";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/** Each file is looked up in one project: to try them all, all of them would have to be loaded. */
const projects = readdirSync(new URL("packages", import.meta.url)).flatMap((name) =>
  Object.entries({ src: "tsconfig.json", test: "tsconfig.test.json" }).map(([folder, project]) => ({
    files: [`packages/${name}/${folder}/**/*.ts`],
    languageOptions: { parserOptions: { project: `packages/${name}/${project}`, tsconfigRootDir: import.meta.dirname } },
  })),
);

export default defineConfig([
  globalIgnores(["**/*.generated.ts", "**/dist/", "**/.vitest/", "**/coverage/", "examples/", "**/fixtures/", "packages/core/data/", "tools/oracles/*/testdata/"]),
  {
    files: ["packages/*/{src,test}/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports", prefer: "type-imports" }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true, ignoreVoidOperator: true, ignoreVoidReturningFunctions: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
      // Parsers index texts and arrays inside of bounds that they have checked.
      "@typescript-eslint/no-non-null-assertion": "off",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-restricted-syntax": [
        "error",
        { selector: "Program > ExpressionStatement AwaitExpression, Program > VariableDeclaration AwaitExpression", message: "A CommonJS eslint.config.cjs must be able to require this: no top-level await." },
        { selector: "CatchClause > BlockStatement[body.length=0]", message: "An error that is swallowed is a false all-clear: return a typed reason." },
      ],
    },
  },
  ...projects,
  // Executables are nobody's dependency.
  { files: ["packages/{cli,hadolint-wasm}/src/bin.ts"], rules: { "no-restricted-syntax": "off" } },
  {
    files: ["packages/*/test/**/*.ts"],
    rules: {
      "no-restricted-syntax": ["error", { selector: "CallExpression[callee.object.name=/^(it|test|describe)$/][callee.property.name=/^(only|skip|todo)$/]", message: "Every test runs." }],
    },
  },
  {
    files: ["tools/**/*.mjs", "*.config.js", "**/*.config.ts", "vitest.shared.ts"],
    extends: [tseslint.configs.strict],
    rules: { eqeqeq: "error", "@typescript-eslint/no-dynamic-delete": "off" },
  },
]);
