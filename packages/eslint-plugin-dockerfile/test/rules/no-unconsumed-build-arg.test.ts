import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-unconsumed-build-arg.js";
import { repository } from "./repository.js";

const dockerfile = (arg: string): string => `FROM golang:1.24 AS build\n${arg}WORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -ldflags "-X main.version=$VERSION" -o /app .\nFROM gcr.io/distroless/static-debian12\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n`;

/** Two images by one list of arguments. */
const SHARED = {
  "a/Dockerfile": 'FROM golang:1.24 AS build\nARG TAG\nWORKDIR /src\nCOPY . .\nRUN make build TAG=$TAG\nFROM scratch\nCOPY --from=build /src/app /app\nENTRYPOINT ["/app"]\n',
  Makefile:
    'TAG ?= dev\nFLAGS = -X main.version=$(TAG)\nARGS = --build-arg TAG=$(TAG)\nexport CGO_ENABLED = 0\nbuild:\n\tgo build -ldflags "$(FLAGS)" -o app .\nclean:\n\trm -f app\nimage-a:\n\tdocker build $(ARGS) -f a/Dockerfile .\nimage-b:\n\tdocker build $(ARGS) -f b/Dockerfile .\n',
};

testRule(rule, {
  projects: [
    repository("what is passed is declared", { Dockerfile: dockerfile("ARG VERSION\n"), Makefile: "image:\n\tdocker build --build-arg VERSION=1 .\n" }),
    repository("before FROM, it is declared too", { Dockerfile: `ARG GO=1.24\nFROM golang:$GO\n`, Makefile: "image:\n\tdocker build --build-arg GO=1.25 .\n" }),
    repository("arguments of BuildKit and proxies", {
      Dockerfile: dockerfile("ARG VERSION=1\n"),
      Makefile: "image:\n\tdocker build --build-arg BUILDKIT_INLINE_CACHE=1 --build-arg http_proxy=x --build-arg NO_PROXY=y --build-arg SOURCE_DATE_EPOCH=0 .\n",
    }),
    repository("one list for several Dockerfiles, of which one declares it", {
      "a/Dockerfile": dockerfile("ARG VERSION\n"),
      "b/Dockerfile": "FROM scratch\n",
      Makefile: "ARGS = --build-arg VERSION=1\nimage-a:\n\tdocker build $(ARGS) -f a/Dockerfile .\nb:\n\tdocker build $(ARGS) -f b/Dockerfile .\n",
    }),
    repository("a frontend of its own", { Dockerfile: "# syntax=example.com/frontend:1\nFROM scratch\n", Makefile: "image:\n\tdocker build --build-arg X=1 .\n" }),
    repository("an image for development", { Dockerfile: "FROM scratch\n", "Dockerfile.dev": "FROM scratch\n", Makefile: "image:\n\tdocker build --build-arg X=1 -f Dockerfile.dev .\n" }),
    repository("who builds for himself need not pass what those pass who publish", {
      Dockerfile: dockerfile("ARG VERSION\n"),
      Makefile: "image:\n\tdocker build .\npush:\n\tdocker buildx build --push --build-arg VERSION=1 .\n",
    }),
    repository("an argument without a default that is for something else", { Dockerfile: `FROM golang:1.24 AS build\nARG EXTRA\nRUN echo $EXTRA\n`, Makefile: "image:\n\tdocker build .\n" }),
    repository(
      "passed, and declared nowhere",
      {
        Dockerfile: dockerfile("ARG VERSION=dev\n"),
        Makefile: `
          image:
          \tdocker build --build-arg VERSION=1 --build-arg COMMIT=$(shell git rev-parse HEAD) .
                                                          ~~~~~~
          `,
      },
      { Makefile: [{ messageId: "undeclared", data: { name: "COMMIT", dockerfile: "Dockerfile" }, why: ["COMMIT is passed here (Makefile:2)", "no stage declares it (Dockerfile:1)"] }] },
    ),
    repository(
      "a workflow passes it under a name that is spelled otherwise",
      {
        Dockerfile: `
          FROM golang:1.24
          ~~~~~~~~~~~~~~~~
          ARG VERSION=dev
          `,
        ".github/workflows/ci.yml": "on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          build-args: |\n            VERSON=1\n",
      },
      { Dockerfile: [{ messageId: "misspelled", data: { name: "VERSON", near: "VERSION", dockerfile: "Dockerfile" }, why: ["VERSON is passed here (.github/workflows/ci.yml:10)", "no stage declares it (Dockerfile:1)"] }] },
    ),
    repository("one list for several Dockerfiles, of which one has a version of another name", {
      ...SHARED,
      "b/Dockerfile": 'FROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN make build\nFROM scratch\nCOPY --from=build /src/app /app\nENTRYPOINT ["/app"]\n',
      Makefile: SHARED.Makefile.replace("version=$(TAG)", "version=$(RELEASE)"),
    }),
    repository("one list for several Dockerfiles, of which one gets the version under another name", {
      ...SHARED,
      "b/Dockerfile": SHARED["a/Dockerfile"].replaceAll("TAG", "FLAGS"),
      Makefile: SHARED.Makefile.replace("-f b/", '--build-arg FLAGS="$(FLAGS)" -f b/'),
    }),
    repository("one list for several Dockerfiles, and each hands it to make", {
      ...SHARED,
      "b/Dockerfile": SHARED["a/Dockerfile"],
    }),
    repository(
      "one list for several Dockerfiles, of which one lets make find out",
      {
        ...SHARED,
        "b/Dockerfile": `
          FROM golang:1.24 AS build
          WORKDIR /src
          COPY . .
          RUN make clean && make build
          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~
          FROM scratch
          COPY --from=build /src/app /app
          ENTRYPOINT ["/app"]
          `,
      },
      {
        "b/Dockerfile": [
          {
            messageId: "inside",
            data: { name: "TAG", dockerfile: "b/Dockerfile", target: "main.version", passed: "Makefile:3" },
            why: ["TAG is passed here (Makefile:3)", "-X main.version=dev (Makefile:2)", "linked here (Makefile:6)"],
          },
        ],
      },
    ),
    repository(
      "what make is given on the command line of the image, and the release of Go by sed",
      {
        Dockerfile: 'ARG GO_VERSION=latest\nFROM golang:$GO_VERSION AS build\nARG VERSION\nWORKDIR /src\nCOPY . .\nRUN make build VERSION=$VERSION\nFROM debian\nCOPY --from=build /src/app /app\nENTRYPOINT ["/app"]\n',
        Makefile: `
          VERSION ?= $(shell git describe)
          GO_VERSION = $(shell sed -n 's/^go \\(.*\\)$$/\\1/p' go.mod)
          build:
          \tgo build -ldflags "-X main.version=$(VERSION)" -o app .
          image:
          \tdocker build --build-arg GO_VERSION=$(GO_VERSION) -t app .
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
          `,
      },
      { Makefile: [{ messageId: "omitted", data: { name: "VERSION", dockerfile: "Dockerfile", target: "main.version", instead: "nothing" } }] },
    ),
    repository(
      "who publishes leaves out what -X needs",
      {
        Dockerfile: dockerfile("ARG VERSION\n"),
        Makefile: `
          image:
          \tdocker build --build-arg VERSION=1 .
          push:
          \tdocker buildx build --push .
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~
          `,
      },
      {
        Makefile: [
          {
            messageId: "omitted",
            data: { name: "VERSION", dockerfile: "Dockerfile", target: "main.version", instead: "nothing" },
            why: ["built here, without VERSION (Makefile:4)", "ARG VERSION has no default (Dockerfile:2)", "$VERSION is empty (Dockerfile:5)", "-X main.version= (Dockerfile:5)", "linked here (Dockerfile:5)"],
          },
        ],
      },
    ),
  ],
});
