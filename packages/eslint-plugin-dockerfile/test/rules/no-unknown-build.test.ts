import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-unknown-build.js";
import { repository } from "./repository.js";

const SHIP = 'FROM scratch\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n';
const BUILD = "FROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\n";

testRule(rule, {
  projects: [
    repository("everything is understood", { Dockerfile: `${BUILD}RUN CGO_ENABLED=0 go build -o /app .\n${SHIP}` }),
    repository("programs that build nothing", { Dockerfile: `${BUILD}RUN apt-get update && apt-get install -y git && mkdir -p /out && CGO_ENABLED=0 go build -o /app .\n${SHIP}` }),
    repository("make", { Makefile: "build:\n\tCGO_ENABLED=0 go build -o /app .\n", Dockerfile: `${BUILD}RUN make build\n${SHIP}` }),
    repository("a script of the repository", { "build.sh": "#!/bin/sh\nCGO_ENABLED=0 go build -o /app .\n", Dockerfile: `${BUILD}RUN sh build.sh\n${SHIP}` }),
    repository("an image that the settings describe", { Dockerfile: `${BUILD}RUN CGO_ENABLED=0 go build -o /app .\n${SHIP.replace("scratch", "registry.corp/base:1")}` }, {}, { images: { "registry.corp/base:*": { like: "debian:bookworm-slim" } } }),
    repository("an image for development", { Dockerfile: `${BUILD}RUN CGO_ENABLED=0 go build -o /app .\n${SHIP}`, "Dockerfile.dev": `${BUILD}RUN ./configure && go build -o /app .\n${SHIP}` }),
    repository("what lies in a Makefile is told there", { Makefile: "build:\n\t./configure\n\tgo build -o app .\n" }),
    repository(
      "the example of the page: a program that nobody can read",
      {
        Dockerfile: `
          FROM golang:1.24 AS build
          WORKDIR /src
          COPY . .
          RUN mage build
              ~~~~~~~~~~
          FROM scratch
          COPY --from=build /app /app
          ~~~~~~~~~~~~~~~~~~~~~~~~~~~
          ENTRYPOINT ["/app"]
          `,
      },
      {
        Dockerfile: [
          { messageId: "build", data: { reason: "`mage` is not understood" } },
          { messageId: "program", data: { reason: "/app, which ENTRYPOINT starts: `mage` is not understood" } },
        ],
      },
    ),
    repository(
      "a program that go runs",
      { Dockerfile: `${BUILD}RUN go run ./build\n    ~~~~~~~~~~~~~~\nRUN CGO_ENABLED=0 go build -o /app .\n${SHIP}` },
      { Dockerfile: [{ messageId: "build", data: { reason: "what `go run ./build` does" } }] },
    ),
    repository(
      "an image that is not known",
      {
        Dockerfile: `
          FROM golang:1.24 AS build
          WORKDIR /src
          COPY . .
          RUN CGO_ENABLED=0 go build -o /app .
          FROM registry.corp/base:1
          ~~~~~~~~~~~~~~~~~~~~~~~~~
          COPY --from=build /app /app
          ENTRYPOINT ["/app"]
          `,
      },
      { Dockerfile: [{ messageId: "image", data: { reason: 'no facts about the image registry.corp/base; describe it in "images" of the configuration, such as "registry.corp/base:*": { "like": "debian:bookworm-slim" }' }, why: ["what ships here may depend on it (Dockerfile:6)"] }] },
    ),
  ],
});
