import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-malformed-exec-form.js";
import { HELLO, repository } from "./repository.js";

function shipped(lines: string): string {
  return `FROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\n\nFROM alpine:3.22\nCOPY --from=build /app /app\n${lines}`;
}

const main = { "main.go": HELLO };

function broken(written: string, meant: string, reason: string, name = "the instruction is broken") {
  return repository(
    name,
    { ...main, Dockerfile: shipped(`ENTRYPOINT ${written}\n${"~".repeat(11 + written.length)}\n`) },
    { Dockerfile: [{ messageId: "malformed", data: { reason, remedy: `Write ENTRYPOINT ${meant}.` }, suggestions: [{ messageId: "array", output: shipped(`ENTRYPOINT ${meant}\n`) }] }] },
  );
}

testRule(rule, {
  projects: [
    broken(`["/app" "serve"]`, `["/app", "serve"]`, "a comma is missing between its strings", "the example of the page: no comma"),
    broken(`['/app', 'serve']`, `["/app", "serve"]`, "its strings are in single quotes, and JSON takes double quotes only", "single quotes"),
    broken(`["/app", "serve",]`, `["/app", "serve"]`, "a comma follows its last string", "a comma at the end"),
    broken(`["/app", "serve"`, `["/app", "serve"]`, "its closing bracket is missing", "no bracket at the end"),
    broken(`[/app, serve]`, `["/app", "serve"]`, "its words are not in double quotes", "no quotes"),
    broken(`[“/app”, “serve”]`, `["/app", "serve"]`, `its quotation marks are typographic ones, and JSON takes " only`, "quotation marks of a word processor"),
    repository(
      "text behind the array",
      { ...main, Dockerfile: shipped('CMD ["/app"] # serve\n~~~~~~~~~~~~~~~~~~~~\n') },
      { Dockerfile: [{ messageId: "malformed", data: { reason: 'it is followed by "# serve"', remedy: "Write CMD as a JSON array of strings in double quotes." } }] },
    ),
    repository(
      "RUN, in the build stage",
      { ...main, Dockerfile: `FROM golang:1.24 AS build\nRUN ['go', 'version']\n~~~~~~~~~~~~~~~~~~~~~\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\nFROM alpine:3.22\nCOPY --from=build /app /app\nCMD ["/app"]\n` },
      {
        Dockerfile: [
          {
            messageId: "malformed",
            data: { reason: "its strings are in single quotes, and JSON takes double quotes only", remedy: 'Write RUN ["go", "version"].' },
            suggestions: [{ messageId: "array", output: `FROM golang:1.24 AS build\nRUN ["go", "version"]\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\nFROM alpine:3.22\nCOPY --from=build /app /app\nCMD ["/app"]\n` }],
          },
        ],
      },
    ),
    repository("exec form", { ...main, Dockerfile: shipped('ENTRYPOINT [ "/app" , "serve" ]\n') }),
    repository("over several lines", { ...main, Dockerfile: shipped('ENTRYPOINT [ \\\n  "/app", \\\n  "serve" \\\n]\n') }),
    repository("shell form", { ...main, Dockerfile: shipped("ENTRYPOINT exec /app serve\n") }),
    repository("a test of the shell", { ...main, Dockerfile: shipped('HEALTHCHECK CMD [ "$(wget -qO- localhost)" = "ok" ]\nRUN [ -x /app ] && [ "a" = "a" ]\nCMD [ -f /etc/app ] && /app\n') }),
    repository("a test of bash", { ...main, Dockerfile: shipped("CMD [[ -f /etc/app ]] && /app\n") }),
    repository("a test of one word", { ...main, Dockerfile: shipped('RUN [ "/app" ]\nCMD ["/app"]\n') }),
    repository("an instruction that a later one replaces", { ...main, Dockerfile: shipped('CMD ["/app" "x"]\nCMD ["/app"]\n') }),
    repository("a stage of which only files are taken", { ...main, Dockerfile: `FROM alpine:3.22 AS files\nCMD ['x']\n\n${shipped('COPY --from=files /etc/issue /etc/issue\nCMD ["/app"]\n')}` }),
    repository("a Dockerfile for tests", { ...main, Dockerfile: shipped('CMD ["/app"]\n'), "test/Dockerfile": "FROM alpine:3.22\nCMD ['x']\n" }),
    repository("empty", { ...main, Dockerfile: shipped("CMD []\n") }),
  ],
});
