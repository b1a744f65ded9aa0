import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-signal-swallowing-shell.js";
import { HELLO, repository } from "./repository.js";

function image(base: string, ...end: readonly string[]): string {
  return `FROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\n\nFROM ${base}\nCOPY --from=build /app /app\n${end.map((line) => `${line}\n`).join("")}`;
}

const SCRIPT = ["COPY entrypoint.sh /entrypoint.sh", 'ENTRYPOINT ["/entrypoint.sh"]'];
const scripted = (base: string, ...script: readonly string[]): Readonly<Record<string, string>> => ({ "entrypoint.sh": script.map((line) => `${line}\n`).join(""), Dockerfile: image(base, ...SCRIPT) });

testRule(rule, {
  projects: [
    repository("the exec form", { Dockerfile: image("debian:bookworm-slim", 'ENTRYPOINT ["/app"]') }),
    repository("exec in the shell form", { Dockerfile: image("debian:bookworm-slim", "ENTRYPOINT exec /app --listen :8080") }),
    repository("busybox becomes the last command", { Dockerfile: image("alpine:3.22", "CMD /app --listen :8080") }),
    repository("so does bash", { Dockerfile: image("debian:bookworm-slim", 'SHELL ["/bin/bash", "-c"]', "CMD cd / && /app") }),
    repository("a script with exec", scripted("debian:bookworm-slim", "#!/bin/sh", "set -e", "/app migrate", 'exec /app "$@"')),
    repository("a script that starts what CMD names", { "entrypoint.sh": '#!/bin/sh\nset -e\nexec "$@"\n', Dockerfile: image("debian:bookworm-slim", ...SCRIPT, 'CMD ["/app"]') }),
    repository("a script that forwards signals", scripted("debian:bookworm-slim", "#!/bin/bash", "trap 'kill -TERM $PID' TERM", "/app &", "PID=$!", "wait $PID")),
    repository("an init above", { "entrypoint.sh": "#!/bin/sh\n/app\n", Dockerfile: image("alpine:3.22", "RUN apk add --no-cache tini", "COPY entrypoint.sh /entrypoint.sh", 'ENTRYPOINT ["/sbin/tini", "--", "/entrypoint.sh"]') }),
    repository("an init that compose brings", { "compose.yaml": "services:\n  app:\n    build: .\n    init: true\n", Dockerfile: image("debian:bookworm-slim", "CMD /app") }),
    repository("another program is what runs on", scripted("debian:bookworm-slim", "#!/bin/sh", "/app render-config", "exec nginx -g 'daemon off;'")),
    repository("a program that may end by itself", { "main.go": HELLO, Dockerfile: image("debian:bookworm-slim", "CMD /app") }),
    repository("another signal stops it", { Dockerfile: image("debian:bookworm-slim", "STOPSIGNAL SIGINT", "CMD /app") }),
    repository("another shell may be /bin/sh", { Dockerfile: image("debian:bookworm-slim", "RUN ln -sf /bin/bash /bin/sh", "CMD /app") }),
    repository("a base image that is not known", { Dockerfile: image("registry.example.com/base:7", "CMD /app") }),
    repository(
      "the example of the page: Debian's dash does not become what it starts",
      { Dockerfile: image("debian:bookworm-slim", "CMD /app --listen :8080", "~~~~~~~~~~~~~~~~~~~~~~~") },
      {
        Dockerfile: [
          {
            messageId: "form",
            data: { artifact: "/app", command: "/app --listen :8080" },
            why: ["CMD starts /app (Dockerfile:8)", 'http.ListenAndServe(":8080", nil) (main.go:9)', "a shell stays here (Dockerfile:8)"],
            suggestions: [{ messageId: "exec", output: image("debian:bookworm-slim", "CMD exec /app --listen :8080") }],
          },
        ],
      },
    ),
    repository(
      "no shell becomes the last line of a script",
      { ...scripted("alpine:3.22", "#!/bin/sh", "set -e", '/app "$@"', "~~~~~~~~~") },
      {
        "entrypoint.sh": [
          {
            messageId: "script",
            data: { artifact: "/app", command: '/app "$@"' },
            suggestions: [{ messageId: "exec", output: '#!/bin/sh\nset -e\nexec /app "$@"\n' }],
          },
        ],
      },
    ),
    repository(
      "two shells: each has to go",
      { "entrypoint.sh": "#!/bin/sh\n/app\n~~~~\n", Dockerfile: image("debian:bookworm-slim", "COPY entrypoint.sh /entrypoint.sh", "ENTRYPOINT /entrypoint.sh", "~~~~~~~~~~~~~~~~~~~~~~~~~") },
      {
        Dockerfile: [{ messageId: "form", data: { artifact: "/app", command: "/entrypoint.sh" }, suggestions: [{ messageId: "exec", output: image("debian:bookworm-slim", "COPY entrypoint.sh /entrypoint.sh", "ENTRYPOINT exec /entrypoint.sh") }] }],
        "entrypoint.sh": [{ messageId: "script", data: { artifact: "/app", command: "/app" }, suggestions: [{ messageId: "exec", output: "#!/bin/sh\nexec /app\n" }] }],
      },
    ),
    repository(
      "something follows, so that busybox and bash stay too; EXPOSE tells that it serves",
      { "main.go": HELLO, Dockerfile: image("alpine:3.22", "EXPOSE 8080", "CMD /app; echo ended", "~~~~~~~~~~~~~~~~~~~~") },
      { Dockerfile: [{ messageId: "form", data: { artifact: "/app", command: "/app" } }] },
    ),
    repository(
      "a pipe",
      { Dockerfile: image("alpine:3.22", "CMD /app | tee /log", "~~~~~~~~~~~~~~~~~~~") },
      { Dockerfile: [{ messageId: "form", data: { artifact: "/app", command: "/app" } }] },
    ),
  ],
});
