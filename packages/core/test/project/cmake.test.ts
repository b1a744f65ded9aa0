import { describe, expect, it } from "vitest";
import { project } from "./support.js";

const target = (name: string, words: string, all = "ALL "): string => `add_custom_target(${name} ${all}COMMAND go build ${words} . WORKING_DIRECTORY \${CMAKE_SOURCE_DIR} VERBATIM)\n`;

describe("a repository whose programs CMake builds", () => {
  it("is analysed from its top-level project, with targets that are not made by default", () => {
    const found = project({ "CMakeLists.txt": `project(app NONE)\n${target("app", "-o app")}${target("tool", "-tags netgo -o tool", "")}${target("test", "-race", "")}add_subdirectory(sub)\n`, "sub/CMakeLists.txt": target("sub", "-trimpath") });
    expect(found.entries.map(({ id, kind }) => `${kind} ${id}`)).toEqual(["cmake CMakeLists.txt"]);
    expect(found.invocations.map(({ command }) => command.settings.flags.map((item) => (item.kind === "flag" ? item.flag : "…")).join(" "))).toEqual(["o", "trimpath", "tags o"]);
    expect(found.defects).toEqual([]);
  });

  it("rests on the defaults of its options", () => {
    const text = `project(app NONE)\noption(STATIC "" ON)\nset(V 1 CACHE STRING "")\nif(STATIC)\n  set(F -tags netgo)\nendif()\n${target("app", '${F} "-ldflags=-X main.version=${V}${W}"')}`;
    const [invocation] = project({ "CMakeLists.txt": text }).invocations;
    expect(invocation?.when).toEqual([]);
    expect(invocation?.command.settings.tags).toMatchObject({ kind: "known", value: ["netgo"] });
  });

  it("is not built by CMake when it never mentions go", () => {
    expect(project({ "CMakeLists.txt": "project(c C)\nadd_executable(c main.c)\n" }).entries).toEqual([]);
  });

  it("ships what a stage of an image builds with it", () => {
    const found = project({
      "CMakeLists.txt": `cmake_minimum_required(VERSION 3.20)\nproject(app NONE)\nadd_custom_command(OUTPUT app COMMAND \${CMAKE_COMMAND} -E env CGO_ENABLED=0 go build -o \${CMAKE_CURRENT_BINARY_DIR}/app . WORKING_DIRECTORY \${CMAKE_SOURCE_DIR} VERBATIM)\nadd_custom_target(all_go ALL DEPENDS app)\n`,
      Dockerfile: "FROM golang:1.24-bookworm AS build\nRUN apt-get update && apt-get install -y cmake ninja-build\nWORKDIR /src\nCOPY . .\nRUN cmake -S . -B /build -G Ninja && cmake --build /build\nFROM scratch\nCOPY --from=build /build/app /app\nENTRYPOINT [\"/app\"]\n",
    });
    expect(found.shipments.map(({ artifact, requirements }) => [artifact.path, requirements.find(({ kind }) => kind === "interpreter")?.verdict])).toEqual([["/app", "met"]]);
  });
});
