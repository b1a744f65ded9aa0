import type { Entry, Hop } from "@go-indep/core";
import { describe, expect, it } from "vitest";
import { entriesInWords, whyInWords } from "../../src/rule/wording.js";

const hops = (count: number): Hop[] => Array.from({ length: count }, (_, index) => ({ fact: "", text: `step ${index + 1}`, at: null }));

describe("whyInWords", () => {
  it("tells a chain in its order", () => {
    expect(whyInWords(hops(2), [null, null])).toBe(" Why: step 1 → step 2.");
  });

  it("tells steps of several lines on one", () => {
    expect(whyInWords([{ fact: "b6", text: "package a\n\timports b: no files", at: null }], [])).toBe(" Why: package a imports b: no files.");
  });

  it("leaves the sources of image facts to explain, and the facts where there is more to say", () => {
    const image: Hop = { fact: "img:debian:bookworm", text: "debian:12 is debian:bookworm (verified: Debian's packages, its (own) list; 2026-11-21)", at: null };
    expect(whyInWords([...hops(1), image], [])).toBe(" Why: step 1 → debian:12 is debian:bookworm.");
    expect(whyInWords([image, ...hops(5)], [])).toBe(" Why: step 1 → step 2 → step 3 → step 4 → step 5.");
  });

  it("shortens a long chain in its middle", () => {
    expect(whyInWords(hops(9), [])).toBe(" Why: step 1 → step 2 → 5 more → step 8 → step 9.");
    expect(whyInWords(hops(5), [])).not.toContain("more");
  });
});

describe("entriesInWords", () => {
  const entry = (id: string, about: Partial<Entry> = {}): Entry =>
    ({ id, dockerfile: `${id}/Dockerfile`, target: null, goals: [], context: "", platform: { os: "linux", arch: "amd64", variant: "" }, ...about }) as Entry;
  const words = (...entries: Entry[]) => entriesInWords(entries.map(({ id }) => id), { entries });

  it("does not name a single entry", () => {
    expect(words(entry("a"))).toBe("");
  });

  it("names three and counts the rest", () => {
    expect(words(entry("a"), entry("b"))).toBe(" In: a/Dockerfile, b/Dockerfile.");
    expect(words(entry("a"), entry("b"), entry("c"), entry("d"), entry("e"))).toBe(" In: a/Dockerfile, b/Dockerfile, c/Dockerfile and 2 more.");
  });

  it("tells targets, platforms and goals apart", () => {
    expect(words(entry("a", { target: "prod" }), entry("b", { platform: { os: "linux", arch: "arm64", variant: "" } }))).toBe(
      " In: a/Dockerfile --target prod (linux/amd64), b/Dockerfile (linux/arm64).",
    );
    expect(words(entry("a"), entry("b", { kind: "make-goal", dockerfile: null, context: "app", goals: ["all"] }))).toBe(" In: a/Dockerfile, make -C app all.");
  });

  it("counts entries that look the same once", () => {
    expect(words(entry("a", { dockerfile: "Dockerfile" }), entry("b", { dockerfile: "Dockerfile" }))).toBe("");
  });
});
