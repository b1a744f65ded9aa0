import { expect, it } from "vitest";
import { memoryWorkspace, openProject } from "../../src/index.js";
import { ParsedTexts } from "../../src/evaluate/index.js";
import { defaultedVariables } from "../../src/project/make-defaults.js";

const FILES = {
  "go.mod": "module m\n\ngo 1.24\n",
  "main.go": "package main\n\nfunc main() {}\n",
  Makefile: "app:\n\tgo build -o /app .\n",
  "b.sh": "#!/bin/sh\ngo build -o /app .\n",
  Dockerfile: 'FROM golang:1.24 AS b\nCOPY . /src\nWORKDIR /src\nRUN make app && ./b.sh\nFROM scratch\nCOPY --from=b /app /app\nENTRYPOINT ["/app"]\n',
};
const LARGE = "# generated\n".repeat(100_000);

it.each(["Makefile", "b.sh", "Dockerfile"])("a %s that is too long is told of, and not read", (name) => {
  const workspace = memoryWorkspace({ ...FILES, [name]: `${FILES[name as keyof typeof FILES]}${LARGE}` });
  const { notUnderstood, defects } = openProject(workspace, { asOf: "2026-01-01" }).project();
  expect(defects).toEqual([]);
  expect(notUnderstood.map(({ reason }) => reason.text)).toContain(`limit: ${name} is longer than 1048576 characters`);
});

it("a here-document of many lines is one text", () => {
  const workspace = memoryWorkspace({ ...FILES, "b.sh": `#!/bin/sh\ncat <<X\n${"text $A\n".repeat(100_000)}X\ngo build -o /app .\n` });
  expect(openProject(workspace, { asOf: "2026-01-01" }).project().defects).toEqual([]);
}, 30_000);

it("a makefile that is too long is told of although nothing runs it", () => {
  const { notUnderstood } = openProject(memoryWorkspace({ Makefile: `${FILES.Makefile}${LARGE}` }), { asOf: "2026-01-01" }).project();
  expect(notUnderstood.map(({ reason, driver }) => [driver, reason])).toEqual([["make", { code: "limit", text: "limit: Makefile is longer than 1048576 characters", at: { file: "Makefile", start: 0, end: 0 } }]]);
});

it("goals and defaults of a makefile that is too long are not looked for", () => {
  const makefile = "CGO_ENABLED ?= 0\napp:\n\tCGO_ENABLED=$(CGO_ENABLED) go build -o app .\n";
  const goals = (text: string): readonly string[] => openProject(memoryWorkspace({ "go.mod": FILES["go.mod"], "main.go": FILES["main.go"], Makefile: text }), { asOf: "2026-01-01" }).project().entries.flatMap((entry) => entry.goals);
  expect(goals(makefile)).toEqual(["app"]);
  expect(goals(`${makefile}${LARGE}`)).toEqual([]);
});

it("the defaults of a makefile that is too long count for no other file", () => {
  const workspace = memoryWorkspace({ Makefile: "A ?= x\n", "large.mk": `B ?= x\n${LARGE}` });
  expect([...defaultedVariables(["Makefile", "large.mk"], workspace, new ParsedTexts())]).toEqual(["A"]);
});
