import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/require-numeric-user.js";
import { HELLO, repository } from "./repository.js";

function shipped(base: string, lines: string): string {
  return `FROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\n\nFROM ${base}\nCOPY --from=build /app /app\n${lines}ENTRYPOINT ["/app"]\n`;
}

const main = { "main.go": HELLO };
const distroless = "gcr.io/distroless/static-debian12";

testRule(rule, {
  projects: [
    repository(
      "the example of the page: nonroot of distroless",
      { ...main, Dockerfile: shipped(distroless, "USER nonroot:nonroot\n~~~~~~~~~~~~~~~~~~~~\n") },
      { Dockerfile: [{ messageId: "name", data: { user: "nonroot" }, why: ["USER nonroot:nonroot (Dockerfile:8)"], suggestions: [{ messageId: "number", output: shipped(distroless, "USER 65532:nonroot\n") }] }] },
    ),
    repository(
      "a user whose number is given",
      { ...main, Dockerfile: shipped("alpine:3.22", "RUN adduser -D -u 10001 app\nUSER app\n~~~~~~~~\n") },
      { Dockerfile: [{ messageId: "name", data: { user: "app" }, suggestions: [{ messageId: "number", output: shipped("alpine:3.22", "RUN adduser -D -u 10001 app\nUSER 10001\n") }] }] },
    ),
    repository(
      "a user whose number the system chooses",
      { ...main, Dockerfile: shipped("alpine:3.22", "RUN adduser -D app\nUSER app\n~~~~~~~~\n") },
      { Dockerfile: [{ messageId: "name", data: { user: "app" } }] },
    ),
    repository("a number", { ...main, Dockerfile: shipped("scratch", "USER 10001\n") }),
    repository("a number and a group by name", { ...main, Dockerfile: shipped("alpine:3.22", "USER 10001:users\n") }),
    repository("no USER", { ...main, Dockerfile: shipped("scratch", "") }),
    repository("the USER of the base image", { ...main, Dockerfile: shipped(`${distroless}:nonroot`, "") }),
    repository("a later USER decides", { ...main, Dockerfile: shipped("alpine:3.22", "USER root\nRUN id\nUSER 10001\n") }),
    repository("an argument that nobody passes", { ...main, Dockerfile: shipped("alpine:3.22", "ARG UID\nUSER ${UID}\n") }),
    repository("an argument with a number", { ...main, Dockerfile: shipped("alpine:3.22", "ARG UID=10001\nUSER ${UID}\n") }),
    repository("a Dockerfile for tests", { ...main, Dockerfile: shipped("alpine:3.22", "USER 10001\n"), "test/Dockerfile": shipped("alpine:3.22", "USER nobody\n") }),
  ],
});
