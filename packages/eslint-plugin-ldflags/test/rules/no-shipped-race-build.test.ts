import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-shipped-race-build.js";
import { repository } from "./repository.js";

const BUILD = "FROM golang:1.24-bookworm AS build\nWORKDIR /src\nCOPY . .\n";
const SHIP = 'FROM gcr.io/distroless/base-debian12\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n';

testRule(rule, {
  projects: [
    repository("without", { Dockerfile: `${BUILD}RUN go build -o /app .\n${SHIP}` }),
    repository("tests with it, ships without", { Dockerfile: `${BUILD}RUN go test -race ./... && go build -o /app .\n${SHIP}` }),
    repository("turned off again", { Dockerfile: `${BUILD}RUN go build -race -race=false -o /app .\n${SHIP}` }),
    repository("a program that nothing ships", { Makefile: "build:\n\tCGO_ENABLED=1 go build -race -o app .\n" }),
    repository("a program that stays in its stage", { Dockerfile: `${BUILD}RUN go build -race -o /race . && go build -o /app .\n${SHIP}` }),
    repository("an image for development", { Dockerfile: `${BUILD}RUN go build -o /app .\n${SHIP}`, "Dockerfile.dev": `${BUILD}RUN go build -race -o /app .\n${SHIP}` }),
    repository("a flag that is not known", { Dockerfile: `${BUILD}ARG FLAGS\nRUN go build $FLAGS -o /app .\n${SHIP}` }),
    repository("one file that two goals write, one of them with it", {
      Makefile: "build:\n\tCGO_ENABLED=1 go build -o app .\nrace:\n\tCGO_ENABLED=1 go build -race -o app .\n",
      Dockerfile: 'FROM gcr.io/distroless/base-debian12\nCOPY app /app\nENTRYPOINT ["/app"]\n',
    }),
    repository(
      "the example of the page",
      {
        Dockerfile: `
          FROM golang:1.24-bookworm AS build
          WORKDIR /src
          COPY . .
          RUN go build -race -o /app .
                       ~~~~~
          FROM gcr.io/distroless/base-debian12
          COPY --from=build /app /app
          ENTRYPOINT ["/app"]
          `,
      },
      { Dockerfile: [{ messageId: "race", data: { artifacts: "/app" }, why: ["built here (Dockerfile:4)", "shipped here (Dockerfile:6)"] }] },
    ),
    repository(
      "in GOFLAGS",
      {
        Dockerfile: `
          FROM golang:1.24-bookworm AS build
          ENV GOFLAGS=-race
                      ~~~~~
          WORKDIR /src
          COPY . .
          RUN go build -o /app .
          FROM gcr.io/distroless/base-debian12
          COPY --from=build /app /app
          ENTRYPOINT ["/app"]
          `,
      },
      { Dockerfile: [{ messageId: "race", data: { artifacts: "/app" } }] },
    ),
    repository(
      "by make",
      { Makefile: "FLAGS = -race\n        ~~~~~\nbuild:\n\tgo build $(FLAGS) -o /app .\n", Dockerfile: `${BUILD}RUN make build\n${SHIP}` },
      { Makefile: [{ messageId: "race", data: { artifacts: "/app" } }] },
    ),
  ],
});
