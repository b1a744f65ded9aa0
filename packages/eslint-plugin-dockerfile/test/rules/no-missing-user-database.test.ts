import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-missing-user-database.js";
import { HELLO, repository } from "./repository.js";

function shipped(base: string, lines: string, command = 'ENTRYPOINT ["/app"]\n'): string {
  return `FROM golang:1.24 AS build\nRUN useradd --uid 10001 runner\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\n\nFROM ${base}\nCOPY --from=build /app /app\n${lines}${command}`;
}

const LOOKUP = 'package main\n\nimport "os/user"\n\nfunc main() {\n\tu, _ := user.Lookup("nobody")\n\tprintln(u)\n}\n';
const main = { "main.go": HELLO };

testRule(rule, {
  projects: [
    repository(
      "the example of the page: scratch has no /etc/passwd",
      { ...main, Dockerfile: shipped("scratch", "USER nobody\n~~~~~~~~~~~\n") },
      {
        Dockerfile: [
          {
            messageId: "missing",
            data: { subject: "nobody", image: "scratch", remedy: "Write USER 65534:65534, or copy the file (COPY --from=<build stage> /etc/passwd /etc/passwd)." },
            why: ["USER nobody (Dockerfile:9)", "/etc/passwd is not in the image", "scratch"],
            suggestions: [{ messageId: "number", output: shipped("scratch", "USER 65534:65534\n") }],
          },
        ],
      },
    ),
    repository(
      "a prebuilt program does not matter",
      { Dockerfile: 'FROM scratch\nCOPY app /app\nUSER runner\n~~~~~~~~~~~\nENTRYPOINT ["/app"]\n' },
      { Dockerfile: [{ messageId: "missing", data: { subject: "runner", image: "scratch", remedy: "Write the number of the user, or copy the file (COPY --from=<build stage> /etc/passwd /etc/passwd)." } }] },
    ),
    repository(
      "a name of the group needs /etc/group",
      { ...main, Dockerfile: shipped("scratch", "USER 10001:users\n~~~~~~~~~~~~~~~~\n") },
      { Dockerfile: [{ messageId: "missing", data: { subject: "10001:users", image: "scratch", remedy: "Write the number of the user, or copy the file (COPY --from=<build stage> /etc/passwd /etc/passwd)." } }] },
    ),
    repository(
      "the user was added in the build stage only",
      { ...main, Dockerfile: shipped("gcr.io/distroless/static-debian12", "USER runner\n~~~~~~~~~~~\n") },
      { Dockerfile: [{ messageId: "missing", data: { subject: "runner", image: "gcr.io/distroless/static-debian12", remedy: "Write the number of the user, or copy the file (COPY --from=<build stage> /etc/passwd /etc/passwd)." } }] },
    ),
    repository(
      "code that looks a user up, and drops the error",
      { "main.go": LOOKUP, Dockerfile: shipped("scratch", "", 'ENTRYPOINT ["/app"]\n').replace("COPY --from=build /app /app\n", "COPY --from=build /app /app\n~~~~~~~~~~~~~~~~~~~~~~~~~~~\n") },
      { Dockerfile: [{ messageId: "lookup", data: { artifact: "/app", image: "scratch", subject: "/etc/passwd", remedy: "Copy the file (COPY --from=<build stage> /etc/passwd /etc/passwd), or look at the error." }, why: ["built here (Dockerfile:5)", 'user.Lookup("nobody") (main.go:6)', "/etc/passwd is not in the image", "scratch"] }] },
    ),
    repository("code that looks at the error", { "main.go": LOOKUP.replace("u, _", "u, err").replace("println(u)", "println(u, err)"), Dockerfile: shipped("scratch", "") }),
    repository("the current user, as Go's own code tells it", { "main.go": LOOKUP.replace('user.Lookup("nobody")', "user.Current()"), Dockerfile: shipped("scratch", "") }),
    repository("code that looks a user up, where there is one", { "main.go": LOOKUP, Dockerfile: shipped("alpine:3.22", "") }),
    repository("a number needs no file", { ...main, Dockerfile: shipped("scratch", "USER 10001:10001\n") }),
    repository("the file is copied, and a user that was added before comes with it", { ...main, Dockerfile: shipped("scratch", "COPY --from=build /etc/passwd /etc/passwd\nUSER runner\n") }),
    repository("the file is copied from the repository", { ...main, "deploy/passwd": "runner:x:10001:10001::/:/sbin/nologin\n", Dockerfile: shipped("scratch", "COPY deploy/passwd /etc/passwd\nUSER runner\n") }),
    repository("it is written by a here-document", { ...main, Dockerfile: shipped("scratch", "COPY <<EOF /etc/passwd\nrunner:x:10001:10001::/:\nEOF\nUSER runner\n") }),
    repository("the file is copied from where the repository has none", { ...main, Dockerfile: shipped("scratch", "COPY generated/passwd /etc/passwd\nUSER runner\n") }),
    repository("distroless has nonroot", { ...main, Dockerfile: shipped("gcr.io/distroless/static-debian12", "USER nonroot:nonroot\n") }),
    repository("it is added by adduser", { ...main, Dockerfile: shipped("alpine:3.22", "RUN addgroup -S app && adduser -S -G app runner\nUSER runner:app\n") }),
    repository("debian has users that the facts do not list", { ...main, Dockerfile: shipped("debian:bookworm-slim", "USER games\n") }),
    repository("an argument that nobody passes", { ...main, Dockerfile: shipped("scratch", "ARG UID\nUSER ${UID}\n") }),
    repository("a later USER decides", { ...main, Dockerfile: shipped("scratch", "USER nobody\nUSER 65534\n") }),
    repository("an export is no image that starts", { ...main, Dockerfile: shipped("scratch", "USER nobody\n", "") }),
    repository("a file is mounted over that of the image", { ...main, Dockerfile: shipped("gcr.io/distroless/static-debian12", "USER runner\n") }, {}, { shipments: [{ dockerfile: "Dockerfile", mounts: ["/etc/passwd"] }] }),
    repository("code that looks up whom a mounted file may have", { "main.go": LOOKUP.replace("nobody", "runner"), Dockerfile: shipped("gcr.io/distroless/static-debian12", "") }, {}, { shipments: [{ dockerfile: "Dockerfile", mounts: ["/etc/passwd"] }] }),
    repository("a user whose name is like a function for groups", { "main.go": LOOKUP.replace("nobody", "wwwGroup"), Dockerfile: shipped("debian:bookworm-slim", "RUN echo 'wwwGroup:x:33:33::/:/bin/sh' >> /etc/passwd && rm /etc/group\n") }),
    repository("a base image that is not known", { ...main, Dockerfile: shipped("registry.corp/base:1", "USER runner\n") }),
  ],
});
