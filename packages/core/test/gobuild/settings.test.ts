import { describe, expect, it } from "vitest";
import type { GoCommand, GoHost } from "../../src/gobuild/index.js";
import { understandGoCommand } from "../../src/gobuild/index.js";
import type { Traced, Verdict } from "../../src/text/index.js";
import { concat, known, literal, unknown } from "../../src/text/index.js";
import type { WordLike } from "./support.js";
import { call, FILE, gap, hidden, host } from "./support.js";

function go(list: readonly WordLike[], env: Readonly<Record<string, string | Traced>> = {}, machine: GoHost = host()): GoCommand {
  const command = understandGoCommand(call(list, env), machine);
  if (command === null) throw new Error("builds nothing");
  return command;
}

function value<T>(verdict: Verdict<T>): T | string {
  return verdict.kind === "known" ? verdict.value : `unknown: ${verdict.reason.text}`;
}

const failure = (list: readonly string[], env: Readonly<Record<string, string>> = {}): string | undefined => go(list, env).failure?.text;
const noCompiler = host({ compiler: () => known(null) });

describe("subcommand", () => {
  it.each([["mod", "download"], ["version"], ["generate", "./..."], ["vet", "./..."], ["env", "-w", "X=y"], ["get", "x@v1"], ["list", "-deps"], ["tool", "link"]])("go %s builds nothing", (...list) => {
    expect(understandGoCommand(call(list), host())).toBeNull();
  });

  it("go alone builds nothing", () => {
    expect(understandGoCommand(call([]), host())).toBeNull();
  });

  it("an unknown subcommand may build", () => {
    const command = go([hidden("$1"), "./cmd"]);
    expect(command.verb).toBe("unknown");
    expect(value(command.settings.race)).toBe("unknown: $1");
    expect(value(command.packages)).toBe("unknown: $1");
  });

  it.each([
    [["-C", "cmd", "build"], "/src/cmd"],
    [["build", "-C", "../x", "-o", "y"], "/x"],
    [["build", "--C=/abs/./dir"], "/abs/dir"],
    [["build"], "/src"],
  ])("%j runs in %s", (list, directory) => {
    expect(value(go(list).directory)).toBe(directory);
  });

  it("refuses -C that is not the first flag", () => {
    expect(failure(["build", "-v", "-C", "x"])).toBe('invalid value "x" for flag -C: -C flag must be first flag on command line');
  });
});

describe("cgo (facts b1–b4)", () => {
  it.each<[string, Record<string, string>, GoHost, boolean]>([
    ["unset, gcc found", {}, host(), true],
    ["unset, no gcc", {}, noCompiler, false],
    ["0", { CGO_ENABLED: "0" }, host(), false],
    ["1 without gcc", { CGO_ENABLED: "1" }, noCompiler, true],
    ["false is ignored", { CGO_ENABLED: "false" }, host(), true],
    ["2 is ignored", { CGO_ENABLED: "2" }, noCompiler, false],
    ["empty is unset", { CGO_ENABLED: "" }, host(), true],
    ["GOARCH=arm64", { GOARCH: "arm64" }, host(), false],
    ["GOOS=windows", { GOOS: "windows" }, host(), false],
    ["the host spelled out", { GOOS: "linux", GOARCH: "amd64" }, host(), true],
    ["CC set, not found", { CC: "nosuch" }, noCompiler, true],
    ["cross with CC", { GOARCH: "arm64", CC: "aarch64-linux-gnu-gcc" }, host(), false],
    ["Go 1.19 without gcc", {}, host({ goVersion: known("1.19.3"), compiler: () => known(null) }), true],
    ["Go 1.20 without gcc", {}, host({ goVersion: known("1.20"), compiler: () => known(null) }), false],
  ])("%s", (_, env, machine, on) => {
    expect(value(go(["build"], env, machine).settings.cgoEnabled)).toBe(on);
  });

  it("says why a value is ignored", () => {
    expect(go(["build"], { CGO_ENABLED: "false" }).settings.cgoEnabled.evidence[0]).toEqual({ fact: "b4", text: "CGO_ENABLED=false is ignored: it is neither 0 nor 1", at: null });
  });

  it("is unknown when the compiler is, and on when it does not matter", () => {
    const machine = host({ goVersion: unknown({ code: "image", text: "Go version", at: null }), compiler: () => unknown({ code: "image", text: "packages of the image", at: null }) });
    expect(value(go(["build"], {}, machine).settings.cgoEnabled)).toBe("unknown: Go version");
    expect(value(go(["build"], {}, host({ compiler: (command) => machine.compiler(command) })).settings.cgoEnabled)).toBe("unknown: packages of the image");
    expect(value(go(["build"], { CC: "clang" }, machine).settings.cgoEnabled)).toBe(true);
    expect(value(go(["build"], { CGO_ENABLED: hidden("$CGO") }).settings.cgoEnabled)).toBe("unknown: $CGO");
  });
});

describe("which of several flags counts", () => {
  it("the last tags (e11), split at commas or blanks", () => {
    expect(value(go(["build", "-tags", "netgo", "-tags=osusergo"]).settings.tags)).toEqual(["osusergo"]);
    expect(value(go(["build", "-tags=a,,b"]).settings.tags)).toEqual(["a", "b"]);
    expect(value(go(["build", "-tags", "a b"]).settings.tags)).toEqual(["a", "b"]);
  });

  it("the command line over GOFLAGS (e2, e6)", () => {
    const command = go(["build", "--tags=b"], { GOFLAGS: "-tags=a -trimpath -mod=vendor" });
    expect(value(command.settings.tags)).toEqual(["b"]);
    expect(value(command.settings.trimpath)).toBe(true);
    expect(value(command.settings.mod)).toBe("vendor");
    expect(command.settings.flags.map((item) => item.kind === "flag" && [item.flag, item.source, item.dropped])).toEqual([
      ["tags", "GOFLAGS", true],
      ["trimpath", "GOFLAGS", false],
      ["mod", "GOFLAGS", false],
      ["tags", "command-line", false],
    ]);
  });

  it("a flag after a gap is known, one before it is not", () => {
    const command = go(["build", "-tags=a", gap("$(GOFLAGS)"), "-o", "bin/app", "./cmd"]);
    expect(value(command.settings.tags)).toBe("unknown: $(GOFLAGS)");
    expect(value(command.settings.race)).toBe("unknown: $(GOFLAGS)");
    expect(value(command.output)).toBe("bin/app");
    expect(value(command.packages)).toEqual(["./cmd"]);
    expect(command.assumptions.map((hop) => hop.text)).toEqual(["<$(GOFLAGS)> holds whole flags, no package"]);
  });

  it("a gap at the end may hold flags and packages", () => {
    const command = go(["build", "-o", "x", gap("$(ARGS)")]);
    expect(value(command.packages)).toBe("unknown: $(ARGS)");
    expect(value(command.output)).toBe("unknown: $(ARGS)");
  });

  it("an unknown word at the end is a package", () => {
    const command = go(["build", "-o", "x", hidden("$TARGET")]);
    expect(value(command.packages)).toBe("unknown: $TARGET");
    expect(value(command.output)).toBe("x");
    expect(command.assumptions[0]?.text).toBe("<$TARGET> is not a flag");
  });

  it("a gap as the value of a flag is one word", () => {
    const command = go(["build", "-tags", gap("$(TAGS)"), "-race", "."]);
    expect(value(command.settings.tags)).toBe("unknown: $(TAGS)");
    expect(value(command.settings.race)).toBe(true);
  });

  it("a flag whose name is not known hides what came before it", () => {
    const command = go(["build", "-race", concat(literal("-"), hidden("$F"), literal("=1")), "-trimpath", "."]);
    expect(value(command.settings.race)).toBe("unknown: $F");
    expect(value(command.settings.trimpath)).toBe(true);
  });

  it("boolean flags take a value only after =", () => {
    const command = go(["build", "-race=false", "-trimpath=1", "-v", "-x", "./a", "./b"]);
    expect(value(command.settings.race)).toBe(false);
    expect(value(command.settings.trimpath)).toBe(true);
    expect(value(command.packages)).toEqual(["./a", "./b"]);
  });
});

describe("refusals, as go words them", () => {
  it.each<[readonly string[], string]>([
    [["build", "-extldflags", "-static"], "flag provided but not defined: -extldflags"],
    [["build", "-w"], "flag provided but not defined: -w"],
    [["build", "-ldflags", "-s", "-w", "./ver"], "flag provided but not defined: -w"],
    [["build", "-o"], "flag needs an argument: -o"],
    [["build", "-=x"], "bad flag syntax: -=x"],
    [["build", "---x"], "bad flag syntax: ---x"],
    [["build", "-race=maybe"], 'invalid boolean value "maybe" for -race: parse error'],
    [["build", "-p", "x"], 'invalid value "x" for flag -p: parse error'],
    [["build", '-ldflags="-s -w"'], 'invalid value "\\"-s -w\\"" for flag -ldflags: missing =<value> in <pattern>=<value>'],
    [["build", "-ldflags==x"], 'invalid value "=x" for flag -ldflags: missing <pattern> in <pattern>=<value>'],
    [["build", "-ldflags=-X 'a"], "invalid value \"-X 'a\" for flag -ldflags: unterminated ' string"],
    [["build", "-tags='a"], "invalid value \"'a\" for flag -tags: unterminated ' string"],
    [["build", "-buildvcs=x"], "invalid boolean value \"x\" for -buildvcs: value is neither 'auto' nor a valid bool"],
    [["build", "-compiler=x"], 'invalid value "x" for flag -compiler: unknown compiler "x"'],
    [["build", "./ver", "-ldflags=-s"], 'malformed import path "-ldflags=-s": leading dash'],
    [["build", "-buildmode=foo"], "buildmode=foo not supported"],
    [["build", "-buildmode=pie", "-race"], "-buildmode=pie not supported when -race is enabled on linux/amd64"],
    [["build", "-race", "-msan"], "go: may not use -race and -msan simultaneously"],
    [["build", "-mod=x"], "-mod=x not supported (can be '', 'mod', 'readonly', or 'vendor')"],
    [["build", "-p", "0"], "go: -p must be a positive integer: 0"],
    [["build", "-tags", "a, b"], "go: -tags space-separated list contains comma"],
    [["build", "-exec", "x"], "flag provided but not defined: -exec"],
    [["install", "-o", "x"], "flag provided but not defined: -o"],
  ])("go %j", (list, text) => {
    expect(failure(list)).toBe(text);
  });

  it.each<[Record<string, string>, readonly string[], string]>([
    [{ CGO_ENABLED: "0" }, ["build", "-race"], "go: -race requires cgo; enable cgo by setting CGO_ENABLED=1"],
    [{ GOARCH: "arm64" }, ["build", "-race"], "go: -race requires cgo"],
    [{ GOARCH: "mips" }, ["build", "-buildmode=pie"], "-buildmode=pie not supported on linux/mips"],
    [{ GOARCH: "amd65" }, ["build"], "go: unsupported GOOS/GOARCH pair linux/amd65"],
    [{ GOARCH: "386" }, ["build", "-msan"], "-msan is not supported on linux/386"],
    [{ CC: "./cc" }, ["build"], "go: CC environment variable is relative; must be absolute path: ./cc"],
  ])("%j go %j", (env, list, text) => {
    expect(failure(list, env)).toBe(text);
  });

  it("points at the flag with its value", () => {
    expect(go(["build", "-v", "-p", "x"]).failure).toEqual({ stage: "flags", text: 'invalid value "x" for flag -p: parse error', fact: "d11", at: { file: FILE, start: 12, end: 16 } });
  });

  it("knows the flags of each release", () => {
    const with119 = host({ goVersion: known("1.19.1") });
    expect(go(["build", "-pgo=off"], {}, with119).failure?.text).toBe("flag provided but not defined: -pgo");
    expect(go(["build", "-i"], {}, with119).failure).toBeNull();
    expect(failure(["build", "-i"])).toBe("flag provided but not defined: -i");
    expect(go(["build", "-pgo=off"], {}, host({ goVersion: unknown({ code: "image", text: "Go", at: null }) })).failure).toBeNull();
  });
});

describe("GOFLAGS (facts e2–e7)", () => {
  it.each<[string, string]>([
    ["-ldflags=-w -s", "go: parsing $GOFLAGS: unknown flag -s"],
    ["-ldflags='-s -w'", "go: parsing $GOFLAGS: unknown flag -w'"],
    ["-ldflags=-X main.version=1", 'go: parsing $GOFLAGS: non-flag "main.version=1"'],
    ["-ldflags -s", "go: parsing $GOFLAGS: unknown flag -s"],
    ["ldflags=-s", 'go: parsing $GOFLAGS: non-flag "ldflags=-s"'],
    ["'-ldflags=-s", "go: parsing $GOFLAGS: unterminated ' string"],
    ["-o", "go: flag needs an argument: -o (from $GOFLAGS)"],
    ["-p=x", 'go: invalid value "x" for flag -p (from $GOFLAGS): parse error'],
    ["-race=x", 'go: invalid boolean value "x" for flag -race (from $GOFLAGS): parse error'],
  ])("%s fails: %s", (goflags, text) => {
    expect(failure(["build"], { GOFLAGS: goflags })).toBe(text);
  });

  it("loses -w silently, for go env knows it (e3)", () => {
    const command = go(["build"], { GOFLAGS: "-ldflags=-s -w" });
    expect(command.failure).toBeNull();
    expect(value(command.settings.linker.stripSymbols)).toBe(true);
    expect(command.settings.linker.all.map((item) => item.kind === "flag" && item.flag)).toEqual(["s"]);
  });

  it("takes quotes around a whole word (e4) since Go 1.20", () => {
    const linker = go(["build"], { GOFLAGS: "'-ldflags=-linkmode external -d'" }).settings.linker;
    expect(value(linker.linkMode)).toBe("external");
    expect(value(linker.disableDynamic)).toBe(true);
    expect(go(["build"], { GOFLAGS: "'-ldflags=-s -d'" }, host({ goVersion: known("1.19") })).failure?.text).toBe(`go: parsing $GOFLAGS: non-flag "'-ldflags=-s"`);
  });

  it("reads what go env -w wrote, unless the environment has a value (e7)", () => {
    const machine = host({ goEnvironmentFile: known(new Map([["GOFLAGS", "-tags=file"], ["CGO_ENABLED", "0"]])) });
    expect(value(go(["build"], { GOFLAGS: "" }, machine).settings.tags)).toEqual(["file"]);
    expect(value(go(["build"], { GOFLAGS: "-race" }, machine).settings.tags)).toEqual([]);
    expect(value(go(["build"], {}, machine).settings.cgoEnabled)).toBe(false);
  });

  it("assumes an empty file when it is not known", () => {
    const command = go(["build"], {}, host({ goEnvironmentFile: unknown({ code: "caller", text: "go env", at: null }) }));
    expect(value(command.settings.tags)).toEqual([]);
    expect(command.assumptions.map((hop) => hop.text)).toEqual(["nothing was set by `go env -w`"]);
  });

  it("with unknown words hides defaults, not what the command line gives", () => {
    const command = go(["build", "-trimpath"], { GOFLAGS: concat(literal("-mod=mod "), hidden("$EXTRA")) });
    expect(value(command.settings.race)).toBe("unknown: $EXTRA");
    expect(value(command.settings.trimpath)).toBe(true);
  });
});

describe("packages", () => {
  it.each<[readonly string[], readonly string[]]>([
    [["build"], ["."]],
    [["build", "--", "-x"], ["-x"]],
    [["build", "main.go", "util.go"], ["main.go", "util.go"]],
    [["install", "example.com/tool@v1.2.3"], ["example.com/tool@v1.2.3"]],
    [["run", "-race", "./cmd/app", "-tags", "serve"], ["./cmd/app"]],
    [["run", "main.go", "util.go", "serve.yaml"], ["main.go", "util.go"]],
    [["test", "./...", "-race", "-run", "X"], ["./..."]],
    [["test", "-v", "a", "b", "-custom", "c"], ["a", "b"]],
    [["test", "a", "-args", "-race"], ["a"]],
  ])("go %j names %j", (list, packages) => {
    expect(value(go(list).packages)).toEqual(packages);
  });

  it("go test takes flags after packages, not after -args", () => {
    expect(value(go(["test", "./...", "-race"]).settings.race)).toBe(true);
    expect(value(go(["test", "a", "-args", "-race"]).settings.race)).toBe(false);
    expect(value(go(["test", "-test.v", "-unknown", "-race"]).settings.race)).toBe(true);
  });
});
