import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import plugin from "../../src/index.js";

describe.each(Object.entries(plugin.rules))("the cases of %s", (name, rule) => {
  const path = join(import.meta.dirname, `${name}.test.ts`);
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";

  it("cover every message", () => {
    expect(Object.keys(rule.meta.messages).filter((messageId) => !text.includes(`messageId: "${messageId}"`))).toEqual([]);
  });

  it("tell what is reported and what is not", () => {
    const cases = text.match(/\brepository\(/g)?.length ?? 0;
    const invalid = text.match(/messageId: "/g)?.length ?? 0;
    expect({ invalid: invalid >= 3, valid: cases >= 8 }).toEqual({ invalid: true, valid: true });
  });
});
