import { expect, it } from "vitest";
import { HELLO, project } from "../support.js";

it("scripts that build are run by the package manager that is named; tests and other scripts are not", () => {
  const { invocations, entries } = project({
    "main.go": HELLO,
    "web/package.json": '{ "scripts": { "go": "cd .. && go build -tags web .", "test": "go build ./x", "dev": "vite", "all": "make -C .. all" } }',
    "package.json": '{ "packageManager": "yarn@4.0.0", "scripts": { "build": "go build -tags top ." } }',
    Makefile: "all:\n\t$(MAKE) -f build.mk\n",
    "build.mk": "all:\n\tgo build -tags made .\n",
  });
  expect(entries.map(({ id, kind }) => `${kind} ${id}`)).toEqual(["package-script package.json:build", "package-script web/package.json:go", "package-script web/package.json:all"]);
  expect(invocations.map(({ chain }) => chain.map(({ text }) => text).slice(0, 2))).toEqual([
    ["yarn run build", "script build"],
    ["npm run go", "script go"],
    ["npm run all", "script all"],
  ]);
});
