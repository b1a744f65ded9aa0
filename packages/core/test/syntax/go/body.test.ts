import { describe, expect, it } from "vitest";
import type { GoBody } from "../../../src/syntax/go/index.js";
import { readGoBody } from "../../../src/syntax/go/index.js";

const read = (text: string): GoBody => readGoBody(`package p\n${text}`);
const inFunction = (text: string): GoBody => read(`func f() {\n${text}\n}\n`);
const callees = (body: GoBody): string[] => body.calls.map((call) => call.callee);

describe("package-level values", () => {
  it("have types and initialisers with exact ranges", () => {
    const text = 'package p\n\nvar version, commit string = "dev", "none" // set by -X\n\nvar (\n\tdate = ("a" + `b`)\n\tx, y = f()\n\tz [2]int\n)\nconst name = "n"\n';
    const at = (part: string): [number, number] => [text.indexOf(part), text.indexOf(part) + part.length];
    expect(readGoBody(text).values).toEqual([
      { kind: "var", name: "version", range: at("version"), typeText: "string", initialiser: { text: '"dev"', range: at('"dev"'), literal: "string" } },
      { kind: "var", name: "commit", range: at("commit"), typeText: "string", initialiser: { text: '"none"', range: at('"none"'), literal: "string" } },
      { kind: "var", name: "date", range: at("date"), typeText: null, initialiser: { text: '("a" + `b`)', range: at('("a" + `b`)'), literal: "stringConcatenation" } },
      { kind: "var", name: "x", range: [text.indexOf("x, y"), text.indexOf("x, y") + 1], typeText: null, initialiser: { text: "f()", range: at("f()"), literal: "other" } },
      { kind: "var", name: "y", range: [text.indexOf("y = f"), text.indexOf("y = f") + 1], typeText: null, initialiser: { text: "f()", range: at("f()"), literal: "other" } },
      { kind: "var", name: "z", range: [text.indexOf("z ["), text.indexOf("z [") + 1], typeText: "[2]int", initialiser: null },
      { kind: "const", name: "name", range: at("name"), typeText: null, initialiser: { text: '"n"', range: at('"n"'), literal: "string" } },
    ]);
  });

  it("have no initialiser in an iota group without their own", () => {
    expect(read("const (\n\tA = iota\n\tB\n\t_, C = iota, iota\n)\n").values.map((v) => [v.name, v.initialiser?.text])).toEqual([
      ["A", "iota"],
      ["B", undefined],
      ["_", "iota"],
      ["C", "iota"],
    ]);
  });

  it("are not those of functions", () => {
    expect(inFunction('var version = "x"\nconst c = 1').values).toEqual([]);
  });
});

describe("functions and types", () => {
  it("have names with receivers and ranges", () => {
    const text = "package p\nfunc f()\nfunc (s *Server[K, V]) Run(a, b int) (n int, err error) { return }\nfunc (T) M() struct{ x int } { return struct{ x int }{} }\nfunc G[P any, Q interface{ ~[]P }](q Q) {}\n";
    const body = readGoBody(text);
    expect(body.problem).toBeNull();
    expect(body.functions.map((f) => [f.name, text.slice(...f.range).slice(0, 12), f.bodyRange && text.slice(...f.bodyRange)])).toEqual([
      ["f", "func f()", null],
      ["Server.Run", "func (s *Ser", "{ return }"],
      ["T.M", "func (T) M()", "{ return struct{ x int }{} }"],
      ["G", "func G[P any", "{}"],
    ]);
  });

  it("tell type parameters from array lengths", () => {
    const body = read("type (\n\tA = map[string]int\n\tB[P any] []P\n\tC [N]int\n\tD [N * 2]int\n\tE[P *T,] struct{ p P }\n\tF func(int) (string, error)\n)\n");
    expect(body.problem).toBeNull();
    expect(body.types.map((t) => [t.name, t.isAlias, t.typeText])).toEqual([
      ["A", true, "map[string]int"],
      ["B", false, "[]P"],
      ["C", false, "[N]int"],
      ["D", false, "[N * 2]int"],
      ["E", false, "struct{ p P }"],
      ["F", false, "func(int) (string, error)"],
    ]);
  });
});

describe("calls", () => {
  it("have arguments with values", () => {
    const text = 'package p\nfunc (s *S) load() {\n\tloc, _ := time.LoadLocation("Europe/" + "Berlin")\n\tsignal.Notify(c, sigs...)\n}\n';
    const at = (part: string): [number, number] => [text.indexOf(part), text.indexOf(part) + part.length];
    expect(readGoBody(text).calls).toEqual([
      {
        callee: "time.LoadLocation",
        range: at('time.LoadLocation("Europe/" + "Berlin")'),
        args: [{ text: '"Europe/" + "Berlin"', range: at('"Europe/" + "Berlin"'), stringValue: "Europe/Berlin" }],
        isSpread: false,
        inFunction: "S.load",
        assignedTo: ["loc", "_"],
      },
      {
        callee: "signal.Notify",
        range: at("signal.Notify(c, sigs...)"),
        args: [
          { text: "c", range: [at("c, sigs")[0], at("c, sigs")[0] + 1], stringValue: null },
          { text: "sigs", range: at("sigs"), stringValue: null },
        ],
        isSpread: true,
        inFunction: "S.load",
        assignedTo: [],
      },
    ]);
  });

  it("are found wherever they are", () => {
    expect(callees(inFunction('a(b(c()), func() { d() })\nx := T{k: e(), "s": {g()}}\nh[int](i.j().k())\n[]byte(l())'))).toEqual([
      "a", "b", "c", "d", "e", "g", "h[int]", "i.j().k", "i.j", "[]byte", "l",
    ]);
    expect(callees(read("var v = f(g())\ntype t [unsafe.Sizeof(x)]int\nvar w = func() int { return h() }()\n"))).toEqual(["f", "g", "unsafe.Sizeof", "func() int { return h() }", "h"]);
    expect(callees(inFunction("switch x := a(b).(type) {\ncase *T, []int, map[string]func(int) error:\n\tc()\ndefault:\n\td()\n}\nselect {\ncase v, ok := <-e():\n\tg(v)\ncase h() <- 1:\n}"))).toEqual(["a", "c", "d", "e", "g", "h"]);
    expect(callees(inFunction("if x := a(); b(x) {\n} else if c() {\n}\nfor i := range d() {\n}\nfor e(); g(); h() {\n}\ngo k()\ndefer l()\nlabel:\n\tm()"))).toEqual(["a", "b", "c", "d", "e", "g", "h", "k", "l", "m"]);
  });

  it("are not declarations, types and signatures", () => {
    expect(callees(read("type I interface {\n\tM(x int) (y int)\n\tfmt.Stringer\n}\ntype F func(func(int) string) (a int)\nfunc g(h func(x int) (int, error)) (z int) {\n\tvar k func(int) (string)\n\ttype T struct {\n\t\tf func() (int)\n\t\t*I\n\t}\n\treturn\n}\n"))).toEqual([]);
  });

  it("say where their results go", () => {
    const assigned = (text: string): unknown => inFunction(text).calls.map((call) => call.assignedTo);
    expect(assigned("a, x.b = f()")).toEqual([["a", "x.b"]]);
    expect(assigned("var a, b = f()")).toEqual([["a", "b"]]);
    expect(assigned("if err := f(); err != nil {}")).toEqual([["err"]]);
    expect(assigned("a, b := f(), g()")).toEqual([null, null]);
    expect(assigned("a += f()")).toEqual([null]);
    expect(assigned("a := (f())")).toEqual([null]);
    expect(assigned("a := f().b")).toEqual([null]);
    expect(assigned("return f()")).toEqual([null]);
    expect(assigned("f()\ngo f()\ndefer f()")).toEqual([[], [], []]);
    expect(assigned("if f() {}\nfor f() {}\nswitch f() {\ncase g():\n}")).toEqual([null, null, null, null]);
    expect(assigned("for f(); g(); h() {}\nif f(); x {}")).toEqual([[], null, [], []]);
  });

  it("know that { after a name begins the block in a header", () => {
    const body = inFunction("if x == y {\n\tf()\n}\nfor range T {\n\tg()\n}\nif (T{}) == x {}\nfor _, v := range []T{{h()}} {}\nif f(T{}) {}");
    expect(body.problem).toBeNull();
    expect(callees(body)).toEqual(["f", "g", "h", "f"]);
  });
});

describe("assignments", () => {
  const names = (text: string): string[] => read(text).assignments.map((a) => `${a.inFunction} ${a.name}`);

  it("are those of names that no local declaration has", () => {
    expect(names('func init() {\n\tversion = "x"\n\tcount++\n\ttotal += 2\n\t_, date = g()\n\tx.y = 1\n\tz[0] = 1\n\t_ = 1\n}\n')).toEqual(["init version", "init count", "init total", "init date"]);
    expect(names("func f(a int) (b int) {\n\ta = 1\n\tb = 2\n\tc := 3\n\tc = 4\n\tvar d int\n\td = 5\n\tfor e = range x {\n\t}\n\tfunc(g int) { g = 6; h = 7 }(1)\n}\n")).toEqual(["f e", "f h"]);
    expect(names("func f() {\n\tv = 1\n\tif v := g(); v > 0 {\n\t}\n}\nfunc (r T) m() {\n\tr = T{}\n\tv = 2\n}\n")).toEqual(["T.m v"]);
  });

  it("have the range of the name", () => {
    const text = 'package p\nfunc init() { version = "x" }\n';
    expect(readGoBody(text).assignments).toEqual([{ name: "version", inFunction: "init", range: [24, 31] }]);
  });
});

describe("strings and directives", () => {
  it("are those of the file without import paths", () => {
    const body = read('import (\n\tm "math"\n\t"os"\n)\nvar a = "x\\x41\\u00e9\\n"\ntype T struct {\n\tF int `json:"f"`\n}\nfunc f() { g("💥", `r\\n`) }\n');
    expect(body.strings.map((s) => [s.value, s.inFunction])).toEqual([
      ["xAé\n", null],
      ['json:"f"', null],
      ["💥", "f"],
      ["r\\n", "f"],
    ]);
  });

  it("take directives from everywhere", () => {
    expect(read("//go:noinline\nfunc f() {}\n\n//go:cgo_import_dynamic x x \"libc.so.6\"\n").directives).toEqual([
      { name: "noinline", value: "", range: [10, 23] },
      { name: "cgo_import_dynamic", value: 'x x "libc.so.6"', range: [37, 76] },
    ]);
  });
});

describe("what is no Go", () => {
  it("is a problem, and what stands before and after is read all the same", () => {
    const body = read('var a = "x"\nvar b = = "y"\nfunc f() { g( }\nvar c = "z"\n');
    expect(body.problem).toEqual({ range: [30, 31], message: "expected an operand" });
    expect(body.values.map((v) => v.name)).toEqual(expect.arrayContaining(["a", "b"]));
    expect(readGoBody("").problem).toEqual({ range: [0, 0], message: "expected 'package'" });
    expect(read('var a = "x').problem).toEqual({ range: [18, 20], message: "literal not terminated" });
    expect(read("var a = 1 # 2\n").problem).toEqual({ range: [20, 21], message: "illegal character" });
  });
});

describe("receives", () => {
  const received = (text: string): unknown => inFunction(text).receives.map(({ channel, assignedTo, inLoop, inSelect }) => [channel, assignedTo, inLoop ? "loop" : "", inSelect ? "select" : ""]);

  it("say where the value goes", () => {
    expect(received("<-c\ns := <-c\ns, ok = <-a.b\nvar t = <-f()\n_ = <-c\nreturn <-c")).toEqual([
      ["c", [], "", ""],
      ["c", ["s"], "", ""],
      ["a.b", ["s", "ok"], "", ""],
      ["f()", ["t"], "", ""],
      ["c", ["_"], "", ""],
      ["c", null, "", ""],
    ]);
    expect(received("f(<-c)\nif s := <-c; s != nil {}\nswitch <-c {}\nx := <-a + <-b")).toEqual([["c", null, "", ""], ["c", ["s"], "", ""], ["c", null, "", ""], ["a", null, "", ""], ["b", null, "", ""]]);
  });

  it("say whether they are in a loop or a case of select", () => {
    expect(received("for {\n\t<-c\n\tgo func() { <-d }()\n}\n<-e")).toEqual([["c", [], "loop", ""], ["d", [], "loop", ""], ["e", [], "", ""]]);
    expect(received("select {\ncase <-c:\n\t<-d\ncase s := <-e:\ncase f <- <-g:\ndefault:\n}")).toEqual([["c", [], "", "select"], ["d", [], "", ""], ["e", ["s"], "", "select"], ["g", null, "", "select"]]);
    expect(received("for x := range <-c {}\nfor s := range d {}")).toEqual([["c", null, "loop", ""]]);
  });

  it("have exact ranges, and are no channel types", () => {
    const text = "package p\nfunc (s *S) run() {\n\t<-s.done\n\tx := make(<-chan int)\n\ty := <-chan int(z)\n\tvar w <-chan bool\n}\n";
    expect(readGoBody(text).receives.map(({ range, inFunction: name }) => [text.slice(...range), name])).toEqual([["<-s.done", "S.run"], ["<-chan int(z)", "S.run"]]);
  });
});
