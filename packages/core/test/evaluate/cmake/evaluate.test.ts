import { describe, expect, it } from "vitest";
import { literal, originOf, print, unknownText } from "../../../src/text/index.js";
import { BUILD, cmake, CONFIGURE, written } from "./support.js";

const target = (words: string): string => `add_custom_target(app ALL COMMAND go ${words} VERBATIM)\n`;

describe("what go is given", () => {
  it.each([
    ['set(F "-s -w")\n' + target("build -ldflags ${F}"), ["go", "build", "-ldflags", "-s -w"]],
    ["set(F -s -w)\n" + target("build -ldflags ${F}"), ["go", "build", "-ldflags", "-s", "-w"]],
    ["set(F -s -w)\n" + target('build -ldflags "${F}"'), ["go", "build", "-ldflags", "-s;-w"]],
    [target('build -ldflags="-s -w"'), ["go", "build", '-ldflags="-s -w"']],
    [target("build -ldflags='-s -w'"), ["go", "build", "-ldflags='-s", "-w'"]],
    [target('build "-ldflags=-s -w"'), ["go", "build", "-ldflags=-s -w"]],
    [target("build $<0:-race> ."), ["go", "build", "", "."]],
  ])("fact q8: %j", (text, words) => {
    expect(cmake(text).calls.map((call) => call.words.map(({ value }) => print(value)))).toEqual([words]);
  });

  it("fact q7: the environment of the configuration is not that of the build", () => {
    const { calls } = cmake(`set(ENV{CGO_ENABLED} 0)\nexecute_process(COMMAND go env)\n${target("build")}`);
    expect(calls.map(({ environment }) => environment.getExported("CGO_ENABLED")?.value)).toEqual([expect.anything(), undefined]);
  });

  it("keeps the place of every character", () => {
    const text = 'set(V 1.2)\nset(FLAGS "-X main.v=${V} -s")\nlist(APPEND ALL "-ldflags=${FLAGS}" -v)\nadd_custom_target(app ALL COMMAND go build ${ALL} "$x" . VERBATIM)\n';
    const words = cmake(text).calls[0]?.words ?? [];
    const texts = { "CMakeLists.txt": text };
    expect(words.map(({ value }) => [print(value), written(texts, value)])).toEqual([
      ["go", ["go"]],
      ["build", ["build"]],
      ["-ldflags=-X main.v=1.2 -s", ["-ldflags=", "-X main.v=", "1.2", " -s"]],
      ["-v", ["-v"]],
      ["$x", ["$x"]],
      [".", ["."]],
    ]);
    const at = originOf(words[2]?.value ?? literal(""));
    expect(text.slice(at?.start, at?.end)).toBe("-ldflags=${FLAGS}");
  });

  it("keeps the place of what a function is given", () => {
    const text = 'function(build name)\n  cmake_parse_arguments(A "" "FLAGS" "" ${ARGN})\n  add_custom_target(${name} ALL COMMAND go build "-ldflags=${A_FLAGS}" VERBATIM)\nendfunction()\nbuild(app FLAGS "-s -w")\n';
    const value = cmake(text).calls[0]?.words[2]?.value ?? literal("");
    expect(written({ "CMakeLists.txt": text }, value)).toEqual(["-ldflags=", "-s -w"]);
  });
});

describe("what is not known", () => {
  const unknown = unknownText({ code: "caller", text: "given", at: null });

  it("stays one word in quotes, and may be several without", () => {
    const given = { kind: "word", value: { pieces: [...literal("-DV=").pieces, ...unknown.pieces] } } as const;
    expect(cmake(target('build "-X=${V}" ${V}'), { run: [[...CONFIGURE, given], BUILD] }).lines).toEqual(["go build -X=<given> (<given>)…"]);
  });

  it("a list that may not be set stays so when it is changed", () => {
    const text = `cmake_minimum_required(VERSION 3.25)\nif($ENV{RACE})\n  set(F -race -v)\nendif()\nlist(REVERSE F)\nset(F -x CACHE STRING "")\n${target('build "${F}" .')}`;
    expect(cmake(text, { environment: { RACE: unknown } }).lines).toEqual(["go build {-v;-race|-x} ."]);
  });

  it("what may be nothing adds no semicolon to a list", () => {
    const text = `set(F -v)\nlist(APPEND F $ENV{RACE})\nlist(APPEND G $ENV{RACE})\nset(H a)\nlist(APPEND H $ENV{RACE} b)\n${target('build "${F}" "${H}" .')}`;
    expect(cmake(text, { environment: { RACE: literal("") } }).lines).toEqual(["go build -v a;b ."]);
    expect(cmake(text, { environment: { RACE: literal("-race") } }).lines).toEqual(["go build -v;-race a;-race;b ."]);
    expect(cmake(text, { environment: { RACE: unknown } }).lines).toEqual(["go build -v{;<given>|} a;{<given>;|}b ."]);
  });

  it("a function that may be defined may be a command", () => {
    const text = `if($ENV{RACE})\n  function(f)\n    set(F -race PARENT_SCOPE)\n  endfunction()\nendif()\nif(COMMAND f)\n  f()\nendif()\n${target("build ${F} .")}`;
    expect(cmake(text, { environment: { RACE: unknown } }).lines).toEqual(["go build ({-race|})… ."]);
  });

  it("goes both ways at a condition", () => {
    const text = `if($ENV{RACE})\n  set(F -race)\nendif()\nif("$ENV{RACE}" STREQUAL "x")\n  add_custom_target(more ALL COMMAND go list)\nendif()\n${target("build ${F} .")}`;
    expect(cmake(text, { environment: { RACE: unknown } }).lines).toEqual(["may: go list", "go build ({-race|})… ."]);
  });

  it("is what whoever configures may give, where that is not seen", () => {
    const more = { kind: "gap", value: unknown } as const;
    const text = `set(A 1)\nset(B 2 CACHE STRING "")\n${target('build "${A}" "${B}" "${C}" "${d}"')}`;
    expect(cmake(text, { run: [[...CONFIGURE, more], BUILD] }).lines).toEqual(["go build 1 {<B: given>|2} <C: given> "]);
  });

  it("does not keep a way that ends with an error", () => {
    const text = `if($ENV{X})\n  message(FATAL_ERROR "no")\nelse()\n  set(F ok)\nendif()\n${target("build ${F}")}`;
    expect(cmake(text, { environment: { X: unknown } }).lines).toEqual(["go build ok"]);
  });

  it("is the rest after a return that may be", () => {
    const text = `function(f)\n  set(r a PARENT_SCOPE)\n  if($ENV{X})\n    return()\n  endif()\n  set(r b PARENT_SCOPE)\nendfunction()\nf()\n${target("build ${r}")}`;
    expect(cmake(text, { environment: { X: unknown } }).lines).toEqual(["go build {b|a}"]);
  });

  it("is what a loop leaves behind that runs an unknown number of times", () => {
    const text = `set(n 0)\nforeach(x $ENV{X})\n  set(n "\${n}a")\n  add_custom_target(t_\${x} ALL COMMAND go list \${n})\nendforeach()\n${target('build "${n}"')}`;
    const { lines } = cmake(text, { environment: { X: unknown } });
    expect(lines.at(-1)).toBe("go build <what a loop leaves behind that runs an unknown number of times>");
    expect(lines.slice(0, -1).every((line) => line.startsWith("may: go list"))).toBe(true);
  });

  it("is the output of programs", () => {
    const text = `execute_process(COMMAND git describe OUTPUT_VARIABLE V OUTPUT_STRIP_TRAILING_WHITESPACE)\n${target('build "-ldflags=-X main.v=${V}"')}`;
    expect(cmake(text).lines).toEqual([expect.stringMatching(/^go build -ldflags=-X main\.v=<.*git describe.*>$/)]);
  });

  it("is where go is, and not that it is there", () => {
    expect(cmake(`find_program(GO go)\nif(GO)\n  set(F -v)\nendif()\nadd_custom_target(app ALL COMMAND \${GO} build \${F} VERBATIM)\n`).lines).toEqual(["<the directory of go>/go build -v"]);
  });
});

describe("runs", () => {
  it.each([
    [[["cmake", "-B", "out"], ["cmake", "--build", "out"]]],
    [[["mkdir", "b"], ["sh", "-c", "cd b && cmake .. && make"]]],
    [[["sh", "-c", "mkdir -p b && cd b && cmake -GNinja .. && ninja app"]]],
    [[["cmake", "."], ["make", "app"]]],
    [[["sh", "-c", "cmake -S . -B x -DA=1 && make -C x -j8 all"]]],
    [[["cmake", "-H.", "-Bx"], ["cmake", "--build", "x", "--target", "app", "--", "-j4"]]],
  ])("%j", (run) => {
    expect(cmake(target("build"), { run })).toMatchObject({ lines: ["go build"], reasons: [] });
  });

  it("of a build that nothing has configured fail", () => {
    expect(cmake(target("build"), { run: [["sh", "-c", "cmake --build build && go list"]] }).lines).toEqual([]);
  });

  it("tell where CMake stops", () => {
    expect(cmake("message(FATAL_ERROR x)\n").reasons).toEqual(["CMake stops: an error of its own: x"]);
    expect(cmake("set(X\n").reasons).toEqual(["CMake stops: 'set(' is not closed"]);
    expect(cmake("include(nothing.cmake)\n").reasons).toEqual(["CMake stops: include could not find nothing.cmake"]);
    expect(cmake("no_such_command()\n").reasons).toEqual(["CMake stops: no_such_command is no command"]);
  });

  it("install what was built", () => {
    const text = 'add_custom_target(app ALL COMMAND go build -o app)\ninstall(PROGRAMS ${CMAKE_SOURCE_DIR}/run.sh DESTINATION bin RENAME run)\n';
    const { machine } = cmake(text, { files: { "run.sh": "#!/bin/sh\n" }, run: [CONFIGURE, BUILD, ["cmake", "--install", "build", "--prefix", "/opt/x"]] });
    expect(machine.files.stat("/opt/x/bin/run")).toMatchObject({ kind: "file", source: "run.sh" });
  });
});
