import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-split-flag-list.js";
import { repository } from "./repository.js";

const project = (text: string): Readonly<Record<string, string>> => ({ "CMakeLists.txt": `project(app NONE)\n${text}` });
const target = (words: string): string => `add_custom_target(app ALL COMMAND go build ${words} . WORKING_DIRECTORY \${CMAKE_SOURCE_DIR} VERBATIM)\n`;

testRule(rule, {
  projects: [
    repository(
      "the example of the page",
      {
        "CMakeLists.txt": `
          project(app NONE)
          set(LDFLAGS -s -w)
                         ~~
          add_custom_target(app ALL
            COMMAND go build -ldflags \${LDFLAGS} .
            WORKING_DIRECTORY \${CMAKE_SOURCE_DIR}
            VERBATIM)
          `,
      },
      { "CMakeLists.txt": [{ messageId: "split", data: { flag: "w" }, why: ["the command that fails (CMakeLists.txt:4)"] }] },
    ),
    repository("words of one command", project(`${target("-ldflags -s -w")}${" ".repeat(55)}~~\n`), { "CMakeLists.txt": [{ messageId: "split", data: { flag: "w" } }] }),
    repository("a list in quotes", project(`set(F -s -w)\n${target('-ldflags "${F}"')}${" ".repeat(43)}~~~~~~~~~~~~~~\n`), { "CMakeLists.txt": [{ messageId: "joined", data: { value: "-s;-w" } }] }),
    repository("quotes inside of a word", project(`${target('-ldflags="-s -w"')}${" ".repeat(43)}~~~~~~~~~~~~~~~~\n`), { "CMakeLists.txt": [{ messageId: "quotes", data: { flag: "ldflags" } }] }),
    repository("single quotes", project(`${target("-ldflags='-s -w'")}${" ".repeat(43)}~~~~~~~~~~~~\n`), { "CMakeLists.txt": [{ messageId: "quotes", data: { flag: "ldflags" } }] }),
    repository("one text with blanks", project(`set(F "-s -w")\n${target("-ldflags ${F}")}`)),
    repository("the whole argument in quotes", project(target('"-ldflags=-s -w"'))),
    repository("a list of arguments", project(`set(F -trimpath "-ldflags=-s -w" -tags netgo)\n${target("${F}")}`)),
    repository("a list that is joined by blanks", project(`set(F -s -w)\nlist(JOIN F " " F)\n${target('"-ldflags=${F}"')}`)),
    repository("quotes that the shell takes away", project("add_custom_target(app ALL COMMAND sh -c \"go build -ldflags '-s -w' .\" WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})\n")),
    repository("one of several lists", project(`if($ENV{X})\n  set(F -s -w)\nelse()\n  set(F -s)\nendif()\n${target("-ldflags ${F}")}`)),
    repository("the same mistake in a Makefile is another rule's", { Makefile: "build:\n\tgo build -ldflags -s -w .\n" }),
  ],
});
