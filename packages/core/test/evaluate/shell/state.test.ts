import { describe, expect, it } from "vitest";
import { literal, oneOf, print } from "../../../src/text/index.js";
import { evaluate, lines, type Programs, seen, type Setting, unknown } from "./support.js";

const maybe: Programs = { maybe: { status: "unknown" } };

/** What each command sees of a variable. */
function values(script: string, name: string, setting?: Setting): readonly (string | null)[] {
  return evaluate(script, setting).calls.map((call) => seen(call, name));
}

describe("assignments and what commands see (facts r1, r1b)", () => {
  it.each([
    ["a prefix is seen by its command alone", "V=0 go a; go b", ["0", null]],
    ["a prefix of a builtin is lost", "V=0 cd / && go build", [null]],
    ["an assignment is not exported", "V=0; go a", [null]],
    ["unless the variable is", "export V; V=0; go a", ["0"]],
    ["set -a exports", "set -a; V=0; go a; set +a; W=1; go b", ["0", "0"]],
    ["a subshell keeps it", "(export V=0; go a); go b", ["0", null]],
    ["and so does a pipeline", "export V=0 | go a", [null]],
    ["a function sees its prefix", "f() { go a; }; V=0 f; go b", ["0", null]],
  ] as const)("%s", (_, script, expected) => {
    expect(values(script, "V")).toEqual(expected);
  });

  it("PWD is exported by the shell itself, and follows cd", () => {
    expect(values("go a; cd /; go b; cd $U; go c", "PWD")).toEqual(["/src", "/", "<the working directory>"]);
  });

  it("a variable of the environment stays exported when it is assigned", () => {
    expect(values("V=0; go a", "V", { env: { V: "1" } })).toEqual(["0"]);
  });

  it("words are expanded before a prefix takes effect", () => {
    expect(lines(evaluate('A=new go "$A"', { env: { A: "old" } }))).toEqual(["go|old"]);
  });

  it("eval sees a prefix in bash, not in dash and busybox", () => {
    expect(values("V=0 eval go", "V", { dialect: "bash" })).toEqual(["0"]);
    expect(values("V=0 eval go", "V", { dialect: "dash" })).toEqual([null]);
    expect(values("V=0 eval go", "V", { dialect: "busybox" })).toEqual([null]);
  });

  it("what whoever starts the build may have exported is exported in some of the ways", () => {
    const open = { code: "caller", text: "set by the caller", at: null } as const;
    expect(values("V=0; go a; export V; go b", "V", { open })).toEqual(["0?", "0"]);
  });
});

describe("where ways meet", () => {
  it("the same value stays, another is one of two with the condition that chose it", () => {
    const run = evaluate('if maybe; then A=1 B=x; else A=2 B=x; fi; go "$A" "$B"', { programs: maybe });
    expect(lines(run)).toEqual(["maybe", "go|{1|2}|x"]);
    const [piece] = run.calls[1]!.words[1]!.value.pieces;
    expect(piece).toMatchObject({ kind: "oneOf", alternatives: [{ when: "`maybe` succeeds" }, { when: "`maybe` fails" }] });
  });

  it("a variable that one way sets is set in some of the ways", () => {
    expect(values("maybe && export A=1; go a", "A", { programs: maybe })).toEqual([null, "1?"]);
    expect(lines(evaluate('maybe && A=1; go "$A" "${A-none}"', { programs: maybe }))).toEqual(["maybe", "go|{1|}|{1|none}"]);
  });

  it("and so is one that one way exports", () => {
    expect(values("A=1; maybe && export A; go a", "A", { programs: maybe })).toEqual([null, "1?"]);
    expect(values("maybe && export A; A=1; go a", "A", { programs: maybe })).toEqual([null, "1?"]);
  });

  it("directories, functions and options", () => {
    const run = evaluate("f() { go 1; }; maybe && { cd /; f() { go 2; }; }; f; go 3", { programs: maybe });
    expect(lines(run)).toEqual(["maybe", "may go|2", "may go|1", "go|3"]);
    expect(run.calls.at(-1)?.directory).toBeNull();
  });

  it("what a condition says of a variable holds where it guards", () => {
    const env = { X: unknown("X") };
    expect(lines(evaluate('if [ "$X" = arm ]; then go "$X"; else go other "$X"; fi; go "$X"', { env }))).toEqual(["may go|arm", "may go|other|<X>", "go|<X>"]);
    expect(lines(evaluate('[ -n "$X" ] && go -X$X; [ -z "$X" ] || go "$X"', { env: { X: unknown("X", "word or nothing") } }))).toEqual(["may go|-X<X>", "may go|<X>"]);
    expect(lines(evaluate('[ "$X" = a ] || exit 1; go "$X"', { env }))).toEqual(["go|a"]);
    const choice = oneOf(["a", "b", "c"].map((text) => ({ value: literal(text), when: text })));
    expect(lines(evaluate('if [ "$X" = a ]; then go 1 "$X"; else go 2 "$X"; fi', { env: { X: choice } }))).toEqual(["may go|1|a", "may go|2|{b|c}"]);
  });

  it("an assignment in the guarded commands is kept", () => {
    expect(lines(evaluate('if [ "$X" = a ]; then X=new; fi; go "$X"', { env: { X: unknown("X") } }))).toEqual(["go|{new|<X>}"]);
  });
});

describe("functions", () => {
  it("have parameters, local variables and a status of their own", () => {
    const script = 'f() { local a=$1; shift; go "$a" "$@" $#; return 1; }; a=out; f in x y || go "$a" $#';
    expect(lines(evaluate(script))).toEqual(["go|in|x|y|2", "go|out|0"]);
  });

  it("the way to a command names the call", () => {
    const text = "f() { go build; }\nf now";
    expect(evaluate(text).calls[0]?.chain).toEqual([{ fact: "", text: "f now", at: { file: "build.sh", start: 18, end: 23 } }]);
  });

  it("that call themselves end at the bound", () => {
    expect(evaluate("f() { go a; f; }; f; go b").machine.effects).toMatchObject([{ kind: "not-understood", reason: { code: "limit" } }]);
  });
});

it("the shell tells how it ends", () => {
  const run = evaluate("A=1; export B=2; cd /; echo x; maybe", { programs: maybe });
  expect(run.environment.get("A")).toMatchObject({ value: { pieces: [{ text: "1" }] }, exported: false });
  expect(run.environment.getExported("B")).not.toBeNull();
  expect([run.directory, print(run.result.output), run.result.status]).toEqual(["/", "x\n", "success"]);
  expect(evaluate("false").result.status).toBe("failure");
  expect(evaluate("exit 3").result.status).toBe("failure");
  expect(evaluate("maybe || true; exit 0", { programs: maybe }).result.status).toBe("success");
});
