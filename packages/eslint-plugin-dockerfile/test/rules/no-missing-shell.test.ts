import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-missing-shell.js";
import { HELLO, repository } from "./repository.js";

function shipped(base: string, lines: string): string {
  return `FROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\n\nFROM ${base}\nCOPY --from=build /app /app\n${lines}`;
}

const main = { "main.go": HELLO };
const HEALTH = 'Use the exec form (HEALTHCHECK CMD ["/app", "…"]), or ship in an image with a shell.';

testRule(rule, {
  projects: [
    repository(
      "the example of the page: shell form on distroless",
      { ...main, Dockerfile: shipped("gcr.io/distroless/static-debian12", "ENTRYPOINT /app --config /etc/app.yaml\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n") },
      {
        Dockerfile: [
          {
            messageId: "start",
            data: { instruction: "ENTRYPOINT", subject: "/bin/sh", image: "gcr.io/distroless/static-debian12", remedy: 'Use the exec form (ENTRYPOINT ["/app"]), or ship in an image with a shell.' },
          },
        ],
      },
    ),
    repository(
      "CMD in scratch, and a health check",
      { ...main, Dockerfile: shipped("scratch", "HEALTHCHECK CMD /app ping || exit 1\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\nCMD /app\n~~~~~~~~\n") },
      {
        Dockerfile: [
          { messageId: "healthcheck", data: { instruction: "HEALTHCHECK", subject: "/bin/sh", image: "scratch", remedy: HEALTH } },
          { messageId: "start", data: { instruction: "CMD", subject: "/bin/sh", image: "scratch", remedy: 'Use the exec form (CMD ["/app"]), or ship in an image with a shell.' } },
        ],
      },
    ),
    repository(
      "RUN in scratch fails when the image is built",
      { ...main, Dockerfile: shipped("scratch", 'RUN chmod +x /app\n~~~~~~~~~~~~~~~~~\nENTRYPOINT ["/app"]\n') },
      { Dockerfile: [{ messageId: "build", data: { instruction: "RUN", subject: "/bin/sh", remedy: "Run it in a stage that has a shell, and copy what it makes." }, why: ["/bin/sh is not in the stage"] }] },
    ),
    repository(
      "distroless:debug has its shell in another place",
      { ...main, Dockerfile: shipped("gcr.io/distroless/static-debian12:debug", 'RUN id\n~~~~~~\nENTRYPOINT ["/app"]\n') },
      { Dockerfile: [{ messageId: "build", data: { instruction: "RUN", subject: "/bin/sh", remedy: "Run it in a stage that has a shell, and copy what it makes." } }] },
    ),
    repository("exec form", { ...main, Dockerfile: shipped("scratch", 'RUN ["/app", "init"]\nHEALTHCHECK CMD ["/app", "ping"]\nENTRYPOINT ["/app"]\n') }),
    repository("arguments of an ENTRYPOINT start no shell", { ...main, Dockerfile: shipped("scratch", 'ENTRYPOINT ["/app"]\nCMD serve\n') }),
    repository("SHELL names the one of distroless:debug", { ...main, Dockerfile: shipped("gcr.io/distroless/static-debian12:debug", 'SHELL ["/busybox/sh", "-c"]\nRUN id\nCMD /app\n') }),
    repository("a shell is copied", { ...main, Dockerfile: shipped("scratch", "COPY --from=busybox:1.37 /bin/ /bin/\nRUN chmod +x /app\nCMD /app\n") }),
    repository("a shell is copied by its name", { ...main, Dockerfile: shipped("scratch", "COPY --from=busybox:1.37-uclibc /bin/sh /bin/sh\nCMD /app\n") }),
    repository("a shell is mounted for the RUN", { ...main, Dockerfile: shipped("scratch", 'RUN --mount=type=bind,from=busybox:1.37,source=/bin,target=/bin chmod +x /app\nENTRYPOINT ["/app"]\n') }),
    repository("a root file system is unpacked", { ...main, Dockerfile: 'FROM scratch\nADD rootfs.tar.gz /\nRUN id\nCMD /app\n' }),
    repository("images with a shell", { ...main, Dockerfile: shipped("alpine:3.22", "RUN id\nCMD /app\n") }),
    repository("a base image that is not known", { ...main, Dockerfile: shipped("registry.corp/base:1", "RUN id\nCMD /app\n") }),
    repository("a health check that is turned off", { ...main, Dockerfile: shipped("scratch", 'HEALTHCHECK NONE\nENTRYPOINT ["/app"]\n') }),
    repository("a stage that nobody builds", { ...main, Dockerfile: `FROM scratch AS unused\nRUN id\n\n${shipped("scratch", 'ENTRYPOINT ["/app"]\n')}` }),
  ],
});
