import { describe, expect, it } from "vitest";
import { both } from "../../../src/evaluate/make/world.js";

describe("conditions of several choices", () => {
  it("tells each once, in their order", () => {
    expect(["", "A is x", "B is y", "A is x", "", "B is y"].reduce(both)).toBe("A is x, B is y");
    expect(both("A is xy", "A is x")).toBe("A is xy, A is x");
  });

  it("ends a long list instead of growing without end", () => {
    const all = Array.from({ length: 100_000 }, (_, i) => `V${i} is set`).reduce(both);
    expect(all).toMatch(/^V0 is set, V1 is set, .*, …$/);
    expect(all.length).toBeLessThan(500);
  });
});
