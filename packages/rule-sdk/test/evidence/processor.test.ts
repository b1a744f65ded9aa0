import { describe, expect, it } from "vitest";
import { evidence } from "../../src/evidence/processor.js";
import { attach } from "../../src/evidence/sink.js";
import { relatedLocations, type RelatedLocation } from "../../src/index.js";

const step = (text: string): RelatedLocation => ({ fact: "", text, file: "Makefile", line: 1, column: 1, endLine: 1, endColumn: 2 });
const message = (text: string) => ({ ruleId: "toy/r", line: 2, column: 3, message: text, severity: 2 as const });

describe("go-indep/evidence", () => {
  it("hands on the text as it is", () => {
    expect(evidence.preprocess?.("FROM a\r\n", "Dockerfile")).toEqual(["FROM a\r\n"]);
  });

  it("tells two findings of one rule at one place apart by their text", () => {
    const source = {};
    attach("a", source, { ruleId: "toy/r", line: 2, column: 3, message: "one" }, { relatedLocations: [step("first")] });
    attach("a", source, { ruleId: "toy/r", line: 2, column: 3, message: "two" }, { relatedLocations: [step("second")] });
    const out = evidence.postprocess?.([[message("two"), message("one"), message("three")]], "a") ?? [];
    expect(out.map((m) => relatedLocations(m).map(({ text }) => text))).toEqual([["second"], ["first"], []]);
  });

  it("forgets what a former pass over the file left behind, and what was collected", () => {
    attach("a", {}, { ruleId: "toy/r", line: 2, column: 3, message: "old" }, { relatedLocations: [step("old")] });
    attach("a", {}, { ruleId: "toy/r", line: 2, column: 3, message: "new" }, { relatedLocations: [step("new")] });
    const collect = () => evidence.postprocess?.([[message("old"), message("new")]], "a").map((m) => relatedLocations(m).length);
    expect(collect()).toEqual([0, 1]);
    expect(collect()).toEqual([0, 0]);
  });
});
