import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-configure-time-environment.js";
import { repository } from "./repository.js";

const target = "add_custom_target(app ALL COMMAND go build -o app ${CMAKE_SOURCE_DIR} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} VERBATIM)\n";
const data = (name: string, value: string): Readonly<Record<string, string>> => ({ name, value });

testRule(rule, {
  projects: [
    repository(
      "the example of the page",
      {
        "CMakeLists.txt": `
          cmake_minimum_required(VERSION 3.20)
          project(app NONE)
          set(ENV{GOOS} windows)
          ~~~~~~~~~~~~~~~~~~~~~~
          add_custom_target(app ALL COMMAND go build -o app . WORKING_DIRECTORY \${CMAKE_SOURCE_DIR})
          `,
      },
      { "CMakeLists.txt": [{ messageId: "lost", data: data("GOOS", "windows"), why: ["the go command that does not see it (CMakeLists.txt:4)"] }] },
    ),
    repository(
      "in a Dockerfile that runs CMake",
      {
        Dockerfile: "FROM golang:1.24-bookworm\nRUN apt-get update && apt-get install -y cmake\nWORKDIR /src\nCOPY . .\nRUN cmake -S . -B build\nRUN cmake --build build\n",
        "CMakeLists.txt": `project(app NONE)\nset(ENV{GOOS} windows)\n~~~~~~~~~~~~~~~~~~~~~~\n${target}`,
      },
      { "CMakeLists.txt": [{ messageId: "lost", data: data("GOOS", "windows") }] },
    ),
    repository(
      "in a function of an included file",
      {
        "CMakeLists.txt": `project(app NONE)\ninclude(cmake/go.cmake)\ngo_static()\n${target}`,
        "cmake/go.cmake": "function(go_static)\n  set(ENV{GOARCH} arm64)\n  ~~~~~~~~~~~~~~~~~~~~~~\nendfunction()\n",
      },
      { "cmake/go.cmake": [{ messageId: "lost", data: data("GOARCH", "arm64") }] },
    ),
    repository("given to the command", { "CMakeLists.txt": "project(app NONE)\nadd_custom_target(app ALL COMMAND ${CMAKE_COMMAND} -E env CGO_ENABLED=0 go build . WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})\n" }),
    repository("set for the configuration and given to the command too", { "CMakeLists.txt": "project(app NONE)\nset(ENV{CGO_ENABLED} 0)\nadd_custom_target(app ALL COMMAND CGO_ENABLED=0 go build . WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})\n" }),
    repository("for a go command that runs while CMake configures", { "CMakeLists.txt": "project(app NONE)\nset(ENV{CGO_ENABLED} 0)\nexecute_process(COMMAND go build -o app . WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})\n" }),
    repository("in a script that builds", {
      "CMakeLists.txt": "project(app NONE)\nadd_custom_target(app ALL COMMAND ${CMAKE_COMMAND} -P ${CMAKE_SOURCE_DIR}/go.cmake WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})\n",
      "go.cmake": "set(ENV{CGO_ENABLED} 0)\nexecute_process(COMMAND go build .)\n",
    }),
    repository("the compiler of CMake itself", { "CMakeLists.txt": `set(ENV{CC} clang)\nproject(app NONE)\n${target}` }),
    repository("what go does by itself", { "CMakeLists.txt": `project(app NONE)\nset(ENV{GOOS} linux)\n${target}` }),
    repository("taken back", { "CMakeLists.txt": `project(app NONE)\nset(ENV{CGO_ENABLED} 0)\nunset(ENV{CGO_ENABLED})\n${target}` }),
  ],
});
