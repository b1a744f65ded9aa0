import { describe, expect, it } from "vitest";
import { lastLine, readSums, summaryTable } from "../../oracles/sums.mjs";

describe("readSums", () => {
  it("reads what was compared", () => {
    expect(readSums("oracle gomod: 215 files, 5,300 nodes, 0 differences", 0)).toEqual({
      state: "agrees",
      counts: new Map([
        ["files", 215],
        ["nodes", 5300],
        ["differences", 0],
      ]),
      note: "",
    });
  });

  it("believes neither a good sum with a bad exit code nor the reverse", () => {
    expect(readSums("oracle a: 1 files, 0 differences", 1).state).toBe("differs");
    expect(readSums("oracle a: 1 files, 2 differences", 0).state).toBe("differs");
  });

  it("tells skipped from silent", () => {
    expect(readSums("oracle a: skipped, no go command", 0)).toMatchObject({ state: "skipped", note: "no go command" });
    expect(readSums("Error: broken", 1)).toMatchObject({ state: "failed", note: "ended with status 1 without a summary" });
    expect(readSums(lastLine(["", " "]), 0).state).toBe("failed");
  });
});

describe("summaryTable", () => {
  it("shows each oracle, what was skipped, and the total", () => {
    const run = (/** @type {string} */ name, /** @type {string} */ line) => ({ name, seconds: 1.25, ...readSums(line, 0) });
    expect(
      summaryTable([
        run("a", "oracle a: 2 files, 10 nodes, 0 differences"),
        run("b", "oracle b: 1 files, 5 commands, 1 differences"),
        run("c", "oracle c: skipped, no go command"),
      ]),
    ).toBe(
      [
        "✔ a: 2 files, 10 nodes, 0 differences (1.3 s)",
        "✖ b: 1 files, 5 commands, 1 differences (1.3 s)",
        "- c: SKIPPED, no go command (1.3 s)",
        "oracles: 1 agrees, 1 differs, 0 failed, 1 skipped; in total 3 files, 10 nodes, 1 differences, 5 commands",
      ].join("\n"),
    );
  });
});
