import { join } from "node:path";
import { expect, test } from "vitest";
import { lintSync } from "../src/index.js";
import { answering, folder, program } from "./programs.js";

const flags = (text: string): string => {
  const engine = program(answering("process.argv.slice(8, -1).join(' ')"));
  return lintSync("", { engine, config: join(folder({ "c.yaml": text }), "c.yaml") })[0]?.message ?? "";
};

test.each([
  ["", ""],
  ["{}", ""],
  ["ignored:\noverride: ~\nstrict-labels: null\n", ""],
  ["failure-threshold: error\nformat: tty\nno-fail: true\n", ""],
  ["ignored: &some\n  - DL3006\noverride:\n  style: *some\n", "--ignore=DL3006 --style=DL3006"],
  ["ignored: ['DL3006', \"SC2086\"]\nstrict-labels: False\ndisable-ignore-pragma: True\n", "--ignore=DL3006 --ignore=SC2086 --disable-ignore-pragma"],
  ["label-schema:\n  a: ''\n  b: semver\n", "--require-label=a:text --require-label=b:semver"],
])("%j gives %j", (text, expected) => expect(flags(text)).toBe(expected));

test.each([
  ["- DL3006\n", "a mapping is expected"],
  ["ignored: DL3006\n", "ignored: a list of texts is expected"],
  ["override: {error: {a: b}}\n", "override.error: a list of texts is expected"],
  ["strict-labels: maybe\n", "strict-labels: true or false is expected"],
  ["label-schema: {a: number}\n", "label-schema.a: one of text, rfc3339"],
  ["label-schema: {'a:b': text}\n", 'a label with ":"'],
  ["ignored: [\n", "c.yaml: "],
])("%j is refused with the file's name", (text, message) => {
  expect(() => flags(text)).toThrow(expect.objectContaining({ reason: "configuration", message: expect.stringContaining(message) as string }));
});

test("a file that is not there, too large or no file is refused", () => {
  const engine = program("");
  const directory = folder({ "large.yaml": `# ${"x".repeat(70_000)}` });
  expect(() => lintSync("", { engine, config: join(directory, "no.yaml") })).toThrow(/no\.yaml: cannot be read/);
  expect(() => lintSync("", { engine, config: directory })).toThrow(/not a regular file/);
  expect(() => lintSync("", { engine, config: join(directory, "large.yaml") })).toThrow(/larger than 65536 bytes/);
});
