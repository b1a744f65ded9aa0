import { describe, expect, it } from "vitest";
import { LIMITS } from "../../../src/limits.js";
import { shapeOf } from "../../../src/text/index.js";
import { commands, evaluate, unknown } from "./support.js";

const reasons = (script: string): readonly string[] => evaluate(script, { dialect: "bash" }).machine.effects.map((effect) => (effect.kind === "not-understood" ? effect.reason.code : effect.kind));

describe("bounds", () => {
  it("a syntax error hides what follows, not what comes before", () => {
    const run = evaluate("cmd a\nif cmd b; then\ncmd c\n");
    expect(run.calls).toHaveLength(1);
    expect(run.machine.effects).toMatchObject([{ kind: "not-understood", reason: { code: "syntax" }, mayBuildGo: true }]);
  });

  it("endless loops and recursions end", () => {
    expect(reasons("while true; do cmd; done")).toEqual([]);
    expect(reasons("f() { f; f; }; f")).toContain("limit");
    expect(reasons("for i in {1..99}; do for j in {1..99}; do for k in {1..99}; do cmd; done; done; done")).toEqual(["limit"]);
    expect(evaluate("for i in {1..99}; do for j in {1..99}; do for k in {1..99}; do cmd; done; done; done", { dialect: "bash" }).result.status).toBe("unknown");
  });

  it("deep nesting ends", () => {
    expect(reasons(`${"( ".repeat(250)}cmd${" )".repeat(250)}`)).toContain("limit");
    expect(() => evaluate("(".repeat(100_000))).not.toThrow();
    expect(() => evaluate("$(".repeat(20_000))).not.toThrow();
  });

  it("values that double end as unknown", () => {
    const [call] = evaluate(`A=aaaaaaaaaa; ${"A=$A$A; ".repeat(40)} cmd "$A"`).calls;
    expect(new Set(call?.words[1]?.value.pieces.map((piece) => piece.kind === "unknown" && piece.reason.code))).toEqual(new Set(["limit"]));
    expect(shapeOf(call!.words[1]!.value)).toEqual({ mayBeEmpty: false, mayHaveBlanks: false });
  });

  it("choices that multiply end as unknown, and quickly", () => {
    const script = Array.from({ length: 60 }, (_, i) => `[ "$U${i}" = x ] && A=$A-${i}`).join("\n");
    const env = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`U${i}`, unknown(`U${i}`)]));
    expect(evaluate(`A=\n${script}\ncmd "$A"`, { env }).calls).toHaveLength(1);
  });

  it("a loop over many words is one over any of them", () => {
    const words = Array.from({ length: LIMITS.loopIterations + 1 }, (_, i) => `w${i}`).join(" ");
    expect(commands(`for x in ${words}; do cmd "$x"; done`)).toEqual([`may cmd|<limit: one of ${LIMITS.loopIterations + 1} words>`]);
  });
});
