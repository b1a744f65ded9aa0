import { describe, expect, it } from "vitest";
import { lastWord, partsOf, simple } from "./support.js";

describe("quoting", () => {
  it("tells quoted text from text as it stands", () => {
    expect(lastWord(`echo a'b c'"d $e"`)).toEqual(["a", { single: ["b c"] }, { double: ["d ", { parameter: "e" }] }]);
    expect(lastWord(`echo ''""`)).toEqual([{ single: [] }, { double: [] }]);
  });

  it("a backslash quotes any character outside of quotes, four inside of double quotes", () => {
    expect(lastWord(String.raw`echo a\ b\n`)).toEqual(["a", { escaped: " " }, "b", { escaped: "n" }]);
    expect(lastWord(String.raw`echo "\$x \n \" \\"`)).toEqual([{ double: [{ escaped: "$" }, String.raw`x \n `, { escaped: '"' }, " ", { escaped: "\\" }] }]);
  });

  it("a continued line leaves no trace", () => {
    expect(lastWord('echo fo\\\no"b\\\nar"')).toEqual(["fo", "o", { double: ["b", "ar"] }]);
  });

  it("decodes ANSI C strings and keeps what is written", () => {
    expect(lastWord(String.raw`echo $'a\n\x41'`)).toEqual([{ ansi: "a\nA" }]);
    expect(simple("echo $'a\\n'").words[1]?.parts[0]).toMatchObject({ range: [5, 11], raw: [{ text: String.raw`a\n`, range: [7, 10] }] });
  });

  it("the ranges of quoted parts include the quotes, those of literals do not", () => {
    const [word] = simple(`'ab'"c$d"`).words;
    expect(word?.parts.map((part) => part.range)).toEqual([[0, 4], [4, 9]]);
    expect(word?.parts.flatMap((part) => ("parts" in part ? part.parts.map((inner) => inner.range) : []))).toEqual([[1, 3], [5, 6], [6, 8]]);
  });
});

describe("expansions", () => {
  it("parameters", () => {
    expect(lastWord("echo $a${b}$1${10}$@")).toEqual(["a", "b", "1", "10", "@"].map((parameter) => ({ parameter })));
    expect(lastWord("echo $10")).toEqual([{ parameter: "1" }, "0"]);
    expect(lastWord("echo a$")).toEqual(["a$"]);
  });

  it.each([
    ["${x:-a $b}", { name: "x", operator: { kind: "default", colon: true, word: ["a ", { parameter: "b" }] } }],
    ["${x='y'}", { name: "x", operator: { kind: "assign", colon: false, word: [{ single: ["y"] }] } }],
    ["${x:+w}", { name: "x", operator: { kind: "alternative", colon: true, word: ["w"] } }],
    ["${x?}", { name: "x", operator: { kind: "error", colon: false, word: [] } }],
    ["${x##*/}", { name: "x", operator: { kind: "remove", side: "prefix", longest: true, pattern: [{ glob: "*" }, "/"] } }],
    ["${x%.*}", { name: "x", operator: { kind: "remove", side: "suffix", longest: false, pattern: [".", { glob: "*" }] } }],
    ["${x//a/b}", { name: "x", operator: { kind: "replace", where: "all", pattern: ["a"], replacement: ["b"] } }],
    [String.raw`\${x/#\//b}`.slice(1), { name: "x", operator: { kind: "replace", where: "prefix", pattern: [{ escaped: "/" }], replacement: ["b"] } }],
    ["${x:1:$n}", { name: "x", operator: { kind: "substring", offset: ["1"], length: [{ parameter: "n" }] } }],
    ["${x^^}", { name: "x", operator: { kind: "case", upper: true, all: true, pattern: [] } }],
    ["${x@Q}", { name: "x", operator: { kind: "transform", letter: "Q" } }],
    ["${#x}", { name: "x", length: true }],
    ["${#}", "#"],
    ["${!x}", { name: "x", indirect: true }],
    ["${!x*}", { name: "x", indirect: true, operator: { kind: "names" } }],
    ["${a[@]}", { name: "a", index: ["@"] }],
    ["${a[$i]}", { name: "a", index: [{ parameter: "i" }] }],
  ])("%s", (text, expected) => {
    expect(lastWord(`echo ${text}`)).toEqual([{ parameter: expected }]);
  });

  it("the word of an operator inside of double quotes is quoted, its pattern is not", () => {
    expect(lastWord(`echo "\${x:-'a' "b"}"`)).toEqual([{ double: [{ parameter: { name: "x", operator: { kind: "default", colon: true, word: ["'a' ", { double: ["b"] }] } } }] }]);
    expect(lastWord(`echo "\${x%'*'}"`)).toEqual([
      { double: [{ parameter: { name: "x", operator: { kind: "remove", side: "suffix", longest: false, pattern: [{ single: ["*"] }] } } }] },
    ]);
  });

  it("a bad substitution is a part that cannot be read", () => {
    expect(lastWord("echo ${}")).toEqual([{ unreadable: [5, 8] }]);
    expect(lastWord("echo ${ ls; }")).toEqual([{ unreadable: [5, 13] }]);
  });

  it("arithmetic keeps its text and the expansions in it", () => {
    expect(lastWord("echo $((a[1] + $b * $(c)))")).toEqual([{ arithmetic: ["a[1] + ", { parameter: "b" }, " * ", { command: [[["c"]]] }] }]);
  });

  it("command substitutions hold scripts with places in the whole text", () => {
    const text = "echo $(a `b \\`c d\\``)";
    const part = simple(text).words[1]?.parts[0];
    expect(lastWord(text)).toEqual([{ command: [[["a"], [{ command: [[["b"], [{ command: [[["c"], ["d"]]] }]], [["c"], ["d"]]] }]], [["b"], [{ command: [[["c"], ["d"]]] }]], [["c"], ["d"]]] }]);
    expect(part).toMatchObject({ style: "dollar", range: [5, 21] });
  });

  it("a process substitution inside of a word belongs to the word", () => {
    expect(simple("cmd --x=<(a) b").words.map(partsOf)).toEqual([["cmd"], ["--x=", { process: [[["a"]]] }], ["b"]]);
  });
});

describe("patterns and tildes", () => {
  it("marks what a shell would match with", () => {
    expect(lastWord("echo a*[b]'*'?")).toEqual(["a", { glob: "*" }, { glob: "[" }, "b]", { single: ["*"] }, { glob: "?" }]);
    expect(lastWord("echo @(a|b)")).toEqual([{ "extended-glob": [5, 11] }]);
  });

  it("tildes at the start of a word, and in assigned values", () => {
    expect(lastWord("echo ~")).toEqual([{ tilde: "" }]);
    expect(lastWord("echo ~user/x~")).toEqual([{ tilde: "user" }, "/x~"]);
    expect(lastWord('echo ~"a"')).toEqual(["~", { double: ["a"] }]);
    expect(partsOf(simple("PATH=~/a:~b:c").assignments[0]!.value!)).toEqual([{ tilde: "" }, "/a:", { tilde: "b" }, ":c"]);
    expect(simple("export X=~/a").words[1]?.parts).toMatchObject([{ text: "X=" }, { kind: "tilde" }, { text: "/a" }]);
  });

  it("braces are text: only bash expands them", () => {
    expect(lastWord('echo {a,"b"}c')).toEqual(["{a,", { double: ["b"] }, "}", "c"]);
  });
});

describe("unknown pieces", () => {
  it("a private-use character is text wherever it stands", () => {
    expect(lastWord("go build -X=\uE000 \"a\uE000\"")).toEqual([{ double: ["a\uE000"] }]);
    expect(simple("\uE000=1 go").words.map(partsOf)).toEqual([["\uE000=1"], ["go"]]);
  });
});
