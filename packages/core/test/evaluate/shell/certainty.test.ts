import { describe, expect, it } from "vitest";
import { commands, evaluate, type Programs, unknown } from "./support.js";

const programs: Programs = { maybe: { status: "unknown" }, fail: { status: "failure" } };
const told = (script: string): readonly string[] => commands(script, { programs, env: { U: unknown("U") } }).filter((line) => !/^(?:may )?(?:maybe|fail)$/.test(line));

describe("which commands must run", () => {
  it.each([
    ["a command whose status is known decides", "go a && go b || go c", ["go|a", "go|b"]],
    ["a failure too", "fail && go b || go c", ["go|c"]],
    ["what decides the status of the script must succeed: else there is no image", "maybe && go b && go c", ["go|b", "go|c"]],
    ["in the middle of a script it may fail", "maybe && go b; go c", ["may go|b", "go|c"]],
    ["an alternative may not be needed", "maybe || go b; go c", ["may go|b", "go|c"]],
    ["both ways of a condition", "if maybe; then go a; else go b; fi; go c", ["may go|a", "may go|b", "go|c"]],
    ["a way that fails the build is not followed", "maybe || exit 1; go a", ["go|a"]],
    ["whichever command of the list fails", "maybe && go a || exit 1; go b", ["go|a", "go|b"]],
    ["also where it is told first", "maybe && go a || { echo failed >&2; exit 2; }; go b", ["go|a", "go|b"]],
    ["with the status of what failed", "maybe && go a || exit; maybe || exit $?; go b", ["go|a", "go|b"]],
    ["by a function that does", "die() { echo \"$@\" >&2; exit 1; }; maybe && go a || die no; go b", ["go|a", "go|b"]],
    ["in a subshell that is the last of the script", "maybe && go a || (echo failed; exit 1)", ["go|a"]],
    ["but not in one that something follows", "maybe && go a || (echo failed; exit 1); go b", ["may go|a", "go|b"]],
    ["an exit with the status of echo ends it well", "maybe && go a || { echo failed; exit; }; go b", ["may go|a", "may go|b"]],
    ["exit 0 too", "maybe && go a || exit 0; go b", ["may go|a", "may go|b"]],
    ["a return that fails behind a list", "f() { maybe && go a || return 1; go b; }; f && go c", ["go|a", "go|b", "go|c"]],
    ["one that ends it well is", "maybe && exit 0; go a", ["may go|a"]],
    ["set -e ends the script at a failure", "set -e; maybe; go a; fail; go b", ["go|a"]],
    ["but not in conditions", "set -e; if maybe; then go a; fi; fail || go b", ["may go|a", "go|b"]],
    ["an unknown case", "case $U in a) go a;; b) go b;; esac; go c", ["may go|a", "may go|b", "go|c"]],
    ["a case with a default takes one of them", "case x in a) go a;; *) go b;; esac", ["go|b"]],
    ["a return in some of the ways", "f() { maybe && return; go a; }; f; go b", ["may go|a", "go|b"]],
    ["a return that fails where the call must not", "f() { maybe || return 1; go a; }; f && go b", ["go|a", "go|b"]],
    ["a return that fails where the call may", "f() { maybe || return 1; go a; }; f; go b", ["may go|a", "go|b"]],
    ["a subshell keeps its exit", "(maybe && exit 0; go a); go b", ["may go|a", "go|b"]],
    ["a pipeline", "maybe | go a && go b", ["go|a", "go|b"]],
    ["a background command", "maybe & go a", ["go|a"]],
    ["a negation", "! fail && go a; ! maybe && go b; go c", ["go|a", "may go|b", "go|c"]],
  ])("%s", (_, script, expected) => {
    expect(told(script)).toEqual(expected);
  });

  it("a script that may run gives commands that may run", () => {
    expect(commands("go a", { certainty: "may" })).toEqual(["may go|a"]);
  });
});

describe("loops", () => {
  it("over a known list run for each word", () => {
    expect(told("for x in a 'b c'; do go \"$x\"; done")).toEqual(["go|a", "go|b c"]);
  });

  it("over words that are not known run for any number of them", () => {
    expect(told('for x in a $U b; do go "$x"; done; go "$x"')).toEqual(["go|a", "may go|<U>", "go|b", "go|b"]);
  });

  it("whose condition is known run as often", () => {
    expect(told("i=0; while [ $i -lt 3 ]; do i=$((i + 1)); go $i; done; go end $i")).toEqual(["go|1", "go|2", "go|3", "go|end|3"]);
  });

  it("whose condition is not known run once for all rounds, in which nothing is known that they change", () => {
    expect(told('i=0; k=1; while maybe; do go "$i" "$k"; i=$((i + 1)); done; go "$k"')).toEqual(["may go|<changed in the loop `while maybe; do go \"$i\" \"$k\"; i=$((i + 1)); done`>|1", "go|1"]);
  });

  it("that may have ended do not tell of more rounds than one", () => {
    expect(told("while true; do go a; maybe && break; done; go b")).toEqual(["go|a", "may go|a", "go|b"]);
  });

  it("parse arguments", () => {
    const script = 'while [ $# -gt 0 ]; do case $1 in --tags) tags=$2; shift 2;; -v) v=1; shift;; *) break;; esac; done; go build ${tags:+-tags "$tags"} ${v:+-v} "$@"';
    expect(commands(script, { args: ["--tags", "a b", "-v", "./cmd"] })).toEqual(["go|build|-tags|a b|-v|./cmd"]);
  });
});

describe("what a test tells", () => {
  const files = { "/src/go.mod": "module m\n", "/src/empty": "", "/src/vendor/x": "" };
  it.each([
    ["[ -f go.mod ]", "yes"],
    ["[ -d vendor ]", "yes"],
    ["[ -e nothing ]", "no"],
    ["[ ! -f nothing ]", "yes"],
    ["[ -x go.mod ]", "maybe"],
    ["[ -f $U ]", "maybe"],
    ['[ -f "$U" ]', "maybe"],
    ['[ "$U" = x ]', "maybe"],
    ['[ -n "$W" ]', "yes"],
    ['[ "$W" = "" ]', "no"],
    ['[ "v$U" = "" ]', "no"],
    ["[ 3 -gt 2 -a -f go.mod ]", "yes"],
    ["[ 3 -gt 2 -a -f nothing ]", "no"],
    ['[ "$U" = x -o 1 = 1 ]', "yes"],
    ['[ "$U" = x -a 1 = 2 ]', "no"],
    ["[[ $U == v* ]]", "maybe"],
    ["[[ v$U == x* ]]", "no"],
    ["[[ $U == * ]]", "yes"],
    ["[[ -f go.mod && ! -d go.mod ]]", "yes"],
    ["[[ abc =~ ^a.c$ ]]", "yes"],
    ["[[ $U =~ a ]]", "maybe"],
    ["[[ untagged =~ ^v[0-9]+\\.[0-9]+.*$ ]]", "no"],
    ["[[ v1.2-rc =~ ^v[0-9]+\\.[0-9]+.*$ ]]", "yes"],
    ["[[ v1x2 =~ ^v[0-9]+\\.[0-9]+$ ]]", "no"],
    ["[[ word =~ ^\\w ]]", "maybe"],
  ])("%s is %s", (test, expected) => {
    const run = commands(`if ${test}; then cmd yes; else cmd no; fi`, { dialect: "bash", files, env: { U: unknown("U"), W: unknown("W", "word") } });
    expect(run).toEqual(expected === "maybe" ? ["may cmd|yes", "may cmd|no"] : [`cmd|${expected}`]);
  });

  it("files that may be there", () => {
    expect(commands("[ -f /opt/x ] && cmd; cmd2", { incomplete: ["/opt"] })).toEqual(["may cmd", "cmd2"]);
  });

  it("dash has no double brackets", () => {
    expect(commands("if [[ -n x ]]; then cmd yes; else cmd no; fi", { dialect: "dash" })).toEqual(["cmd|no"]);
  });
});

it("bash -o pipefail looks at every command of a pipeline", () => {
  const script = (option: string): string => `${option}; if fail | true; then cmd yes; else cmd no; fi`;
  expect(commands(script("set +o pipefail"), { dialect: "bash", programs })).toEqual(["fail", "cmd|yes"]);
  expect(commands(script("set -o pipefail"), { dialect: "bash", programs })).toEqual(["fail", "cmd|no"]);
});

it("dash starts `cmd &> file` in the background", () => {
  expect(evaluate("fail &> out; cmd", { programs }).result.status).toBe("success");
  expect(evaluate("set -e; fail &> out; cmd", { programs, dialect: "bash" }).calls).toHaveLength(1);
});
