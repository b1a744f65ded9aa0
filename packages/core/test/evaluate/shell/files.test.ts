import { describe, expect, it } from "vitest";
import { print } from "../../../src/text/index.js";
import { commands, evaluate, unknown } from "./support.js";

describe("directories", () => {
  const files = { "/src/sub/deep/x": "", "/src/y": "" };
  const directories = (script: string, incomplete: readonly string[] = []): readonly (string | null)[] => evaluate(script, { files, incomplete, env: { U: unknown("U"), HOME: "/root" } }).calls.map((call) => call.directory);

  it.each([
    ["cd sub && cmd", ["/src/sub"]],
    ["cd sub/deep; cd ..; cmd; cd -; cmd", ["/src/sub", "/src/sub/deep"]],
    ["cd nowhere || cmd; cmd", ["/src", "/src"]],
    ["cd nowhere && cmd", []],
    ["cd $U; cmd", [null]],
    ["cd /src/./sub/..; cmd", ["/src"]],
    ["(cd sub); cmd", ["/src"]],
  ])("%s", (script, expected) => {
    expect(directories(script)).toEqual(expected);
  });

  it("that are not known to be there are gone to, unless the script looks whether it got there", () => {
    expect(directories("cd /opt/x; cmd", ["/opt"])).toEqual(["/opt/x"]);
    expect(directories("cd /opt/x || true; cmd", ["/opt"])).toEqual([null]);
    expect(directories("cd /opt/x && cmd", ["/opt"])).toEqual(["/opt/x"]);
  });
});

describe("redirects", () => {
  const written = (script: string): readonly unknown[] => evaluate(script, { env: { U: unknown("U", "word") }, programs: { git: { output: unknown("git") } } }).machine.files.written;

  it.each([
    ["echo a > out", [{ path: "/src/out", content: "a\n", certainty: "must" }]],
    ["echo a > out; echo b >> out", [{ path: "/src/out", content: "a\n", certainty: "must" }, { path: "/src/out", content: "a\nb\n", certainty: "must" }]],
    ["{ echo a; git x; } > /tmp/out", [{ path: "/tmp/out", content: "a\n<git>", certainty: "must" }]],
    ["cmd > out 2> err", [{ path: "/src/err", content: null, certainty: "must" }, { path: "/src/out", content: "", certainty: "must" }]],
    ["> out", [{ path: "/src/out", content: "", certainty: "must" }]],
    ["echo a > /dev/null; echo b >&2; echo c 2>&1", []],
    ["[ $U = x ] && echo a > out", [{ path: "/src/out", content: "a\n", certainty: "must" }]],
    ["[ $U = x ] && echo a > out; true", [{ path: "/src/out", content: "a\n", certainty: "may" }]],
  ])("%s", (script, expected) => {
    expect(written(script)).toEqual(expected);
  });

  it("to a file whose name is not known may write any file there", () => {
    expect(evaluate("echo a > /out/$U", { env: { U: unknown("U") } }).machine.files.disturbed).toEqual(["/out"]);
    expect(evaluate("echo a > $U", { env: { U: unknown("U") } }).machine.files.disturbed).toEqual(["/"]);
  });

  it("here-documents and here-strings are input", () => {
    const inputs = (script: string, dialect: "bash" | "dash" = "dash"): readonly (string | null)[] => evaluate(script, { dialect, env: { A: "a" } }).calls.map((call) => call.input && print(call.input));
    expect(inputs("cmd <<EOF\n$A\\$\nEOF\ncmd")).toEqual(["a$\n", null]);
    expect(inputs("cmd <<'EOF'\n$A\nEOF")).toEqual(["$A\n"]);
    expect(inputs("cmd <<-EOF\n\t\t$A\n\tEOF")).toEqual(["a\n"]);
    expect(inputs("cmd <<< $A", "bash")).toEqual(["a\n"]);
    expect(inputs("echo $A | cmd")).toEqual(["a\n"]);
    expect(inputs("cmd < go.mod")).toEqual(["module m\n"]);
  });

  it("a file that is not there makes the command fail", () => {
    expect(commands("cmd < nothing || cmd2")).toEqual(["cmd2"]);
  });

  it("what was written can be read", () => {
    expect(commands("echo 'V=1' > env; . ./env; cmd $V")).toEqual(["cmd|1"]);
  });
});

describe("scripts that are read", () => {
  it("a sourced file runs in the shell, with its own places", () => {
    const run = evaluate("set -- a; . ./env.sh; cmd $V", { files: { "/src/env.sh": 'V=1\nother "$1"\n' } });
    expect(run.calls.map((call) => [call.at.file, call.chain.map((hop) => hop.text)])).toEqual([
      ["src/env.sh", [". ./env.sh"]],
      ["build.sh", []],
    ]);
    expect(print(run.calls[1]!.words[1]!.value)).toBe("1");
  });

  it("one that is not known may change anything and build Go programs", () => {
    const run = evaluate("V=1; . /opt/env.sh; cmd $V", { incomplete: ["/opt"] });
    expect(run.machine.effects).toMatchObject([{ kind: "not-understood", mayBuildGo: true, reason: { code: "file", text: "`. /opt/env.sh` runs a file that is not known" } }]);
    expect(run.calls[0]?.words[1]?.kind).toBe("gap");
    expect(run.calls[0]?.directory).toBeNull();
  });

  it("one that is absent ends dash and fails in bash", () => {
    expect(commands(". ./nothing; cmd", { dialect: "dash" })).toEqual([]);
    expect(commands(". ./nothing; cmd", { dialect: "bash" })).toEqual(["cmd"]);
  });

  it("os-release sets what it documents", () => {
    expect(commands(". /etc/os-release; cmd $ID $V", { incomplete: ["/etc"], env: { V: "1" } })).toEqual(["cmd|[<ID of /etc/os-release>]|1"]);
  });

  it("source and its kin are not found by dash", () => {
    expect(commands("source ./env.sh && cmd a; cmd b", { dialect: "dash", files: { "/src/env.sh": "" } })).toEqual(["cmd|b"]);
    expect(commands("source ./env.sh && cmd a; cmd b", { dialect: "busybox", files: { "/src/env.sh": "" } })).toEqual(["cmd|a", "cmd|b"]);
  });

  it("eval runs a text that is known, each choice of it, and nothing that is not", () => {
    expect(commands("eval 'A=1; cmd \"$A b\"'")).toEqual(["cmd|1 b"]);
    expect(commands('if [ $U = x ]; then C="cmd a"; else C="cmd b c"; fi; eval "$C"', { env: { U: unknown("U", "word") } })).toEqual(["may cmd|a", "may cmd|b|c"]);
    expect(evaluate('eval "$U"; cmd', { env: { U: unknown("U") } }).machine.effects).toMatchObject([{ kind: "not-understood", driver: "eval" }]);
  });

  it("variables that are not known by name may be any", () => {
    expect(commands('A=1; export $(cat .env); cmd "$A"', { programs: { cat: { output: unknown("cat") } } })).toEqual(["cat|.env", "cmd|<A: `export $(cat .env)` sets variables that are not known>"]);
  });
});

it("exec replaces the shell", () => {
  expect(commands("exec cmd a; cmd b")).toEqual(["cmd|a"]);
  expect(commands("exec 2>&1; cmd b")).toEqual(["cmd|b"]);
});

it("command runs what a function hides", () => {
  expect(commands("go() { command go \"$@\" -v; }; go build")).toEqual(["go|build|-v"]);
  expect(commands("command -v gcc && cmd; cmd2")).toEqual(["may cmd", "cmd2"]);
});
