import { describe, expect, it } from "vitest";
import { checkSettings, readSettings } from "../../../src/project/index.js";

/** What is told of a configuration file, each with the text it is at. */
function told(text: string): readonly string[] {
  return readSettings(text, "go-indep-lint.config.json").problems.map(({ text: what, at }) => `${text.slice(at?.start, at?.end)} — ${what}`);
}

describe("a configuration that holds to its schema", () => {
  it("is read as it is, with the file it comes from", () => {
    const text = '{ "$schema": "./x.json", "asOf": "2025-01-31", "platforms": ["linux/arm/v7"], "images": { "corp/*": { "like": "debian:12", "adds": ["git"], "env": { "A": "b" }, "user": "1", "until": "2027-01-01" } } }';
    expect(readSettings(text, "go-indep-lint.config.json")).toEqual({
      settings: {
        source: "go-indep-lint.config.json",
        asOf: "2025-01-31",
        platforms: ["linux/arm/v7"],
        images: { "corp/*": { like: "debian:12", adds: ["git"], env: { A: "b" }, user: "1", until: "2027-01-01" } },
      },
      problems: [],
    });
  });

  it("may say everything of a shipment", () => {
    const shipment = {
      dockerfile: "**/Dockerfile",
      role: "shipped",
      targets: ["prod"],
      context: ".",
      buildArgs: { VERSION: { set: true }, TAG: "" },
      mounts: ["/etc/ssl/certs"],
      env: { TZ: "Europe/Berlin", HOME: { set: true } },
      entrypoint: ["/api"],
      artifacts: { "dist/api": { make: "build-linux" }, "dist/tool": { run: "go build -o dist/tool .", directory: "tool" } },
      policy: { static: true, numericUser: false, maxGlibc: "2.31" },
      rules: { "no-missing-zoneinfo": "off" },
    };
    expect(checkSettings({ shipments: [shipment], mirrors: { "registry.corp/hub/": "docker.io/" }, minimumConfidence: "verified" })).toEqual([]);
  });

  it("may leave out by undefined, as scripts do", () => {
    expect(checkSettings({ asOf: undefined, shipments: [{ dockerfile: "Dockerfile", role: undefined }] })).toEqual([]);
  });
});

describe("a configuration that does not", () => {
  it.each([
    ['{ "shipmets": [] }', ['"shipmets" — the configuration has no "shipmets": perhaps "shipments" is meant']],
    ['{ "xyz": 1 }', ['"xyz" — the configuration has no "xyz": it may have $schema, asOf, platforms, minimumConfidence, images, mirrors, shipments']],
    ['{ "asOf": "yesterday" }', ['"yesterday" — asOf must be the day for which floating tags are looked up, as YYYY-MM-DD']],
    ['{ "asOf": 2025 }', ["2025 — asOf must be a text: the day for which floating tags are looked up, as YYYY-MM-DD"]],
    ['{ "platforms": ["linux/amd64", "arm64"] }', ['"arm64" — platforms[1] must be a platform such as linux/arm64']],
    ['{ "platforms": [] }', ["[] — platforms must be a list with something in it"]],
    ['{ "images": { "corp/base:*": { "add": ["git"] } } }', ['"add" — images["corp/base:*"] has no "add": perhaps "adds" is meant', '{ "add": ["git"] } — images["corp/base:*"] needs "like"']],
    ['{ "shipments": [{ "role": "dev" }] }', ['{ "role": "dev" } — shipments[0] needs "dockerfile"']],
    ['{ "shipments": [{ "dockerfile": "D", "role": "Dev" }] }', ['"Dev" — shipments[0].role must be "shipped" or "dev"; perhaps "dev" is meant']],
    ['{ "shipments": [{ "dockerfile": "D", "context": "../x" }] }', ['"../x" — shipments[0].context must be the build context, a directory from the root of the repository']],
    ['{ "shipments": [{ "dockerfile": "D", "mounts": ["tmp"] }] }', ['"tmp" — shipments[0].mounts[0] must be an absolute path in the container']],
    ['{ "shipments": [{ "dockerfile": "D", "buildArgs": { "V": 1 } }] }', ['1 — shipments[0].buildArgs.V must be a text, or { "set": true } for a value that nobody tells']],
    ['{ "shipments": [{ "dockerfile": "D", "buildArgs": { "V": { "set": false } } }] }', ["false — shipments[0].buildArgs.V.set must be true"]],
    ['{ "shipments": [{ "dockerfile": "D", "artifacts": { "dist/a": { "mak": "x" } } }] }', ['{ "mak": "x" } — shipments[0].artifacts["dist/a"] must be what builds it: { "make": "goal" } or { "run": "command" }']],
    ['{ "shipments": [{ "dockerfile": "D", "artifacts": { "dist/a": { "make": "x", "dir": "y" } } }] }', ['"dir" — shipments[0].artifacts["dist/a"] has no "dir": it may have make, directory']],
    ['{ "shipments": [{ "dockerfile": "D", "policy": { "maxGlibc": 2.31 } }] }', ["2.31 — shipments[0].policy.maxGlibc must be a text: the newest glibc that the program may need, such as 2.31"]],
    ['{ "shipments": [{ "dockerfile": "D", "rules": { "no-newer-glibc": "warn" } }] }', ['"warn" — shipments[0].rules["no-newer-glibc"] must be "off"']],
    ["[]", ["[] — the configuration must be an object: What go-indep-lint is told that the files do not say"]],
  ])("%s", (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it.each([
    ['{\n  "asOf": x\n}', 12, "no JSON: Unexpected token 'x'"],
    ['{ "asOf": "2025-01-01", }', 24, "no JSON: Expected double-quoted property name"],
    ["", 0, "no JSON: Unexpected end of JSON input"],
    ['{ "asOf": ', 10, "no JSON: Unexpected end of JSON input"],
  ])("%j is no JSON", (text, start, what) => {
    expect(readSettings(text, "c.json").problems).toEqual([{ text: what, at: { file: "c.json", start, end: start } }]);
  });
});
