import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { violations, type Schema } from "./json-schema.js";

const data = new URL("../../data/", import.meta.url);
const json = (path: string): Record<string, unknown> => JSON.parse(readFileSync(new URL(path, data), "utf8")) as Record<string, unknown>;
const files = readdirSync(new URL("facts/", data));

describe("fact files", () => {
  it.each(files)("%s has the form of its schema", (file) => {
    const facts = json(`facts/${file}`);
    const schema = json(`facts/${String(facts["$schema"])}`) as Schema;
    expect(violations(facts, schema)).toEqual([]);
  });

  it("a schema finds what is wrong", () => {
    const schema = json("schema/base-images.schema.json") as Schema;
    const facts = json("facts/base-images.json");
    const os = facts["os"] as Record<string, object>;
    expect(violations({ ...facts, os: { ...os, "debian:bookworm": { ...os["debian:bookworm"], confidence: "sure", colour: "red" } } }, schema)).toEqual([
      '$.os.debian:bookworm.confidence: "sure" is none of ["verified","partly","extrapolated","known","uncertain","unknown"]',
      "$.os.debian:bookworm: colour is not known",
    ]);
  });

  it("the libraries of modules are those of the shared libraries", () => {
    const libraries = new Set(Object.keys(json("facts/shared-libraries.json")["libraries"] as object));
    const modules = json("facts/cgo-modules.json")["modules"] as readonly { readonly module: string; readonly libs?: readonly string[] }[];
    expect(modules.flatMap(({ module, libs = [] }) => libs.filter((name) => !libraries.has(name)).map((name) => `${module}: ${name}`))).toEqual([]);
  });

  it("the sources that are named are explained", () => {
    const { sources, os, images } = json("facts/base-images.json") as unknown as {
      readonly sources: Record<string, string>;
      readonly os: Record<string, { readonly source: readonly string[] }>;
      readonly images: readonly { readonly source: readonly string[] }[];
    };
    const named = new Set([...Object.values(os), ...images].flatMap(({ source }) => source));
    expect([...named].filter((source) => sources[source] === undefined)).toEqual([]);
  });

  it("the table of modules is made of the versions that are named", () => {
    const generator = new URL("../../../../tools/generate-modules/main.mjs", import.meta.url);
    expect(() => execFileSync(process.execPath, [generator.pathname, "--check"], { stdio: "pipe" })).not.toThrow();
  });

  it("the generated code is that of the facts", () => {
    const generator = new URL("../../../../tools/generate-data/main.mjs", import.meta.url);
    expect(() => execFileSync(process.execPath, [generator.pathname, "--check"], { stdio: "pipe" })).not.toThrow();
  });
});
