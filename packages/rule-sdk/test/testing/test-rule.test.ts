import { describe, expect, it, vi } from "vitest";
import { checkProject, type ProjectCase } from "../../src/testing/project-case.js";
import { testRule } from "../../src/testing.js";
import { because } from "../fake-analysis.js";
import { createFindingRule, createRule, docs, type Word } from "../toy.js";

vi.mock("@go-indep/core", async (original) => ({ ...(await original<object>()), openProject: (await import("../fake-analysis.js")).openProject }));

const noMaintainer = createRule({
  name: "no-maintainer",
  meta: { type: "problem", languages: ["go-indep/dockerfile"], docs, fixable: "code", messages: { no: "{{name}} is deprecated." } },
  create: (context) => ({
    'Instruction[name="MAINTAINER"]'(node: Word) {
      context.report({ node, messageId: "no", data: { name: "MAINTAINER" }, fix: (fixer) => fixer.remove(node) });
    },
  }),
});

testRule(noMaintainer, {
  language: "go-indep/dockerfile",
  valid: ["FROM a\n", { name: "an argument of that name", code: "FROM a\nARG MAINTAINER\n" }],
  invalid: [
    {
      code: `
        FROM a
        MAINTAINER me
        ~~~~~~~~~~~~~
      `,
      output: "FROM a\n\n",
      reports: [{ messageId: "no", data: { name: "MAINTAINER" } }],
    },
  ],
});

const noBad = createFindingRule({ name: "no-bad", meta: { docs, messages: { bad: "There is something bad in {{file}}." } } });

const wholeProject: ProjectCase = {
  name: "finds what is bad in every file",
  files: {
    Dockerfile: `
      FROM bad
           ~~~
    `,
    Makefile: "all:\n\tgo build\n",
    ".github/workflows/ci.yml": "run: bad\n     ~~~\n",
  },
  settings: because({ fact: "", text: "go build", at: { file: "Makefile", start: 6, end: 14 } }),
  reports: {
    Dockerfile: [{ messageId: "bad", data: { file: "Dockerfile" }, why: ["go build (Makefile:2)"] }],
    ".github/workflows/ci.yml": [{ messageId: "bad", data: { file: ".github/workflows/ci.yml" } }],
  },
};

testRule(noBad, { projects: [wholeProject, { name: "is silent where nothing is", files: { Dockerfile: "FROM good\n" } }] });

describe("a case of a whole project fails", () => {
  it("when something undrawn is reported", () => {
    expect(() => {
      checkProject(noBad, { name: "", files: { Dockerfile: "FROM bad\n" } });
    }).toThrow("reports in Dockerfile");
  });

  it("when the place, the data or the chain differ", () => {
    const change = (drawn: string, file: string, why: readonly string[]) => () => {
      checkProject(noBad, { ...wholeProject, files: { ...wholeProject.files, Dockerfile: drawn }, reports: { ...wholeProject.reports, Dockerfile: [{ messageId: "bad", data: { file }, why }] } });
    };
    const why = ["go build (Makefile:2)"];
    expect(change("FROM bad\n     ~~~", "Dockerfile", why)).not.toThrow();
    expect(change("FROM bad\n    ~~~~", "Dockerfile", why)).toThrow("reports in Dockerfile");
    expect(change("FROM bad\n     ~~~", "Makefile", why)).toThrow("reports in Dockerfile");
    expect(change("FROM bad\n     ~~~", "Dockerfile", ["go build (Makefile:1)"])).toThrow("reports in Dockerfile");
    expect(change("FROM bad\n     ~~~", "Dockerfile", [])).toThrow("reports in Dockerfile");
  });
});
