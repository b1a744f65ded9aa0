import { expect, test } from "vitest";
import { goModEdit } from "../../src/project/go-mod-edit.js";
import type { CommandCall, Machine } from "../../src/evaluate/index.js";
import { literal, literalOf } from "../../src/text/index.js";

/** Only what the answer needs of a machine and a call. */
function asked(command: string, files: Readonly<Record<string, string>>, directory = "/src/cmd"): string | null {
  const words = command.split(" ").map((text) => ({ kind: "word", value: literal(text) }));
  const stat = (path: string): { kind: string } => ({ kind: path in files ? "file" : "absent" });
  const read = (path: string): { text: string; source: null } | null => (files[path] === undefined ? null : { text: files[path], source: null });
  const found = goModEdit({ words, directory, at: null } as unknown as CommandCall, { files: { stat, read } } as unknown as Machine);
  return found === null ? null : literalOf(found.output);
}

const MODULE = "module example.com/m\n\ngo 1.25.0\n\ntoolchain go1.26.0\n\nrequire (\n\ta.b/c v1.2.3\n\td.e/f v0.0.1 // indirect\n)\n\nreplace a.b/c => ../c\n";

test("go mod edit -json prints the module around the directory", () => {
  // As go 1.26.8 prints it.
  const json = '{\n\t"Module": {\n\t\t"Path": "example.com/m"\n\t},\n\t"Go": "1.25.0",\n\t"Toolchain": "go1.26.0",\n\t"Require": [\n\t\t{\n\t\t\t"Path": "a.b/c",\n\t\t\t"Version": "v1.2.3"\n\t\t},\n\t\t{\n\t\t\t"Path": "d.e/f",\n\t\t\t"Version": "v0.0.1",\n\t\t\t"Indirect": true\n\t\t}\n\t],\n\t"Exclude": null,\n\t"Replace": [\n\t\t{\n\t\t\t"Old": {\n\t\t\t\t"Path": "a.b/c"\n\t\t\t},\n\t\t\t"New": {\n\t\t\t\t"Path": "../c"\n\t\t\t}\n\t\t}\n\t],\n\t"Retract": null,\n\t"Tool": null,\n\t"Ignore": null\n}\n';
  expect(asked("go mod edit -json", { "/src/go.mod": MODULE })).toBe(json);
  expect(asked("go mod edit -json ../go.mod", { "/src/go.mod": MODULE })).toBe(json);
});

test("what changes the file, or is not all in it, has no answer", () => {
  expect(asked("go mod edit -json -go=1.20", { "/src/go.mod": MODULE })).toBeNull();
  expect(asked("go mod edit", { "/src/go.mod": MODULE })).toBeNull();
  expect(asked("go mod edit -json", {})).toBeNull();
  expect(asked("go mod edit -json", { "/src/go.mod": `${MODULE}retract v1.0.0 // broken\n` })).toBeNull();
});
