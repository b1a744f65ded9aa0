/** Rules about go command lines report in CMake files, at the characters that are wrong. */
import { testRule } from "@go-indep/rule-sdk/testing";
import noOverriddenFlag from "../../src/rules/no-overridden-flag.js";
import noUnresolvedXTarget from "../../src/rules/no-unresolved-x-target.js";
import { repository } from "./repository.js";

const target = (words: string): string => `add_custom_target(app ALL COMMAND go build ${words} . WORKING_DIRECTORY \${CMAKE_SOURCE_DIR} VERBATIM)\n`;

testRule(noOverriddenFlag, {
  projects: [
    repository(
      "a flag in a list and one in the command",
      { "CMakeLists.txt": `project(app NONE)\nset(FLAGS -trimpath "-ldflags=-s -w")\n                     ~~~~~~~~~~~~~~\n${target('${FLAGS} "-ldflags=-X main.version=1"')}` },
      { "CMakeLists.txt": [{ messageId: "repeated", data: { flag: "-ldflags", value: "-s -w", place: "CMakeLists.txt:3" } }] },
    ),
    repository("one text for both", { "CMakeLists.txt": `project(app NONE)\nset(L "-s -w")\nset(L "\${L} -X main.version=1")\n${target('"-ldflags=${L}"')}` }),
  ],
});

testRule(noUnresolvedXTarget, {
  projects: [
    repository(
      "through a function with keywords",
      {
        "CMakeLists.txt": "project(app NONE)\nlist(APPEND CMAKE_MODULE_PATH ${CMAKE_SOURCE_DIR}/cmake)\ninclude(GoBuild)\ngo_build(app LDFLAGS \"-s -X main.verion=1.2\")\n                            ~~~~~~~~~~~~~~~\n",
        "cmake/GoBuild.cmake":
          'function(go_build name)\n  cmake_parse_arguments(A "" "LDFLAGS" "" ${ARGN})\n  add_custom_target(${name} ALL COMMAND go build "-ldflags=${A_LDFLAGS}" -o ${CMAKE_BINARY_DIR}/${name} . WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} VERBATIM)\nendfunction()\n',
      },
      { "CMakeLists.txt": [{ messageId: "nearest", data: { target: "main.verion", main: "example.com/app", reason: "the package main has no variable verion", nearest: "main.version" }, why: ["linked here (cmake/GoBuild.cmake:3)"] }] },
    ),
    repository("that is there", { "CMakeLists.txt": `project(app VERSION 1.2 LANGUAGES NONE)\n${target('"-ldflags=-X main.version=${PROJECT_VERSION}"')}` }),
  ],
});
