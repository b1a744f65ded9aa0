import { expect, test } from "vitest";
import { EmptyReferences, type EmptyReference } from "../../src/evaluate/empty-references.js";

const reference = (text: string, start: number, file = "Makefile"): EmptyReference => ({ text, name: "", at: { file, start, end: start + text.length }, cause: { kind: "undefined", lost: null } });

test("references are found by their place; the last thing said of a place counts", () => {
  const log = new EmptyReferences();
  log.note(reference("$(A)", 4));
  log.note({ ...reference("$(A)", 4), name: "A" });
  expect([log.startingAt("Makefile", 4)?.name, log.startingAt("Makefile", 5), log.startingAt("other.mk", 4)]).toEqual(["A", null, null]);
});

test("of nested references the outer ones are within a text, in their order", () => {
  const log = new EmptyReferences();
  const [second, inner, first, elsewhere] = [reference("$(B$(C))", 20), reference("$(C)", 23), reference("$(A)", 2), reference("$(D)", 5, "other.mk")];
  for (const each of [second, inner, first, elsewhere]) log.note(each);
  expect(log.within({ file: "Makefile", start: 0, end: 100 }, elsewhere)).toEqual([first, second]);
  expect(log.within(second.at, second)).toEqual([inner]);
  expect(log.within({ file: "Makefile", start: 3, end: 19 }, elsewhere)).toEqual([]);
});

test("the text that gave a variable nothing last", () => {
  const log = new EmptyReferences();
  const at = { file: "Dockerfile", start: 1, end: 3 };
  log.noteAssignment("V", { ...at, start: 0 });
  log.noteAssignment("V", at);
  expect([log.assignmentOf("V"), log.assignmentOf("W")]).toEqual([at, null]);
});
