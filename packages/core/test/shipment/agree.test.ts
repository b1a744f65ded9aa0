import { expect, test } from "vitest";
import { known, unknown, type Linkage, type Verdict } from "../../src/index.js";
import { agreement } from "../../src/shipment/agree.js";

const doubt = { code: "caller", text: "a flag", at: null } as const;

function linkage(answers: Partial<Record<"kind" | "interpreter" | "goarch", Verdict<never>>>): Linkage {
  const none: Verdict<never> = unknown(doubt);
  return {
    kind: none, interpreter: none, needed: none, rpath: none, libc: none, libcVersion: none, glibc: none, glibcFloor: none, glibcxx: none, linkMode: none, buildMode: none,
    cgo: none, cgoPackages: none, tags: none, goos: none, goarch: none, symtab: none, dwarf: none, variables: [], zoneinfo: none, roots: none, resolver: none, failure: null,
    hazards: [], assumptions: [],
    ...answers,
  };
}

const answer = (value: string): Verdict<never> => known(value as never);

test("builds that answer alike agree", () => {
  const { linkage: joined, agree } = agreement([linkage({ kind: answer("static"), goarch: answer("amd64") }), linkage({ kind: answer("static"), goarch: answer("amd64") })]);
  expect(agree).toBe(true);
  expect(joined.kind).toMatchObject({ kind: "known", value: "static" });
});

test("builds that differ disagree, and what they differ in is unknown with both named", () => {
  const { linkage: joined, agree } = agreement([linkage({ kind: answer("static"), goarch: answer("amd64") }), linkage({ kind: answer("static"), goarch: answer("arm64") })]);
  expect(agree).toBe(false);
  expect(joined.kind).toMatchObject({ kind: "known", value: "static" });
  expect(joined.goarch).toMatchObject({ kind: "unknown", reason: { code: "alternatives", text: "the builds disagree: amd64, arm64" } });
});

test("a build that does not answer leaves the question open, and is no disagreement", () => {
  const { linkage: joined, agree } = agreement([linkage({ kind: answer("static") }), linkage({})]);
  expect(agree).toBe(true);
  expect(joined.kind).toEqual(unknown(doubt));
});
