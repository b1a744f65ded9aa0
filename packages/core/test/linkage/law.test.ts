import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GoHost } from "../../src/gobuild/index.js";
import type { Linkage, NeededList } from "../../src/linkage/index.js";
import { known, unknown } from "../../src/text/index.js";
import type { Verdict } from "../../src/text/index.js";
import type { WordLike } from "../gobuild/support.js";
import { gap, GCC, host } from "../gobuild/support.js";
import type { PackageSketch } from "./support.js";
import { closure, fact, missing, NET, OS_USER, predict } from "./support.js";

const PACKAGES: readonly PackageSketch[] = [
  NET,
  OS_USER,
  { path: "plugin", cgo: true },
  { path: "time/tzdata" },
  { path: "example.com/a", cgo: true, ldflags: ["-lm"] },
  { path: "example.com/b", cgo: true, files: ["b.cpp"] },
  { path: "example.com/c" },
];

/** Whatever may be hidden behind a module without sources: no -static, which is the documented assumption (fact q13). */
const FLAGS = [
  "-race",
  "-asan",
  "-buildmode=pie",
  "-buildmode=c-shared",
  "-tags=netcgo",
  "-ldflags=-s",
  "-ldflags=-d",
  "-ldflags=-linkmode=external",
  "-ldflags=-linkmode=internal",
  "-ldflags=-extldflags=-static",
  "-ldflags=-linkmode=external -extldflags=-static",
  "-ldflags=-linkmode=external -extldflags=-static-pie",
] as const;

const VARIABLES = { CGO_ENABLED: ["0", "1"], GOARCH: ["amd64", "arm64", "riscv64"], CGO_LDFLAGS: ["-static", "-lm"], CGO_CFLAGS: ["-flto"], CC: ["gcc", "nosuch"] } as const;

const assignments = Object.entries(VARIABLES).flatMap(([name, values]) => values.map((value) => [name, value] as const));
const environments = fc.subarray(assignments, { maxLength: 3 }).map((list): Readonly<Record<string, string>> => Object.fromEntries(list));
const programs = fc.subarray([...PACKAGES]);
const flagLists = fc.array(fc.constantFrom(...FLAGS), { maxLength: 3 });

function sameNeeded(before: NeededList, after: NeededList): void {
  const items = after.items;
  for (const one of before.libraries) if (one.certain) expect(after.libraries.find((other) => other.soname === one.soname)?.certain).toBe(true);
  if (before.complete) for (const soname of items) expect(before.items).toContain(soname);
}

/** What was known stays known, and the same. */
function refines(before: Linkage, after: Linkage): void {
  const verdicts = Object.entries(before).filter((entry): entry is [keyof Linkage, Verdict<unknown>] => typeof entry[1] === "object" && entry[1] !== null && "kind" in entry[1] && "evidence" in entry[1]);
  const afterFails = after.kind.kind === "known" && after.kind.value === "fails";
  for (const [field, verdict] of verdicts) {
    if (verdict.kind === "unknown") continue;
    const now = after[field] as Verdict<unknown>;
    // Of a build that fails nothing else is told.
    if (afterFails && field !== "kind" && now.kind === "unknown") continue;
    if (field === "cgoPackages") continue;
    expect(now.kind, field).toBe("known");
    if (now.kind === "unknown") continue;
    if (field === "needed") sameNeeded(verdict.value as NeededList, now.value as NeededList);
    else expect(now.value, field).toEqual(verdict.value);
  }
}

describe("more knowledge turns unknown into known, never one known answer into another", () => {
  it("sources of modules", () => {
    fc.assert(
      fc.property(programs, fc.array(fc.boolean(), { minLength: PACKAGES.length, maxLength: PACKAGES.length }), flagLists, environments, (packages, hide, flags, env) => {
        const shown = packages.filter((_, i) => hide[i] !== true);
        const open = packages.length > shown.length ? { missing: [missing("example.com/hidden")] } : {};
        refines(predict(["build", ...flags], { closure: closure(shown, open), env }), predict(["build", ...flags], { closure: closure(packages), env }));
      }),
      { numRuns: 400 },
    );
  });

  it("facts of modules", () => {
    const answers = fc.record({ cgo: fc.boolean(), net: fc.boolean(), osUser: fc.boolean(), plugin: fc.boolean() });
    fc.assert(
      fc.property(programs, answers, flagLists, environments, (packages, answer, flags, env) => {
        const { cgo, net, osUser, plugin } = answer;
        const facts = [fact("example.com/hidden", { cgo: known(cgo), net: known(net), osUser: known(osUser), plugin: known(plugin) })];
        const list = [missing("example.com/hidden")];
        refines(predict(["build", ...flags], { closure: closure(packages, { missing: list }), env }), predict(["build", ...flags], { closure: closure(packages, { missing: list, facts }), env }));
      }),
      { numRuns: 150 },
    );
  });

  it("packages of the program", () => {
    fc.assert(
      fc.property(programs, flagLists, environments, (packages, flags, env) => {
        refines(predict(["build", ...flags], { closure: null, env }), predict(["build", ...flags], { closure: closure(packages), env }));
      }),
      { numRuns: 150 },
    );
  });

  it("flags: whatever a gap holds, the answer without knowing it was true or unknown", () => {
    fc.assert(
      fc.property(programs, flagLists, flagLists, flagLists, environments, (packages, before, hidden, after, env) => {
        const line = (middle: readonly WordLike[]): readonly WordLike[] => ["build", ...before, ...middle, ...after, "./cmd/app"];
        const concrete = predict(line(hidden), { closure: closure(packages), env });
        // What go refuses outright was not a choice that builds anything.
        fc.pre(concrete.failure?.stage !== "flags");
        refines(predict(line([gap("$(FLAGS)")]), { closure: closure(packages), env }), concrete);
      }),
      { numRuns: 400 },
    );
  });

  it("the machine: compiler and Go version", () => {
    const reason = { code: "image", text: "the image", at: null } as const;
    const compilers = fc.constantFrom(GCC, null, { ...GCC, libc: known("musl" as const), muslName: "libc.so" }, { ...GCC, libcVersion: known("2.31") });
    fc.assert(
      fc.property(programs, flagLists, environments, compilers, fc.constantFrom("1.18", "1.20.3", "1.21.9", "1.26.8"), (packages, flags, env, compiler, version) => {
        const full: GoHost = host({ compiler: () => known(compiler), goVersion: known(version) });
        const blind: GoHost = { ...full, compiler: () => unknown(reason) };
        const timeless: GoHost = { ...full, goVersion: unknown(reason) };
        const concrete = predict(["build", ...flags], { closure: closure(packages), env, machine: full });
        // A machine that is not known is taken to have what the build needs.
        fc.pre(!["b5", "b8", "q14"].includes(concrete.failure?.fact ?? ""));
        for (const machine of [blind, timeless]) refines(predict(["build", ...flags], { closure: closure(packages), env, machine }), concrete);
      }),
      { numRuns: 200 },
    );
  });
});
