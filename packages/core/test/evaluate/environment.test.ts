import fc from "fast-check";
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

  it("gives the last change of each name, however many there were, and only what is exported to commands", () => {
    const name = fc.constantFrom("A", "B", "C", "D", "E", "F");
    const change = fc.record({ name, kind: fc.constantFrom("set", "hide", "unset"), value: fc.string({ minLength: 1, maxLength: 3 }) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), fc.array(change, { maxLength: 10 }), fc.boolean(), (first, second, open) => {
        const start = Environment.of([], open ? CALLER : null);
        const [before, expected] = changed(start, new Map(), first);
        const [after, expectedAfter] = changed(before, expected, second);
        // a projection of before must not be taken for one of after
        for (const [environment, values] of [[before, expected], [before.exported(), onlyExported(expected)], [after, expectedAfter], [after.exported(), onlyExported(expectedAfter)]] as const) {
          const listed = [...values].flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]));
          expect(new Map([...environment.entries()].map(([key, { value, exported }]) => [key, [value, exported]]))).toEqual(new Map(listed.map(([key, [text, exported]]) => [key, [literal(text), exported]])));
          for (const [key, value] of values) if (value === null) expect(environment.get(key)).toBeNull();
        }
        const beside = before.namesBeside(after);
        for (const key of ["A", "B", "C", "D", "E", "F"]) if (!beside.has(key)) expect(after.get(key)).toEqual(before.get(key));
      }),
    );
  });
});

describe("a watched environment", () => {
  it("answers as the one that it watches, and tells what was looked up in it however it was changed above", () => {
    const looked: (readonly [string, boolean])[] = [];
    const own = Environment.of([["A", { value: literal("1"), set: "yes", exported: true }]], CALLER);
    const watched = own.watched({ looked: (name, found) => looked.push([name, found != null]), lookedAtAll: () => looked.push(["*", true]) });
    const changed = watched?.set("B", literal("2"), false).exported().unset("C");
    expect([changed?.get("A"), changed?.get("B"), changed?.get("X")?.set]).toEqual([own.get("A"), null, "maybe"]);
    // unset asks whether there is something to unset
    expect(looked).toEqual([["C", false], ["A", true], ["X", false]]);
    expect(changed?.names()).toEqual(["A"]);
    expect(looked.at(-1)).toEqual(["*", true]);
  });

  it("is none where commands do not see all that is set: what they see is another environment", () => {
    expect(Environment.EMPTY.set("A", literal("1"), false).watched({ looked: () => undefined, lookedAtAll: () => undefined })).toBeNull();
  });
});

type Values = ReadonlyMap<string, readonly [string, boolean] | null>;

function changed(environment: Environment, values: Values, changes: readonly { readonly name: string; readonly kind: string; readonly value: string }[]): readonly [Environment, Values] {
  let next = environment;
  const expected = new Map(values);
  for (const { name, kind, value } of changes) {
    next = kind === "unset" ? next.unset(name) : next.set(name, literal(value), kind === "set");
    expected.set(name, kind === "unset" ? null : [value, kind === "set"]);
  }
  return [next, expected];
}

function onlyExported(values: Values): Values {
  return new Map([...values].map(([name, value]) => [name, value?.[1] === true ? value : null]));
}
