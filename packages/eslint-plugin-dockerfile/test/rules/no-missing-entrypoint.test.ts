import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-missing-entrypoint.js";
import { HELLO, repository } from "./repository.js";

function shipped(base: string, lines: string, build = "CGO_ENABLED=0 go build -o /out/app ."): string {
  return `FROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN ${build}\n\nFROM ${base}\n${lines}`;
}

const main = { "main.go": HELLO };
const COPY = "COPY --from=build /out/app /usr/bin/app\n";
const remedy = (instruction: string): string => `Copy it there, or let ${instruction} name the path at which the program is.`;

testRule(rule, {
  projects: [
    repository(
      "the example of the page: another path than that of the COPY",
      { ...main, Dockerfile: shipped("scratch", `${COPY}ENTRYPOINT ["/app"]\n~~~~~~~~~~~~~~~~~~~\n`) },
      {
        Dockerfile: [
          { messageId: "missing", data: { instruction: "ENTRYPOINT", subject: "/app", remedy: remedy("ENTRYPOINT") }, why: ["/app is not in the image", "scratch"] },
        ],
      },
    ),
    repository(
      "a name that is looked up in PATH",
      { ...main, Dockerfile: shipped("scratch", 'COPY --from=build /out/app /opt/app\nCMD ["app"]\n~~~~~~~~~~~\n') },
      { Dockerfile: [{ messageId: "notInPath", data: { instruction: "CMD", subject: "app", remedy: remedy("CMD") }, why: ["in no directory of PATH", "scratch"] }] },
    ),
    repository(
      "a path from WORKDIR",
      { ...main, Dockerfile: shipped("scratch", `WORKDIR /srv\n${COPY}ENTRYPOINT ["./app"]\n~~~~~~~~~~~~~~~~~~~~\n`) },
      { Dockerfile: [{ messageId: "missing", data: { instruction: "ENTRYPOINT", subject: "./app", remedy: remedy("ENTRYPOINT") } }] },
    ),
    repository(
      "a script for bash on alpine",
      { ...main, "entry.sh": '#!/bin/bash\nexec app "$@"\n', Dockerfile: shipped("alpine:3.22", `${COPY}COPY entry.sh /entry.sh\nENTRYPOINT ["/entry.sh"]\n~~~~~~~~~~~~~~~~~~~~~~~~\n`) },
      {
        Dockerfile: [
          {
            messageId: "interpreter",
            data: { instruction: "ENTRYPOINT", subject: "/bin/bash", image: "alpine:3.22", remedy: "Begin the script with #!/bin/sh, or install bash (RUN apk add --no-cache bash)." },
          },
        ],
      },
    ),
    repository(
      "a health check by a program that nobody brings",
      { ...main, Dockerfile: shipped("scratch", `${COPY}HEALTHCHECK CMD ["/bin/probe"]\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\nENTRYPOINT ["app"]\n`) },
      { Dockerfile: [{ messageId: "healthcheck", data: { instruction: "HEALTHCHECK", subject: "/bin/probe", remedy: remedy("HEALTHCHECK") } }] },
    ),
    repository("the path of the COPY", { ...main, Dockerfile: shipped("scratch", `${COPY}ENTRYPOINT ["/usr/bin/app"]\n`) }),
    repository("in PATH", { ...main, Dockerfile: shipped("scratch", `${COPY}ENTRYPOINT ["app"]\n`) }),
    repository("PATH of ENV", { ...main, Dockerfile: shipped("scratch", 'COPY --from=build /out/app /opt/app\nENV PATH=/opt:$PATH\nENTRYPOINT ["app"]\n') }),
    repository("a program that lies in a base image", { ...main, Dockerfile: shipped("debian:bookworm-slim", `${COPY}ENTRYPOINT ["tini", "--", "app"]\n`) }),
    repository("a program that another pipeline puts into the repository", { Dockerfile: 'FROM scratch\nCOPY dist/app /app\nENTRYPOINT ["/app"]\n' }),
    repository("the same, by way of a stage", { Dockerfile: 'FROM alpine:3.22 AS files\nCOPY dist/app /out/app\n\nFROM scratch\nCOPY --from=files /out /\nENTRYPOINT ["/app"]\n' }),
    repository("the same, moved by RUN", { Dockerfile: 'FROM alpine:3.22\nCOPY . /src\nRUN mv /src/dist/app /app\nENTRYPOINT ["/app"]\n' }),
    repository("a build whose output is not known", { ...main, Dockerfile: shipped("scratch", "COPY --from=build /out/ /\nENTRYPOINT [\"/app\"]\n", "./build.sh") }),
    repository("ADD of an archive", { Dockerfile: 'FROM scratch\nADD app.tar.gz /\nENTRYPOINT ["/app"]\n' }),
    repository("a volume may bring it, but a link does", { ...main, Dockerfile: shipped("alpine:3.22", `${COPY}RUN ln -s /usr/bin/app /app\nENTRYPOINT ["/app"]\n`) }),
    repository("bash is installed", { ...main, "entry.sh": "#!/usr/bin/env bash\nexec app\n", Dockerfile: shipped("alpine:3.22", `RUN apk add --no-cache bash\n${COPY}COPY entry.sh /entry.sh\nENTRYPOINT ["/entry.sh"]\n`) }),
    repository("arguments of an ENTRYPOINT are no programs", { ...main, Dockerfile: shipped("scratch", `${COPY}ENTRYPOINT ["app"]\nCMD ["/serve"]\n`) }),
  ],
});
