import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { fieldOf, fieldsOf, itemsOf, parseYaml, stringOf, textOf, valueOf, type YamlNode } from "../../../src/syntax/yaml/index.js";
import { literalOf, slice } from "../../../src/text/index.js";

function document(text: string): YamlNode | null {
  const { documents, problems } = parseYaml(text, "f.yml");
  expect(problems).toEqual([]);
  return documents[0] ?? null;
}

describe("parseYaml", () => {
  it("points at the characters of plain and quoted scalars", () => {
    const text = "a: -s -w  # why\nb: 'it''s'\nc: \"x\\ty\"\n";
    const root = document(text);
    const words = textOf(fieldOf(root, "a"));
    expect(words && literalOf(words)).toBe("-s -w");
    expect(words && slice(words, 3).pieces[0]?.origin).toEqual({ file: "f.yml", start: text.indexOf("-w"), end: text.indexOf("-w") + 2 });
    expect(stringOf(fieldOf(root, "b"))).toBe("it's");
    expect(textOf(fieldOf(root, "b"))?.pieces.map(({ origin }) => origin && text.slice(origin.start, origin.end))).toEqual(["it", "''", "s"]);
    expect(stringOf(fieldOf(root, "c"))).toBe("x\ty");
    expect(fieldOf(root, "c")?.range).toEqual([text.indexOf('"x'), text.indexOf('y"') + 2]);
  });

  it("maps each line of a block scalar to where it stands", () => {
    const text = "run: |\n    go build \\\n      -v\n\n    ls\nnext: 1\n";
    const run = textOf(fieldOf(document(text), "run"));
    expect(run && literalOf(run)).toBe("go build \\\n  -v\n\nls\n");
    const at = run && slice(run, "go build \\\n  -v\n\n".length).pieces[0]?.origin;
    expect(at && text.slice(at.start, at.end)).toBe("ls\n");
  });

  it("folds lines and keeps, strips or clips what ends a block", () => {
    const root = document("fold: >\n  -X a=b\n  -X c=d\n\n  e\nstrip: |-\n  x\n\nkeep: |+\n  x\n\nend: y\n");
    expect(fieldsOf(root).map(({ value }) => stringOf(value))).toEqual(["-X a=b -X c=d\ne\n", "x", "x\n\n", "y"]);
  });

  it("follows aliases and merges, own fields first", () => {
    const root = document("base: &base\n  flags: [-trimpath]\n  main: ./a\nb:\n  <<: *base\n  main: ./b\nc: *base\n");
    expect(stringOf(fieldOf(root, "b", "main"))).toBe("./b");
    expect(itemsOf(fieldOf(root, "b", "flags")).map(stringOf)).toEqual(["-trimpath"]);
    expect(stringOf(fieldOf(root, "c", "main"))).toBe("./a");
  });

  it("takes one value for a list of one, and null for nothing", () => {
    const root = document("one: -v\nnone:\ntilde: ~\nquoted: ''\nlist:\n- a\n-\n- b\n");
    expect(itemsOf(fieldOf(root, "one")).map(stringOf)).toEqual(["-v"]);
    expect(fieldOf(root, "none")).toBeNull();
    expect(fieldOf(root, "tilde")).toBeNull();
    expect(stringOf(fieldOf(root, "quoted"))).toBe("");
    expect(itemsOf(fieldOf(root, "list")).map(stringOf)).toEqual(["a", "b"]);
  });

  it("reads every document of a file", () => {
    expect(parseYaml("a: 1\n---\n- b\n", "f.yml").documents.map((node) => valueOf(node)?.type)).toEqual(["Mapping", "Sequence"]);
  });

  it.each([
    ["an open quote", 'a: "x\nb: c\n'],
    ["an open list", "a: [b, c\n"],
    ["an alias of nothing", "a: *b\n"],
  ])("tells of %s and goes on", (_, text) => {
    const { documents, problems } = parseYaml(text, "f.yml");
    expect(problems).toHaveLength(1);
    expect(fieldsOf(documents[0]).map(({ name }) => name)).toContain("a");
  });

  it("ends with a limit where aliases of aliases, nesting or length are meant to exhaust it", () => {
    const levels = Array.from({ length: 12 }, (_, i) => `l${i}: &l${i} [${i === 0 ? "x" : Array(9).fill(`*l${i - 1}`).join(", ")}]`);
    for (const text of [levels.join("\n"), "[".repeat(10_000), "- ".repeat(10_000), `a: ${"x".repeat(2 ** 21)}`]) {
      expect(parseYaml(text, "f.yml").problems.some(({ message }) => message.startsWith("limit: "))).toBe(true);
    }
  });

  it("never throws", () => {
    const pieces = fc.constantFrom("a", ": ", "- ", "\n", "  ", "|", ">-", "'", '"', "\\", "[", "]", "{", "}", ",", "&x ", "*x", "!!t ", "#", "?", "---\n", "%", "@", "\t", "\r\n", "<<");
    fc.assert(fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => void parseYaml(parts.join(""), "f.yml")), { numRuns: 2000 });
  });

  it("gives the values that the library gives", () => {
    const plain = (node: YamlNode | null): unknown => {
      if (node === null) return "";
      if (node.type === "Alias") return plain(node.target);
      if (node.type === "Scalar") return literalOf(node.text);
      return node.type === "Sequence" ? node.items.map(plain) : Object.fromEntries(node.entries.map(({ key, value }) => [plain(key), plain(value)]));
    };
    const line = fc.constantFrom("a", " b", "", "  c d ", "\te", "it''s", "x\\ny", "# no");
    const lines = fc.array(line, { minLength: 1, maxLength: 6 });
    const indented = (body: readonly string[]): string => body.map((text) => (text === "" ? "" : `  ${text}`)).join("\n");
    const value = fc.oneof(
      fc.tuple(fc.constantFrom("|", "|-", "|+", ">", ">-", ">+", "|2", ">1"), lines).map(([header, body]) => `${header}\n${indented(body)}`),
      lines.map((body) => `'${indented(body)}'`),
      lines.map((body) => `"${indented(body).replaceAll("''", "'")}"`),
      fc.array(fc.constantFrom("a", "b c", "d"), { minLength: 1 }).map((body) => body.join("\n  ")),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 4 }), (values) => {
        const text = values.map((written, i) => `k${i}: ${written}\n`).join("");
        const [theirs] = parseAllDocuments(text, { schema: "failsafe" });
        if (theirs === undefined || theirs.errors.length > 0) return;
        expect(plain(parseYaml(text, "f.yml").documents[0] ?? null)).toEqual(theirs.toJS());
      }),
      { numRuns: 2000 },
    );
  });
});
