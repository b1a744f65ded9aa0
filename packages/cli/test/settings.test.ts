import { readFileSync } from "node:fs";
import { SETTINGS_SCHEMA } from "@go-indep/core";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { BROKEN, run } from "./support.js";

const DAY = ["--as-of", "2025-06-01"];
const FILE = "go-indep-lint.config.json";

/** The program is built by what nobody can read. */
const COPIED = {
  ...BROKEN,
  Makefile: "build:\n\tCGO_ENABLED=0 go build -o $(shell ./where.sh) .\n",
  Dockerfile: 'FROM gcr.io/distroless/static-debian12\nCOPY dist/api /api\nENTRYPOINT ["/api"]\n',
};

describe("go-indep-lint.config.json", () => {
  test("says what builds an artifact, and explain shows its line", async () => {
    const config = '{\n  "shipments": [\n    {\n      "dockerfile": "Dockerfile",\n      "artifacts": { "dist/api": { "make": "build" } }\n    }\n  ]\n}\n';
    expect((await run(COPIED, "explain", ...DAY)).out).toContain("Builds that no image ships");
    const { code, out, err } = await run({ ...COPIED, [FILE]: config }, "explain", ...DAY);
    expect(err).toBe("");
    expect(out).toContain("/api in Dockerfile");
    expect(out).toContain("the settings say that dist/api is built by `make build`  go-indep-lint.config.json:5:22");
    expect(out).toContain("the settings say of Dockerfile: it ships  go-indep-lint.config.json:3:5");
    expect(code).toBe(0);
  });

  test("decides which images are spoken of, and says what it says of nothing", async () => {
    const config = '{ "shipments": [\n  { "dockerfile": "Dockerfile", "role": "dev" },\n  { "dockerfile": "Dockerfil" }\n] }';
    const { code, out } = await run({ ...BROKEN, [FILE]: config }, ...DAY);
    expect(out).not.toContain("no-missing-interpreter");
    expect(out).toContain("settings: go-indep-lint.config.json:3 there is no Dockerfile Dockerfil; perhaps Dockerfile is meant\n");
    expect(code).toBe(1);
  });

  test.each(["explain", "lint"])("that is wrong ends %s with its lines and the nearest name", async (command) => {
    const config = '{\n  "asof": "2025-01-01",\n  "shipments": [{ "dockerfile": "Dockerfile", "role": "ship" }]\n}\n';
    const { code, out, err } = await run({ ...BROKEN, [FILE]: config }, command);
    expect(err).toBe('go-indep-lint: go-indep-lint.config.json:2:3  the configuration has no "asof": perhaps "asOf" is meant\ngo-indep-lint.config.json:3:55  shipments[0].role must be "shipped" or "dev"\n');
    expect(out).toBe("");
    expect(code).toBe(2);
  });

  test("that is no JSON ends the run", async () => {
    expect((await run({ ...BROKEN, [FILE]: "{\n  asOf: 1\n}" })).err).toBe("go-indep-lint: go-indep-lint.config.json:2:3  no JSON: Expected property name or '}'\n");
  });

  test("yields to options", async () => {
    const { out } = await run({ ...BROKEN, [FILE]: '{ "asOf": "2024-03-01" }' }, ...DAY);
    expect(out).toContain("floating tags as of 2025-06-01");
    expect((await run({ ...BROKEN, [FILE]: '{ "asOf": "2024-03-01" }' })).out).toContain("floating tags as of 2024-03-01");
  });
});

describe("the schema for editors", () => {
  const schema = JSON.parse(readFileSync(new URL("../schema/config-1.schema.json", import.meta.url), "utf8")) as object;
  const validate = new Ajv2020({ allErrors: true }).compile(schema);

  test("is what is checked", () => {
    expect(schema).toMatchObject(SETTINGS_SCHEMA);
  });

  test.each([
    [{ shipments: [{ dockerfile: "a", buildArgs: { V: { set: true } }, artifacts: { x: { make: "y" } } }] }, true],
    [{ shipments: [{ dockerfile: "a", artifacts: { x: { make: "y", run: "z" } } }] }, false],
    [{ shipments: [{ dockerfile: "a", context: "/etc" }] }, false],
    [{ images: { x: { like: "debian:12", until: "2025-13-01" } } }, false],
  ])("%j: %s, as JSON Schema has it", (config, expected) => {
    expect(validate(config)).toBe(expected);
  });
});
