import { describe, expect, it } from "vitest";
import { readGoBody, stringLiteralValue } from "../../../src/syntax/go/index.js";

describe("stringLiteralValue", () => {
  it.each([
    ['"a\\tb\\"c\\\\"', 'a\tb"c\\'],
    ['"\\x41\\101\\u00e9\\U0001F4A5"', "AAé💥"],
    ['"\\xe2\\x82\\xac"', "€"],
    ['"\\xe2\\x82"', "\ufffd"],
    ["`a\\n\r\n`", "a\\n\n"],
    ['""', ""],
  ])("reads %s", (literal, value) => {
    expect(stringLiteralValue(literal)).toBe(value);
  });

  it.each(['"a', '"', "a", '"a"b"', '"\\z"', '"\\x4"', '"\\400"', '"\\ud800"', '"\\U00110000"', '"\\"', '"a\nb"', "`a`b`", "'a'"])("refuses %j", (literal) => {
    expect(stringLiteralValue(literal)).toBeNull();
  });

  it("joins bytes over literals, as go does", () => {
    expect(readGoBody('package p\nvar x = f("\\xe2" + "\\x82\\xac")').calls[0]?.args[0]?.stringValue).toBe("€");
  });
});
