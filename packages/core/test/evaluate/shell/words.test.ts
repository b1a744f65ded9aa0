import { describe, expect, it } from "vitest";
import { concat, hops, literal, oneOf, print, type Traced } from "../../../src/text/index.js";
import { commands, evaluate, FILE, showWord, unknown, wordsOf } from "./support.js";

const choice = (...texts: readonly string[]): Traced => oneOf(texts.map((text) => ({ value: literal(text), when: `it is "${text}"` })));

describe("field splitting of what is not known", () => {
  it.each([
    ["any text outside of quotes may be any number of words", "cmd $U end", { U: unknown("U") }, "cmd|[<U>]|end"],
    ["and so may the word that it touches", "cmd a$U-b", { U: unknown("U") }, "cmd|[a<U>-b]"],
    ["one word stays one word", "cmd $U x$U", { U: unknown("U", "word") }, "cmd|<U>|x<U>"],
    ["a word that may be empty may be no word, unless it touches another", "cmd $U x$U", { U: unknown("U", "word or nothing") }, "cmd|[<U>]|x<U>"],
    ["quotes keep it together", 'cmd "$U" "a $U"', { U: unknown("U") }, "cmd|<U>|a <U>"],
    ["alternatives with as many words are taken word by word", "cmd $C", { C: choice("a b", "c d") }, "cmd|{a|c}|{b|d}"],
    ["alternatives with several numbers of words are a gap", "cmd $C end", { C: choice("", "-tags netgo") }, "cmd|[{|-tags netgo}]|end"],
    ["alternatives of one word each are one word", "cmd -o$C", { C: choice("a", "b") }, "cmd|-o{a|b}"],
    ["quoted alternatives are one word", 'cmd "$C"', { C: choice("", "a b") }, "cmd|{|a b}"],
  ] as const)("%s", (_, script, env, expected) => {
    expect(commands(script, { env })).toEqual([expected]);
  });

  it("with a separator that is no blank, no unknown word is safe", () => {
    expect(commands("IFS=,; cmd $U", { env: { U: unknown("U", "word") } })).toEqual(["cmd|[<U>]"]);
  });

  it("positional parameters keep their gaps", () => {
    expect(commands('set -- a $U b; cmd "$@"; cmd "$1" "$2" "$#"; shift; cmd "$@"', { env: { U: unknown("U") } })).toEqual([
      "cmd|a|[<U>]|b",
      "cmd|a|<argument 2>|<number of arguments>",
      "cmd|[<U>]|b",
    ]);
  });
});

describe("parameter expansion of what is not known", () => {
  it.each([
    ["${U:-d}", { U: unknown("U") }, "{<U>|d}"],
    ["${U-d}", { U: unknown("U") }, "<U>"],
    ["${U:+set}", { U: unknown("U") }, "{set|}"],
    ["${#U}", { U: unknown("U") }, "<U>"],
    ["${U#v}", { U: concat(literal("v"), unknown("U")) }, "<U>"],
    ["${U%-dirty}", { U: concat(unknown("U"), literal("-dirty")) }, "<U>"],
    ["${U##*/}", { U: unknown("U") }, "<U>"],
    ["${C%.*}", { C: choice("a.go", "b.c") }, "{a|b}"],
    ["$((C + 1))", { C: choice("1", "2") }, "<arithmetic `C + 1`>"],
  ] as const)('"%s"', (word, env, expected) => {
    expect(commands(`cmd "${word}"`, { env, dialect: "bash" })).toEqual([`cmd|${expected}`]);
  });

  it("a default that may hide a command makes the command uncertain", () => {
    expect(commands('cmd "${U:-$(other)}"', { env: { U: unknown("U") } })).toEqual(["may other", "cmd|{<U>|}"]);
    expect(commands('cmd "${U:-$(other)}"', { env: { U: "x" } })).toEqual(["cmd|x"]);
  });

  it("${x:?} tells that the rest runs only when it is set", () => {
    const script = 'cmd "${U:?}"; cmd "$U"';
    expect(commands(script, { env: { U: unknown("U") } })).toEqual(["cmd|<U>", "cmd|<U>"]);
    expect(evaluate(script)).toMatchObject({ calls: [], result: { status: "failure" } });
  });

  it("what an open environment may have set is not empty", () => {
    const open = { code: "caller", text: "set by whoever starts the build", at: null } as const;
    expect(commands('cmd "$X" ${X+-x}; unset X; cmd "$X"; X=1; cmd "$X"', { open })).toEqual(["cmd|<X: set by whoever starts the build>|[{-x|}]", "cmd|", "cmd|1"]);
  });
});

describe("origins", () => {
  const script = 'V=1.2\nexport V\ngo build -ldflags "-X main.v=$V -s" -o app';

  it("a word points at where each of its parts is written", () => {
    const word = evaluate(script).calls[0]?.words[3]?.value;
    expect(word?.pieces.map((piece) => [piece.kind === "literal" ? piece.text : "", piece.origin && script.slice(piece.origin.start, piece.origin.end), piece.via?.text ?? null])).toEqual([
      ["-X main.v=", "-X main.v=", null],
      ["1.2", "1.2", "$V"],
      [" -s", " -s", null],
    ]);
    expect(word?.pieces[1]).toMatchObject({ origin: { file: FILE, start: 2, end: 5 }, via: { at: { start: script.indexOf("$V"), end: script.indexOf("$V") + 2 } } });
  });

  it("the call is where the command is written, with its assignments", () => {
    const text = "  A=1 cmd a \\\n  b; x";
    expect(evaluate(text).calls.map(({ at }) => text.slice(at.start, at.end))).toEqual(["A=1 cmd a \\\n  b", "x"]);
  });

  it("in text without origin the call is where the way to it comes from", () => {
    expect(evaluate(literal("cmd")).calls[0]?.at).toEqual({ file: "", start: 0, end: 0 });
  });

  it("names every reference on the way", () => {
    const text = 'A=x\nB="$A"\nf() { cmd "$1"; }\nf "${B}"';
    expect(hops(evaluate(text).calls[0]!.words[1]!.value).map((hop) => hop.text)).toEqual(["x", "$A", "${B}", "$1"]);
  });
});

describe("text that is not known where the script is written", () => {
  const recipe = (...parts: readonly (string | Traced)[]): Traced => {
    let at = 0;
    return concat(
      ...parts.map((part) => {
        if (typeof part !== "string") return part;
        at += part.length;
        return literal(part, { file: "Makefile", start: at - part.length, end: at });
      }),
    );
  };

  it("is part of its word, and a gap where it may be several", () => {
    expect(commands(recipe("go build ", unknown("FLAGS"), ' -X "v=', unknown("VERSION"), '" -o bin/', unknown("NAME", "word"), " ./cmd"))).toEqual(["go|build|[<FLAGS>]|-X|v=<VERSION>|-o|bin/<NAME>|./cmd"]);
  });

  it("alternatives are read as the shell would: with their quotes and blanks", () => {
    expect(commands(recipe("go build ", choice("-tags 'a b'", "-ldflags \"-s -w\""), " -o app"))).toEqual(["go|build|{-tags|-ldflags}|{a b|-s -w}|-o|app"]);
    expect(commands(recipe("go build ", choice("", "-race"), " -o app"))).toEqual(["go|build|[{|-race}]|-o|app"]);
    expect(commands(recipe("go build ", choice("$X", "y")), { env: { X: "x" } })).toEqual(["go|build|{x|y}"]);
    expect(commands(recipe("go build ", choice("; rm x", "y"), " z"))).toEqual(["go|build|[<words that are written in one of several ways>]|z"]);
  });

  it("ways with other numbers of words are told one by one: no blank tells where a quoted word ends", () => {
    const [call] = evaluate(recipe("go build ", choice("", '-ldflags "-s -w"'), " .")).calls;
    expect(call?.words.map(showWord)).toEqual(["go", "build", "[{|<words with blanks in quotes>}]", "."]);
    expect(call?.words[2]?.ways?.map(({ words }) => words.map(showWord))).toEqual([[], ["-ldflags", "-s -w"]]);
  });

  it("between quotes alternatives stay what they are, however many there are", () => {
    const word = [0, 1, 2, 3, 4, 5].flatMap((i) => [" -X 'main.v=", choice(`a${i}`, `b${i}`, "c"), "'"]);
    expect(commands(recipe('docker build --build-arg l="', ...word, '" .'))).toEqual([
      `docker|build|--build-arg|l=${[0, 1, 2, 3, 4, 5].map((i) => ` -X 'main.v={a${i}|b${i}|c}'`).join("")}|.`,
    ]);
  });

  it("of more ways than are told nothing is said: not even the quotes", () => {
    const word = [0, 1, 2, 3, 4].map((i) => choice(`a${i}`, "-l 'x y'"));
    expect(commands(recipe('run -f "', ...word, '" "', choice("$X", "y"), ...word, '"'))[0]).toMatch(/^run\|-f\|[^"]*\|\[<words that are written in one of several ways>\]$/);
  });

  it("may be the program, an assignment or nothing that makes sense", () => {
    expect(commands(recipe(unknown("GO"), " build"))).toEqual(["[<GO>]|build"]);
    expect(commands(recipe(unknown("NAME", "word"), "=1 go"))).toEqual(["<NAME>=1|go"]);
    expect(commands(recipe("if ", unknown("COND"), "; then go a; fi; go b"))).toEqual(["[<COND>]", "go|a", "go|b"]);
    expect(commands(recipe("echo $", unknown("X"), " ${", unknown("Y"), "}; cmd"))).toEqual(["cmd"]);
  });
});

describe("file names", () => {
  const files = { "/src/a.go": "", "/src/b.go": "", "/src/cmd/x/main.go": "" };

  it("are known where all of a directory is", () => {
    expect(commands("cmd *.go cmd/*/main.go *.c", { files })).toEqual(["cmd|a.go|b.go|cmd/x/main.go|*.c"]);
  });

  it("are a gap where the directory may hold more, or is not known", () => {
    expect(commands("cmd *.go", { files, incomplete: ["/src"] })).toEqual(["cmd|[<file names that match `*.go`>]"]);
    expect(commands("cmd *.go /src/*.go", { files, directory: null })).toEqual(["cmd|[<file names that match `*.go`>]|/src/a.go|/src/b.go"]);
    expect(commands("cmd $C", { files, env: { C: choice("*.go", "c d e") } })).toEqual(["cmd|[{a.go b.go|c d e}]"]);
    expect(commands("cmd $U/*.go", { files, env: { U: unknown("U", "word") } })).toEqual(["cmd|[<file names that match a pattern>]"]);
  });
});

describe("command substitution", () => {
  const programs = { git: { output: unknown("git", "word or nothing") }, uname: { output: literal("x86_64\n") }, date: { output: unknown("date") } };

  it("is the output of the commands in it", () => {
    expect(commands('cmd "$(uname -m)" "v$(git describe)" $(date)', { programs })).toEqual(["uname|-m", "git|describe", "date", "cmd|x86_64|v<git>|[<date>]"]);
    expect(commands('cmd "$(echo a; uname; printf %s z)"', { programs })).toEqual(["uname", "cmd|a\nx86_64\nz"]);
    expect(commands('cmd "$(uname | cut -d_ -f1)"', { programs: { ...programs, cut: { output: literal("x86\n") } } })).toEqual(["uname", "cut|-d_|-f1", "cmd|x86"]);
  });

  it("tells both outputs where the status decides", () => {
    const git = { git: { status: "unknown" as const, output: unknown("git", "word or nothing") } };
    expect(commands('cmd "$(git describe 2>/dev/null || echo dev)"', { programs: git })).toEqual(["git|describe", "cmd|<git>{|dev}"]);
    expect(commands('cmd "$(git rev-parse > /dev/null && echo yes || echo no)"', { programs: git })).toEqual(["git|rev-parse", "cmd|{yes|no}"]);
  });

  it("changes nothing outside", () => {
    expect(commands('A=1; cmd "$(A=2; cd /; echo $A)" $A "$PWD"')).toEqual(["cmd|2|1|/src"]);
  });

  it("the origin of printed text is where it is written", () => {
    const text = 'A=$(echo v1)\ncmd "$A"';
    const [piece] = evaluate(text).calls[0]!.words[1]!.value.pieces;
    expect(piece).toMatchObject({ kind: "literal", text: "v1", origin: { start: 9, end: 11 }, via: { text: "$A" } });
  });
});

describe("what shells do differently", () => {
  it("braces and ANSI strings", () => {
    expect(commands("cmd {a,b} $'x\\n'", { dialect: "bash" })).toEqual(["cmd|a|b|x\n"]);
    expect(commands("cmd {a,b} $'x\\n'", { dialect: "dash" })).toEqual(["cmd|{a,b}|$x\\n"]);
    expect(commands("cmd {a,b} $'x\\n'", { dialect: "busybox" })).toEqual(["cmd|{a,b}|x\n"]);
  });

  it("arrays are a syntax error for dash", () => {
    expect(commands('a=(x "y z"); cmd "${a[@]}" ${#a[@]}', { dialect: "bash" })).toEqual(["cmd|x|y z|2"]);
    expect(evaluate("a=(x y); cmd", { dialect: "dash" }).machine.effects).toMatchObject([{ kind: "not-understood", reason: { code: "syntax" }, mayBuildGo: true }]);
  });

  it("echo", () => {
    const script = "cmd \"$(echo 'a\\tb')\" \"$(echo -e x)\"";
    expect(commands(script, { dialect: "dash" })).toEqual(["cmd|a\tb|-e x"]);
    expect(commands(script, { dialect: "bash" })).toEqual(["cmd|a\\tb|x"]);
    expect(commands(script, { dialect: "busybox" })).toEqual(["cmd|a\\tb|x"]);
  });
});

it("words that are written apart from each other are shown as they are", () => {
  expect(evaluate("cmd 'a'\"b\"c").calls.map(wordsOf)).toEqual([["cmd", "abc"]]);
  expect(print(evaluate("echo a; echo b").result.output)).toBe("a\nb\n");
});
