import { describe, expect, it } from "vitest";
import { atRanges, readDrawing } from "../../src/testing/drawn-ranges.js";

describe("readDrawing", () => {
  it("takes the drawn lines out and tells where they point", () => {
    expect(
      readDrawing(`
        FROM a
             ~
        RUN b c
            ~ ~
      `),
    ).toEqual({
      text: "FROM a\nRUN b c\n",
      ranges: [
        { line: 1, column: 6, endLine: 1, endColumn: 7 },
        { line: 2, column: 5, endLine: 2, endColumn: 6 },
        { line: 2, column: 7, endLine: 2, endColumn: 8 },
      ],
    });
  });

  it("leaves a text alone that does not begin with a line break", () => {
    expect(readDrawing("  a\r\n  ~\n").text).toBe("  a\r\n");
    expect(readDrawing("FROM a")).toEqual({ text: "FROM a", ranges: [] });
  });

  it("lets tabs stand below tabs", () => {
    expect(readDrawing("\n    all:\n    \tgo build\n    \t~~\n    ")).toEqual({
      text: "all:\n\tgo build\n",
      ranges: [{ line: 2, column: 2, endLine: 2, endColumn: 4 }],
    });
  });

  it("takes several drawings under one line", () => {
    expect(readDrawing("abc\n~\n ~~").ranges.map(({ column, endColumn }) => [column, endColumn])).toEqual([
      [1, 2],
      [2, 4],
    ]);
  });
});

describe("atRanges", () => {
  it("refuses a report without a drawing", () => {
    expect(() => atRanges(["report"], [], "FROM a")).toThrow("1 reports are expected, but 0 ranges are drawn in:\nFROM a");
  });
});
