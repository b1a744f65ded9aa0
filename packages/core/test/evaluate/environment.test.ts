import { describe, expect, it } from "vitest";
import { Environment } from "../../src/evaluate/environment.js";
import { literal, type Reason } from "../../src/text/index.js";

const CALLER: Reason = { code: "caller", text: "given by whoever starts the build", at: null };

describe("Environment", () => {
  it("a name that is not listed is unset in a closed environment, unknown in an open one", () => {
    expect(Environment.EMPTY.get("X")).toBeNull();
    expect(Environment.of([], CALLER).get("X")).toMatchObject({ set: "maybe", exported: true, value: { pieces: [{ kind: "unknown", reason: { code: "caller" } }] } });
  });

  it("unset holds in an open environment too, until the name is set again", () => {
    const open = Environment.of([["X", { value: literal("1"), set: "yes", exported: true }]], CALLER).unset("X").unset("Y");
    expect([open.get("X"), open.get("Y"), open.names()]).toEqual([null, null, []]);
    expect(open.set("X", literal("2"), false).get("X")).toEqual({ value: literal("2"), set: "yes", exported: false });
  });

  it("a change leaves the environment as it was", () => {
    const before = Environment.EMPTY.set("X", literal("1"), true);
    before.unset("X");
    before.set("X", literal("2"), true);
    expect(before.get("X")?.value).toEqual(literal("1"));
  });

  it("commands see exported variables only", () => {
    expect(Environment.EMPTY.set("X", literal("1"), false).getExported("X")).toBeNull();
  });
});
