import { describe, expect, it } from "vitest";
import { linkerFlagsFor, understandGoCommand } from "../../src/gobuild/index.js";
import type { GoCommand, GoHost, LinkerFlags } from "../../src/gobuild/index.js";
import type { Traced, Verdict } from "../../src/text/index.js";
import { concat, known, literal, originOf, print, unknownText } from "../../src/text/index.js";
import type { WordLike } from "./support.js";
import { call, FILE, hidden, host } from "./support.js";

function command(list: readonly WordLike[], env: Readonly<Record<string, string | Traced>> = {}, machine: GoHost = host()): GoCommand {
  const result = understandGoCommand(call(list, env), machine);
  if (result === null) throw new Error("builds nothing");
  return result;
}

const ldflags = (text: string | Traced, machine: GoHost = host()): LinkerFlags =>
  command(["build", typeof text === "string" ? `-ldflags=${text}` : concat(literal("-ldflags="), text)], {}, machine).settings.linker;

function value<T>(verdict: Verdict<T>): T | string {
  return verdict.kind === "known" ? verdict.value : `unknown: ${verdict.reason.text}`;
}

const assigned = (flags: LinkerFlags): readonly string[] => flags.variables.map((v) => `${print(v.target)}=${print(v.value)}${v.dropped ? " (dropped)" : ""}`);

describe("values", () => {
  it("splits as go does: quotes around whole words only (d9)", () => {
    expect(value(ldflags('-linkmode external -extldflags "-static -lm"').externalFlags)).toEqual(["-static", "-lm"]);
    expect(value(ldflags('-s "-extldflags=-static -Wl,-z,now"').externalFlags)).toEqual(["-static", "-Wl,-z,now"]);
    expect(value(ldflags(`-extldflags '-static "-Wl,x y"'`).externalFlags)).toEqual(["-static", "-Wl,x y"]);
    expect(ldflags('-extldflags="-static -Wl,-z,now"').failure?.text).toBe('invalid value "\\"-static" for flag -extldflags: unterminated " string');
    expect(ldflags("-linkmode external -extldflags -static -lm").failure?.text).toBe("flag provided but not defined: -lm");
  });

  it("the last one counts (d10)", () => {
    expect(value(ldflags('-linkmode external -extldflags "-static" -extldflags "-Wl,-z,now"').externalFlags)).toEqual(["-Wl,-z,now"]);
    const twice = command(["build", "-ldflags=-extldflags=-static", "-ldflags=-linkmode=external"]).settings.linker;
    expect(value(twice.linkMode)).toBe("external");
    expect(value(twice.externalFlags)).toEqual([]);
  });

  it("-s implies -w; -w=0 keeps DWARF since Go 1.22 (g1)", () => {
    expect([value(ldflags("-s").stripSymbols), value(ldflags("-s").stripDwarf)]).toEqual([true, true]);
    expect([value(ldflags("-w").stripSymbols), value(ldflags("-w").stripDwarf)]).toEqual([false, true]);
    expect(value(ldflags("-s -w=0").stripDwarf)).toBe(false);
    expect(value(ldflags("-s -w=0", host({ goVersion: known("1.21.13") })).stripDwarf)).toBe(true);
    expect(value(ldflags("-s=false").stripDwarf)).toBe(false);
  });

  it("takes -buildmode, -I, -r, -d, -extld of its own (c2, d15)", () => {
    const flags = ldflags("-buildmode=pie -I /lib/ld-musl-x86_64.so.1 -r /opt/lib -d -extld 'zig cc'");
    expect(value(flags.buildMode)).toBe("pie");
    expect(value(flags.interpreter)).toBe("/lib/ld-musl-x86_64.so.1");
    expect(value(flags.rpath)).toBe("/opt/lib");
    expect(value(flags.disableDynamic)).toBe(true);
    expect(value(flags.externalLinker)).toEqual(["zig", "cc"]);
  });

  it.each<[string, string]>([
    ["-static", "flag provided but not defined: -static"],
    ["-s-w", "flag provided but not defined: -s-w"],
    ["-X main.version=a b", "usage: link [options] main.o"],
    ['-X main.version="a b"', "usage: link [options] main.o"],
    ["-X main.version", "-X flag requires argument of the form importpath.name=value"],
    ["-X version=1", "-X flag requires argument of the form importpath.name=value"],
    ["-linkmode=x", 'invalid value "x" for flag -linkmode: invalid linkmode: "x"'],
    ["-s=x", 'invalid boolean value "x" for -s: parse error'],
    ["-X", "flag needs an argument: -X"],
  ])("%s fails: %s", (text, failure) => {
    expect(ldflags(text).failure?.text).toBe(failure);
    expect(ldflags(text).failure?.stage).toBe("link");
  });
});

describe("-X", () => {
  it("every form, with exact places", () => {
    const text = "-ldflags=-X main.a=1 -X 'main.b=x y' \"-X=pkg.c=\" -s --X=main.a=2";
    const flags = command(["build", text]).settings.linker;
    expect(assigned(flags)).toEqual(["main.a=1 (dropped)", "main.b=x y", "pkg.c=", "main.a=2"]);
    const start = "go build ".length;
    const at = (part: string): object => ({ file: FILE, start: start + text.indexOf(part), end: start + text.indexOf(part) + part.length });
    expect(flags.variables.map((variable) => variable.at)).toEqual([at("main.a=1"), at("main.b=x y"), at("pkg.c="), at("main.a=2")]);
    expect(originOf(flags.variables[1]?.value ?? literal(""))).toEqual(at("x y"));
  });

  it("takes an unknown part of a value to hold no blanks, and says so", () => {
    const built = command(["build", concat(literal("-ldflags=-s -X main.version="), unknownText({ code: "command-output", text: "output of `git describe`", at: null }), literal(" -X main.b=2"))]);
    expect(assigned(built.settings.linker)).toEqual(["main.version=<output of `git describe`>", "main.b=2"]);
    expect(value(built.settings.linker.stripSymbols)).toBe(true);
    expect(built.assumptions.map((hop) => hop.text)).toEqual(["main.version=<output of `git describe`> holds no blanks or quotes that split it"]);
  });

  it("does not need that for text without blanks", () => {
    expect(command(["build", concat(literal("-ldflags=-X main.v="), hidden("$V"))]).assumptions).toEqual([]);
  });
});

describe("unknown words among linker flags", () => {
  const extra = unknownText({ code: "caller", text: "$(EXTRA)", at: null });

  it("hide what came before, not what comes after", () => {
    const flags = ldflags(concat(literal("-linkmode=external -s "), extra, literal(" -extldflags -static")));
    expect(value(flags.linkMode)).toBe("unknown: $(EXTRA)");
    expect(value(flags.stripSymbols)).toBe("unknown: $(EXTRA)");
    expect(value(flags.externalFlags)).toEqual(["-static"]);
  });

  it("hide the external flags when they are among them", () => {
    expect(value(ldflags(concat(literal('-extldflags "-static '), extra, literal('"'))).externalFlags)).toBe("unknown: $(EXTRA)");
  });

  it("a wholly unknown value hides everything", () => {
    const flags = ldflags(extra);
    expect(value(flags.linkMode)).toBe("unknown: $(EXTRA)");
    expect(flags.variables).toEqual([]);
    expect(flags.failure).toBeNull();
  });
});

describe("patterns (e1, e8)", () => {
  const main = { importPath: "example.com/lab/ver", directory: "/src/ver", named: true };
  const flagsOf = (...list: readonly string[]): LinkerFlags => {
    const built = command(["build", ...list]);
    return linkerFlagsFor(built.settings, main, built.directory, known("1.26"));
  };

  it.each<[readonly string[], readonly string[]]>([
    [["-ldflags=example.com/lab/ver=-X main.v=1"], ["main.v=1"]],
    [["-ldflags=all=-X main.v=1"], ["main.v=1"]],
    [["-ldflags=example.com/other=-X main.v=1"], []],
    [["-ldflags=example.com/...=-X main.v=1"], ["main.v=1"]],
    [["-ldflags=./ver=-X main.v=1"], ["main.v=1"]],
    [["-ldflags=./...=-X main.v=1"], ["main.v=1"]],
    [["-ldflags=../...=-X main.v=1"], ["main.v=1"]],
    [["-ldflags=./v...=-X main.v=1"], ["main.v=1"]],
    [["-ldflags=./other/...=-X main.v=1"], []],
    [["-ldflags=-X main.v=1", "-ldflags=other/pkg=-s"], ["main.v=1"]],
    [["-ldflags=-X main.v=1", "-ldflags=all=-s"], []],
    [["-ldflags=-X main.v=1", "-ldflags="], []],
    [["-ldflags=-X main.v=1", "-ldflags=-s"], []],
  ])("%j", (list, variables) => {
    expect(assigned(flagsOf(...list))).toEqual(variables);
  });

  it("without knowing the package a pattern is unknown", () => {
    expect(value(command(["build", "-ldflags=x/y=-s"]).settings.linker.stripSymbols)).toBe("unknown: whether the pattern x/y matches the main package");
    expect(value(command(["build", "-ldflags=all=-s"]).settings.linker.stripSymbols)).toBe(true);
  });

  it("are dropped only by a later value for the same packages", () => {
    const built = command(["build", "-ldflags=-X main.v=1", "-ldflags=a=-s", "-ldflags=a=-w"]);
    expect(built.settings.flags.map((item) => item.kind === "flag" && item.dropped)).toEqual([false, true, false]);
  });
});
